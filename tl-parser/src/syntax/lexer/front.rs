//! The front matter of a page: values between `---` and `---`, or `+++` and `+++`, at the beginning of a file. It
//! is one finding, and the text after it is read.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};

/// Marks of front matter in YAML and in TOML, and what is between a name and its value there.
const MARKS: [(&str, char); 2] = [("---", ':'), ("+++", '=')];

/// How many lines of it are looked at.
const LONGEST: usize = 200;

impl Lexer<'_> {
    /// Skips front matter. Returns whether there is any.
    pub(super) fn front_matter(&mut self, sink: &mut Sink) -> bool {
        let start = self.at;
        let bom = if self.cx.text.starts_with('\u{feff}') {
            3
        } else {
            0
        };
        let length = (start == bom).then(|| length(self.rest(start))).flatten();
        let Some(length) = length else {
            return false;
        };
        self.at += length;
        let first = self.span(start, start + self.line(start).len());
        let whole = self.span(start, self.at);
        sink.push(|| {
            let message = "the file begins with the front matter of a page, not with TL";
            Diagnostic::new(Code::UnexpectedCharacter, message, first, "this is not TL").suggest(
                "remove it",
                whole,
                "",
            )
        });
        true
    }
}

/// Returns the length of the front matter that `text` begins with, including the line break after it.
fn length(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n').take(LONGEST);
    let first = lines.next()?;
    let (mark, colon) = MARKS
        .into_iter()
        .find(|(mark, _)| first.trim_end() == *mark)?;
    let (mut length, mut has_values) = (first.len(), false);
    for line in lines {
        length += line.len();
        let text = line.trim_end();
        if text == mark || text == "..." {
            return has_values.then_some(length);
        }
        let name = line.split(colon).next().unwrap_or_default().trim_end();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '"');
        has_values |= name.len() < text.len() && !name.is_empty() && name.chars().all(is_name);
        if text.starts_with("---") || (text.ends_with(';') && text.contains('=')) {
            return None;
        }
    }
    None
}
