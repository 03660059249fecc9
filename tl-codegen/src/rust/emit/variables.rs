//! The names of fields and parameters, which depend on the place of the code.

use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, rust, separated};
use crate::rust::model::{
    Bit, Count, Field, FieldRole, GuardedBit, Ident, Mask, Param, Struct, Value, Var,
};
use crate::sorted::{Map, Set};

/// The fields of an item, with their names in one place of the code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'i> {
    pub(super) item: &'i Struct,
    place: Place<'i>,
}

/// The place of code.
#[derive(Debug, Clone, Copy)]
enum Place<'i> {
    /// Where values are decoded: fields are variables.
    Decode,
    /// In a method: fields are those of `self`, masks are variables.
    Value,
    /// In an arm of `match self`: fields are references of their own, masks are variables.
    Variant(&'i References),
}

/// Returns a name for an argument that no other variable of the items has.
pub(super) fn argument(name: &str, items: &[&Struct]) -> Ident {
    Ident::free(name, &|name| {
        let mut all = items.iter().flat_map(|item| variables(item));
        all.any(|it| it.as_str() == name)
    })
}

/// Returns the variables of an item: its fields and parameters.
pub(super) fn variables(item: &Struct) -> impl Iterator<Item = &Ident> {
    let params = item.params.iter().map(|it| it.variable());
    item.fields.iter().map(|it| &it.ident).chain(params)
}

/// Writes the name of a field in its struct, or its index, `0`.
pub(super) fn member(field: &Field) -> impl Emit + '_ {
    code(move |out| match field.place {
        Some(place) => place.emit(out),
        None => field.ident.emit(out),
    })
}

/// Returns the TL name of a field, or its Rust name if it has none.
pub(super) fn name(field: &Field) -> Quoted<'_> {
    Quoted(match field.name.as_str() {
        "_" => field.ident.as_str().trim_start_matches("r#"),
        name => name,
    })
}

/// The references to a variant's masks in a pattern, by the names of the masks. A variable for the word has the name of
/// the mask.
#[derive(Debug)]
pub(super) struct References(Map<Ident, Ident>);

impl References {
    /// Returns the references to the masks of a variant. No other variable has their names.
    pub(super) fn new(item: &Struct) -> Self {
        let mut taken: Set<Ident> = variables(item).cloned().collect();
        let mut references = Map::default();
        for field in item.members() {
            if let FieldRole::Mask(_) = field.role {
                let name = of_self(field.ident.as_str());
                let reference = Ident::free(&name, &|name| taken.contains(name));
                taken.insert(reference.clone());
                references.insert(field.ident.clone(), reference);
            }
        }
        Self(references)
    }
}

/// Returns a name for a field of `self`, beside a variable that has the field's name.
pub(super) fn of_self(ident: &str) -> String {
    ["self_", ident.trim_start_matches("r#")].concat()
}

impl<'i> Site<'i> {
    /// The fields in code that decodes values.
    pub(super) fn decoding(item: &'i Struct) -> Self {
        let place = Place::Decode;
        Self { item, place }
    }

    /// The fields in code that encodes a struct.
    pub(super) fn encoding(item: &'i Struct) -> Self {
        let place = Place::Value;
        Self { item, place }
    }

    /// The fields in code that encodes a variant.
    pub(super) fn in_variant(item: &'i Struct, references: &'i References) -> Self {
        let place = Place::Variant(references);
        Self { item, place }
    }

    /// Writes the Rust fields of a variant as a pattern: `id, r#type`.
    pub(super) fn pattern(self) -> impl Emit + 'i {
        code(move |out| {
            for (number, field) in self.item.members().enumerate() {
                if number > 0 {
                    out.push(", ");
                }
                if field.place.is_some() || matches!(field.role, FieldRole::Mask(_)) {
                    rust!(out, "#member: ", member = member(field));
                }
                self.receiver(field).emit(out);
            }
        })
    }

    /// Writes a `#`: a field or a parameter.
    pub(super) fn var(self, var: Var) -> impl Emit + 'i {
        code(move |out| self.emit_var(var, false, out))
    }

    /// Writes a `#`; `is_receiver` tells whether a method is called on it.
    fn emit_var(self, var: Var, is_receiver: bool, out: &mut Output<'_>) {
        let index = match var {
            Var::Param(index) => {
                let variable = self.item.params.get(index).map(Param::variable);
                return variable.emit(out);
            }
            Var::Field(index) => index,
        };
        let Some(field) = self.item.fields.get(index) else {
            return;
        };
        let is_optional = matches!(field.role, FieldRole::Value(Value { bit: Some(_), .. }));
        match (&field.role, self.place) {
            (FieldRole::Mask(_), _) | (_, Place::Decode) => field.ident.emit(out),
            (
                FieldRole::Flag(_) | FieldRole::Value(_) | FieldRole::Count,
                Place::Value | Place::Variant(_),
            ) => match is_optional || is_receiver {
                true => self.receiver(field).emit(out),
                false => self.copied(field).emit(out),
            },
        }
        if is_optional {
            out.push(".unwrap_or(0_u32)");
        }
    }

    /// Writes a field that is encoded, as the receiver of a method: `self.id`, `id`.
    pub(super) fn receiver(self, field: &'i Field) -> impl Emit + 'i {
        code(move |out| match self.place {
            Place::Decode | Place::Value => rust!(out, "self.#member", member = member(field)),
            Place::Variant(References(masks)) => {
                masks.get(&field.ident).unwrap_or(&field.ident).emit(out);
            }
        })
    }

    /// Writes the value of a field that is encoded: `self.id`, `*id`.
    pub(super) fn copied(self, field: &'i Field) -> impl Emit + 'i {
        let star = matches!(self.place, Place::Variant(_)).then_some("*");
        code(move |out| rust!(out, "#star#receiver", star, receiver = self.receiver(field)))
    }

    /// Writes a reference to a field that is encoded: `&self.id`, `id`.
    pub(super) fn borrowed(self, field: &'i Field) -> impl Emit + 'i {
        let and = (!matches!(self.place, Place::Variant(_))).then_some("&");
        code(move |out| rust!(out, "#and#receiver", and, receiver = self.receiver(field)))
    }

    /// Writes a count or a number argument. A sum that does not fit into 32 bits saturates, since no input is
    /// that long.
    pub(super) fn count(self, count: Count) -> impl Emit + 'i {
        code(move |out| match count.var {
            None => count.add.emit(out),
            Some(var) if count.add > 0 => {
                self.emit_var(var, true, out);
                rust!(out, ".saturating_add(#add)", add = count.add);
            }
            Some(var) => self.emit_var(var, false, out),
        })
    }

    /// Writes the test for the presence of a field: `flags & 0x8 != 0`.
    pub(super) fn present(self, bit: Bit) -> impl Emit + 'i {
        code(move |out| {
            let (mask, bit) = (self.var(bit.mask), bit_literal(bit.bit));
            rust!(out, "#mask & #bit != 0", mask, bit);
        })
    }

    /// Writes the word of a mask: a bit for each guarded field, and the bits that were kept.
    ///
    /// If it is checked, it is an error if the fields on a bit disagree; otherwise any of them sets the bit.
    pub(super) fn word(self, field: &'i Field, mask: &'i Mask, checked: bool) -> impl Emit + 'i {
        self.word_of(field, mask, mask.bits.iter().collect(), checked)
    }

    /// Writes the word of a mask with some of its bits.
    pub(super) fn word_of(
        self,
        field: &'i Field,
        mask: &'i Mask,
        bits: Vec<&'i GuardedBit>,
        checked: bool,
    ) -> impl Emit + 'i {
        code(move |out| {
            let stored = mask.stored && mask.guarded() != u32::MAX;
            let parts = usize::from(stored) + bits.len();
            if parts == 0 {
                return out.push("0_u32");
            }
            let (open, close) = if parts == 1 { ("", "") } else { ("(", ")") };
            let mut first = true;
            let mut begin = |out: &mut Output<'_>| {
                if !std::mem::take(&mut first) {
                    // If there are many parts, each is on its own line.
                    if parts > 2 {
                        out.line(4);
                        out.push("| ");
                    } else {
                        out.push(" | ");
                    }
                }
                out.push(open);
            };
            if stored {
                begin(out);
                let guarded = Hex(mask.guarded(), 1);
                match mask.bit {
                    None => self.copied(field).emit(out),
                    Some(_) => rust!(out, "#place.unwrap_or(0)", place = self.receiver(field)),
                }
                rust!(out, " & !#guarded", guarded);
                out.push(close);
            }
            for bit in &bits {
                begin(out);
                let is_set = code(|out| self.bit_is_set(bit, field, checked, out));
                match bit.bit {
                    0 => rust!(out, "#is_set as u32", is_set),
                    shift => rust!(
                        out,
                        "(#is_set as u32) << #shift",
                        is_set,
                        shift = u32::from(shift)
                    ),
                }
                out.push(close);
            }
        })
    }

    /// Writes the test for the presence of the fields on a bit.
    fn bit_is_set(self, bit: &GuardedBit, mask: &Field, checked: bool, out: &mut Output<'_>) {
        let guarded = bit.fields.iter();
        let guarded: Vec<&Field> = guarded
            .filter_map(|&index| self.item.fields.get(index))
            .collect();
        let is_there = |field: &&'i Field, out: &mut Output<'_>| match field.role {
            FieldRole::Flag(_) => self.copied(field).emit(out),
            FieldRole::Value(_) | FieldRole::Mask(_) | FieldRole::Count => {
                rust!(out, "#place.is_some()", place = self.receiver(field));
            }
        };
        match (guarded.as_slice(), checked) {
            ([field], _) => is_there(field, out),
            (guarded, false) => rust!(out, "(#any)", any = separated(guarded, " || ", is_there)),
            (guarded, true) => {
                let constructor = Quoted(self.item.identity.name());
                let name = format!("{}.{}", mask.name, bit.bit);
                let names = separated(guarded, ", ", |field, out| Quoted(&field.name).emit(out));
                let present = separated(guarded, ", ", is_there);
                rust!(
                    out,
                    "#coder.shared_bit(#constructor, #name, &[#names], [#present])",
                    constructor,
                    name = Quoted(&name),
                    names,
                    present
                );
            }
        }
    }
}

/// Returns `1 << bit` as people write it in masks.
pub(super) fn bit_literal(bit: u8) -> Hex {
    Hex(1u32.checked_shl(u32::from(bit)).unwrap_or(0), 1)
}
