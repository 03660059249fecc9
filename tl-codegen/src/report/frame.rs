//! The parts of the schema that a finding shows.

use std::ops::Range;

use tl_parser::diagnostic::{Diagnostic, Label, Suggestion};
use tl_parser::source::{FileId, Span};
use tl_parser::source::{LineIndex, Lines};

use super::excerpt::Excerpt;

/// The most lines between labels that are shown together, and the most lines of a label; of a longer one
/// only the first is shown. Without a limit, the cost of a finding would grow with the file.
const LINES: usize = 100;

/// Lines of a file with labels.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The name of the file.
    pub(super) file: &'a str,
    /// The line and column of the first label, from 1.
    pub(super) place: (u32, u32),
    /// The lines; each mark is the range of a label.
    pub(super) excerpt: Excerpt,
    /// The message at each mark.
    pub(super) messages: Vec<&'a str>,
    /// Whether the first mark is the primary one of the finding.
    pub(super) primary: bool,
}

/// The lines that a suggestion changes.
#[derive(Debug)]
pub(super) struct Change<'a> {
    /// The name of the file.
    pub(super) file: &'a str,
    /// The lines; the only mark is the range to replace.
    pub(super) excerpt: Excerpt,
    /// The range to replace.
    pub(super) range: Range<usize>,
}

/// Returns the frames of a finding, the primary one first. Lines are cut to `width` columns.
pub(super) fn frames<'a>(
    diagnostic: &'a Diagnostic,
    index: &'a LineIndex<'_>,
    width: usize,
) -> Vec<Frame<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (number, label) in diagnostic.labels.iter().enumerate() {
        let Some((_, lines)) = index.file(label.span.file) else {
            continue;
        };
        let (range, from, to) = extent(lines, label.span);
        let near = |group: &&mut Group<'_>| {
            group.file == label.span.file
                && from <= group.last.saturating_add(LINES)
                && group.first <= to.saturating_add(LINES)
        };
        match groups.iter_mut().find(near) {
            Some(group) => {
                group.first = group.first.min(from);
                group.last = group.last.max(to);
                group.labels.push((range, label));
            }
            None => groups.push(Group {
                file: label.span.file,
                first: from,
                last: to,
                labels: vec![(range, label)],
                primary: number == 0,
            }),
        }
    }
    groups
        .into_iter()
        .filter_map(|group| group.frame(index, width))
        .collect()
}

/// Returns the lines that a suggestion changes; `None` if there are too many to show.
pub(super) fn change<'a>(
    suggestion: &Suggestion,
    index: &'a LineIndex<'_>,
    width: usize,
) -> Option<Change<'a>> {
    let (file, lines) = index.file(suggestion.span.file)?;
    let range = bytes(lines.text(), suggestion.span);
    let (first, last) = (lines.line(range.start), lines.line(range.end));
    if last - first > LINES {
        return None;
    }
    // The changed line is shown too and needs room, unless the replacement has line breaks of its own.
    let replacement = &suggestion.replacement;
    let added = match replacement.contains('\n') {
        true => 0,
        false => replacement.len().saturating_sub(range.len()),
    };
    let width = width.saturating_sub(added);
    let excerpt = Excerpt::new(lines, (first, last), std::slice::from_ref(&range), width);
    let range = excerpt.marks.first()?.clone();
    Some(Change {
        file,
        excerpt,
        range,
    })
}

/// Labels that are shown together.
struct Group<'a> {
    file: FileId,
    first: usize,
    last: usize,
    labels: Vec<(Range<usize>, &'a Label)>,
    primary: bool,
}

impl<'a> Group<'a> {
    fn frame(self, index: &'a LineIndex<'_>, width: usize) -> Option<Frame<'a>> {
        let (file, lines) = index.file(self.file)?;
        let (marks, messages): (Vec<_>, Vec<_>) = self
            .labels
            .into_iter()
            .map(|(range, label)| (range, label.message.as_str()))
            .unzip();
        let place = lines.line_column(marks.first()?.start);
        let excerpt = Excerpt::new(lines, (self.first, self.last), &marks, width);
        Some(Frame {
            file,
            place,
            excerpt,
            messages,
            primary: self.primary,
        })
    }
}

/// Returns the bytes of a label, and its first and last line.
fn extent(lines: &Lines<'_>, span: Span) -> (Range<usize>, usize, usize) {
    let Range { start, end } = bytes(lines.text(), span);
    let first = lines.line(start);
    // A line break belongs to the line that it ends, so a label up to there does not include the next line.
    let last = if end > start {
        lines.line(end - 1)
    } else {
        first
    };
    let last = if last - first > LINES { first } else { last };
    let line = lines.range(first);
    let start = start.clamp(line.start, line.end);
    (
        start..end.min(lines.range(last).end).max(start),
        first,
        last,
    )
}

/// Clamps a span to the text and to character boundaries.
fn bytes(text: &str, span: Span) -> Range<usize> {
    let floor = |offset: u32| {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}
