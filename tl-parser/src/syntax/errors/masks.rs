//! Optional fields: masks that lack a part, and `?` as in other languages.

use super::{MASK, Mistake, syntax};
use crate::diagnostic::{Advice, Diagnostic};
use crate::source::Span;
use crate::syntax::failure::Expected;
use crate::syntax::lexer::BUILT_IN;
use crate::syntax::token::TokenKind;

impl Mistake<'_, '_> {
    /// Explains a mask that lacks a part, or has another mark instead of its dot.
    pub(super) fn mask(&self) -> Option<Diagnostic> {
        if self.expected == Expected::Token(TokenKind::Question) {
            return self.without_question_mark();
        }
        self.other_mark().or_else(|| self.without_type())
    }

    /// Explains `name:flags.1 string`, `flags.0 id:int`, `name:flags.1 = User`.
    fn without_question_mark(&self) -> Option<Diagnostic> {
        let mask = self.at.checked_sub(3)?;
        let has_name = self.kind_before(mask) == TokenKind::Colon;
        let gap = self.gap();
        let missing = || syntax("a mask has no `?`", gap, "expected `?`").note(MASK);
        let next_is_field = self.names_field(self.at);
        Some(match self.found {
            // `flags.1.2?int`
            TokenKind::Dot if self.kind(self.at + 1) == TokenKind::Number => missing(),
            TokenKind::Colon | TokenKind::Dot => missing().suggest("write a `?`", self.here(), "?"),
            // `flags.1!int`, `flags.1;int`
            TokenKind::Bang | TokenKind::Semicolon if self.is_between_words() => {
                missing().suggest("write a `?`", self.here(), "?")
            }
            // The name of the field is after its mask.
            _ if next_is_field && !has_name => {
                self.name_after_mask(mask, gap.start, self.at, self.at + 1)
            }
            kind if kind.is_equals() && self.kind(self.at + 1) == TokenKind::Question => missing(),
            kind if kind.is_equals() || next_is_field => self.guards_nothing("?true"),
            TokenKind::Semicolon | TokenKind::End | TokenKind::SquareClose => {
                self.guards_nothing("?true")
            }
            _ => {
                let blanks = self.cx.span(gap.start, self.here().start);
                missing().suggest("end the mask", blanks, "?")
            }
        })
    }

    /// Whether a word ends directly before the mark, and a type begins directly after it.
    fn is_between_words(&self) -> bool {
        let behind = self.cx.rest(self.here().end);
        self.gap().end == self.here().start
            && behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '%')
    }

    /// Explains `silent:flags.1? = User`, `silent:flags.1? name:string`.
    fn without_type(&self) -> Option<Diagnostic> {
        let ends =
            self.found.is_equals() || matches!(self.found, TokenKind::Semicolon | TokenKind::End);
        let is_mask = |question: usize| {
            self.kind(question) == TokenKind::Question
                && self.kind_before(question) == TokenKind::Number
                && self.kind_before(question.saturating_sub(1)) == TokenKind::Dot
        };
        let last = self.at.checked_sub(1)?;
        if self.expected == Expected::Term && ends && is_mask(last) {
            return Some(self.guards_nothing("true"));
        }
        if self.expected == Expected::Term && self.found == TokenKind::Colon && is_mask(last) {
            let second = self.syntax("a field has two `:`", "the second one");
            return Some(second.note(MASK).suggest("remove it", self.here(), ""));
        }
        // The name of the next field was taken for the type.
        let question = self.at.checked_sub(2).filter(|at| is_mask(*at))?;
        let mask = question.checked_sub(3)?;
        let is_name = self.found == TokenKind::Colon && self.before.is_ident();
        if is_name && self.kind_before(mask) != TokenKind::Colon {
            return Some(self.name_after_mask(mask, self.span(question).end, last, self.at));
        }
        let end = self.span(question).end;
        let is_apart = is_name && end < self.span(last).start;
        is_apart.then(|| guards_nothing(self.cx.span(end, end), "true"))
    }

    /// Explains `flags.0 id:int`, whose mask ends at `end`.
    fn name_after_mask(&self, mask: usize, end: u32, name: usize, colon: usize) -> Diagnostic {
        let is_built_in = |at: usize| BUILT_IN.contains(&self.text(at));
        if is_built_in(name) && self.kind(colon + 1).is_ident() && !is_built_in(colon + 1) {
            // `flags.0?int:id`
            return self.type_first(mask, name, colon + 1);
        }
        let whole = self.span(mask).to(self.span(colon));
        let mask = self.cx.between(whole.start, end).unwrap_or_default();
        let swapped = format!("{}:{}?", self.text(name), mask.trim_end_matches('?'));
        let message = "the name of a field comes before its mask";
        syntax(message, self.span(name), "this is the name")
            .note(MASK)
            .suggest("write it before the mask", whole, swapped)
    }

    fn guards_nothing(&self, missing: &str) -> Diagnostic {
        guards_nothing(self.gap(), missing)
    }

    /// Explains `name:flags:1?string`, `name:flags[1]?string`, `flags(1)?string`, `flags:1:string`,
    /// `flags,1?string`.
    fn other_mark(&self) -> Option<Diagnostic> {
        let behind = self.kind(self.at + 2);
        let (first, last) = match self.found {
            TokenKind::Colon | TokenKind::Comma if behind == TokenKind::Question => {
                (self.at, self.at + 1)
            }
            TokenKind::Colon if behind == TokenKind::Colon => (self.at, self.at + 1),
            TokenKind::Question => match self.before {
                TokenKind::Number => (self.at.checked_sub(2)?, self.at.checked_sub(1)?),
                TokenKind::SquareClose | TokenKind::ParenClose => {
                    (self.at.checked_sub(3)?, self.at.checked_sub(1)?)
                }
                _ => return None,
            },
            _ => return None,
        };
        let is_mark = matches!(
            self.kind(first),
            TokenKind::Colon | TokenKind::Comma | TokenKind::SquareOpen | TokenKind::ParenOpen
        );
        let bit = first + 1;
        let name = first.checked_sub(1)?;
        if !is_mark || !self.kind(name).is_ident() || self.kind(bit) != TokenKind::Number {
            return None;
        }
        let mark = self.span(first);
        let is_of_field = self.kind_before(name) != TokenKind::Colon;
        if is_of_field && first + 1 == last && !self.declares_number(self.at, self.text(name)) {
            // `x:1?int`
            let message = "a mask has no name";
            let nameless = syntax(message, self.span(bit), "a bit of which field?").note(MASK);
            let start = self.span(bit).at_start();
            let mask = self.last_mask().map(|at| format!("{}.", self.text(at)));
            let advice = mask.map(|mask| Advice::replace("name the mask", start, mask));
            return Some(nameless.advise(advice));
        }
        let (between, dot) = match behind {
            TokenKind::Colon if self.found == TokenKind::Colon => {
                let whole = mark.to(self.span(self.at + 2));
                (whole, format!(".{}?", self.text(bit)))
            }
            _ => (mark.to(self.span(last)), format!(".{}", self.text(bit))),
        };
        let message = "the bit of a mask comes after a dot";
        Some(
            syntax(message, mark, "expected `.`")
                .note(MASK)
                .suggest("write a dot", between, dot),
        )
    }

    /// Explains `name:string?`, `name?:string`, `name:?string`.
    pub(super) fn optional(&self) -> Option<Diagnostic> {
        if self.found != TokenKind::Question {
            return None;
        }
        let (mask, bit) = self.free_bit();
        let wrong = || {
            let message = "a field that may be absent has a mask";
            self.syntax(message, "`?` alone does not say which bit")
                .note(MASK)
        };
        if self.expected == Expected::Token(TokenKind::AngleClose) {
            let message = "an element of a list is never absent";
            return Some(
                self.syntax(message, "`?` comes only after a mask")
                    .note(MASK),
            );
        }
        if self.before == TokenKind::Question {
            let second = self.syntax("a mask has two `?`", "the second one");
            return Some(second.suggest("remove it", self.here(), ""));
        }
        if let Some(swapped) = self.mask_after_question_mark() {
            return Some(swapped);
        }
        let next_is_field = self.names_field(self.at + 1);
        let colon = self.at + if next_is_field { 2 } else { 1 };
        if self.kind(colon) == TokenKind::Colon && self.kind(colon + 2) == TokenKind::Dot {
            // `?name:flags.0?string`, `name?:flags.0?string`
            let first = self.syntax("a field has two `?`", "the first one");
            return Some(first.suggest("remove it", self.here(), ""));
        }
        if next_is_field && self.adjoins(self.at) && self.gap().end < self.here().start {
            // `?name:string`
            let colon = self.span(self.at + 2);
            let text = format!("{}:{mask}.{bit}?", self.text(self.at + 1));
            return Some(wrong().advise(self.guard(self.at, self.at, colon, &text)));
        }
        let name = self.at.checked_sub(2)?;
        if self.before == TokenKind::Colon {
            let text = format!("{mask}.{bit}?");
            return Some(wrong().advise(self.guard(name, self.at, self.here(), &text)));
        }
        if self.before.is_ident() && self.kind(self.at + 1) == TokenKind::Colon {
            let colon = self.span(self.at + 1);
            let text = format!(":{mask}.{bit}?");
            return Some(wrong().advise(self.guard(name + 1, self.at, colon, &text)));
        }
        let next = self.kind(self.at + 1);
        let ends = next_is_field
            || next.is_equals()
            || matches!(
                next,
                TokenKind::Semicolon
                    | TokenKind::ParenClose
                    | TokenKind::SquareClose
                    | TokenKind::End
            );
        let first = self.type_before()?;
        if !ends {
            return None;
        }
        if self.kind(first + 1) == TokenKind::Dot {
            let second = self.syntax("a field has two `?`", "the second one");
            return Some(second.suggest("remove it", self.here(), ""));
        }
        let ty = self.span(first).to(self.span(self.at.checked_sub(1)?));
        let text = ty.text_in(self.cx.text)?;
        let text = match text.strip_suffix("[]") {
            Some(element) => format!("Vector<{element}>"),
            None => text.to_owned(),
        };
        let guarded = format!("{mask}.{bit}?{text}");
        let name = first.checked_sub(2)?;
        Some(wrong().advise(self.guard(name, first, self.here(), &guarded)))
    }

    /// Suggests `text`, which has a mask, for all from the token `from` to the end of `to`, in the field that
    /// begins with the token `field`. If no `#` can be the mask, one is declared before it.
    fn guard(&self, field: usize, from: usize, to: Span, text: &str) -> Option<Advice> {
        let message = "guard the field";
        let whole = self.span(from).to(to);
        if self.last_mask().is_some() {
            return Some(Advice::replace(message, whole, text));
        }
        let start = self.span(field).start;
        let before = self.cx.between(start, whole.start)?;
        // Names in a group share the text before them.
        let mut before_name = (0..field).rev().map(|at| self.kind(at));
        let is_group = before_name.find(|kind| !kind.is_ident()) == Some(TokenKind::ParenOpen);
        let text = format!("flags:# {before}{text}");
        let whole = self.cx.span(start, whole.end);
        (!is_group).then(|| Advice::replace(message, whole, text))
    }

    /// Explains `name:?flags.1`, `name:string?flags.1`, `name?flags.1:string`.
    fn mask_after_question_mark(&self) -> Option<Diagnostic> {
        let is_mask = self.kind(self.at + 1).is_ident() && self.kind(self.at + 2) == TokenKind::Dot;
        let bit = self.text(self.at + 3);
        let digits = bit.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, behind) = bit.split_at_checked(digits)?;
        if !is_mask || digits.is_empty() {
            return None;
        }
        let mask = format!("{}.{digits}?", self.text(self.at + 1));
        let last = self.span(self.at + 3);
        let (whole, text) = match (self.before, self.kind(self.at + 4)) {
            (TokenKind::Colon, _) if !behind.is_empty() => {
                (self.here().to(last), format!("{mask}{behind}"))
            }
            (TokenKind::Colon, TokenKind::Equals | TokenKind::SquareClose) => {
                (self.here().to(last), format!("{mask}true"))
            }
            (TokenKind::Colon, _) => (
                self.here()
                    .to(self.cx.span(last.end, self.span(self.at + 4).start)),
                mask,
            ),
            (_, TokenKind::Colon) => (self.here().to(self.span(self.at + 4)), format!(":{mask}")),
            _ => {
                let ty = self.span(self.type_before()?).to(self.gap());
                let text = ty.text_in(self.cx.text)?;
                (ty.to(last), format!("{mask}{text}"))
            }
        };
        let message = "the mask of a field comes before its `?`";
        let swapped = self.syntax(message, "the mask follows").note(MASK);
        Some(swapped.suggest("write it before the `?`", whole, text))
    }

    /// Returns the start of a field's type that ends before the place.
    fn type_before(&self) -> Option<usize> {
        let mut depth = 0_usize;
        for at in (0..self.at).rev() {
            match self.kind(at) {
                TokenKind::ParenClose | TokenKind::SquareClose | TokenKind::AngleClose => {
                    depth += 1
                }
                TokenKind::ParenOpen | TokenKind::SquareOpen | TokenKind::AngleOpen => {
                    depth = depth.checked_sub(1)?;
                }
                TokenKind::Colon if depth == 0 => return Some(at + 1).filter(|at| *at < self.at),
                kind if kind.is_equals() => return None,
                _ => {}
            }
        }
        None
    }

    /// Returns the token of the last named `#` before the place.
    fn last_mask(&self) -> Option<usize> {
        let is_mask = |at: &usize| self.kind(*at).is_ident() && self.is_number(*at);
        (1..self.at).rev().find(is_mask)
    }

    /// Returns the last mask before the place, and its first bit that guards nothing yet.
    fn free_bit(&self) -> (&str, u32) {
        let mask = self.last_mask().map_or("flags", |at| self.text(at));
        let used = (1..self.tokens.len())
            .filter(|at| self.kind(at + 1) == TokenKind::Dot && self.text(*at) == mask)
            .filter_map(|at| self.text(at + 2).parse::<u32>().ok());
        let used: Vec<u32> = used.collect();
        let free = (0..32).find(|bit| !used.contains(bit));
        (mask, free.unwrap_or_default())
    }
}

fn guards_nothing(gap: Span, missing: &str) -> Diagnostic {
    syntax("a mask has no type", gap, "expected a type")
        .note(MASK)
        .note("a field that is only present or absent is a `true`")
        .suggest("is it a `true`?", gap, missing)
}
