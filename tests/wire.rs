//! Which bytes does a schema allow? Bytes of our own making, from the schema alone, without the
//! generator or the runtime.

mod choice;
mod cycles;
mod least;
mod lists;

use std::collections::BTreeMap;
use std::ops::Range;

use tl_parser::schema::{Arg, Builtin, CombinatorId, Field, Schema, TypeExpr, TypeId, VarId};

pub(crate) use choice::{Any, Choice, Least};
pub(crate) use cycles::cycles;
pub(crate) use least::Cheapest;
pub(crate) use lists::{is_true, lists};

pub(crate) const VECTOR: u32 = 0x1cb5_c415;

/// Makes bytes.
pub(crate) struct Encoder<'c, C> {
    pub schema: &'c Schema<'c>,
    pub cheapest: &'c Cheapest,
    pub choice: C,
    pub bytes: Vec<u8>,
}

impl<'c> Encoder<'c, Least> {
    pub(crate) fn least(schema: &'c Schema<'c>, cheapest: &'c Cheapest) -> Self {
        Self {
            schema,
            cheapest,
            choice: Least,
            bytes: Vec::new(),
        }
    }
}

/// The least bytes of a bare constructor or function before and after its field `index`, which is
/// there.
pub(crate) fn around(
    schema: &Schema<'_>,
    cheapest: &Cheapest,
    id: CombinatorId,
    index: usize,
) -> (Vec<u8>, Vec<u8>) {
    let [before, after] = [0..index, index + 1..schema[id].fields.len()].map(|part| {
        let mut encoder = Encoder::least(schema, cheapest);
        encoder.part(id, Some(index), part);
        encoder.bytes
    });
    (before, after)
}

impl<C: Choice> Encoder<'_, C> {
    /// A boxed constructor or function.
    pub(crate) fn combinator(&mut self, id: CombinatorId) {
        self.nat(self.schema[id].id);
        self.bare(id);
    }

    /// A constructor or function without its id.
    fn bare(&mut self, id: CombinatorId) {
        self.part(id, None, 0..self.schema[id].fields.len());
    }

    /// Some fields of a constructor or function, where the field `there` is there.
    fn part(&mut self, id: CombinatorId, there: Option<usize>, part: Range<usize>) {
        let fields = &self.schema[id].fields;
        let words = self.words(fields, there);
        for field in &fields[part] {
            if let Some(mask) = field.mask {
                if words[&mask.var] & (1 << mask.bit) == 0 || is_true(self.schema, &field.ty) {
                    continue;
                }
            }
            match field.var.and_then(|var| words.get(&var)) {
                Some(&word) => self.nat(word),
                None => self.value(&field.ty),
            }
        }
    }

    /// The masks, by variable; that of the field `there` has its bit.
    fn words(&mut self, fields: &[Field<'_>], there: Option<usize>) -> BTreeMap<VarId, u32> {
        let mut bits: BTreeMap<(VarId, u8), bool> = BTreeMap::new();
        for (index, field) in fields.iter().enumerate() {
            if let Some(mask) = field.mask {
                let place = (mask.var, mask.bit);
                let bit = bits.entry(place).or_insert_with(|| self.choice.present());
                *bit |= there == Some(index);
            }
        }
        let mut words = BTreeMap::new();
        for ((var, bit), present) in bits {
            *words.entry(var).or_default() |= u32::from(present) << bit;
        }
        words
    }

    /// A value of that type.
    pub(crate) fn value(&mut self, ty: &TypeExpr<'_>) {
        match ty {
            TypeExpr::Nat(_) => self.raw(4),
            TypeExpr::Call(..) => self.combinator(self.cheapest.function),
            TypeExpr::Boxed(id, args, _) => match self.schema[*id].builtin {
                Some(Builtin::Bool) => {
                    let id = if self.choice.present() {
                        0x9972_75b5
                    } else {
                        0xbc79_9737
                    };
                    self.nat(id);
                }
                Some(Builtin::Vector) => {
                    self.nat(VECTOR);
                    self.list(args);
                }
                Some(other) => panic!("a boxed {other:?} is not in these schemas"),
                None => self.boxed(*id),
            },
            TypeExpr::Bare(id, args, _) => match self.schema[*id].builtin {
                Some(builtin) => self.builtin(builtin, args),
                None => self.bare(*id),
            },
            TypeExpr::Var(..) | TypeExpr::Repeat(..) => panic!("{ty:?} is not in these schemas"),
        }
    }

    fn boxed(&mut self, ty: TypeId) {
        let constructors = &self.schema[ty].constructors;
        let id = match self.choice.constructor(constructors.len()) {
            Some(index) => constructors[index],
            None => self.cheapest.constructor(ty),
        };
        self.choice.descend();
        self.combinator(id);
        self.choice.ascend();
    }

    fn builtin(&mut self, builtin: Builtin, args: &[Arg<'_>]) {
        match builtin {
            Builtin::Int | Builtin::Float => self.raw(4),
            Builtin::Long | Builtin::Int53 | Builtin::Double => self.raw(8),
            Builtin::Int128 => self.raw(16),
            Builtin::Int256 => self.raw(32),
            Builtin::Int512 => self.raw(64),
            Builtin::String | Builtin::SecureString => {
                let length = self.choice.count();
                let text = self.choice.text(length);
                self.string(text.as_bytes());
            }
            Builtin::Bytes | Builtin::SecureBytes => {
                let length = self.choice.count();
                let bytes = (0..length).map(|_| self.choice.byte()).collect::<Vec<u8>>();
                self.string(&bytes);
            }
            Builtin::Vector => self.list(args),
            Builtin::True | Builtin::Bool | Builtin::Object | Builtin::Function => {
                panic!("a bare {builtin:?} is not in these schemas")
            }
        }
    }

    fn list(&mut self, args: &[Arg<'_>]) {
        let [Arg::Type(element)] = args else {
            panic!("{args:?} of a vector")
        };
        let count = self.choice.count();
        self.nat(count);
        self.choice.descend();
        for _ in 0..count {
            self.value(element);
        }
        self.choice.ascend();
    }

    /// A short string.
    fn string(&mut self, bytes: &[u8]) {
        assert!(bytes.len() < 254, "long strings have tests of their own");
        self.bytes.push(bytes.len() as u8);
        self.bytes.extend(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }

    fn raw(&mut self, size: usize) {
        for _ in 0..size {
            let byte = self.choice.byte();
            self.bytes.push(byte);
        }
    }

    pub(crate) fn nat(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }
}
