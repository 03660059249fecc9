//! The canonical text of a combinator, whose CRC32 is its id.

use crate::syntax::ast::{Combinator, Expr, Field, is_type_name};
use crate::syntax::print::{Printer, Style};

/// A rule for the canonical text of a combinator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Rule A, of the official compiler: everything counts except brackets, commas and the `!` of `!X`.
    Official,
    /// Rule B, of Telegram: `!` counts, `f:flags.3?true` does not, and `bytes` is `string`.
    Telegram,
    /// Rule B, but `bytes` is `bytes`.
    TelegramWithBytes,
}

impl Rule {
    /// The rules that give a written id, the likeliest first.
    pub const WRITTEN: [Rule; 3] = [Rule::Telegram, Rule::TelegramWithBytes, Rule::Official];

    /// Returns the name of the rule in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Rule::Official => "the official rule",
            Rule::Telegram => "Telegram's rule",
            Rule::TelegramWithBytes => "Telegram's rule with `bytes` kept",
        }
    }
}

/// Returns the canonical text: `photos.photo photo:Photo users:Vector User = photos.Photo`.
#[must_use]
pub fn text(combinator: &Combinator<'_>, rule: Rule) -> String {
    Printer::new(&rule).write(|printer| printer.combinator(combinator, None))
}

impl Style for Rule {
    fn has_brackets(&self) -> bool {
        false
    }

    fn has_bang(&self) -> bool {
        *self != Rule::Official
    }

    /// `Rule::Official` is also the rule of VK's compiler, which keeps the brackets of `[ (pair k v) ]`. The
    /// official parser keeps none; this is the only text for which the two differ.
    fn brackets_repeated(&self) -> bool {
        *self == Rule::Official
    }

    /// Telegram omits `f:flags.3?true`.
    fn has_field(&self, field: &Field<'_>) -> bool {
        *self == Rule::Official || field.mask.is_none() || field.ty.word() != Some("true")
    }

    fn type_word<'w>(&self, word: &'w str) -> &'w str {
        match word {
            "bytes" if *self == Rule::Telegram => "string",
            _ => word,
        }
    }

    /// Officially `%` is written only before a type, since a constructor and a variable are bare
    /// without it.
    fn has_percent(&self, inner: &Expr<'_>, combinator: Option<&Combinator<'_>>) -> bool {
        match inner.head().filter(|_| *self == Rule::Official) {
            Some(head) => {
                let is_param = combinator.is_some_and(|it| it.param(head.value).is_some());
                !is_param && is_type_name(head.value)
            }
            None => true,
        }
    }
}
