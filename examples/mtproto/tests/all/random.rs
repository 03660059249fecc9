//! Random values of Telegram's API as bytes, made from the schema alone.

use std::collections::HashSet;

use tl_parser::schema::{Arg, Builtin, CombinatorId, Schema, TypeExpr, TypeId};

/// Below this depth, only the smallest values are chosen.
const DEEP: u32 = 4;

/// Builds values of the constructors that the other side knows.
pub(crate) struct Values<'s> {
    pub(crate) schema: &'s Schema<'s>,
    pub(crate) known: &'s HashSet<u32>,
    pub(crate) seed: u64,
    depth: u32,
    bytes: Vec<u8>,
}

impl<'s> Values<'s> {
    pub(crate) fn new(schema: &'s Schema<'s>, known: &'s HashSet<u32>, seed: u64) -> Self {
        Self {
            schema,
            known,
            seed,
            depth: 0,
            bytes: Vec::new(),
        }
    }

    /// Returns a call of a function that is not generic.
    pub(crate) fn call(&mut self, function: CombinatorId) -> Vec<u8> {
        self.combinator(function);
        std::mem::take(&mut self.bytes)
    }

    /// Returns a boxed value of a type.
    pub(crate) fn answer(&mut self, ty: &TypeExpr<'_>) -> Vec<u8> {
        self.value(ty);
        std::mem::take(&mut self.bytes)
    }

    /// Returns a number below `end`: SplitMix64.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn combinator(&mut self, id: CombinatorId) {
        let schema = self.schema;
        self.word(schema[id].id);
        let mut masks = Vec::new();
        for field in &schema[id].fields {
            let mask = field.mask;
            let is_set = |mask: tl_parser::schema::Mask| {
                let word = masks.iter().find(|(var, _)| *var == mask.var);
                word.is_some_and(|(_, word): &(_, u32)| word >> mask.bit & 1 == 1)
            };
            if !mask.is_none_or(is_set) {
                continue;
            }
            if let Some(var) = field.var {
                let bits = schema[id].fields.iter().filter_map(|field| field.mask);
                let bits: HashSet<_> = bits.filter(|m| m.var == var).map(|m| m.bit).collect();
                let mut bits: Vec<_> = bits.into_iter().collect();
                bits.sort_unstable();
                let mut word = 0;
                for bit in bits {
                    word |= u32::from(self.depth < DEEP && self.below(2) == 0) << bit;
                }
                masks.push((var, word));
                self.word(word);
            } else if self.is_long(&field.ty)
                && matches!(field.name, Some("chat_id" | "channel_id" | "user_id"))
            {
                // Telethon changes ids that no chat can have.
                let id = 1 + self.below(999_999_999_999) as u64;
                self.bytes.extend(id.to_le_bytes());
            } else {
                self.value(&field.ty);
            }
        }
    }

    fn value(&mut self, ty: &TypeExpr<'_>) {
        match ty {
            TypeExpr::Nat(_) => self.noise(4),
            TypeExpr::Boxed(id, args, _) => match self.schema[*id].builtin {
                Some(Builtin::Bool) => {
                    let bools = [0x9972_75b5, 0xbc79_9737];
                    let bool = bools[self.below(2)];
                    self.word(bool);
                }
                Some(Builtin::Vector) => {
                    self.word(0x1cb5_c415);
                    self.list(args);
                }
                Some(builtin) => panic!("a boxed {builtin:?}"),
                None => self.boxed(*id),
            },
            TypeExpr::Bare(id, args, _) => match self.schema[*id].builtin {
                Some(Builtin::Vector) => self.list(args),
                Some(builtin) => self.builtin(builtin),
                None => panic!("{} is bare", self.schema[*id].name),
            },
            other => panic!("{other:?} is not in the API"),
        }
    }

    fn is_long(&self, ty: &TypeExpr<'_>) -> bool {
        matches!(ty, TypeExpr::Bare(id, ..) if self.schema[*id].builtin == Some(Builtin::Long))
    }

    fn boxed(&mut self, ty: TypeId) {
        let schema = self.schema;
        let all = schema[ty].constructors.iter().copied();
        let known: Vec<_> = all
            .filter(|id| self.known.contains(&schema[*id].id))
            .collect();
        let chosen = if self.depth < DEEP {
            known[self.below(known.len())]
        } else {
            let least = known.iter().min_by_key(|id| schema[**id].fields.len());
            *least.unwrap()
        };
        self.depth += 1;
        self.combinator(chosen);
        self.depth -= 1;
    }

    fn builtin(&mut self, builtin: Builtin) {
        match builtin {
            Builtin::Int => self.noise(4),
            Builtin::Long => self.noise(8),
            Builtin::Int128 => self.noise(16),
            Builtin::Int256 => self.noise(32),
            Builtin::Double => {
                // Not every NaN survives in Python.
                let number = self.below(1 << 40) as f64 / 1024.0;
                self.bytes.extend(number.to_le_bytes());
            }
            Builtin::True => {}
            Builtin::String => {
                let letters = ["a", "é", "語", "🙂", "\0", "\n"];
                let length = self.below(400) * self.below(2);
                let text: String = (0..length).map(|_| letters[self.below(6)]).collect();
                self.string(text.as_bytes());
            }
            Builtin::Bytes => {
                let length = self.below(20);
                let start = self.bytes.len();
                self.noise(length);
                let bytes = self.bytes.split_off(start);
                self.string(&bytes);
            }
            other => panic!("{other:?} is not in the API"),
        }
    }

    fn list(&mut self, args: &[Arg<'_>]) {
        let [Arg::Type(element)] = args else {
            panic!("{args:?} of a vector")
        };
        let count = if self.depth < DEEP { self.below(4) } else { 0 };
        self.word(count as u32);
        self.depth += 1;
        for _ in 0..count {
            self.value(element);
        }
        self.depth -= 1;
    }

    fn string(&mut self, bytes: &[u8]) {
        match bytes.len() {
            length @ ..254 => self.bytes.push(length as u8),
            length => self.word(254 | (length as u32) << 8),
        }
        self.bytes.extend(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }

    fn noise(&mut self, size: usize) {
        for _ in 0..size {
            let byte = self.below(256) as u8;
            self.bytes.push(byte);
        }
    }

    fn word(&mut self, word: u32) {
        self.bytes.extend(word.to_le_bytes());
    }
}
