//! Marks of layers: `===8===`, as secret chats have them.

use super::Lexer;
use super::comment::is_first_of_line;
use crate::source::Spanned;

impl<'s> Lexer<'s> {
    /// Whether a mark begins at `at`.
    pub(super) fn begins_layer_mark(&self, at: usize) -> bool {
        // Every declaration has an `=`.
        self.byte(at + 1) == Some(b'=')
            && is_first_of_line(self.cx.text, at)
            && layer_of(self.line(at)).is_some()
    }

    /// The mark at the place, up to the end of its line.
    pub(super) fn layer_mark(&mut self) -> Spanned<u32> {
        let start = self.at;
        let line = self.line(start);
        self.at = start + line.len();
        Spanned {
            value: layer_of(line).unwrap_or_default(),
            span: self.span(start, self.at),
        }
    }

    /// The rest of the line, without blanks at its end.
    pub(super) fn line(&self, at: usize) -> &'s str {
        let rest = self.cx.text.get(at..).unwrap_or_default();
        rest.lines().next().unwrap_or_default().trim_end()
    }
}

/// `8` of `===8===`.
pub(in crate::syntax) fn layer_of(line: &str) -> Option<u32> {
    let inner = line.strip_prefix("===")?.strip_suffix("===")?;
    inner.trim_matches(['=', ' ', '\t']).parse().ok()
}
