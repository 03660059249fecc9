//! Brackets that are not closed, or were never opened.

use super::{MASK, Mistake, array, repeated, syntax};
use crate::diagnostic::{Advice, Diagnostic};
use crate::foreign;
use crate::hasher::Set;
use crate::syntax::failure::Expected;
use crate::syntax::lexer::fields_in_tl;
use crate::syntax::parameters::{in_brackets, words_of_result};
use crate::syntax::token::{TokenKind, Tokens};

impl Mistake<'_, '_> {
    /// Explains a bracket without its other half.
    pub(super) fn brackets(&self) -> Option<Diagnostic> {
        match self.expected {
            Expected::Token(TokenKind::ParenClose) => Some(
                self.arguments_of_a_group()
                    .unwrap_or_else(|| self.unclosed(TokenKind::ParenOpen, ")")),
            ),
            Expected::FieldOrClose => Some(self.unclosed(TokenKind::SquareOpen, "]")),
            Expected::Token(TokenKind::BraceClose) => {
                Some(self.unclosed(TokenKind::BraceOpen, "}"))
            }
            Expected::Token(TokenKind::AngleClose) => {
                Some(self.unclosed(TokenKind::AngleOpen, ">"))
            }
            _ => self.unopened(),
        }
    }

    /// Explains `<t:Type>`, `[t:Type]`, or `{t:Type}` after a field.
    pub(super) fn parameters(&self) -> Option<Diagnostic> {
        let open = match (self.expected, self.found) {
            (Expected::Body, _) | (Expected::FieldOrEquals, TokenKind::BraceOpen) => self.at,
            (Expected::Token(TokenKind::AngleClose), TokenKind::Colon) => *self.open().last()?,
            _ => return None,
        };
        let input = Tokens::new(self.tokens.get(open..)?, self.cx);
        // Without those that are declared.
        let mut words: Set<&str> = words_of_result(input).collect();
        let mut rest = input;
        let mut braces = String::new();
        while let Some((next, more)) = in_brackets(rest, &|name| words.contains(name)) {
            for name in more.split(['{', ' ', ':']) {
                words.remove(name);
            }
            if !braces.is_empty() {
                braces.push(' ');
            }
            braces.push_str(&more);
            rest = next;
        }
        if braces.is_empty() {
            return None;
        }
        let last = self.tokens.len().checked_sub(rest.left() + 1)?;
        let whole = self.span(open).to(self.span(last));
        let head = self.span(self.head().checked_sub(1)?);
        if open == self.head() {
            if head.end == whole.start {
                braces.insert(0, ' ');
            }
            let wrong = syntax("parameters are in braces", whole, "these are parameters");
            return Some(wrong.suggest("write braces", whole, braces));
        }
        let message = "parameters come before the fields";
        let wrong = syntax(message, whole, "these are parameters");
        let before = self.cx.between(0, head.end)?;
        let fields = self.cx.between(head.end, whole.start)?.trim_end();
        let moved = self.cx.span(head.end, whole.end);
        Some(if before.ends_with(&braces) {
            wrong.suggest("they are there already", moved, fields)
        } else {
            wrong.suggest(
                "write them after the name",
                moved,
                format!(" {braces}{fields}"),
            )
        })
    }

    /// Returns the index of the first field: after the name, the id and the parameters in braces.
    fn head(&self) -> usize {
        let is_annotation = |at: &usize| self.kind(*at) == TokenKind::Annotation;
        let mut at = 1 + (0..).take_while(is_annotation).count();
        if self.kind(at) == TokenKind::Id {
            at += 1;
        }
        while self.kind(at) == TokenKind::BraceOpen {
            match self.close_of(at) {
                Some(close) => at = close + 1,
                None => break,
            }
        }
        at
    }

    /// Explains `(_ : %Tuple double n)`.
    fn arguments_of_a_group(&self) -> Option<Diagnostic> {
        let starts_argument = self.found.is_name()
            || matches!(
                self.found,
                TokenKind::Number | TokenKind::Hash | TokenKind::Percent | TokenKind::ParenOpen
            );
        let next_is_field = self.kind(self.at + 1) == TokenKind::Colon;
        if !self.before.is_name() || !starts_argument || next_is_field {
            return None;
        }
        let close = self.close_of(*self.open().last()?)?;
        let is_equals = |at| matches!(self.kind(at), TokenKind::Equals | TokenKind::Colon);
        if (self.at..close).any(is_equals) {
            return None;
        }
        let head = self.at.checked_sub(1)?;
        let whole = self.span(head).to(self.span(close.checked_sub(1)?));
        let text = whole.text_in(self.cx.text)?;
        let message = "a type with arguments needs brackets here";
        let label = format!("this is an argument of `{}`", self.text(head));
        Some(self.syntax(message, label).suggest(
            "put brackets around them",
            whole,
            format!("({text})"),
        ))
    }

    /// Adds a suggestion for the brackets of `getAll() = User`.
    pub(super) fn empty(&self, diagnostic: Diagnostic) -> Diagnostic {
        let open = self.at.saturating_sub(1);
        let before = self.kind(open.saturating_sub(1));
        if !(before.is_name() || before.closes() || before == TokenKind::Id) {
            return diagnostic;
        }
        let both = self.span(open).to(self.here());
        diagnostic.suggest("remove the brackets", both, "")
    }

    /// Explains `point:3*double` and `point:double*3`.
    pub(super) fn repeated(&self, other: Diagnostic) -> Diagnostic {
        let is_number =
            |at| self.kind(at) == TokenKind::Number || self.declares_number(at, self.text(at));
        let first = self.at.saturating_sub(2);
        if self.before != TokenKind::Star {
            return other;
        }
        if self.kind(first).is_name() && !is_number(first) && is_number(self.at) {
            let whole = self.span(first).to(self.here());
            let right = repeated(self.text(first), self.text(self.at));
            return syntax(
                "the count of a repetition comes first",
                whole,
                "this is repeated",
            )
            .suggest("write it first", whole, right);
        }
        let last = self.end_of_type(self.at).filter(|_| is_number(first));
        let Some(last) = last else {
            return other;
        };
        let whole = self.here().to(self.span(last));
        let text = whole.text_in(self.cx.text).unwrap_or_default();
        if foreign::is_byte(text) {
            let right = repeated(text, self.text(first));
            let both = self.span(first).to(whole);
            let wrong = syntax("a repetition has brackets", whole, "this is repeated");
            return wrong
                .note(foreign::BYTES)
                .suggest(format!("is it `{right}`?"), both, right);
        }
        let end = match self.kind(last + 1) {
            TokenKind::SquareClose if self.open().is_empty() => "",
            _ => " ]",
        };
        syntax("a repetition has brackets", whole, "this is repeated").suggest(
            "put brackets around it",
            whole,
            format!("[ {text}{end}"),
        )
    }

    /// Returns the last token of the type, or of the repetition, that begins with the token at `at`.
    fn end_of_type(&self, at: usize) -> Option<usize> {
        let at = (at..).find(|at| self.kind(*at) != TokenKind::Percent)?;
        match self.kind(at) {
            TokenKind::ParenOpen => self.close_of(at),
            kind if kind.is_name() || kind == TokenKind::Number => match self.kind(at + 1) {
                TokenKind::AngleOpen => self.close_of(at + 1),
                TokenKind::Star if self.kind(at + 2) == TokenKind::SquareOpen => {
                    self.close_of(at + 2)
                }
                // The name of a mask, or of a type whose argument follows.
                TokenKind::Dot | TokenKind::Question => None,
                _ if self.text(at).eq_ignore_ascii_case("vector") => None,
                _ => (kind != TokenKind::Number).then_some(at),
            },
            _ => None,
        }
    }

    /// Explains `photos:(Vector int = User`.
    fn unclosed(&self, open: TokenKind, close: &str) -> Diagnostic {
        let message = format!("expected `{close}`, found {}", self.describe());
        let mut unclosed = self.syntax(message, format!("expected `{close}`"));
        let mut last = self.open().into_iter().rev();
        let opened = last.find(|at| self.kind(*at) == open);
        if let Some(at) = opened {
            unclosed = unclosed.label(self.span(at), "opened here");
        }
        let separated = |unclosed: Diagnostic, next: usize| {
            let gap = self.gap().to(self.span(next).at_start());
            let way_out = "close it, and open the next";
            let unclosed = unclosed.note("each parameter has its own braces");
            unclosed.suggest(way_out, gap, "} {")
        };
        let next = self.at + usize::from(self.found == TokenKind::Comma);
        let next_is_param =
            self.names_field(next) && (self.is_number(next) || self.text(next + 2) == "Type");
        let is_closed = || opened.and_then(|it| self.close_of(it)).is_some();
        if open == TokenKind::BraceOpen && next_is_param && is_closed() {
            // `{t:Type n:#}`
            return separated(unclosed, next);
        }
        if let Some(advice) = self.fields_in_brackets(opened) {
            return unclosed
                .note("fields are written without brackets")
                .advise([advice]);
        }
        if open == TokenKind::ParenOpen && self.found == TokenKind::Comma {
            let is_type = |at: &usize| {
                at.checked_sub(1)
                    .is_some_and(|head| self.kind(head).is_upper())
            };
            let arguments = opened
                .filter(is_type)
                .and_then(|at| self.arguments_in_angles(at));
            let note = match arguments {
                Some(_) => "the arguments of a type are in `<` and `>`",
                None => "a type with several values needs a name and a declaration",
            };
            return unclosed.note(note).advise(arguments);
        }
        // The name before a `:` is that of the next field, not an argument.
        let end = match (self.found, self.at.checked_sub(2)) {
            (TokenKind::Colon, Some(argument)) => self.span(argument),
            _ => self.gap(),
        };
        if open == TokenKind::BraceOpen && self.found == TokenKind::Comma {
            return separated(unclosed, next);
        }
        if open == TokenKind::SquareOpen && self.found == TokenKind::Comma {
            if let Some(arguments) = opened.and_then(|at| self.arguments_in_angles(at)) {
                return unclosed
                    .note("the arguments of a type are in `<` and `>`")
                    .advise([arguments]);
            }
            if let Some((open, count)) = opened.zip(self.count_behind()) {
                return array(self.cx, self.tokens, (open, count));
            }
            let gap = if self.adjoins(self.at) { " " } else { "" };
            let unclosed = unclosed.note("spaces separate fields");
            return unclosed.suggest("remove the comma", self.here(), gap);
        }
        if self.found == TokenKind::Dot {
            // `(flags.1)?int`
            return unclosed.note(MASK);
        }
        // A bracket that is closed later has something inside that does not belong there.
        let end_of = |open| Some(self.text(self.close_of(open)?));
        let is_closed = opened.and_then(end_of) == Some(close);
        let close = || Advice::replace("close it", end.at_end(), close);
        unclosed.advise((!is_closed).then(close))
    }

    /// Returns the count of `[int, 4]`, whose `,` is at the place.
    fn count_behind(&self) -> Option<&str> {
        let is_count = self.kind_before(self.at.checked_sub(1)?) == TokenKind::SquareOpen
            && self.before.is_name()
            && self.kind(self.at + 1) == TokenKind::Number
            && self.kind(self.at + 2) == TokenKind::SquareClose;
        is_count.then(|| self.text(self.at + 1))
    }

    /// Explains `Vector{int}`, and `Vector[int]` as a result.
    pub(super) fn arguments_in_other_brackets(&self) -> Option<Diagnostic> {
        let head = self.text(self.at.checked_sub(1)?);
        let is_open = matches!(self.found, TokenKind::BraceOpen | TokenKind::SquareOpen);
        let is_type = self.before.is_upper() || head == "vector";
        let is_empty = self.kind(self.at + 1).closes();
        if !is_open || !is_type || is_empty {
            return None;
        }
        let advice = self.arguments_in_angles(self.at)?;
        let message = "the arguments of a type are in `<` and `>`";
        Some(self.syntax(message, "another bracket").advise([advice]))
    }

    /// Suggests `dict<str, int>` for `dict[str, int]`; the bracket is at `open`.
    fn arguments_in_angles(&self, open: usize) -> Option<Advice> {
        let head = open.checked_sub(1)?;
        let close = self.close_of(open)?;
        let whole = self.span(head).at_end().to(self.span(close));
        let inside = self
            .cx
            .between(self.span(open).end, self.span(close).start)?;
        // A field and a repetition cannot be arguments.
        let is_right = self.kind(head).is_name() && !inside.contains([':', '*']);
        let inside = inside.replace(['[', '{'], "<").replace([']', '}'], ">");
        is_right.then(|| Advice::replace("write these brackets", whole, format!("<{inside}>")))
    }

    /// Suggests fields without brackets for `user(id:long, name:string) = User`; the bracket is at `open`.
    pub(super) fn fields_in_brackets(&self, open: Option<usize>) -> Option<Advice> {
        let open = open.filter(|at| matches!(at, 1 | 2))?;
        let before = self.kind(open.checked_sub(1)?);
        let close = self.close_of(open)?;
        let is_first = if open == 1 {
            before.is_lower()
        } else {
            before == TokenKind::Id
        };
        // `user(id:long, name:string): User`, `user(id:long, name:string) -> User`
        let (last, equals) = match self.kind(close + 1) {
            kind if kind.is_equals() => (close, ""),
            TokenKind::Colon => (close + 1, " ="),
            TokenKind::Malformed if self.text(close + 1) == "-" => (close + 2, " ="),
            _ => return None,
        };
        if !is_first {
            return None;
        }
        let whole = self.span(open).to(self.span(last));
        let gap = if self.adjoins(open - 1) { " " } else { "" };
        let inside = self
            .cx
            .between(self.span(open).end, self.span(close).start)?;
        if !inside.contains(':') {
            // `getUser(int id, string name) = User`
            let fields = fields_in_tl(inside)?;
            let text = format!("{gap}{}{equals}", fields.trim());
            return Some(Advice::replace("leave out the brackets", whole, text));
        }
        let (mut fields, mut depth) = (String::new(), 0_usize);
        let mut start = self.span(open + 1).start;
        for at in open + 1..close {
            match self.kind(at) {
                TokenKind::Comma if depth == 0 => {
                    fields += self.cx.between(start, self.span(at).start)?;
                    fields += if self.adjoins(at) { " " } else { "" };
                    start = self.span(at).end;
                }
                kind if kind.opens() => depth += 1,
                kind if kind.closes() => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        fields += self
            .cx
            .between(start, self.span(close.checked_sub(1)?).end)?;
        let text = format!("{gap}{fields}{equals}");
        Some(Advice::replace("leave out the brackets", whole, text))
    }

    /// Explains `photos:Vector int) = User`.
    fn unopened(&self) -> Option<Diagnostic> {
        let close = Some(self.found).filter(|it| it.closes() && self.open().is_empty())?;
        let mark = self.text(self.at);
        let message = format!("`{mark}` closes nothing");
        let unopened = self.syntax(message, "no bracket is open here");
        let before = self.tokens.get(..self.at).unwrap_or_default();
        let words = before
            .iter()
            .rev()
            .take_while(|token| token.kind.is_name() || token.kind == TokenKind::Number);
        let words = words.count();
        let first = self.at - words;
        let of_field = matches!(
            self.kind_before(first),
            TokenKind::Colon | TokenKind::Question | TokenKind::Percent
        );
        // A type and its arguments.
        let head = self.span(first);
        Some(match close {
            TokenKind::ParenClose if of_field && words > 1 => {
                unopened.suggest("open it before the type", head.at_start(), "(")
            }
            TokenKind::AngleClose if of_field && words > 1 => {
                let gap = head.at_end().to(self.span(first + 1).at_start());
                unopened.suggest("open it after the type", gap, "<")
            }
            TokenKind::AngleClose if words == 1 && glued_vector(self.text(first)) => {
                let start = head.start + VECTOR;
                let gap = self.cx.span(start, start);
                unopened.suggest("open it after `Vector`", gap, "<")
            }
            TokenKind::BraceClose if self.ends_parameter() => {
                let name = self.span(self.at.saturating_sub(3));
                unopened.suggest("open it before the parameter", name.at_start(), "{")
            }
            _ => unopened.suggest("remove it", self.span(self.at), ""),
        })
    }

    /// Whether `t:Type` or `n:#` is before the place.
    fn ends_parameter(&self) -> bool {
        let Some(name) = self.at.checked_sub(3) else {
            return false;
        };
        (self.before == TokenKind::Hash || self.text(self.at - 1) == "Type")
            && self.names_field(name)
    }

    /// Returns the brackets that are open at the place, the innermost last.
    fn open(&self) -> Vec<usize> {
        let mut open = Vec::new();
        for at in 0..self.at {
            match self.kind(at) {
                kind if kind.opens() => open.push(at),
                kind if kind.closes() => drop(open.pop()),
                _ => {}
            }
        }
        open
    }

    /// Returns where the bracket at `close` is opened.
    pub(super) fn open_of(&self, close: usize) -> Option<usize> {
        let mut depth = 0_usize;
        (0..=close).rev().find(|at| {
            let kind = self.kind(*at);
            depth += usize::from(kind.closes());
            depth = depth.saturating_sub(kind.opens().into());
            depth == 0
        })
    }

    /// Returns where the bracket at `open` is closed.
    fn close_of(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        (open..self.tokens.len()).find(|at| {
            let kind = self.kind(*at);
            depth += usize::from(kind.opens());
            depth = depth.saturating_sub(kind.closes().into());
            depth == 0
        })
    }
}

/// The length of `Vector`.
const VECTOR: u32 = 6;

/// Whether it is like `VectorUser`, which is left of `Vector<User>` without its `<`.
fn glued_vector(word: &str) -> bool {
    let element = word.strip_prefix("Vector").or(word.strip_prefix("vector"));
    element.is_some_and(|element| !element.is_empty())
}
