//! Findings as text, and the words for them that every format shares.

mod excerpt;
mod frame;
mod render;
mod width;

pub use render::{Renderer, safe_line};

use tl_parser::diagnostic::{Severity, Shown};

/// The word that a message begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// Something cannot be done.
    Error,
    /// Something is probably not what was meant.
    Warning,
    /// Something is good to know.
    Note,
    /// Something can be done about it.
    Help,
}

impl Title {
    /// The word, such as `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Title::Error => "error",
            Title::Warning => "warning",
            Title::Note => "note",
            Title::Help => "help",
        }
    }
}

impl From<Severity> for Title {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Title::Error,
            Severity::Warning => Title::Warning,
        }
    }
}

/// Formats the number of errors and warnings, shown or not: `2 errors, 1 warning`, or `no findings`.
#[must_use]
pub fn count(diagnostics: &[Shown]) -> String {
    let of = |severity| -> usize {
        let found = diagnostics.iter().filter(|it| it.severity == severity);
        found.map(Shown::count).sum()
    };
    let parts: Vec<_> = [
        (of(Severity::Error), "error"),
        (of(Severity::Warning), "warning"),
    ]
    .into_iter()
    .filter(|&(count, _)| count > 0)
    .map(|(count, word)| number(count, word))
    .collect();
    if parts.is_empty() {
        "no findings".into()
    } else {
        parts.join(", ")
    }
}

/// Formats a number with its noun: `1 error`, `2 errors`.
#[must_use]
pub fn number(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
