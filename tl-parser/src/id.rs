//! The ids that a combinator's text gives.
//!
//! An id is the CRC32 of a canonical text, and there are two rules for that text. The official
//! one gives the id of everything that has none written; Telegram's own gives the ids that are
//! written in its schemas.

use crate::ast::Combinator;
use crate::ast::print::{Printer, Style};

/// How a combinator's canonical text is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Rule A, of the official compiler: all that is written counts, but for brackets, commas
    /// and the `!` of `!X`.
    Official,
    /// Rule B, of Telegram: `!` counts, `f:flags.3?true` does not, and `bytes` is `string`.
    Telegram,
    /// Rule B, but `bytes` is `bytes`.
    TelegramWithBytes,
}

impl Rule {
    /// The rules that give a written id, the likeliest first.
    pub const WRITTEN: [Rule; 3] = [Rule::Telegram, Rule::TelegramWithBytes, Rule::Official];
}

/// The canonical text: `photos.photo photo:Photo users:Vector User = photos.Photo`.
#[must_use]
pub fn text(combinator: &Combinator<'_>, rule: Rule) -> String {
    let mut printer = Printer::new(match rule {
        Rule::Official => Style::Official,
        Rule::Telegram => Style::Telegram { bytes: false },
        Rule::TelegramWithBytes => Style::Telegram { bytes: true },
    });
    printer.combinator(combinator, None);
    printer.text
}

/// The id that the canonical text gives: `20212ca8`.
#[must_use]
pub fn id(combinator: &Combinator<'_>, rule: Rule) -> u32 {
    crc32fast::hash(text(combinator, rule).as_bytes())
}

/// Whether the text gives this id, by any [rule](Rule::WRITTEN).
#[must_use]
pub fn is_given(combinator: &Combinator<'_>, written: u32) -> bool {
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
