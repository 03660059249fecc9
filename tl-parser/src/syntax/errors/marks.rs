//! Marks that stand alone, twice, or where nothing is before them.

use super::Place;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::failure::Expected;
use crate::syntax::token::TokenKind;

impl Place<'_, '_> {
    /// A mark that is one too many, or lacks what belongs before it.
    pub(super) fn marks(&self) -> Option<Diagnostic> {
        match self.found {
            TokenKind::Dot => self.dot(),
            TokenKind::Colon => Some(self.colon()),
            TokenKind::Comma => self.comma(),
            TokenKind::Star => self.comment_end(),
            TokenKind::Hash if self.expected == Expected::Declaration => Some(
                self.syntax(
                    "a declaration has no name",
                    "expected a name before the id",
                )
                .note("a declaration is a name, its fields, `=` and the type that it is of: `ok = Ok;`"),
            ),
            _ => None,
        }
    }

    /// `id:long == User`
    pub(super) fn second_equals(&self) -> Option<Diagnostic> {
        (self.found == TokenKind::Equals && self.before == TokenKind::Equals).then(|| {
            self.syntax("a declaration has two `=`", "the second one")
                .suggest("remove it", self.span(self.at), "")
        })
    }

    /// `photos. photo`; the place is at the dot, or behind it.
    pub(super) fn dot(&self) -> Option<Diagnostic> {
        let dot = match self.found {
            TokenKind::Dot => self.at,
            _ if self.before == TokenKind::Dot => self.at.checked_sub(1)?,
            _ => return None,
        };
        let before = self.span(dot.checked_sub(1)?);
        let name = super::kind_at(self.tokens, dot - 1).is_name();
        let next = super::kind_at(self.tokens, dot + 1);
        let behind = super::kind_at(self.tokens, dot + 2);
        // Behind `flags. x?` a bit is missing, and behind `photos. id:long` the end of a name.
        if !name
            || (self.found != TokenKind::Dot && (!next.is_name() || behind == TokenKind::Question))
        {
            return None;
        }
        if !next.is_name() || behind == TokenKind::Colon {
            let message = format!("the name `{}` ends with a dot", self.text(dot - 1));
            return Some(Diagnostic::new(
                Code::Syntax,
                message,
                self.span(dot),
                "expected the rest of the name directly behind it",
            ));
        }
        let (first, last) = (self.text(dot - 1), self.text(dot + 1));
        let whole = before.to(self.span(dot + 1));
        let message = format!("there is a blank in the name `{first}.{last}`");
        Some(
            Diagnostic::new(
                Code::Syntax,
                message,
                whole,
                "a name is written in one piece",
            )
            .suggest("remove the blank", whole, format!("{first}.{last}")),
        )
    }

    /// A `:` without a name before it, or without a type behind the one before.
    fn colon(&self) -> Diagnostic {
        if self.before == TokenKind::Colon {
            return self
                .syntax("a field has two `:`", "the second one")
                .suggest("remove it", self.span(self.at), "");
        }
        let adjoins = |at: usize| self.span(at).end == self.span(at + 1).start;
        let untyped = self.at.checked_sub(3).filter(|name| {
            super::kind_at(self.tokens, name + 1) == TokenKind::Colon
                && self.before.is_ident()
                && adjoins(self.at - 1)
                && !adjoins(self.at - 2)
        });
        if let Some(name) = untyped {
            let message = format!("the field `{}` has no type", self.text(name));
            let gap = Span {
                start: self.span(name + 1).end,
                ..self.span(name + 1)
            };
            return Diagnostic::new(Code::Syntax, message, gap, "expected a type here");
        }
        match self.expected {
            Expected::Body | Expected::FieldOrEquals | Expected::FieldOrClose => self
                .syntax("a field has no name", "expected a name before this `:`")
                .note("a field without a name is its type alone: `long`"),
            _ => self.other(),
        }
    }

    /// `id:long, name:string`
    fn comma(&self) -> Option<Diagnostic> {
        if !matches!(
            self.expected,
            Expected::Body | Expected::FieldOrEquals | Expected::FieldOrClose
        ) {
            return None;
        }
        let comma = self.span(self.at);
        let replacement = if comma.end == self.span(self.at + 1).start {
            " "
        } else {
            ""
        };
        Some(
            self.syntax("a comma stands between fields", "unexpected `,`")
                .note("blanks stand between fields, and commas only between arguments: `Pair<int, long>`")
                .suggest("remove it", comma, replacement),
        )
    }

    /// `*/`
    fn comment_end(&self) -> Option<Diagnostic> {
        let star = self.span(self.at);
        let slash = self.span(self.at + 1);
        if !self.text(self.at + 1).starts_with('/') || star.end != slash.start {
            return None;
        }
        let mark = Span {
            end: slash.start + 1,
            ..star
        };
        let message = "a comment ends that did not begin";
        Some(
            Diagnostic::new(Code::Syntax, message, mark, "no `/*` stands before it")
                .note("comments do not nest: the first `*/` ends one")
                .suggest("remove it", mark, ""),
        )
    }
}
