//! Marks that are alone or repeated, or have nothing before them.

use super::{DECLARATION, MASK, Mistake, syntax};
use crate::diagnostic::{Advice, Diagnostic};
use crate::source::Span;
use crate::syntax::failure::Expected;
use crate::syntax::lexer::id_of;
use crate::syntax::token::TokenKind;

impl Mistake<'_, '_> {
    /// Explains a mark that is one too many, or lacks what belongs before it.
    pub(super) fn marks(&self) -> Option<Diagnostic> {
        match self.found {
            TokenKind::Dot | TokenKind::Comma | TokenKind::Colon if self.ends_with_mark() => {
                let mark = format!("a declaration ends with `{}`", self.text(self.at));
                let wrong = self.syntax(mark, "expected `;`");
                Some(wrong.suggest("write a `;`", self.here(), ";"))
            }
            TokenKind::Dot => self.dot(),
            TokenKind::Colon => Some(self.colon()),
            TokenKind::Comma => self.comma(),
            TokenKind::Star => self.comment_end(self.at),
            TokenKind::Hash if self.expected == Expected::Declaration => {
                let label = "expected a name before the id";
                let wrong = self.syntax("a declaration has no name", label);
                let wrong = wrong.note(DECLARATION);
                let (id, name) = (self.text(self.at + 1), self.at + 2);
                let is_named =
                    self.kind(name).is_lower() && self.kind(name + 1) != TokenKind::Colon;
                let is_id = self.at == 0 && id_of(id).is_some() && is_named;
                let whole = self.here().to(self.span(name));
                let swapped = format!("{}#{id}", self.text(name));
                let advice = Advice::replace("write the id after the name", whole, swapped);
                Some(wrong.advise(is_id.then_some(advice)))
            }
            _ => None,
        }
    }

    /// Whether it is `= User,` at the end of a declaration.
    fn ends_with_mark(&self) -> bool {
        self.expected == Expected::ArgumentOrSemicolon
            && self.kind(self.at + 1) == TokenKind::End
            && self.gap().end == self.here().start
    }

    /// Suggests a `;` after the first result of `user = User photo = Photo` and `user = User photo id:long = Photo`.
    pub(super) fn end_before(&self) -> Option<Advice> {
        let head = 1 + (0..self.at).rev().find(|at| self.kind(*at).is_equals())?;
        let name = head + 1;
        let next = match self.kind(name + 1) {
            TokenKind::Id => name + 2,
            _ => name + 1,
        };
        let begins = match self.found {
            TokenKind::Colon => self.at == next + 1 && self.kind(next).is_ident(),
            kind => kind.is_equals() && self.at == next,
        };
        let is_next = begins && self.kind(head).is_upper() && self.kind(name).is_lower();
        let end = self.span(head).at_end();
        is_next.then(|| Advice::replace("end the declaration before it", end, ";"))
    }

    /// Suggests the id after the name for `user = User#20212ca8` and `user = User #20212ca8`.
    pub(super) fn id_behind(&self) -> Option<Advice> {
        let (name, id) = (self.span(0), self.here());
        let last = match self.found {
            TokenKind::Id => id,
            _ => self.span(self.at + 1),
        };
        let whole = name.at_end().to(last);
        let before = self.cx.between(whole.start, id.start)?;
        let digits = self.cx.between(id.start, last.end)?;
        let is_alone = id_of(digits.trim_start_matches('#')).is_some()
            && self.kind(0).is_lower()
            && self.kind(1) != TokenKind::Id
            && self.expected == Expected::ArgumentOrSemicolon;
        let text = format!("{digits}{}", before.trim_end());
        is_alone.then(|| Advice::replace("write it after the name", whole, text))
    }

    /// Explains `id:long == User`.
    pub(super) fn second_equals(&self) -> Option<Diagnostic> {
        (self.found == TokenKind::Equals && self.before == TokenKind::Equals).then(|| {
            self.syntax("a declaration has two `=`", "the second one")
                .suggest("remove it", self.here(), "")
        })
    }

    /// Explains `photos. photo`; the place is at the dot, or after it.
    pub(super) fn dot(&self) -> Option<Diagnostic> {
        let dot = match self.found {
            TokenKind::Dot => self.at,
            _ if self.before == TokenKind::Dot => self.at.checked_sub(1)?,
            _ => return None,
        };
        let first = dot.checked_sub(1)?;
        if let Some(dots) = self.dots(dot) {
            return Some(dots);
        }
        let (next, behind) = (self.kind(dot + 1), self.kind(dot + 2));
        // After `flags.` in `flags. x?` a bit is missing, and after `photos.` in `photos. id:long` the end of
        // a name.
        let is_bit = !next.is_name() || behind == TokenKind::Question;
        if !self.kind(first).is_name() || (self.found != TokenKind::Dot && is_bit) {
            return None;
        }
        if next == TokenKind::Number && behind == TokenKind::Question {
            // `flags.1?flags.2?int`
            let mask = self.span(first).to(self.span(dot + 2));
            let second = self.kind_before(first) == TokenKind::Question;
            return second.then(|| {
                let message = "a field has only one mask";
                syntax(message, mask, "the second one").note(MASK)
            });
        }
        if !next.is_name() || behind == TokenKind::Colon {
            let message = format!("the name `{}` ends with a dot", self.text(first));
            let label = "expected the rest of the name directly after it";
            return Some(syntax(message, self.span(dot), label));
        }
        let name = format!("{}.{}", self.text(first), self.text(dot + 1));
        let whole = self.span(first).to(self.span(dot + 1));
        let message = format!("there is a space in the name `{name}`");
        let label = "a name is written in one piece";
        Some(syntax(message, whole, label).suggest("remove the space", whole, name))
    }

    /// Explains `...`.
    fn dots(&self, at: usize) -> Option<Diagnostic> {
        let is_dot = |at: &usize| self.kind(*at) == TokenKind::Dot && self.adjoins(*at - 1);
        let last = (at + 1..self.tokens.len()).take_while(is_dot).last()?;
        let run = self.span(at).to(self.span(last));
        let message = "dots are not a part of a declaration";
        Some(syntax(message, run, "unexpected dots").note(DECLARATION))
    }

    /// Explains a `:` without a name before it, or without a type after the one before.
    fn colon(&self) -> Diagnostic {
        if self.before == TokenKind::Colon {
            return self
                .syntax("a field has two `:`", "the second one")
                .suggest("remove it", self.here(), "");
        }
        let untyped = self.at.checked_sub(3).filter(|name| {
            self.kind(name + 1) == TokenKind::Colon
                && self.before.is_ident()
                && self.adjoins(self.at - 1)
                && !self.adjoins(self.at - 2)
        });
        if let Some(name) = untyped {
            let message = format!("the field `{}` has no type", self.text(name));
            let colon = self.span(name + 1).end;
            return syntax(message, self.cx.span(colon, colon), "expected a type here");
        }
        let known = self.result_after_colon().or_else(|| self.name_after_type());
        if let Some(known) = known {
            return known;
        }
        let is_after_name = self.at == 1 || (self.at == 2 && self.before == TokenKind::Id);
        if self.expects_field() && is_after_name && self.names_field(self.at + 1) {
            return self
                .syntax("a `:` comes after the name of a field", "unexpected `:`")
                .suggest("remove it", self.here(), "");
        }
        if self.expects_field() {
            self.syntax("a field has no name", "expected a name before this `:`")
                .note("a field without a name is its type alone: `long`")
        } else {
            self.other()
        }
    }

    /// Explains `id:long : User`.
    fn result_after_colon(&self) -> Option<Diagnostic> {
        let rest = self.tokens.get(self.at + 1..)?;
        let is_result = self.expects_field()
            && self.kind(self.at + 1).is_upper()
            && !rest
                .iter()
                .any(|it| it.kind.is_equals() || it.kind == TokenKind::Colon);
        is_result.then(|| {
            self.syntax("the result comes after `=`", "expected `=`")
                .suggest("write it so", self.here(), "=")
        })
    }

    /// Explains `Vector<int>:ids`, `flags.0?Vector<int>:ids`, `#:flags`.
    fn name_after_type(&self) -> Option<Diagnostic> {
        let last = self.at.checked_sub(1)?;
        let name = self.at + 1;
        let is_name = self.expects_field() && self.kind(name) == TokenKind::LowerIdent;
        let first = match self.before {
            TokenKind::AngleClose => self.open_of(last)?.checked_sub(1)?,
            TokenKind::ParenClose => self.open_of(last).filter(|open| {
                let has_field = (*open..last).any(|at| self.kind(at) == TokenKind::Colon);
                !has_field
            })?,
            kind if kind.is_name() || kind == TokenKind::Hash => last,
            _ => return None,
        };
        let bare = first
            .checked_sub(1)
            .filter(|at| self.kind(*at) == TokenKind::Percent);
        // Without a mark, the name of the declaration may be before the `:`.
        let is_type = bare.is_some() || !self.before.is_name();
        let first = bare.unwrap_or(first);
        if !is_name || !is_type || self.kind_before(first) == TokenKind::Colon {
            return None;
        }
        let start = match self.kind_before(first) {
            TokenKind::Question => first.checked_sub(4)?,
            _ => first,
        };
        Some(self.type_first(start, first, name))
    }

    /// Reports a field whose type comes before its name; before the token `first`, there may be its mask.
    pub(super) fn type_first(&self, start: usize, first: usize, name: usize) -> Diagnostic {
        let end = self.span(name - 2);
        let ty = self.span(first).to(end);
        let text = self
            .cx
            .between(self.span(start).start, end.end)
            .unwrap_or_default();
        let whole = self.span(start).to(self.span(name));
        let name = self.text(name);
        type_before_name(name, ty).suggest("write the name first", whole, format!("{name}:{text}"))
    }

    fn expects_field(&self) -> bool {
        matches!(
            self.expected,
            Expected::Body | Expected::FieldOrEquals | Expected::FieldOrClose
        )
    }

    /// Explains `id:long, name:string`.
    fn comma(&self) -> Option<Diagnostic> {
        let (first, mut last, mut depth) = (self.here(), self.here(), 0_usize);
        let mut fields = String::new();
        // Up to the `=`, there may be more commas.
        for at in self.at..self.tokens.len() {
            match self.kind(at) {
                TokenKind::Comma if depth == 0 => {
                    let comma = self.span(at);
                    fields += self.cx.between(last.end, comma.start).unwrap_or_default();
                    fields += if self.adjoins(at) { " " } else { "" };
                    last = comma;
                }
                kind if kind.is_equals() => break,
                kind if kind.opens() => depth += 1,
                kind if kind.closes() => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let message = if first == last {
            "remove it"
        } else {
            "remove them"
        };
        self.expects_field().then(|| {
            self.syntax("a comma is between two fields", "unexpected `,`")
                .note("spaces separate fields, and commas only arguments: `Pair<int, long>`")
                .suggest(message, first.to(last), fields)
        })
    }

    /// Explains `*/`, whose `*` is the token `at`.
    pub(super) fn comment_end(&self, at: usize) -> Option<Diagnostic> {
        let star = self.span(at);
        let is_end = self.kind(at) == TokenKind::Star && self.text(at + 1).starts_with('/');
        if !is_end || !self.adjoins(at) {
            return None;
        }
        let mark = self.cx.span(star.start, star.end + 1);
        Some(
            syntax(
                "a comment ends without a beginning",
                mark,
                "no `/*` comes before it",
            )
            .note("comments do not nest: the first `*/` ends one")
            .suggest("remove it", mark, ""),
        )
    }
}

/// Reports a field whose type, at `ty`, comes before its name: `int id`, `Vector<int>:ids`.
pub(crate) fn type_before_name(name: &str, ty: Span) -> Diagnostic {
    let message = format!("the type of `{name}` comes before its name");
    syntax(message, ty, "this is a type").note("a field is a name, a `:` and a type: `id:long`")
}
