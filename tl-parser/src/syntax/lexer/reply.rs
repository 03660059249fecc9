//! A quotation in an e-mail: lines that begin with `>`. They are one finding, and are read without these marks.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};

impl Lexer<'_> {
    /// Skips the `>` or `> >` at the beginning of a quoted line. Returns whether there is one. A quotation begins
    /// only between declarations (`is_start`): inside of one, the `>` may be the end of a type's arguments.
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
        // This comes first: to look for the last line at each line of a long patch takes quadratic time.
        if self.patch_form().is_some() {
            return false;
        }
        let lines = self.rest(start).split_inclusive('\n');
        let is_quoted = |line: &str| line.trim_start().starts_with('>');
        let quoted = lines.take_while(|line| is_quoted(line) || line.trim().is_empty());
        let (count, length) = quoted.fold((0, 0), |(count, length), line| {
            (count + u32::from(is_quoted(line)), length + line.len())
        });
        if count < 2 {
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
