//! The `!` of a call at another place than before the type of a field.

use super::{Mistake, syntax};
use crate::diagnostic::{Advice, Diagnostic};
use crate::source::Span;
use crate::syntax::failure::Expected;
use crate::syntax::token::TokenKind;

const CALL: &str = "a `!` is only in front of the type of a field: `query:!X`";

impl Mistake<'_, '_> {
    /// Explains a `!` that is not directly before the type of a field.
    pub(super) fn call(&self) -> Option<Diagnostic> {
        self.call_as_argument()
            .or_else(|| self.bang_behind())
            .or_else(|| self.bang_of_name())
            .or_else(|| self.bang_before_mask())
            .or_else(|| self.needless_bang())
    }

    /// Explains `vector<!X>`.
    fn call_as_argument(&self) -> Option<Diagnostic> {
        let is_argument = matches!(self.before, TokenKind::AngleOpen | TokenKind::Comma)
            || (self.expected == Expected::Token(TokenKind::ParenClose) && self.before.is_name());
        if self.found != TokenKind::Bang || !is_argument {
            return None;
        }
        // Without another call, nothing determines the parameter.
        let name = self.text(self.at + 1);
        let is_call = |at: usize| self.kind(at) == TokenKind::Bang && self.text(at + 1) == name;
        let is_determined = (1..self.at).any(|at| self.kind_before(at).needs_type() && is_call(at))
            || !(self.declares_param(name) || self.is_result(name));
        let wrong = self
            .syntax("an argument is not a call", "unexpected `!`")
            .note(CALL);
        Some(if is_determined {
            wrong.suggest("remove it", self.here(), "")
        } else {
            wrong.note("TL does not have lists of calls")
        })
    }

    /// Explains `query:X!` and `id:int!`.
    fn bang_behind(&self) -> Option<Diagnostic> {
        let last = match (self.expected, self.found) {
            (Expected::Term, TokenKind::Colon) => return None,
            (Expected::Term, _) => self.at.checked_sub(2)?,
            // The name of the next field was taken for the type.
            (_, TokenKind::Colon) => self.at.checked_sub(3)?,
            _ => return None,
        };
        let (ty, mark) = (self.span(last), self.span(last + 1));
        let is_type = self.kind(last).is_name() || self.kind(last).closes();
        let is_last = self.expected == Expected::Term || mark.end < self.span(last + 2).start;
        if self.kind(last + 1) != TokenKind::Bang || ty.end != mark.start || !is_type || !is_last {
            return None;
        }
        let wrong = syntax("a type has a `!` after it", mark, "unexpected `!`");
        let name = self.text(last);
        let is_whole = matches!(
            self.kind_before(last),
            TokenKind::Colon | TokenKind::Question
        );
        Some(match is_whole && self.declares_param(name) {
            true => wrong.note(CALL).suggest(
                "write it before the type",
                ty.to(mark),
                format!("!{name}"),
            ),
            false => wrong
                .note("a field without a mask is always present")
                .suggest("remove it", mark, ""),
        })
    }

    /// Whether `= X` is after the place; a longer name is more likely that of a type.
    fn is_result(&self, name: &str) -> bool {
        let mut behind = self.at..self.tokens.len();
        name.len() == 1 && behind.any(|at| self.kind(at).is_equals() && self.text(at + 1) == name)
    }

    /// Whether `name:Type` is before the place.
    fn declares_param(&self, name: &str) -> bool {
        let is_it = |at: usize| self.text(at) == name && self.kind(at + 1) == TokenKind::Colon;
        (1..self.at).any(|at| is_it(at) && self.text(at + 2) == "Type")
    }

    /// Explains `!query:X` and `query!:X`.
    fn bang_of_name(&self) -> Option<Diagnostic> {
        let is_bang = |at: Option<usize>| at.filter(|at| self.kind(*at) == TokenKind::Bang);
        let (bang, whole, text) = match is_bang(self.at.checked_sub(1)) {
            Some(bang) => (bang, self.span(bang).to(self.here()), ":!".to_owned()),
            None => {
                let bang = is_bang(self.at.checked_sub(2))?;
                let name = self.text(bang + 1);
                (bang, self.span(bang).to(self.here()), format!("{name}:!"))
            }
        };
        let is_name = self.found == TokenKind::Colon && !self.kind_before(bang).needs_type();
        is_name.then(|| {
            let wrong = syntax(
                "a `!` comes before a type",
                self.span(bang),
                "this is before a `:`",
            );
            let wrong = wrong.note(CALL);
            match self.declares_param(self.text(self.at + 1)) {
                true => wrong.suggest("write it before the type", whole, text),
                false => wrong.suggest("remove it", self.span(bang), ""),
            }
        })
    }

    /// Explains `query:!flags.0?X`.
    fn bang_before_mask(&self) -> Option<Diagnostic> {
        let bang = self.at.checked_sub(2)?;
        let question = self.at + 2;
        let is_mask = self.kind(bang) == TokenKind::Bang
            && self.found == TokenKind::Dot
            && self.kind(question) == TokenKind::Question;
        let mark = self.span(bang);
        let mask = mark.at_end().to(self.span(question));
        let text = format!("{}!", mask.text_in(self.cx.text)?);
        is_mask.then(|| {
            let wrong = syntax("a `!` comes before a type", mark, "this is before a mask");
            let wrong = wrong.note(CALL);
            match self.declares_param(self.text(question + 1)) {
                true => wrong.suggest("write it after the mask", mark.to(mask), text),
                false => wrong.suggest("remove it", mark, ""),
            }
        })
    }

    /// Explains `query:!!X`, `query:%!X` and `{!X:Type}`.
    fn needless_bang(&self) -> Option<Diagnostic> {
        let (label, wrong): (_, Span) = match (self.found, self.before) {
            (TokenKind::Bang, TokenKind::Bang) => ("the second one", self.here()),
            (TokenKind::Bang, TokenKind::BraceOpen) => ("this is a parameter", self.here()),
            (TokenKind::Bang, TokenKind::Percent) => {
                ("a call is not bare", self.span(self.at.checked_sub(1)?))
            }
            _ => return None,
        };
        let sign = wrong.text_in(self.cx.text)?;
        // Without it, `!int` would be left, which is wrong too.
        let is_call =
            self.before == TokenKind::BraceOpen || self.declares_param(self.text(self.at + 1));
        let remove = is_call.then(|| Advice::replace("remove it", wrong, ""));
        Some(
            syntax(format!("unexpected `{sign}`"), wrong, label)
                .note(CALL)
                .advise(remove),
        )
    }
}
