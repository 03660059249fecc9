//! Why a written id is not the one that the text gives.

use std::collections::HashMap;

use crate::id::{self, Rule};
use crate::schema::{Combinator, CombinatorId, Schema};
use crate::syntax::ast::{self, Body, Field};

/// How many texts are tried in one run, so that a schema full of wrong ids takes no longer than
/// it is long.
const BUDGET: usize = 100_000;

/// How many others of the same id are looked at.
const SAME: usize = 4;

/// How many fields are left out at the end, and how many are left out one at a time.
const LAST: usize = 8;
const EACH: usize = 64;

/// Where a written id comes from.
pub(super) struct Reason {
    /// `the id of …`.
    pub(super) text: String,
    /// The id to write instead, where the reason is a slip and not a choice.
    pub(super) meant: Option<u32>,
}

impl From<String> for Reason {
    fn from(text: String) -> Self {
        Self { text, meant: None }
    }
}

/// Looks for reasons.
pub(super) struct Reasons<'a, 's> {
    schema: &'a Schema<'s>,
    /// All combinators by id, once a mismatch has been found.
    by_id: HashMap<u32, Vec<CombinatorId>>,
    budget: usize,
}

impl<'a, 's> Reasons<'a, 's> {
    pub(super) fn new(schema: &'a Schema<'s>) -> Self {
        let mut by_id: HashMap<u32, Vec<CombinatorId>> =
            HashMap::with_capacity(schema.combinators.len());
        for (index, combinator) in schema.combinators.entries() {
            by_id.entry(combinator.id).or_default().push(index);
        }
        Self {
            schema,
            by_id,
            budget: BUDGET,
        }
    }

    /// Where `written` comes from.
    pub(super) fn find(&mut self, combinator: &Combinator<'_>, written: u32) -> Option<Reason> {
        let text = combinator.ast;
        if let Some(slip) = self.reversed(text, written) {
            return Some(slip);
        }
        self.other(combinator, written)
            .or_else(|| self.shorter_name(text, written))
            .or_else(|| self.fewer_fields(text, written))
            .map(Reason::from)
    }

    fn gives(&mut self, text: &ast::Combinator<'_>, written: u32) -> bool {
        let Some(left) = self.budget.checked_sub(Rule::WRITTEN.len()) else {
            return false;
        };
        self.budget = left;
        id::is_given(text, written)
    }

    /// TON's documentation prints ids as the bytes on the wire.
    fn reversed(&mut self, text: &ast::Combinator<'_>, written: u32) -> Option<Reason> {
        let number = written.swap_bytes();
        self.gives(text, number).then(|| Reason {
            text: format!("the id with its bytes in reverse: as a number it is {number:08x}"),
            meant: Some(number),
        })
    }

    /// TDLib's `invokeWithLayerPrefix` has the id of `invokeWithLayer`.
    fn other(&mut self, combinator: &Combinator<'_>, written: u32) -> Option<String> {
        let same = self.by_id.get(&written)?.iter().take(SAME);
        for index in same.copied().collect::<Vec<_>>() {
            let other = &self.schema[index];
            if !std::ptr::eq(other.ast, combinator.ast) && self.gives(other.ast, written) {
                return Some(format!("the id of `{}`", other.name));
            }
        }
        None
    }

    /// `decryptedMessage8` has the id of `decryptedMessage`.
    fn shorter_name(&mut self, text: &ast::Combinator<'_>, written: u32) -> Option<String> {
        let name = text.name.value;
        let bytes = name.as_bytes();
        let mut shorter = text.clone();
        for (at, pair) in bytes.windows(2).enumerate().rev() {
            let [before, behind] = pair else {
                continue;
            };
            let inside =
                behind.is_ascii_lowercase() || (before.is_ascii_digit() && behind.is_ascii_digit());
            let Some((kept, dropped)) = name.split_at_checked(at + 1).filter(|_| !inside) else {
                continue;
            };
            shorter.name.value = kept;
            if self.gives(&shorter, written) {
                return Some(format!(
                    "the id of the same text with the name `{kept}`, without `{dropped}`"
                ));
            }
        }
        None
    }

    /// `liteServer.transactionId` has the id from before a field was added.
    fn fewer_fields(&mut self, text: &ast::Combinator<'_>, written: u32) -> Option<String> {
        let Body::Fields(fields) = &text.body else {
            return None;
        };
        let mut shorter = text.clone();
        for count in 1..=fields.len().min(LAST) {
            let (kept, dropped) = fields.split_at_checked(fields.len() - count)?;
            shorter.body = Body::Fields(kept.to_vec());
            if self.gives(&shorter, written) {
                let what = match dropped {
                    [last] => format!("its last field {}", called(last)),
                    _ => {
                        let names: Vec<String> = dropped.iter().map(called).collect();
                        format!("its last fields {}", names.join(", "))
                    }
                };
                return Some(format!("the id of the same text without {what}"));
            }
        }
        for (index, dropped) in fields.iter().enumerate().take(EACH) {
            let mut kept = fields.clone();
            kept.remove(index);
            shorter.body = Body::Fields(kept);
            if self.gives(&shorter, written) {
                let name = called(dropped);
                return Some(format!("the id of the same text without its field {name}"));
            }
        }
        None
    }
}

fn called(field: &Field<'_>) -> String {
    format!("`{}`", field.name.map_or("_", |name| name.value))
}
