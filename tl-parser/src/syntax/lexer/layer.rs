//! Layer marks: `===8===`, as in schemas of secret chats.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::Spanned;

impl Lexer<'_> {
    /// Whether a mark begins at `at`.
    pub(super) fn begins_layer_mark(&self, at: usize) -> bool {
        // Every declaration has one `=`.
        self.byte(at + 1) == Some(b'=')
            && self.starts_line(at)
            && (layer_of(uncommented(self.line(at))).is_some()
                || layer_meant(self.glance(at)).is_some())
    }

    /// Reads the mark at the place, up to a comment or the end of its line.
    pub(super) fn layer_mark(&mut self, sink: &mut Sink) -> Spanned<u32> {
        let start = self.at;
        let line = uncommented(self.line(start));
        self.at = start + line.len();
        let span = self.span(start, self.at);
        if let Some(value) = layer_of(line) {
            return Spanned { value, span };
        }
        let (value, length) = layer_meant(self.glance(start)).unwrap_or_default();
        self.at = start + length;
        let span = self.span(start, self.at);
        sink.push(|| {
            let message = "the mark of a layer has its number between three `=` on both sides";
            Diagnostic::new(Code::Syntax, message, span, "incomplete mark").suggest(
                "complete it",
                span,
                format!("==={value}==="),
            )
        });
        Spanned { value, span }
    }
}

/// Returns a line up to its first comment.
fn uncommented(line: &str) -> &str {
    // A mark has no other `/`.
    line.split('/').next().unwrap_or(line).trim_end()
}

/// Returns `8` for `===8===`.
pub(in crate::syntax) fn layer_of(line: &str) -> Option<u32> {
    let inner = line.strip_prefix("===")?.strip_suffix("===")?;
    inner.trim_matches(['=', ' ', '\t']).parse().ok()
}

/// Returns `8` for `===8`, `==8==` or `=== layer 8 ===`, and the length of that without a comment after it.
fn layer_meant(line: &str) -> Option<(u32, usize)> {
    let mark = uncommented(line);
    let is_frame = |c: char| matches!(c, '=' | ' ' | '\t');
    let inner = mark.trim_matches(is_frame);
    let word = inner.get(..5).filter(|it| it.eq_ignore_ascii_case("layer"));
    let number = inner.get(word.map_or(0, str::len)..)?.trim_start();
    let is_mark = mark.starts_with("==") && number.bytes().all(|it| it.is_ascii_digit());
    is_mark.then(|| Some((number.parse().ok()?, mark.len())))?
}
