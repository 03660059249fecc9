//! Marks that other languages write before a result: `id:long := User`, `(id:long): User`.

use super::{Mistake, syntax};
use crate::diagnostic::Diagnostic;
use crate::syntax::token::TokenKind;

impl Mistake<'_, '_> {
    /// Explains `id:long --> User`, `id:long ::= User`, `(id:long): User`.
    pub(super) fn arrow(&self) -> Option<Diagnostic> {
        let is_part = |at: &usize| {
            let text = self.text(*at);
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| "-=:~>\u{2212}\u{2013}\u{2014}".contains(c))
        };
        if !is_part(&self.at) {
            return None;
        }
        let before = (0..self.at).rev();
        let first = before
            .take_while(|at| is_part(at) && self.adjoins(*at))
            .last();
        let first = first.unwrap_or(self.at);
        let after = self.at + 1..self.tokens.len();
        let last = after
            .take_while(|at| is_part(at) && self.adjoins(at - 1))
            .last();
        let last = last.unwrap_or(self.at);
        let whole = self.span(first).to(self.span(last));
        let is_arrow = match whole.text_in(self.cx.text)? {
            ":" => self.before == TokenKind::ParenClose && self.is_type_to_the_end(last + 1),
            "->" | "=" | "=>" | "==" => false,
            text => text.contains(['=', '>']),
        };
        let is_other = |at: usize| !(first..=last).contains(&at) && self.kind(at).is_equals();
        if !is_arrow || !self.kind(last + 1).is_name() || (0..self.tokens.len()).any(is_other) {
            return None;
        }
        let gap = |at: usize| if self.adjoins(at) { " " } else { "" };
        let text = format!("{}={}", gap(first.checked_sub(1)?), gap(last));
        let message = "the result comes after `=`";
        Some(syntax(message, whole, "expected `=`").suggest("write it so", whole, text))
    }

    /// Whether the tokens from this one are those of one type, and a `;`.
    fn is_type_to_the_end(&self, at: usize) -> bool {
        let is_part = |at: usize| {
            use TokenKind::{AngleClose, AngleOpen, Comma, Semicolon};
            let kind = self.kind(at);
            kind.is_name() || matches!(kind, AngleClose | AngleOpen | Comma | Semicolon)
        };
        (at..self.tokens.len()).all(is_part)
    }
}
