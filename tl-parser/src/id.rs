//! The ids that a combinator's text gives.
//!
//! An id is the CRC32 of a canonical text, and there are two rules for that text. The official
//! one gives the id of everything that has none written; Telegram's own gives the ids that are
//! written in its schemas.

mod canonical;

pub use canonical::{Rule, text};

use crate::syntax::ast::Combinator;

/// The id that the canonical text gives: `20212ca8`.
#[must_use]
pub fn id(combinator: &Combinator<'_>, rule: Rule) -> u32 {
    crc32(&text(combinator, rule))
}

/// The CRC32 of a text, by which TL makes numbers of names.
#[must_use]
pub fn crc32(text: &str) -> u32 {
    crc32fast::hash(text.as_bytes())
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
