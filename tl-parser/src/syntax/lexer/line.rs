//! Parts of the line at a place, and the line after it.

use std::cell::Cell;
use std::ops::RangeInclusive;

use memchr::memchr;

use super::Lexer;

/// How many bytes of a line are looked at.
pub(super) const GLANCE: usize = 200;

/// The line ends found last, so that each is searched once.
#[derive(Default)]
pub(super) struct Lines<'s> {
    /// The offset from which the end of a line was last searched, and the end.
    end: Cell<Option<(usize, usize)>>,
    /// The same for the end of words.
    words_end: Cell<Option<(usize, usize)>>,
    /// The rest of a line, by offsets, and the next line that has more than a comment.
    next: Option<(RangeInclusive<usize>, &'s str)>,
}

impl<'s> Lexer<'s> {
    /// Whether only spaces are before `at` on its line.
    pub(super) fn starts_line(&self, at: usize) -> bool {
        indent(self.cx.text, at).is_some()
    }

    /// Returns the rest of the line, without spaces at its end.
    pub(super) fn line(&self, at: usize) -> &'s str {
        let known = self.lines.end.get();
        let known = known.filter(|(from, to)| (*from..=*to).contains(&at));
        let (_, end) = known.unwrap_or_else(|| {
            // A line may be the whole text, and its end is needed at each of its declarations.
            let rest = self.bytes(at);
            let end = at + memchr(b'\n', rest).unwrap_or(rest.len());
            self.lines.end.set(Some((at, end)));
            (at, end)
        });
        self.slice(at, end).trim_end()
    }

    /// Returns the end of the words at the place: the first `=`, `:`, `;` or line end.
    pub(super) fn words_end(&self, at: usize) -> usize {
        let known = self.lines.words_end.get();
        let known = known.filter(|(from, to)| (*from..=*to).contains(&at));
        let (_, end) = known.unwrap_or_else(|| {
            // Without any of them, this may be the whole text.
            let rest = self.bytes(at);
            let is_end = |byte: &u8| matches!(byte, b'=' | b':' | b';' | b'\n');
            let end = at + rest.iter().position(is_end).unwrap_or(rest.len());
            self.lines.words_end.set(Some((at, end)));
            (at, end)
        });
        end
    }

    /// Returns enough of the line to tell what it is: looking at all of it at each of its marks would take
    /// time quadratic to its length.
    pub(super) fn glance(&self, at: usize) -> &'s str {
        let rest = self.rest(at);
        let mut end = rest.len().min(GLANCE);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let start = rest.get(..end).unwrap_or_default();
        start.lines().next().unwrap_or_default().trim_end()
    }

    /// Returns the first line after the one at `at` that has more than a comment, without its indent.
    pub(super) fn next_line(&mut self, at: usize) -> &'s str {
        match &self.lines.next {
            Some((line, next)) if line.contains(&at) => return next,
            _ => {}
        }
        let mut lines = self.rest(at).lines().skip(1).map(str::trim);
        let next = lines.find(|line| !line.is_empty() && !line.starts_with("//"));
        let next = next.unwrap_or_default();
        self.lines.next = Some((at..=at + self.line(at).len(), next));
        next
    }

    /// Returns the offset of a part of the text.
    pub(super) fn offset_of(&self, part: &'s str) -> usize {
        part.as_ptr().addr() - self.cx.text.as_ptr().addr()
    }
}

/// The maximum number of spaces before the text of a line. They are counted again for each of its tokens.
const DEEPEST: usize = 1_000;

/// Returns the number of spaces before `at`, if nothing else is before it on its line.
pub(crate) fn indent(text: &str, at: usize) -> Option<usize> {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let blanks = before
        .iter()
        .rev()
        .take(DEEPEST)
        .take_while(|&&byte| byte <= 0x20 && byte != b'\n')
        .count();
    match before.len().checked_sub(blanks + 1) {
        None => Some(blanks),
        Some(last) if before.get(last) == Some(&b'\n') => Some(blanks),
        Some(2) if text.starts_with('\u{feff}') => Some(blanks),
        Some(_) => None,
    }
}

/// Returns the text before `at`, without spaces at its end; a line break may be its end.
pub(crate) fn before_on_line(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    before.trim_end_matches([' ', '\t'])
}
