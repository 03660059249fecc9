//! Skips quotation marks around declarations: `"user id:long = User;"`. All of them in a row are one finding,
//! and the text between them is read as TL.

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
        while self.quotations.last().is_some_and(|it| it.0 < self.at) {
            self.quotations.pop();
        }
        if let Some((_, after)) = self.quotations.last().filter(|it| it.0 == self.at) {
            self.at = *after;
            self.quotations.pop();
            return true;
        }
        let is_open = !self.quotations.is_empty();
        if !is_start || is_open || self.at < self.unquoted || self.fence_mark(self.at).is_some() {
            return false;
        }
        let start = self.at;
        let rest: &'s str = self.rest(start);
        // `["user id:long = User;", "photo = Photo;"]`
        let list = rest.strip_prefix('[');
        let first = list.map_or(rest, str::trim_start);
        let pair = MARKS.iter().find(|(open, _)| first.starts_with(*open));
        let Some(&(open, close)) = pair else {
            return false;
        };
        let mut inside = first.trim_start_matches(open);
        let Some(mut quoted) = inside.find(close).and_then(|length| inside.get(..length)) else {
            self.unquoted = usize::MAX;
            return false;
        };
        let begin = self.offset_of(inside);
        if !quoted.trim_end().ends_with(';') {
            self.unquoted = begin + quoted.len();
            return false;
        }
        let (mut text, mut gaps) = (String::new(), Vec::new());
        let last = loop {
            text += quoted;
            let end = self.offset_of(inside) + quoted.len();
            let behind = self.rest(end).trim_start_matches(close);
            let behind = behind.strip_prefix(',').unwrap_or(behind);
            let next = behind.trim_start();
            inside = next.trim_start_matches(open);
            let length = inside.find(close).filter(|_| next.starts_with(open));
            match length.and_then(|length| inside.get(..length)) {
                Some(another) if another.trim_end().ends_with(';') => {
                    quoted = another;
                    text += match behind.len() - next.len() {
                        0 => " ",
                        blanks => behind.get(..blanks).unwrap_or_default(),
                    };
                    gaps.push((end, self.offset_of(inside)));
                }
                _ => {
                    let close = next.strip_prefix(']').filter(|_| list.is_some());
                    break (end, self.offset_of(close.unwrap_or(behind)));
                }
            }
        };
        self.at = begin;
        let (first, last_mark) = (self.span(start, begin), self.span(last.0, last.1));
        let way_out = if gaps.is_empty() {
            "remove both"
        } else {
            "remove them"
        };
        gaps.push(last);
        gaps.reverse();
        self.quotations = gaps;
        sink.push(|| {
            let message = "declarations are written without quotation marks";
            Diagnostic::new(Code::UnexpectedCharacter, message, first, "this is not TL")
                .label(last_mark, "nor is this")
                .suggest(way_out, first.to(last_mark), text)
                .alike(
                    "declarations are in quotation marks",
                    "TL does not have these".to_owned(),
                )
        });
        true
    }
}
