//! Comments and their places.

use memchr::{memchr, memmem};

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::Span;
use crate::syntax::ast::Comment;
use crate::syntax::token::TokenKind;

impl Lexer<'_> {
    /// Skips a comment; a `/` that does not begin one is not allowed in TL.
    pub(super) fn slash(&mut self, sink: &mut Sink) -> Option<TokenKind> {
        let start = self.at;
        let rest = self.bytes(start + 2);
        let (inner, end) = match self.byte(start + 1) {
            Some(b'/') => {
                let line = memchr(b'\n', rest);
                if line.is_none() {
                    self.carriage_return(start, sink);
                }
                let length = line.unwrap_or(rest.len());
                let inner = match rest.get(..length) {
                    Some([.., b'\r']) => length - 1,
                    _ => length,
                };
                (inner, start + 2 + inner)
            }
            Some(b'*') => match memmem::find(rest, b"*/") {
                Some(length) => {
                    let end = self.end_of_nested(start, start + 2 + length + 2, sink);
                    (end - start - 4, end)
                }
                None => {
                    let line = start + self.line(start).len();
                    let line_end = self.span(line, line);
                    let span = self.span(start, start + 2);
                    sink.push(|| unterminated(span, line_end));
                    self.in_open_comment = true;
                    (rest.len(), start + 2 + rest.len())
                }
            },
            Some(b' ' | b'@') if self.starts_line(start) => {
                sink.push(|| half_begun(self.span(start, start + 1)));
                let rest = self.bytes(start);
                self.at = start + memchr(b'\n', rest).unwrap_or(rest.len());
                self.skipped.push(self.span(start, self.at));
                return None;
            }
            _ => return Some(self.malformed()),
        };
        self.comments.push(Comment {
            text: self.slice(start + 2, start + 2 + inner),
            span: self.span(start, end),
            own_line: self.starts_line(start),
        });
        self.at = end;
        None
    }

    /// Reports the carriage return after which the last comment, at `start`, hides declarations: a file with no other
    /// line ends.
    fn carriage_return(&mut self, start: usize, sink: &mut Sink) {
        let comment = self.bytes(start);
        let Some(length) = memchr(b'\r', comment) else {
            return;
        };
        let hidden = comment.get(length..).unwrap_or_default();
        if memchr(b';', hidden).is_some() {
            self.in_open_comment = true;
            let end = start + length;
            let span = self.span(end, end + 1);
            sink.push(|| hides_lines(span));
        }
    }

    /// Returns the end of a comment, which is not the first `*/`, at `end`, if there are comments inside it.
    fn end_of_nested(&mut self, start: usize, end: usize, sink: &mut Sink) -> usize {
        let inside = self.slice(start + 2, end - 2);
        let begins: Vec<usize> = memmem::find_iter(inside.as_bytes(), b"/*").collect();
        let Some(first) = begins.first() else {
            return end;
        };
        let text = self.cx.text;
        let unopened = self.unopened.get_or_insert_with(|| unopened(text));
        let next = unopened.partition_point(|at| *at < end);
        let ends = unopened.get(next..).unwrap_or_default();
        let Some(last) = ends.iter().take(begins.len()).next_back() else {
            return end;
        };
        let last = last + 2;
        let inner = start + 2 + first;
        let whole = self.span(start, last);
        let (inner, end) = (self.span(inner, inner + 2), self.span(end - 2, end));
        let text = self.slice(start + 2, last - 2);
        sink.push(|| {
            let text = text.replace("/*", "").replace("*/", "");
            Diagnostic::new(
                Code::Syntax,
                "a comment is inside another one",
                inner,
                "the inner one",
            )
            .label(end, "the comment ends here")
            .note("comments do not nest: the first `*/` ends one")
            .suggest("remove the marks inside it", whole, format!("/*{text}*/"))
        });
        last
    }

    /// Skips the comments at the end of the line of a `;`, which belong to its declaration.
    pub(super) fn line_end_comments(&mut self, sink: &mut Sink) {
        while !matches!(self.byte(self.at), None | Some(b'\n')) {
            let next = self.after_spaces(self.at);
            let ends_line = match self.bytes(next) {
                [b'/', b'/', ..] => true,
                [b'/', b'*', inner @ ..] => memmem::find(inner, b"*/").is_some_and(|length| {
                    let behind = self.after_spaces(next + 2 + length + 2);
                    matches!(self.byte(behind), None | Some(b'\n' | b'/'))
                }),
                _ => false,
            };
            if !ends_line {
                self.unmarked_comment(sink);
                return;
            }
            self.at = next;
            self.slash(sink);
        }
    }
}

/// Returns every `*/` of a text that is not the end of a comment.
fn unopened(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let rest = |at: usize| bytes.get(at..).unwrap_or_default();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = memchr::memchr2(b'/', b'*', rest(at)) {
        at += next;
        let (mark, end) = match rest(at) {
            [b'/', b'/', ..] => (1, memchr(b'\n', rest(at))),
            [b'/', b'*', ..] => (4, memmem::find(rest(at + 2), b"*/")),
            [b'*', b'/', ..] => {
                found.push(at);
                (2, Some(0))
            }
            _ => (1, Some(0)),
        };
        let Some(length) = end else {
            break;
        };
        at += mark + length;
    }
    found
}

/// Reports `/ The user.`, on a line of its own.
fn half_begun(slash: Span) -> Diagnostic {
    let message = "a comment begins with one `/`";
    let label = "the rest of the line is not TL";
    Diagnostic::new(Code::UnexpectedCharacter, message, slash, label).suggest(
        "write two",
        slash,
        "//",
    )
}

fn hides_lines(carriage_return: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnterminatedComment,
        "a carriage return (CR) alone does not end a comment",
        carriage_return,
        "the comment goes on after it",
    )
    .note("everything up to the end of the file belongs to it")
    .note("save the file with line feeds (LF, or CR and LF) at the ends of its lines")
}

fn unterminated(span: Span, line_end: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnterminatedComment,
        "a comment is not closed",
        span,
        "the comment begins here",
    )
    .note("everything up to the end of the file belongs to it")
    .suggest("close it at the end of its line", line_end, " */")
}
