//! Default values, which TL does not have: `limit:int = 5`, `name:string=""`.

use super::{Mistake, syntax};
use crate::diagnostic::Diagnostic;
use crate::syntax::failure::Expected;
use crate::syntax::token::TokenKind;

impl Mistake<'_, '_> {
    /// Explains `limit:int = 5 offset:int = User`.
    pub(super) fn default_value(&self) -> Option<Diagnostic> {
        let ty = self.at.checked_sub(2)?;
        let is_field = || (0..ty).any(|at| self.kind(at) == TokenKind::Colon);
        let is_value = self.expected == Expected::Result
            && self.before == TokenKind::Equals
            && !self.found.is_equals()
            && !self.found.needs_type()
            && !self.names_field(self.at);
        if !is_value || !is_field() {
            return None;
        }
        let start = self.here().start;
        let text = self.cx.rest(start);
        let quoted = text.get(1..).filter(|_| text.starts_with(['"', '\'']));
        let end = match quoted {
            Some(inside) => {
                let line = inside.lines().next()?;
                start + 2 + u32::try_from(line.find(text.get(..1)?)?).ok()?
            }
            None => {
                let is_part = |at: &usize| {
                    self.adjoins(at - 1) && !matches!(self.kind(*at), TokenKind::Comma)
                };
                let parts = (self.at + 1..self.tokens.len()).take_while(is_part);
                self.span(parts.last().unwrap_or(self.at)).end
            }
        };
        let next = self.tokens.partition_point(|token| token.start < end);
        // Without another `=`, it stands in place of the result.
        let is_over = self.names_field(next)
            || self.kind(next).is_equals()
            || self.kind(next) == TokenKind::Comma;
        let mut behind = (next..self.tokens.len()).map(|at| self.kind(at));
        if !is_over || !behind.any(TokenKind::is_equals) {
            return None;
        }
        let value = self.cx.span(self.span(ty).end, end);
        let wrong = syntax(
            "a field has no default value",
            self.cx.span(self.span(ty + 1).start, end),
            "TL does not have these",
        );
        Some(wrong.suggest("remove it", value, ""))
    }
}
