//! Findings as text, for a build script; and the parts of it that every rendering needs.

mod excerpt;
mod frame;
mod plain;

pub use excerpt::Excerpt;
pub use frame::{Change, Frame, change, frames};
pub use plain::render;

use tl_parser::diagnostic::{Diagnostic, Severity};

/// How many errors and warnings there are: `2 errors, 1 warning`; `no findings`.
#[must_use]
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| {
        diagnostics
            .iter()
            .filter(|found| found.severity == severity)
            .count()
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

/// `1 error`, `2 errors`.
#[must_use]
pub fn number(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// The word for a severity: `error`.
#[must_use]
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
