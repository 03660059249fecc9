//! Signs around a type that TL does not have: the `*` and `&` of pointers and references.

use super::{Mistake, syntax};
use crate::diagnostic::Diagnostic;
use crate::syntax::token::TokenKind;

const VALUE: &str = "TL does not have pointers and references: a field holds its value";

impl Mistake<'_, '_> {
    /// Explains `User*`, `*User`, `User&`, `&User`.
    pub(super) fn pointer(&self) -> Option<Diagnostic> {
        let is_sign = |at: usize| self.kind(at) == TokenKind::Star;
        // After a `*` the grammar goes on, and fails at a token that it cannot repeat.
        let stars = (0..self.at).rev().take_while(|at| is_sign(*at)).count();
        let is_here = self.found == TokenKind::Star || self.text(self.at).starts_with('&');
        if stars == 0 && !is_here {
            return None;
        }
        let first = self.at - stars;
        // `&User` is one word.
        let name = self.text(first).trim_start_matches(['&', '*']).len();
        let signs = (first + 1..).take_while(|at| name == 0 && is_sign(*at));
        let last = signs.last().unwrap_or(first);
        let mut run = self.span(first).to(self.span(last));
        run.end -= u32::try_from(name).ok()?;
        let adjoins = self.span(last + 1).start == run.end;
        let is_before =
            self.begins_type_at(first) && (name > 0 || (adjoins && self.kind(last + 1).is_name()));
        let before = first.checked_sub(1)?;
        let is_after = name == 0
            && self.ends_type(before)
            && !self.declares_number(before, self.text(before))
            && self.span(before).end == run.start
            && !(adjoins && self.goes_on(last + 1));
        (is_before || is_after).then(|| {
            syntax("a type has a sign of a pointer", run, "unexpected sign")
                .note(VALUE)
                .suggest("remove it", run, "")
        })
    }

    /// Whether a type can begin at the token.
    fn begins_type_at(&self, at: usize) -> bool {
        use TokenKind::{AngleOpen, Colon, Comma, ParenOpen, Question, SquareOpen};
        matches!(
            self.kind_before(at),
            AngleOpen | Colon | Comma | ParenOpen | Question | SquareOpen
        )
    }

    /// Whether the type of a field, or an argument, can end with the token.
    fn ends_type(&self, at: usize) -> bool {
        use TokenKind::{AngleClose, ParenClose};
        matches!(self.kind(at), AngleClose | ParenClose)
            || (self.kind(at).is_name() && self.begins_type_at(at))
    }

    /// Whether a repetition follows the `*`, or a comment ends with it.
    fn goes_on(&self, at: usize) -> bool {
        use TokenKind::{LowerIdent, Malformed, Number, ParenOpen, SquareOpen, UpperIdent};
        matches!(
            self.kind(at),
            LowerIdent | UpperIdent | Malformed | Number | ParenOpen | SquareOpen
        )
    }
}
