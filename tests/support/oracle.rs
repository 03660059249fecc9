//! Values of a schema as bytes and JSON, made from the schema alone, without the generator or the runtime.

mod choice;
mod cycles;
pub(crate) mod json;
mod least;
mod lists;
mod scope;

use std::collections::BTreeSet;
use std::ops::Range;

use tl_parser::schema::{Arg, Builtin, CombinatorId, Field, Schema, TypeExpr, TypeId, VarId};

use super::random::Random;
use scope::{Env, Uses};

pub(crate) use choice::{Any, Choice, Least};
pub(crate) use cycles::cycles;
pub(crate) use least::Cheapest;
pub(crate) use lists::{is_true, lists};

pub(crate) const VECTOR: u32 = 0x1cb5_c415;

/// Builds the bytes of values.
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

/// Returns random bytes of a boxed constructor or function that is not generic, as if inside `depth` others.
pub(crate) fn any(
    schema: &Schema<'_>,
    cheapest: &Cheapest,
    id: CombinatorId,
    random: Random,
    depth: u32,
) -> Vec<u8> {
    let mut encoder = Encoder {
        schema,
        cheapest,
        choice: Any { random, depth },
        bytes: Vec::new(),
    };
    encoder.combinator(id);
    encoder.bytes
}

/// Returns the shortest bytes of a bare constructor or function before and after its field `index`, which is
/// present.
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
    /// Adds a boxed constructor or function that is not generic.
    pub(crate) fn combinator(&mut self, id: CombinatorId) {
        self.nat(self.schema[id].id);
        self.part(id, None, 0..self.schema[id].fields.len());
    }

    /// Adds a constructor without its id.
    fn bare(&mut self, id: CombinatorId, args: &[Arg<'_>]) {
        let combinator = &self.schema[id];
        let env = Env::of(&combinator.result, args);
        let (words, env) = self.words(&combinator.fields, None, env);
        self.fields(&combinator.fields, &words, &env);
    }

    /// Adds some fields of a constructor or function, in which the field `there` is present.
    fn part(&mut self, id: CombinatorId, there: Option<usize>, part: Range<usize>) {
        let fields = &self.schema[id].fields;
        let (words, env) = self.words(fields, there, Env::default());
        self.fields(&fields[part], &words, &env);
    }

    fn fields(&mut self, fields: &[Field<'_>], words: &BTreeSet<VarId>, env: &Env<'_>) {
        for field in fields {
            if !env.has(field) || (field.mask.is_some() && is_true(self.schema, &field.ty)) {
                continue;
            }
            match (field.var, &field.ty) {
                (Some(var), _) if words.contains(&var) => self.nat(env.nats[&var]),
                (_, TypeExpr::Repeat(count, fields, _)) => {
                    for _ in 0..env.nat(*count) {
                        let (words, env) = self.words(fields, None, env.clone());
                        self.fields(fields, &words, &env);
                    }
                }
                (_, ty) => self.value(&env.close(ty)),
            }
        }
    }

    /// Chooses values for the `#` fields that others depend on: masks, counts and arguments. Sets the bit of
    /// the field `there`.
    fn words<'e>(
        &mut self,
        fields: &[Field<'_>],
        there: Option<usize>,
        mut env: Env<'e>,
    ) -> (BTreeSet<VarId>, Env<'e>) {
        let mut words = BTreeSet::new();
        let there = there.and_then(|there| fields[there].mask);
        for field in fields {
            let Some(var) = field.var else { continue };
            let uses = Uses::of(self.schema, fields, var);
            let mut word = if uses.number { self.choice.count() } else { 0 };
            for bit in &uses.bits {
                let is_there = there.is_some_and(|mask| (mask.var, mask.bit) == (var, *bit));
                word |= u32::from(self.choice.present() || is_there) << bit;
            }
            // An absent mask counts as 0.
            env.nats.insert(var, if env.has(field) { word } else { 0 });
            if uses.number || !uses.bits.is_empty() {
                words.insert(var);
            }
        }
        (words, env)
    }

    /// Adds a value of a type without variables.
    pub(crate) fn value(&mut self, ty: &TypeExpr<'_>) {
        match ty {
            TypeExpr::Nat(_) => self.raw(4),
            TypeExpr::Call(..) => self.combinator(self.cheapest.function),
            TypeExpr::Boxed(id, args, _) => match self.schema[*id].builtin {
                Some(builtin) => self.boxed_builtin(*id, builtin, args),
                None => self.boxed(*id, args),
            },
            TypeExpr::Bare(id, args, _) => match self.schema[*id].builtin {
                Some(builtin) => self.builtin(builtin, args),
                None => self.bare(*id, args),
            },
            TypeExpr::Var(..) | TypeExpr::Repeat(..) => panic!("{ty:?} is not by itself"),
        }
    }

    fn boxed_builtin(&mut self, id: TypeId, builtin: Builtin, args: &[Arg<'_>]) {
        match builtin {
            Builtin::Bool => {
                let id = if self.choice.present() {
                    0x9972_75b5
                } else {
                    0xbc79_9737
                };
                self.nat(id);
            }
            Builtin::Object => self.combinator(self.cheapest.object),
            Builtin::Function => self.combinator(self.cheapest.function),
            other => {
                let constructor = self.schema[id].constructors[0];
                self.nat(self.schema[constructor].id);
                self.builtin(other, args);
            }
        }
    }

    fn boxed(&mut self, ty: TypeId, args: &[Arg<'_>]) {
        let constructors = &self.schema[ty].constructors;
        let id = match self.choice.constructor(constructors.len()) {
            Some(index) => constructors[index],
            None => self.cheapest.constructor(ty),
        };
        self.choice.descend();
        self.nat(self.schema[id].id);
        self.bare(id, args);
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
            // Constructors without fields consist of their ids.
            Builtin::True | Builtin::Bool => {}
            // `object ? = Object` is any boxed constructor.
            Builtin::Object => self.combinator(self.cheapest.object),
            Builtin::Function => self.combinator(self.cheapest.function),
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

    /// Adds a short string.
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
