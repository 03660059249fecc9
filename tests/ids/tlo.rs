//! A reader of version 2 of the binary form that the official parser writes.

use std::collections::BTreeSet;

use tl_parser::ast::ParamKind;
use tl_parser::schema::{CombinatorKind, Origin, Schema};

/// The part of the binary form that names things.
pub(super) struct Official {
    types: Vec<Type>,
    constructors: BTreeSet<(String, u32)>,
    functions: BTreeSet<(String, u32)>,
}

struct Type {
    id: u32,
    name: String,
    constructors: u32,
    params: Vec<ParamKind>,
}

/// Reads the whole file, so that a misunderstood word is noticed.
pub(super) fn read(bytes: &[u8]) -> Official {
    let mut input = Input(bytes);
    input.expect(0x3a2f_9be2);
    assert_eq!((input.word(), input.word()), (0, 0), "version and date");
    let types = input.list(Input::ty);
    let constructors = input.list(Input::combinator);
    let functions = input.list(Input::combinator);
    assert!(input.0.is_empty(), "{} bytes are left", input.0.len());
    Official {
        types,
        constructors: constructors.into_iter().collect(),
        functions: functions.into_iter().collect(),
    }
}

struct Input<'b>(&'b [u8]);

impl Input<'_> {
    fn take(&mut self, length: usize) -> &[u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    fn word(&mut self) -> u32 {
        u32::from_le_bytes(self.take(4).try_into().unwrap())
    }

    fn expect(&mut self, id: u32) {
        assert_eq!(self.word(), id);
    }

    fn string(&mut self) -> String {
        let length = usize::from(self.take(1)[0]);
        assert!(length < 254);
        let text = String::from_utf8(self.take(length).to_vec()).unwrap();
        self.take((4 - (1 + length) % 4) % 4);
        text
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.word()).map(|_| item(self)).collect()
    }

    fn ty(&mut self) -> Type {
        self.expect(0x12eb_4386);
        let (id, name, constructors) = (self.word(), self.string(), self.word());
        let (_flags, arity) = (self.word(), self.word());
        let kinds = u64::from(self.word()) | u64::from(self.word()) << 32;
        let kind = |param| match kinds >> param & 1 {
            0 => ParamKind::Type,
            _ => ParamKind::Nat,
        };
        Type {
            id,
            name,
            constructors,
            params: (0..arity).map(kind).collect(),
        }
    }

    fn combinator(&mut self) -> (String, u32) {
        self.expect(0x5c0a_1ed5);
        let (id, name, _type) = (self.word(), self.string(), self.word());
        match self.word() {
            0xcd21_1f63 => {}
            0x4c12_c6d9 => drop(self.list(Self::arg)),
            other => panic!("{other:08x}"),
        }
        self.expect(0x2c06_4372);
        self.type_expr();
        (name, id)
    }

    fn arg(&mut self) {
        self.expect(0x29df_e61b);
        let (_name, flags) = (self.string(), self.word());
        if flags & 4 != 0 {
            self.word();
        }
        if flags & 2 != 0 {
            self.take(8);
        }
        self.type_expr();
    }

    fn type_expr(&mut self) {
        match self.word() {
            0x0142_ceae => drop(self.take(8)),
            0xd9fb_20de => {
                self.nat_expr();
                self.list(Self::arg);
            }
            0xc186_3d08 => {
                self.take(8);
                self.list(Self::expr);
            }
            other => panic!("{other:08x}"),
        }
    }

    fn expr(&mut self) {
        match self.word() {
            0xecc9_da78 => self.type_expr(),
            0xdcb4_9bd8 => self.nat_expr(),
            other => panic!("{other:08x}"),
        }
    }

    fn nat_expr(&mut self) {
        match self.word() {
            0xdcb4_9bd8 | 0x8ce9_40b1 => drop(self.take(4)),
            0x4e8a_14f0 => drop(self.take(8)),
            other => panic!("{other:08x}"),
        }
    }
}

/// Asserts that a schema has the same types, constructors and functions. Declarations of the prelude that are
/// not in the file are ignored, because the official parser has no prelude.
pub(super) fn compare(name: &str, schema: &Schema<'_>, official: &Official) {
    let of = |kind| -> BTreeSet<(String, u32)> {
        let declared = schema.combinators.iter();
        let declared = declared.filter(|it| (it.kind, it.origin) == (kind, Origin::Declared));
        declared.map(|it| (it.name.to_owned(), it.id)).collect()
    };
    assert_eq!(
        of(CombinatorKind::Constructor),
        official.constructors,
        "{name}"
    );
    assert_eq!(of(CombinatorKind::Function), official.functions, "{name}");
    for ty in &official.types {
        if matches!(ty.name.as_str(), "#" | "Type") {
            continue;
        }
        let own = schema.types.iter().find(|own| own.name == ty.name);
        let own = own.unwrap_or_else(|| panic!("{name}: {}", ty.name));
        let ids = own.constructors.iter().map(|&id| schema[id].id);
        assert_eq!(ids.clone().count(), ty.constructors as usize, "{}", ty.name);
        assert_eq!(ids.fold(0, |all, id| all ^ id), ty.id, "{}", ty.name);
        assert_eq!(own.params, ty.params, "{}", ty.name);
    }
    let types = schema
        .types
        .iter()
        .filter(|it| it.origin == Origin::Declared);
    assert_eq!(types.count() + 2, official.types.len(), "{name}: types");
}
