//! A quotation in an e-mail: lines that begin with `>`. They are one finding, and are read without these marks.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};

impl Lexer<'_> {
    /// Skips the `>` or `> >` that begins a line of a quotation; `is_start` says whether no declaration has begun
    /// before it. Other lines may begin with the end of a type's arguments.
    pub(super) fn reply(&mut self, is_start: bool, sink: &mut Sink) -> bool {
        let start = self.at;
        if !self.starts_line(start) {
            return false;
        }
        if start >= self.reply_end && !(is_start && self.begins_reply(start, sink)) {
            return false;
        }
        let line = self.glance(start);
        self.at += line.len() - unquoted(line).len();
        true
    }

    /// Reports a quotation of several lines that begins at the place, and finds its end.
    fn begins_reply(&mut self, start: usize, sink: &mut Sink) -> bool {
        let lines = self.rest(start).split_inclusive('\n');
        let is_quoted = |line: &&str| line.trim_start().starts_with('>');
        let mut count = 0;
        let length: usize = lines
            .take_while(is_quoted)
            .map(|it| {
                count += 1;
                it.len()
            })
            .sum();
        let is_patch = self.patch_form().is_some();
        if count < 2 || is_patch {
            return false;
        }
        let text = self.slice(start, start + length).trim_end();
        self.reply_end = start + text.len();
        let mark = text.len() - unquoted(text).len();
        let (mark, whole) = (
            self.span(start, start + mark),
            self.span(start, self.reply_end),
        );
        sink.push(|| {
            let message = "lines are quoted with `>`, as in an e-mail";
            let without: String = text.split_inclusive('\n').map(unquoted).collect();
            Diagnostic::new(Code::UnexpectedCharacter, message, mark, "this is not TL")
                .note("the lines were read without these marks")
                .suggest("remove them", whole, without)
        });
        true
    }
}

/// Returns the line without the marks of a quotation, and one space after each.
fn unquoted(line: &str) -> &str {
    let mut text = line.trim_start_matches([' ', '\t']);
    while let Some(rest) = text.strip_prefix('>') {
        text = rest.strip_prefix(' ').unwrap_or(rest);
    }
    text
}
