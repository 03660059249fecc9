//! Skips quotation marks around declarations: `"user id:long = User;"`. All of them in a row are one finding,
//! and the text between them is read as TL.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};

/// Opening and closing quotation marks.
pub(in crate::syntax) const MARKS: [(char, char); 7] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('«', '»'),
];

/// The quotation marks so far.
#[derive(Default)]
pub(super) struct Quotations {
    /// The starts and ends of what is between and after quoted declarations, the last one first.
    gaps: Vec<(usize, usize)>,
    /// Up to here, none are around declarations.
    none_before: usize,
}

impl<'s> Lexer<'s> {
    /// Skips a quotation mark before or after declarations. Returns whether there is one.
    pub(super) fn quotation(&mut self, is_start: bool, sink: &mut Sink) -> bool {
        while self.quotations.gaps.last().is_some_and(|it| it.0 < self.at) {
            self.quotations.gaps.pop();
        }
        if let Some((_, after)) = self.quotations.gaps.last().filter(|it| it.0 == self.at) {
            self.at = *after;
            self.quotations.gaps.pop();
            return true;
        }
        let is_open = !self.quotations.gaps.is_empty();
        if !is_start
            || is_open
            || self.at < self.quotations.none_before
            || self.fence_mark(self.at).is_some()
        {
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
        let inside = first.trim_start_matches(open);
        let Some(quoted) = inside.find(close).and_then(|length| inside.get(..length)) else {
            self.quotations.none_before = usize::MAX;
            return false;
        };
        let begin = self.offset_of(inside);
        if !quoted.trim_end().ends_with(';') {
            self.quotations.none_before = begin + quoted.len();
            return false;
        }
        let row = self.row((inside, quoted), (open, close), list.is_some());
        self.at = begin;
        let Row { text, gaps, last } = row;
        let (first, last) = (self.span(start, begin), self.span(last.0, last.1));
        let way_out = if gaps.len() > 1 {
            "remove them"
        } else {
            "remove both"
        };
        self.quotations.gaps = gaps;
        sink.push(|| {
            let message = "declarations are written without quotation marks";
            Diagnostic::new(Code::UnexpectedCharacter, message, first, "this is not TL")
                .label(last, "nor is this")
                .suggest(way_out, first.to(last), text)
                .alike(
                    "declarations are in quotation marks",
                    "TL does not have these".to_owned(),
                )
        });
        true
    }

    /// Returns a row of quotations. The first one is `quoted`, with which `inside` starts.
    fn row(
        &self,
        (mut inside, mut quoted): (&'s str, &'s str),
        (open, close): (char, char),
        is_list: bool,
    ) -> Row {
        let (mut text, mut gaps) = (String::new(), Vec::new());
        loop {
            text += quoted;
            let end = self.offset_of(inside) + quoted.len();
            let behind = self.rest(end).trim_start_matches(close);
            let behind = behind.strip_prefix(',').unwrap_or(behind);
            let next = behind.trim_start();
            inside = next.trim_start_matches(open);
            let length = inside.find(close).filter(|_| next.starts_with(open));
            let another = length.and_then(|length| inside.get(..length));
            let Some(another) = another.filter(|it| it.trim_end().ends_with(';')) else {
                let close = next.strip_prefix(']').filter(|_| is_list);
                let last = (end, self.offset_of(close.unwrap_or(behind)));
                gaps.push(last);
                gaps.reverse();
                return Row { text, gaps, last };
            };
            quoted = another;
            text += match behind.len() - next.len() {
                0 => " ",
                blanks => behind.get(..blanks).unwrap_or_default(),
            };
            gaps.push((end, self.offset_of(inside)));
        }
    }
}

/// Quotations in a row: `"user = User;", "photo = Photo;"`.
struct Row {
    /// The declarations.
    text: String,
    /// The starts and ends of what is between and after them, the last one first.
    gaps: Vec<(usize, usize)>,
    /// What is after the last one.
    last: (usize, usize),
}
