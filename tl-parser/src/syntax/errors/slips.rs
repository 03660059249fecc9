//! Slips that have a likely meaning.

use super::Place;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::token::TokenKind;

impl Place<'_, '_> {
    /// `user #20212ca8 id:long = User`
    pub(super) fn misplaced_id(&self) -> Option<Diagnostic> {
        let text = self.text(self.at);
        let is_id = text.len() <= 8 && text.bytes().all(|digit| digit.is_ascii_hexdigit());
        let name = self.at.checked_sub(2).and_then(|at| self.token(at))?;
        let is_first = self.at == 2 && name.kind.is_lower();
        if !is_id || !is_first || self.before != TokenKind::Hash {
            return None;
        }
        let hash = self.token(1)?;
        let message = "an id stands directly behind its name";
        Some(
            Diagnostic::new(
                Code::Syntax,
                message,
                self.span(2),
                "there is a blank before it",
            )
            .suggest("remove the blank", self.cx.span(name.end, hash.start), ""),
        )
    }

    /// `name:flags.0string`
    pub(super) fn unended_mask(&self) -> Option<Diagnostic> {
        let text = self.text(self.at);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if self.before != TokenKind::Dot || digits == 0 {
            return None;
        }
        let at = self.token(self.at)?.start + u32::try_from(digits).unwrap_or_default();
        let gap = self.cx.span(at, at);
        let note =
            "a mask is written `flags.3?Type`: the field is there where bit 3 of `flags` is set";
        Some(
            Diagnostic::new(Code::Syntax, "a mask has no `?`", gap, "expected `?`")
                .note(note)
                .suggest("end the mask", gap, "?"),
        )
    }

    /// `{t Type}`
    pub(super) fn blank_colon(&self) -> bool {
        let kind = self.at.checked_sub(1).map_or("", |at| self.text(at));
        let name = self.at.checked_sub(2);
        kind == "Type" && name.is_some_and(|at| super::kind_at(self.tokens, at).is_ident())
    }

    /// The place between the two tokens before this one.
    pub(super) fn before_last(&self) -> Span {
        let (name, kind) = (self.at.saturating_sub(2), self.at.saturating_sub(1));
        Span {
            start: self.span(name).end,
            end: self.span(kind).start,
            ..self.span(kind)
        }
    }

    /// `{t:type}`, `{t:Typ}`, `{id:int}`
    pub(super) fn param_kind(&self, finding: Diagnostic) -> Diagnostic {
        let finding = finding.note(
            "braces hold parameters, which are never written: `{t:Type}` or `{n:#}`; a field has none",
        );
        let kind = self.text(self.at).to_ascii_lowercase();
        if kind.starts_with("ty") {
            finding.suggest("did you mean `Type`?", self.span(self.at), "Type")
        } else {
            finding
        }
    }

    /// `first-name:string`, `id:long -> User`
    pub(super) fn dash(&self) -> Option<Diagnostic> {
        let text = self.text(self.at);
        let span = self.span(self.at);
        let finding = |span| {
            let message = "the character `-` is no part of TL";
            Diagnostic::new(
                Code::UnexpectedCharacter,
                message,
                span,
                "unexpected character",
            )
        };
        let next = self.token(self.at + 1);
        if text == "-" && next.is_some_and(|next| next.kind == TokenKind::AngleClose) {
            let arrow = span.to(self.span(self.at + 1));
            return Some(finding(arrow).suggest("the result stands behind `=`", arrow, "="));
        }
        let before = self.at.checked_sub(1).and_then(|at| self.token(at))?;
        let in_name = before.kind.is_name() && before.end == span.start;
        if !in_name || text.len() < 2 || !text.starts_with('-') {
            return None;
        }
        let dash = self.cx.span(span.start, span.start + 1);
        Some(finding(dash).suggest("names have `_` for it", dash, "_"))
    }

    /// `name:flags?string`
    pub(super) fn mask_without_bit(&self) -> Option<Diagnostic> {
        let colon = self.at.checked_sub(2).and_then(|at| self.token(at))?;
        if colon.kind != TokenKind::Colon || !self.before.is_ident() {
            return None;
        }
        let name = self.text(self.at - 1);
        let label = format!("which bit of `{name}`?");
        let finding = self.syntax("a mask has no bit", label).note(
            "a mask is written `flags.3?Type`: the field is there where bit 3 of `flags` is set",
        );
        // `flags5?` for `flags.5?`
        let mask = name.trim_end_matches(|digit: char| digit.is_ascii_digit());
        let is_field =
            |at| self.text(at) == mask && super::kind_at(self.tokens, at + 1) == TokenKind::Colon;
        if mask.len() == name.len() || !(0..self.at).any(is_field) {
            return Some(finding);
        }
        let start = self.token(self.at - 1)?.start + u32::try_from(mask.len()).unwrap_or_default();
        let gap = self.cx.span(start, start);
        Some(finding.suggest("separate the bit from its mask", gap, "."))
    }

    /// `id=long name:string = User`: an `=` that should be a `:`.
    pub(super) fn equals_for_colon(&self) -> Option<Diagnostic> {
        let kind = |at| super::kind_at(self.tokens, at);
        let is_equals = |at: &usize| matches!(kind(*at), TokenKind::Equals | TokenKind::Arrow);
        let first = (2..self.tokens.len()).find(is_equals)?;
        let another = (first + 1..self.tokens.len()).find(is_equals)?;
        let name = first - 1;
        let glued = self.span(name).end == self.span(first).start
            && self.span(first).end == self.span(first + 1).start;
        if !glued || !kind(name).is_ident() || another == first + 1 || first > self.at {
            return None;
        }
        let message = format!("the field `{}` has no `:`", self.text(name));
        Some(
            Diagnostic::new(
                Code::Syntax,
                message,
                self.span(first),
                "expected `:` before its type",
            )
            .label(self.span(another), "the result stands behind this `=`")
            .suggest("write a `:`", self.span(first), ":"),
        )
    }

    /// `= name:string = User`, `= flags.0?User`, `{t:Type} = t`: no type in lower case.
    pub(super) fn lower_case_result(&self, message: &str) -> Option<Diagnostic> {
        let next = super::kind_at(self.tokens, self.at + 1);
        let found = match next {
            TokenKind::Colon => "a field",
            TokenKind::Dot => "a mask",
            _ if self.is_param() => "a parameter in lower case",
            _ => return None,
        };
        let finding = self.syntax(message, format!("expected a type, found {found}"));
        Some(match next {
            TokenKind::Colon => finding.note("fields stand before the `=`"),
            TokenKind::Dot => {
                finding.note("an answer is never absent; `Maybe` and the like are types for that")
            }
            _ => finding.note(
                "a parameter that is a result is written in upper case: `{X:Type} query:!X = X`",
            ),
        })
    }

    /// Whether the word is one of the names in braces.
    fn is_param(&self) -> bool {
        let word = self.text(self.at);
        let mut in_braces = false;
        (0..self.at).any(|at| {
            match super::kind_at(self.tokens, at) {
                TokenKind::BraceOpen => in_braces = true,
                TokenKind::Colon | TokenKind::BraceClose => in_braces = false,
                _ => {}
            }
            in_braces && self.text(at) == word
        })
    }
}
