//! Skips line numbers if every line of a text begins with one. They are reported once, with a suggestion that
//! removes them all.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};

/// Splits a line number, such as `1.`, `1:` or `1 |`, from the rest of the line.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let line = line.trim_start();
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.get(..line.len() - behind.len())?.parse().ok()?;
    let text = behind.trim_start_matches([' ', '\t']);
    let text = text.strip_prefix(['.', ':', ')', '|']).unwrap_or(text);
    let text = text.strip_prefix([' ', '\t']).unwrap_or(text);
    let is_apart = text.trim().is_empty() || text.len() < behind.len();
    is_apart.then_some((number, text))
}

impl Lexer<'_> {
    /// Skips a line number. Returns whether there is one.
    pub(super) fn line_number(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        if !self.starts_line(start) || !self.is_numbered() {
            return false;
        }
        let rest = self.rest(start);
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        let Some((_, text)) = numbered(line) else {
            return false;
        };
        self.at += line.len() - text.len();
        if !std::mem::replace(&mut self.said_numbers, true) {
            let rest = rest.trim_end();
            let (mark, whole) = (
                self.span(start, self.at),
                self.span(start, start + rest.len()),
            );
            sink.push(|| {
                let text = |line| numbered(line).map_or(line, |(_, text)| text);
                let without: String = rest.split_inclusive('\n').map(text).collect();
                let message = "the lines begin with their numbers";
                Diagnostic::new(Code::UnexpectedCharacter, message, mark, "this is not TL")
                    .note("the text was read without them")
                    .suggest("remove them", whole, without)
            });
        }
        true
    }

    /// Whether every line that is not blank begins with a number, larger than the one before.
    fn is_numbered(&mut self) -> bool {
        let text = self.cx.text;
        *self.is_numbered.get_or_insert_with(|| {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let mut last = None;
            let mut count = 0;
            let grows = lines.map(numbered).all(|line| {
                let number = line.map(|(number, _)| number);
                count += 1;
                number.is_some() && number > std::mem::replace(&mut last, number)
            });
            grows && count > 1
        })
    }
}
