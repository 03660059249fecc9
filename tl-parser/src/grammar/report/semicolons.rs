//! A `;` that is missing, or is one too many.

use super::end_of;
use crate::diagnostic::{Code, Diagnostic};
use crate::tokens::{Context, Token};

/// A declaration that is right but for its `;`.
pub(in crate::grammar) fn missing_semicolon(cx: &Context<'_>, tokens: &[Token]) -> Diagnostic {
    let end = end_of(cx, tokens);
    Diagnostic::new(
        Code::Syntax,
        "a declaration has no `;`",
        end,
        "expected `;`",
    )
    .note("a declaration ends with `;`, not with its line")
    .suggest("end the declaration", end, ";")
}

/// A `;` between two fields, behind `tokens`.
pub(in crate::grammar) fn early_semicolon(cx: &Context<'_>, tokens: &[Token]) -> Diagnostic {
    let semicolon = tokens.last().map(|token| cx.span_of(*token));
    let semicolon = semicolon.unwrap_or_default();
    let behind = cx.text.as_bytes().get(semicolon.end as usize);
    let replacement = if behind.is_some_and(|byte| *byte > b' ') {
        " "
    } else {
        ""
    };
    Diagnostic::new(
        Code::Syntax,
        "a `;` stands between fields",
        semicolon,
        "a field follows, and no `=` stands before",
    )
    .note("a `;` ends a declaration; blanks stand between its fields")
    .suggest("remove it", semicolon, replacement)
}
