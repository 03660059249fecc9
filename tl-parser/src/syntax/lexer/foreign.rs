//! Lines that are not TL: comments of other languages, the marks of a merge conflict, HTML and
//! Markdown. Each is one finding, and the text around it is read.

use memchr::memmem;

use super::Lexer;
use super::comment::is_first_of_line;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::Span;

/// What begins a comment elsewhere, the longer ones first.
const MARKS: [&str; 8] = ["<!--", "--", "#", ";", "%", "*", "'", "-"];

/// How many bytes of a line are looked at.
const GLANCE: usize = 200;

/// The length of `<<<<<<<`.
const CONFLICT: usize = 7;

/// What HTML writes for the marks that have a meaning there.
const ENTITIES: [(&str, &str); 5] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&#60;", "<"),
    ("&#62;", ">"),
    ("&nbsp;", " "),
];

impl Lexer<'_> {
    /// Skips a line that is not TL; `is_start` says whether no declaration has begun before it.
    pub(super) fn foreign(&mut self, is_start: bool, sink: &mut Sink<'_>) -> bool {
        self.conflict(sink) || (is_start && (self.fence(sink) || self.foreign_comment(sink)))
    }

    /// So much of the line as tells what it is: to look at all of it at each of its marks would take
    /// time in the square of its length.
    fn glance(&self, at: usize) -> &str {
        let rest = self.cx.text.get(at..).unwrap_or_default();
        let mut end = rest.len().min(GLANCE);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let start = rest.get(..end).unwrap_or_default();
        start.lines().next().unwrap_or_default().trim_end()
    }

    /// `# a comment`
    fn foreign_comment(&mut self, sink: &mut Sink<'_>) -> bool {
        let start = self.at;
        let line = self.glance(start);
        let Some(mark) = MARKS.into_iter().find(|mark| line.starts_with(mark)) else {
            return false;
        };
        // `##`, `;;`
        let last = mark.chars().next_back().unwrap_or_default();
        let words = line.get(mark.len()..).unwrap_or_default();
        let text = words.trim_start_matches(last);
        let is_comment = match mark {
            "<!--" => true,
            "*" => text.starts_with(' ') && is_first_of_line(self.cx.text, start),
            // An id without a name, and a `;` too many.
            "#" | ";" => {
                let is_text = text.starts_with(|c: char| c.is_alphabetic() || c <= ' ' || c == '!');
                is_text
                    && (words.len() > text.len()
                        || text.starts_with([' ', '!'])
                        || !text.contains('='))
            }
            _ => text.starts_with(' ') || !text.contains('='),
        };
        let is_empty = text.trim().is_empty() || text.trim_start().starts_with("//");
        let runs_on = mark == ";" && (text.contains('=') || text.trim_start().starts_with("/*"));
        if !is_comment || is_empty || runs_on {
            return false;
        }
        let run = self.span(start, start + line.len() - text.len());
        let rest = self.cx.text.get(start..).unwrap_or_default();
        let length = match mark {
            "<!--" => memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |at| at + 3),
            _ => self.line(start).len(),
        };
        self.at = start + length;
        let whole = self.span(start, self.at);
        sink.push(|| {
            let message = format!("a comment begins with `{mark}`");
            let (label, way_out, place, right) = match mark {
                "<!--" => {
                    let text = rest.get(..length).unwrap_or_default();
                    let right = text.replace("<!--", "/*").replace("-->", "*/");
                    ("this is not TL", "write `/*` and `*/`", whole, right)
                }
                _ => (
                    "the rest of the line is not TL",
                    "write `//`",
                    run,
                    "//".into(),
                ),
            };
            Diagnostic::new(Code::UnexpectedCharacter, message, run, label)
                .note("a comment begins with `//`, or is in `/*` and `*/`")
                .suggest(way_out, place, right)
                .alike(
                    "comments begin otherwise than with `//`",
                    format!("they begin with `{mark}`; a comment begins with `//`, or is in `/*` and `*/`"),
                )
        });
        true
    }

    /// A line of three backticks.
    fn fence(&mut self, sink: &mut Sink<'_>) -> bool {
        let start = self.at;
        if !self.glance(start).starts_with("```") || !is_first_of_line(self.cx.text, start) {
            return false;
        }
        self.at += self.line(start).len();
        let span = self.span(start, self.at);
        sink.push(|| {
            let message = "a line is Markdown, not TL";
            Diagnostic::new(Code::UnexpectedCharacter, message, span, "a fence of code").suggest(
                "remove it",
                span,
                "",
            )
        });
        true
    }

    /// `<<<<<<< ours`, up to `>>>>>>> theirs`: what stands before the `=======` is read.
    fn conflict(&mut self, sink: &mut Sink<'_>) -> bool {
        let Some(mark @ (b'<' | b'|' | b'=' | b'>')) = self.conflict_mark(self.at) else {
            return false;
        };
        let start = self.at;
        let open = self.conflict_end.is_some_and(|end| start <= end);
        if mark == b'<' && !open {
            let marks = self.conflict_marks(start);
            // Where its end is missing, the marks are all that is wrong.
            let end = marks.get(2).map_or(start, |end| end.start as usize);
            self.conflict_end = Some(end);
            self.at += self.line(start).len();
            sink.push(|| unresolved(&marks));
            return true;
        }
        // Of the two sides the first is enough to find what else is wrong.
        let end = self.conflict_end.filter(|_| open && mark != b'<');
        let end = end.unwrap_or(start);
        self.at = end + self.line(end).len();
        if !open {
            let span = self.span(start, self.at);
            sink.push(|| unresolved(&[span]).suggest("remove it", span, ""));
        }
        true
    }

    /// The first byte of the mark of a conflict that is at the start of a line.
    fn conflict_mark(&self, at: usize) -> Option<u8> {
        let bytes = self.cx.text.as_bytes();
        let (run, behind) = bytes.get(at..)?.split_at_checked(CONFLICT)?;
        let mark = *run.first()?;
        let ends = matches!(behind.first(), None | Some(b' ' | b'\r' | b'\n'));
        let is_mark = ends && run.iter().all(|byte| *byte == mark);
        (is_mark && is_first_of_line(self.cx.text, at)).then_some(mark)
    }

    /// Where a mark stands between `from` and `to`.
    fn find_conflict_mark(&self, from: usize, to: usize, mark: u8) -> Option<usize> {
        let run = [mark; CONFLICT];
        let part = self.cx.text.as_bytes().get(from..to)?;
        let mut found = memmem::find_iter(part, &run).map(|at| from + at);
        found.find(|at| self.conflict_mark(*at) == Some(mark))
    }

    /// All marks of the conflict that begins at `start`.
    fn conflict_marks(&mut self, start: usize) -> Vec<Span> {
        let line = |at: usize| self.span(at, at + self.line(at).len());
        let whole = self.cx.text.len();
        let searched = self.conflict_end.map_or(start, |end| end.max(start));
        let end = (self.ends_conflicts).then(|| self.find_conflict_mark(searched, whole, b'>'));
        let end = end.flatten();
        let middle = end.and_then(|end| self.find_conflict_mark(start, end, b'='));
        let all = [Some(start), middle, end.filter(|_| middle.is_some())];
        let marks: Vec<Span> = all.into_iter().flatten().map(line).collect();
        self.ends_conflicts = marks.len() == all.len();
        marks
    }

    /// Skips `&lt;` and the like, and gives the character that it stands for.
    pub(super) fn entity(&mut self, sink: &mut Sink<'_>) -> Option<&'static str> {
        let start = self.at;
        let rest = self.cx.text.get(start..)?;
        let mut known = ENTITIES.into_iter();
        let (entity, character) = known.find(|(it, _)| rest.starts_with(it))?;
        self.at += entity.len();
        if std::mem::replace(&mut self.said_html, true) {
            return Some(character);
        }
        let span = self.span(start, self.at);
        let line = self.line(start);
        let ends = ENTITIES
            .iter()
            .filter_map(|(it, _)| Some(line.rfind(it)? + it.len()));
        let all = line
            .get(..ends.max().unwrap_or_default())
            .unwrap_or_default();
        let whole = self.span(start, start + all.len());
        let text = ENTITIES
            .iter()
            .fold(all.to_owned(), |text, (it, character)| {
                text.replace(it, character)
            });
        sink.push(|| {
            let message = "the text is HTML, not TL";
            let label = format!("`{entity}` stands for `{character}`");
            Diagnostic::new(Code::UnexpectedCharacter, message, span, label)
                .note("all such words of the file were read as the characters that they stand for")
                .suggest("write the characters", whole, text)
        });
        Some(character)
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
            .note(
                "the text has two versions of these lines: keep one of them, and remove the marks",
            )
            .note("what stands between the last two marks was not checked"),
        _ => found,
    }
}
