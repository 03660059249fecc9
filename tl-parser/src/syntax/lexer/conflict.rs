//! The marks of a merge conflict. Each conflict is one finding, and the first of its two sides is read.

use memchr::memmem;

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::Span;

/// The length of `<<<<<<<`.
const CONFLICT: usize = 7;

/// The merge conflicts so far.
#[derive(Default)]
pub(super) struct Conflicts {
    /// The last line of the last one.
    end: Option<usize>,
    /// Whether none ends in the rest of the text.
    has_no_end: bool,
}

impl Lexer<'_> {
    /// Skips the lines of `<<<<<<< ours` up to `>>>>>>> theirs`, except for the text before the `=======`.
    pub(super) fn conflict(&mut self, sink: &mut Sink) -> bool {
        let Some(mark @ (b'<' | b'|' | b'=' | b'>')) = self.conflict_mark(self.at) else {
            return false;
        };
        let start = self.at;
        let open = self.conflicts.end.is_some_and(|end| start <= end);
        if mark == b'<' && !open {
            let marks = self.conflict_marks(start);
            // If its end is missing, only the marks are wrong.
            let end = marks.get(2).map_or(start, |end| end.start as usize);
            self.conflicts.end = Some(end);
            self.at += self.line(start).len();
            sink.push(|| unresolved(&marks));
            return true;
        }
        // The first of the two sides is enough to find other mistakes.
        let end = self.conflicts.end.filter(|_| open && mark != b'<');
        let end = end.unwrap_or(start);
        self.at = end + self.line(end).len();
        if !open {
            let span = self.span(start, self.at);
            sink.push(|| unresolved(&[span]).suggest("remove it", span, ""));
        }
        true
    }

    /// Returns the first byte of the conflict mark at the start of a line.
    fn conflict_mark(&self, at: usize) -> Option<u8> {
        let bytes = self.cx.text.as_bytes();
        let (run, behind) = bytes.get(at..)?.split_at_checked(CONFLICT)?;
        let mark = *run.first()?;
        let ends = matches!(behind.first(), None | Some(b' ' | b'\r' | b'\n'));
        let is_mark = ends && run.iter().all(|byte| *byte == mark);
        (is_mark && self.starts_line(at)).then_some(mark)
    }

    /// Returns where a mark is between `from` and `to`.
    fn find_conflict_mark(&self, from: usize, to: usize, mark: u8) -> Option<usize> {
        let run = [mark; CONFLICT];
        let part = self.cx.text.as_bytes().get(from..to)?;
        let mut found = memmem::find_iter(part, &run).map(|at| from + at);
        found.find(|at| self.conflict_mark(*at) == Some(mark))
    }

    /// Returns all marks of the conflict that begins at `start`.
    fn conflict_marks(&mut self, start: usize) -> Vec<Span> {
        let line = |at: usize| self.span(at, at + self.line(at).len());
        let whole = self.cx.text.len();
        let searched = self.conflicts.end.map_or(start, |end| end.max(start));
        let end =
            (!self.conflicts.has_no_end).then(|| self.find_conflict_mark(searched, whole, b'>'));
        let end = end.flatten();
        let middle = end.and_then(|end| self.find_conflict_mark(start, end, b'='));
        let all = [Some(start), middle, end.filter(|_| middle.is_some())];
        let marks: Vec<Span> = all.into_iter().flatten().map(line).collect();
        self.conflicts.has_no_end = marks.len() < all.len();
        marks
    }
}

fn unresolved(marks: &[Span]) -> Diagnostic {
    let message = "a merge conflict is not resolved";
    let first = marks.first().copied().unwrap_or_default();
    let found = Diagnostic::new(Code::Syntax, message, first, "a mark of the conflict");
    let found = marks
        .iter()
        .skip(1)
        .fold(found, |found, mark| found.label(*mark, ""));
    match marks {
        [_, _, _] => found
            .note("the text has two versions of these lines: keep one and remove the marks")
            .note("the text between the last two marks was not checked"),
        _ => found,
    }
}
