//! Statements of other languages between declarations: `import "user.proto";`, `const LIMIT = 5;`.

use super::{Mistake, syntax};
use crate::diagnostic::Diagnostic;
use crate::foreign;
use crate::syntax::token::TokenKind;

impl Mistake<'_, '_> {
    /// Explains `reserved 2, 3;`, `option go_package = "user";`, `class User:`.
    pub(super) fn statement(&self) -> Option<Diagnostic> {
        let word = self.text(0);
        let note = foreign::statement(word)?;
        // More than the first line may belong to the next declaration.
        let (first, last) = (self.span(0), self.tokens.last()?);
        let line = self.cx.between(first.start, last.end)?.lines().next()?;
        let end = first.start + u32::try_from(line.len()).ok()?;
        let count = self.tokens.partition_point(|token| token.start < end);
        let has_result =
            || (1..count).any(|at| self.kind(at).is_equals() && self.kind(at + 1).is_upper());
        let is_value = |kind: TokenKind| !kind.is_name() && kind != TokenKind::Semicolon;
        let has_value =
            || (1..count).any(|at| self.kind(at).is_equals() && is_value(self.kind(at + 1)));
        let is_statement = match self.kind(1) {
            TokenKind::Id | TokenKind::BraceOpen | TokenKind::Question => false,
            // The name of a field, or `class User:`
            _ if self.names_field(1) => {
                let is_class = count == 3 && self.kind(1).is_upper();
                is_class || (!has_result() && (has_value() || self.kind(3) == TokenKind::Colon))
            }
            _ => !has_result(),
        };
        if count < 2 || !is_statement {
            return None;
        }
        let message = format!("this `{word}` is of another language, not of TL");
        let whole = self.cx.span(
            first.start,
            first.start + u32::try_from(line.trim_end().len()).ok()?,
        );
        Some(syntax(message, whole, "this is not TL").note(note))
    }
}
