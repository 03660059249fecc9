//! Reads ids, and explains a `#` that is not one.

use super::bytes::id_of;
use super::{Lexer, push};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::Span;
use crate::syntax::token::{Token, TokenKind};

impl<'s> Lexer<'s> {
    /// Reads `#20212ca8` after a name.
    pub(super) fn id(&mut self, tokens: &mut Vec<Token>, sink: &mut Sink) {
        let start = self.at;
        self.at = self.run(start + 1);
        let is_alone = self.at == start + 1;
        let field = self.field_before(tokens).filter(|_| is_alone);
        if let Some(name) = field.filter(|_| self.byte(self.at) != Some(b':')) {
            // Read as it was meant, so that this mistake is one finding.
            push(tokens, TokenKind::Colon, start, start);
            push(tokens, TokenKind::Hash, start, self.at);
            let hash = self.span(start, self.at);
            sink.push(|| colon_before_hash(name, hash));
            return;
        }
        if let Some(name) = field {
            self.hash_before_colon(name, tokens, sink);
            return;
        }
        let distant = is_alone.then(|| self.distant_id(self.at));
        if let Some((digits, end)) = distant.flatten() {
            let gap = self.span(self.at, digits);
            self.at = end;
            push(tokens, TokenKind::Id, start, self.at);
            sink.push(|| {
                let message = "an id comes directly after its `#`";
                Diagnostic::new(Code::InvalidId, message, gap, "there is a space before it")
                    .suggest("remove the space", gap, "")
            });
            return;
        }
        if let Some((id, end)) = self.signed_id(start + 1) {
            self.at = end;
            push(tokens, TokenKind::Id, start, end);
            let span = self.span(start, end);
            sink.push(|| decimal_id(span, id));
            return;
        }
        push(tokens, TokenKind::Id, start, self.at);
        let end = self.at;
        while self.byte(self.at) == Some(b'#') {
            self.at = self.run(self.at + 1);
        }
        if self.at > end && end > start + 1 {
            let second = self.span(end, self.at);
            sink.push(|| second_id(second));
        }
        if self.at > end && is_alone && id_of(self.slice(end + 1, self.at)).is_some() {
            let first = self.span(start, end);
            sink.push(|| {
                let message = "an id has one `#`";
                Diagnostic::new(Code::InvalidId, message, first, "the first one").suggest(
                    "remove it",
                    first,
                    "",
                )
            });
            return;
        }
        let digits = self.slice(start + 1, end);
        if id_of(digits).is_some() {
            return;
        }
        let span = self.span(start, end);
        sink.push(|| invalid_id(digits, span));
    }

    /// Skips the `#` before a `:` after the name of a field: `id#:long`, `flags#: id:long`.
    fn hash_before_colon(&mut self, name: &'s str, tokens: &mut Vec<Token>, sink: &mut Sink) {
        let colon = self.at;
        let hash = self.span(colon - 1, colon);
        if self.begins_type(colon + 1) {
            sink.push(|| {
                let message = format!("the field `{name}` has a `#` after its name");
                Diagnostic::new(Code::Syntax, message, hash, "unexpected `#`")
                    .note("a `#` after a name begins the id of a declaration")
                    .suggest("remove it", hash, "")
            });
            return;
        }
        // Read as it was meant, so that this mistake is one finding.
        self.at += 1;
        push(tokens, TokenKind::Colon, colon - 1, colon - 1);
        push(tokens, TokenKind::Hash, colon - 1, self.at);
        let both = self.span(colon - 1, self.at);
        sink.push(|| {
            let message = format!("the type of the field `{name}` comes after its `:`");
            Diagnostic::new(Code::Syntax, message, both, "`#` is the type").suggest(
                "write it so",
                both,
                ":#",
            )
        });
    }

    /// Whether the type of a field is after its `:`, and not the next field or the result.
    fn begins_type(&self, at: usize) -> bool {
        let spaces = self.bytes(at).iter().take_while(|byte| **byte <= b' ');
        let start = at + spaces.count();
        let end = self.run(start);
        let is_name = || end > start && self.byte(self.after_spaces(end)) == Some(b':');
        match self.byte(start) {
            None | Some(b'=' | b'/') => false,
            Some(_) => start == at || !is_name(),
        }
    }

    /// Returns the last token if it is the name of a field: if others are before it on its line, but no `=`.
    fn field_before(&self, tokens: &[Token]) -> Option<&'s str> {
        // Far more than the arguments of a result.
        const MOST_ARGUMENTS: usize = 50;
        let [.., before, name] = tokens else {
            return None;
        };
        let gap = self.slice(before.end as usize, name.start as usize);
        let ends_field =
            before.kind.is_name() || before.kind.closes() || before.kind == TokenKind::Id;
        let is_spaced = !gap.is_empty() && gap.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
        let mut last = tokens.iter().rev().take(MOST_ARGUMENTS);
        let mark = last.find(|it| matches!(it.kind, TokenKind::Equals | TokenKind::Semicolon));
        let is_result = mark.is_some_and(|it| it.kind == TokenKind::Equals);
        let mut closed = 0_usize;
        let is_argument = tokens.iter().rev().take(MOST_ARGUMENTS).any(|it| {
            let opens = matches!(it.kind, TokenKind::ParenOpen | TokenKind::AngleOpen);
            let closes = matches!(it.kind, TokenKind::ParenClose | TokenKind::AngleClose);
            let is_around = opens && closed == 0;
            closed = (closed + usize::from(closes)).saturating_sub(opens.into());
            is_around
        });
        let is_field = is_spaced
            && !(is_result || is_argument)
            && (ends_field || before.kind == TokenKind::Hash);
        (name.kind.is_ident() && is_field)
            .then(|| self.slice(name.start as usize, name.end as usize))
    }

    /// Returns the id of a `-1132882121` at `at`, as in JSON, and its end.
    fn signed_id(&self, at: usize) -> Option<(u32, usize)> {
        if self.byte(at) != Some(b'-') {
            return None;
        }
        let end = self.run(at + 1);
        let id: i32 = self.slice(at, end).parse().ok()?;
        Some((id as u32, end))
    }

    /// Whether `#20212ca8` is at the place; fewer than six digits, or only letters, may be a word.
    pub(super) fn is_id(&self, at: usize) -> bool {
        let end = self.run(at + 1);
        let digits = self.slice(at + 1, end);
        self.byte(at) == Some(b'#')
            && digits.len() >= 6
            && id_of(digits).is_some()
            && digits.contains(|c: char| c.is_ascii_digit())
    }

    /// Returns the start and end of the digits after spaces and the `#` before `at`, as in `user# 20212ca8`;
    /// fewer than six may be a name or a number.
    pub(super) fn distant_id(&self, at: usize) -> Option<(usize, usize)> {
        let start = self.after_spaces(at);
        let end = self.run(start);
        let digits = self.slice(start, end);
        let is_id = start > at
            && (6..=8).contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
            && self.byte(self.after_spaces(end)) != Some(b':');
        is_id.then_some((start, end))
    }
}

/// Reports `flags# id:long`.
fn colon_before_hash(name: &str, hash: Span) -> Diagnostic {
    let message = format!("the field `{name}` has no `:`");
    Diagnostic::new(Code::Syntax, message, hash, "expected `:` before it").suggest(
        "write a `:`",
        hash.at_start(),
        ":",
    )
}

/// Reports `user#20212ca8#1`.
fn second_id(id: Span) -> Diagnostic {
    let message = "a declaration has two ids";
    Diagnostic::new(Code::InvalidId, message, id, "the second one").suggest("remove it", id, "")
}

/// Reports `user#-1132882121`, `user#3162085175`.
fn decimal_id(id: Span, number: u32) -> Diagnostic {
    let message = "an id is 1 to 8 hexadecimal digits";
    Diagnostic::new(Code::InvalidId, message, id, "this is a decimal number").suggest(
        "write it in hexadecimal digits",
        id,
        format!("#{number:08x}"),
    )
}

fn invalid_id(digits: &str, span: Span) -> Diagnostic {
    let label = match digits.chars().find(|digit| !digit.is_ascii_hexdigit()) {
        Some(other) => format!("`{other}` is not a hexadecimal digit"),
        None if digits.is_empty() => "no digits follow".to_owned(),
        None => format!("these are {} digits", digits.len()),
    };
    let message = "an id is 1 to 8 hexadecimal digits";
    let diagnostic = Diagnostic::new(Code::InvalidId, message, span, label);
    if digits.is_empty() {
        return diagnostic.note("a field of type `#` needs a space or a `:` before its `#`");
    }
    if let Ok(id) = digits.parse() {
        return decimal_id(span, id);
    }
    let rest = digits.strip_prefix("0x").or(digits.strip_prefix("0X"));
    match rest.filter(|rest| id_of(rest).is_some()) {
        Some(rest) => diagnostic.suggest("leave out the `0x`", span, format!("#{rest}")),
        None => diagnostic,
    }
}
