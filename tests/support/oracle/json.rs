//! JSON values of a schema, in TDLib's form.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tl_parser::schema::{Arg, Builtin, CombinatorId, Field, Schema, TypeExpr, VarId};

use super::{Any, Cheapest, Choice};

/// Builds JSON.
pub(crate) struct Maker<'c> {
    pub schema: &'c Schema<'c>,
    pub cheapest: &'c Cheapest,
    pub choice: Any,
    /// Whether something was left out that the wire requires.
    pub has_null: bool,
}

impl Maker<'_> {
    /// Returns the JSON of a constructor or function.
    pub(crate) fn combinator(&mut self, id: CombinatorId) -> Value {
        let combinator = &self.schema[id];
        let mut members = Map::new();
        members.insert("@type".into(), json!(combinator.name));
        let mut words = self.words(&combinator.fields);
        // A mask may also have bits that guard nothing.
        for word in words.values_mut() {
            *word |= u32::from(self.choice.present()) << 30;
        }
        for field in &combinator.fields {
            let word = field.var.and_then(|var| words.get(&var));
            let masked = field
                .mask
                .is_some_and(|mask| words[&mask.var] & 1 << mask.bit == 0);
            let value = match word {
                _ if masked => None,
                Some(word) => Some(json!(word)),
                None => self.field(field),
            };
            let name = field.name.unwrap().to_owned();
            members.extend(value.map(|value| (name, value)));
        }
        Value::Object(members)
    }

    fn words(&mut self, fields: &[Field<'_>]) -> BTreeMap<VarId, u32> {
        let mut words: BTreeMap<VarId, u32> = BTreeMap::new();
        let mut seen = BTreeMap::new();
        for mask in fields.iter().filter_map(|field| field.mask) {
            let bit = *seen
                .entry((mask.var, mask.bit))
                .or_insert_with(|| self.choice.present());
            *words.entry(mask.var).or_default() |= u32::from(bit) << mask.bit;
        }
        words
    }

    fn field(&mut self, field: &Field<'_>) -> Option<Value> {
        let says = |text: &str| field.docs.replace('\n', " ").contains(text);
        let nullable = says("may be null") || says("pass null");
        match &field.ty {
            TypeExpr::Bare(id, args, _) if self.schema[*id].builtin == Some(Builtin::Vector) => {
                let [Arg::Type(element)] = args.as_slice() else {
                    panic!("{args:?} of a vector")
                };
                Some(self.list(element, nullable))
            }
            _ if nullable && self.choice.present() => {
                self.has_null = true;
                None
            }
            ty => Some(self.value(ty)),
        }
    }

    fn list(&mut self, element: &TypeExpr<'_>, nullable: bool) -> Value {
        let count = self.choice.count();
        self.choice.descend();
        let elements = (0..count).map(|_| {
            if nullable && self.choice.present() {
                self.has_null = true;
                return Value::Null;
            }
            self.value(element)
        });
        let elements = elements.collect();
        self.choice.ascend();
        Value::Array(elements)
    }

    fn value(&mut self, ty: &TypeExpr<'_>) -> Value {
        let (builtin, args) = match ty {
            TypeExpr::Nat(_) => return json!(u32::from_le_bytes(self.bytes())),
            TypeExpr::Boxed(id, args, _) => (self.schema[*id].builtin, args),
            TypeExpr::Bare(id, args, _) => (self.schema[*id].builtin, args),
            other => panic!("{other:?} is not in these schemas"),
        };
        match (builtin, ty, args.as_slice()) {
            (Some(Builtin::Vector), _, [Arg::Type(element)]) => self.list(element, false),
            (Some(builtin), ..) => self.builtin(builtin),
            (None, TypeExpr::Boxed(id, ..), _) => {
                let constructors = &self.schema[*id].constructors;
                let chosen = self.choice.constructor(constructors.len());
                let chosen = chosen.map(|index| constructors[index]);
                let chosen = chosen.unwrap_or_else(|| self.cheapest.constructor(*id));
                self.choice.descend();
                let value = self.combinator(chosen);
                self.choice.ascend();
                value
            }
            (None, TypeExpr::Bare(id, ..), _) => {
                self.choice.descend();
                let value = self.combinator(*id);
                self.choice.ascend();
                value
            }
            other => panic!("{other:?} is not in these schemas"),
        }
    }

    fn builtin(&mut self, builtin: Builtin) -> Value {
        match builtin {
            Builtin::Int => json!(i32::from_le_bytes(self.bytes())),
            Builtin::Int53 => json!(i64::from_le_bytes(self.bytes()) >> 11),
            Builtin::Long => json!(i64::from_le_bytes(self.bytes()).to_string()),
            Builtin::Double => json!(f64::from(i32::from_le_bytes(self.bytes())) / 7.0),
            Builtin::String | Builtin::SecureString => {
                let length = self.choice.count();
                json!(self.choice.text(length))
            }
            Builtin::Bytes | Builtin::SecureBytes => {
                let length = self.choice.count() as usize;
                let bytes: [u8; 4] = self.bytes();
                json!(base64(&bytes[..length.min(4)]))
            }
            Builtin::Int128 => json!(base64(&self.bytes::<16>())),
            Builtin::Int256 => json!(base64(&self.bytes::<32>())),
            Builtin::Bool => json!(self.choice.present()),
            Builtin::Function => self.combinator(self.cheapest.function),
            other => panic!("{other:?} is not in these schemas"),
        }
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.choice.byte())
    }
}

/// Encodes base64 bit by bit, so that no code is shared with the runtime.
fn base64(bytes: &[u8]) -> String {
    let bit = |at: usize| {
        bytes
            .get(at / 8)
            .is_some_and(|byte| byte & 0x80 >> (at % 8) != 0)
    };
    let digits = (bytes.len() * 8).div_ceil(6);
    let digit = |place: usize| {
        let value = (0..6).fold(0, |value, at| value << 1 | u32::from(bit(place * 6 + at)));
        match value {
            0..26 => char::from_u32('A' as u32 + value),
            26..52 => char::from_u32('a' as u32 + value - 26),
            52..62 => char::from_u32('0' as u32 + value - 52),
            62 => Some('+'),
            _ => Some('/'),
        }
    };
    let text: String = (0..digits).filter_map(digit).collect();
    let padding = digits.next_multiple_of(4) - digits;
    text + &"=".repeat(padding)
}
