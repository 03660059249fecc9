//! Skips quotation marks around declarations: `"user id:long = User;"`. Both marks are one finding, and the
//! text between them is read as TL.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};

/// Opening and closing quotation marks.
const MARKS: [(char, char); 7] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('«', '»'),
];

impl<'s> Lexer<'s> {
    /// Skips a quotation mark before or after declarations. Returns whether there is one.
    pub(super) fn quotation(&mut self, is_start: bool, sink: &mut Sink) -> bool {
        if let Some((_, after)) = self.quotation.filter(|(end, _)| *end == self.at) {
            self.at = after;
            return true;
        }
        if self.fence_mark(self.at).is_some() {
            return false;
        }
        let is_open = self.quotation.is_some_and(|(end, _)| self.at < end);
        if !is_start || is_open || self.at < self.unquoted {
            return false;
        }
        let rest: &'s str = self.rest(self.at);
        let pair = MARKS.iter().find(|(open, _)| rest.starts_with(*open));
        let Some(&(open, close)) = pair else {
            return false;
        };
        let inside = rest.trim_start_matches(open);
        let Some(length) = inside.find(close) else {
            self.unquoted = usize::MAX;
            return false;
        };
        let (quoted, behind) = inside.split_at_checked(length).unwrap_or_default();
        let (start, inside) = (self.at, self.at + rest.len() - inside.len());
        let end = inside + length;
        if !quoted.trim_end().ends_with(';') {
            self.unquoted = end;
            return false;
        }
        self.at = inside;
        let behind = behind.trim_start_matches(close);
        let after = self.cx.text.len() - behind.len() + usize::from(behind.starts_with(','));
        self.quotation = Some((end, after));
        let (first, last) = (self.span(start, self.at), self.span(end, after));
        let whole = first.to(last);
        sink.push(|| {
            let message = "declarations are written without quotation marks";
            Diagnostic::new(Code::UnexpectedCharacter, message, first, "this is not TL")
                .label(last, "nor is this")
                .suggest("remove both", whole, quoted)
                .alike(
                    "declarations are in quotation marks",
                    "TL does not have these".to_owned(),
                )
        });
        true
    }
}
