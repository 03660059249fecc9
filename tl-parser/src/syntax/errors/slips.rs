//! Slips that have a likely meaning.

use super::characters::no_part_of_tl;
use super::{BIT, DECLARATION, MASK, Mistake, syntax};
use crate::diagnostic::{Advice, Diagnostic};
use crate::foreign;
use crate::syntax::lexer::BRACES;
use crate::syntax::token::TokenKind;

impl Mistake<'_, '_> {
    /// Explains `user #20212ca8 id:long = User`.
    pub(super) fn misplaced_id(&self) -> Option<Diagnostic> {
        let text = self.text(self.at);
        let is_id = text.len() <= 8 && text.bytes().all(|digit| digit.is_ascii_hexdigit());
        let (name, hash) = (self.back(2)?, self.back(1)?);
        if is_id && self.at == 3 && name.kind == TokenKind::Id && hash.kind == TokenKind::Hash {
            let gap = self.cx.span(name.end, self.here().end);
            return Some(
                self.syntax("a declaration has two ids", "the second one")
                    .suggest("remove it", gap, ""),
            );
        }
        let is_first = self.at == 2 && name.kind.is_lower();
        if !is_id || !is_first || hash.kind != TokenKind::Hash {
            return None;
        }
        let message = "an id comes directly after its name";
        let gap = self.cx.span(name.end, self.here().start);
        Some(self.syntax(message, "there is a space before it").suggest(
            "remove the space",
            gap,
            "#",
        ))
    }

    /// Explains `name:flags.0string`.
    pub(super) fn unended_mask(&self) -> Option<Diagnostic> {
        let text = self.text(self.at);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if self.before != TokenKind::Dot || digits == 0 {
            return None;
        }
        if let Some(bit) = text.strip_prefix("0x") {
            let bit = u32::from_str_radix(bit, 16).ok().filter(|bit| *bit < 32);
            let wrong = self.syntax(BIT, "this is not a decimal number").note(MASK);
            let advice = |bit: u32| Advice::replace("write it so", self.here(), bit.to_string());
            return Some(wrong.advise(bit.map(advice)));
        }
        let at = self.here().start + u32::try_from(digits).unwrap_or_default();
        let gap = self.cx.span(at, at);
        Some(
            syntax("a mask has no `?`", gap, "expected `?`")
                .note(MASK)
                .suggest("end the mask", gap, "?"),
        )
    }

    /// Adds a suggestion for `{t Type}`, `{t}`.
    pub(super) fn missing_colon(&self, diagnostic: Diagnostic) -> Diagnostic {
        match (self.back(2), self.back(1)) {
            (Some(kind), Some(name)) if self.cx.text_of(kind) == "Type" && name.kind.is_ident() => {
                let whole = self.cx.span(kind.start, name.end);
                let right = format!("{}:Type", self.cx.text_of(name));
                diagnostic.suggest("write the name first", whole, right)
            }
            (Some(name), Some(kind)) if name.kind.is_ident() && self.cx.text_of(kind) == "Type" => {
                diagnostic.suggest("write a `:`", self.cx.span(name.end, kind.start), ":")
            }
            (_, Some(name)) if self.is_used(self.cx.text_of(name)) => diagnostic
                .note("a parameter says its kind, `Type` or `#`")
                .suggest("does it stand for a type?", self.gap(), ":Type"),
            _ => diagnostic.note(BRACES),
        }
    }

    /// Whether a word comes after the place, too.
    fn is_used(&self, word: &str) -> bool {
        !foreign::is_in_tl(word) && (self.at..self.tokens.len()).any(|at| self.text(at) == word)
    }

    /// Adds a suggestion for `{t, u:Type}`.
    pub(super) fn commas(&self, diagnostic: Diagnostic) -> Diagnostic {
        let mut end = self.at;
        let mut names = String::new();
        while self.kind(end) == TokenKind::Comma && self.kind(end + 1).is_ident() {
            names.push(' ');
            names.push_str(self.text(end + 1));
            end += 2;
        }
        if self.kind(end) != TokenKind::Colon {
            return diagnostic;
        }
        let whole = self.here().to(self.span(end).at_start());
        diagnostic
            .note("spaces separate parameters")
            .suggest("write spaces", whole, names)
    }

    /// Adds a suggestion for `{t:type}`, `{t:Typ}`, `{n:int}`, `{Type:t}`.
    pub(super) fn param_kind(&self, diagnostic: Diagnostic) -> Diagnostic {
        let diagnostic = diagnostic.note(BRACES);
        let text = self.text(self.at);
        let name = self.at.saturating_sub(2);
        if text.to_ascii_lowercase().starts_with("ty") {
            diagnostic.suggest("did you mean `Type`?", self.here(), "Type")
        } else if self.text(name) == "Type" && self.found.is_ident() {
            let whole = self.span(name).to(self.here());
            diagnostic.suggest("write the name first", whole, format!("{text}:Type"))
        } else {
            diagnostic.advise(self.fields_in_brackets(self.at.checked_sub(3)))
        }
    }

    /// Explains `first-name:string`, `id:long -> User`.
    pub(super) fn dash(&self) -> Option<Diagnostic> {
        let text = self.text(self.at);
        let span = self.here();
        if text == "-" && self.kind(self.at + 1) == TokenKind::AngleClose {
            let arrow = span.to(self.span(self.at + 1));
            if self.kind(self.at + 2) == TokenKind::Number {
                let wrong = no_part_of_tl("`-`", arrow).note(MASK);
                return Some(wrong.suggest("the bit of a mask comes after a dot", arrow, "."));
            }
            if self.tokens.iter().any(|it| it.kind == TokenKind::Equals) {
                // `id -> long`
                let wrong = no_part_of_tl("`-`", arrow);
                let before = self.kind_before(self.at.saturating_sub(1));
                let is_type = before.needs_type() || before == TokenKind::AngleOpen;
                let is_field = self.at > 1
                    && self.before.is_ident()
                    && !is_type
                    && self.kind(self.at + 2).is_name();
                let whole = self.gap().to(self.span(self.at + 2).at_start());
                let advice = || Advice::replace("a `:` comes before a type", whole, ":");
                return Some(wrong.advise(is_field.then(advice)));
            }
            let message = "the result comes after `=`";
            return Some(no_part_of_tl("`-`", arrow).suggest(message, arrow, "="));
        }
        let before = self.back(1)?;
        let in_name = before.kind.is_name() && before.end == span.start;
        let next = self.span(self.at + 1);
        let gap = self.cx.between(span.end, next.start)?;
        if in_name && text == "-" && gap.contains('\n') && self.kind(self.at + 1).is_name() {
            // A name on two lines.
            let wrong = no_part_of_tl("`-`", span);
            let broken = self.cx.span(span.start, next.start);
            return Some(wrong.suggest("is it one name?", broken, ""));
        }
        if !in_name || text.len() < 2 || !text.starts_with('-') {
            return None;
        }
        let dash = self.cx.span(span.start, span.start + 1);
        let wrong = no_part_of_tl("`-`", dash);
        // `id-long` is not the name of a field.
        let is_name = self.at == 1 || self.kind(self.at + 1) == TokenKind::Colon;
        Some(if is_name {
            wrong.suggest("names use `_` instead", dash, "_")
        } else {
            wrong.note("names use `_` instead, and a `:` comes before a type")
        })
    }

    /// Explains `name:flags?string`.
    pub(super) fn mask_without_bit(&self) -> Option<Diagnostic> {
        if self.back(2)?.kind != TokenKind::Colon || !self.before.is_ident() {
            return None;
        }
        let word = self.back(1)?;
        let name = self.cx.text_of(word);
        let no_bit = self
            .syntax("a mask has no bit", format!("which bit of `{name}`?"))
            .note(MASK);
        // `flags5?` for `flags.5?`
        let mask = name.trim_end_matches(|digit: char| digit.is_ascii_digit());
        let is_field = |at| self.text(at) == mask && self.kind(at + 1) == TokenKind::Colon;
        if mask.len() == name.len() || !(0..self.at).any(is_field) {
            return Some(no_bit);
        }
        let start = word.start + u32::try_from(mask.len()).unwrap_or_default();
        let gap = self.cx.span(start, start);
        Some(no_bit.suggest("separate the bit from its mask", gap, "."))
    }

    /// Explains `id=long name:string = User`: an `=` that should be a `:`.
    pub(super) fn equals_for_colon(&self) -> Option<Diagnostic> {
        let is_equals = |at: &usize| self.kind(*at).is_equals();
        let first = (2..self.tokens.len()).find(is_equals)?;
        let another = (first + 1..self.tokens.len()).find(is_equals)?;
        let (name, equals) = (first - 1, self.span(first));
        let adjoins = self.adjoins(name) && self.adjoins(first);
        if !adjoins || !self.kind(name).is_ident() || another == first + 1 || first > self.at {
            return None;
        }
        let message = format!("the field `{}` has no `:`", self.text(name));
        Some(
            syntax(message, equals, "expected `:` before its type")
                .label(self.span(another), "the result comes after this `=`")
                .suggest("write a `:`", equals, ":"),
        )
    }

    /// Explains `= name:string = User`, `= flags.0?User`, `{t:Type} = t`: more than a type in lower case.
    pub(super) fn lower_case_result(&self, message: &str) -> Option<Diagnostic> {
        let (found, note) = match self.kind(self.at + 1) {
            TokenKind::Colon => ("a field", "fields come before the `=`"),
            TokenKind::Dot => (
                "a mask",
                "an answer cannot be absent; use a type such as `Maybe`",
            ),
            _ if self.is_param() => (
                "a parameter in lower case",
                "a parameter used as a result begins with a capital letter: `{X:Type} query:!X = X`",
            ),
            // `type User = user id:long`
            _ if (self.at..self.tokens.len()).any(|at| self.kind(at) == TokenKind::Colon) => {
                ("a name in lower case", DECLARATION)
            }
            _ => return None,
        };
        let label = format!("expected a type, found {found}");
        Some(self.syntax(message, label).note(note))
    }

    /// Whether the word is one of the names in braces.
    fn is_param(&self) -> bool {
        let word = self.text(self.at);
        let mut in_braces = false;
        (0..self.at).any(|at| {
            match self.kind(at) {
                TokenKind::BraceOpen => in_braces = true,
                TokenKind::Colon | TokenKind::BraceClose => in_braces = false,
                _ => {}
            }
            in_braces && self.text(at) == word
        })
    }
}
