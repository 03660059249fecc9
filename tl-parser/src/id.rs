//! Computes the ids of combinators from their text.
//!
//! An id is the CRC32 of a canonical text, for which there are two rules. The official rule gives the id of a
//! combinator without a written one; Telegram's own rule gives the ids that are written in its schemas.

mod canonical;

pub use canonical::{Rule, text};

use crate::diagnostic::Suggestion;
use crate::source::Span;
use crate::syntax::ast::Combinator;

/// Returns the id that the canonical text gives: `20212ca8`.
#[must_use]
pub fn id(combinator: &Combinator<'_>, rule: Rule) -> u32 {
    crc32(&text(combinator, rule))
}

/// Returns the CRC32 of a text, which TL uses to turn names into numbers.
#[must_use]
pub fn crc32(text: &str) -> u32 {
    crc32fast::hash(text.as_bytes())
}

/// Returns the different ids that the text gives by these rules, each with the first rule that gives it.
pub(crate) fn given(combinator: &Combinator<'_>, rules: &[Rule]) -> Vec<(Rule, u32)> {
    let mut given: Vec<(Rule, u32)> = Vec::new();
    for rule in rules {
        let id = id(combinator, *rule);
        if given.iter().all(|(_, known)| *known != id) {
            given.push((*rule, id));
        }
    }
    given
}

/// Suggests the ids that the text [gives](given) instead of `written`, each with its rule if there are several.
pub(crate) fn suggestions(written: Span, given: &[(Rule, u32)]) -> Vec<Suggestion> {
    match given {
        [(_, id)] => vec![Suggestion::id(written, *id)],
        _ => given
            .iter()
            .map(|(rule, id)| {
                let title = format!("write the id that the text gives by {}", rule.name());
                Suggestion::new(title, written, format!("{id:08x}"))
            })
            .collect(),
    }
}

/// Whether the text gives this id, by any [rule](Rule::WRITTEN).
#[must_use]
pub(crate) fn is_given(combinator: &Combinator<'_>, written: u32) -> bool {
    let mut rules = Rule::WRITTEN.into_iter();
    rules.any(|rule| id(combinator, rule) == written)
}

#[cfg(test)]
#[allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by a panic"
)]
mod tests;
