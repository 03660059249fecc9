//! Some lines of a text, of which long ones are cut to their marked parts.

use std::ops::Range;

use tl_parser::source::Lines;

use super::width::fitting;

const ELLIPSIS: &str = "...";

/// The minimum number of columns to keep around a mark.
const AROUND: usize = 12;

/// Lines to show, and the positions of the marks in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of the first line, from 1.
    pub(super) first_line: usize,
    /// The lines, separated by `\n`.
    pub(super) text: String,
    /// The marks, in the order in which they were given.
    pub(super) marks: Vec<Range<usize>>,
}

impl Excerpt {
    /// Creates an excerpt of the lines `first..=last`, counted from 0. Each has at most `width` columns,
    /// unless its marks need more.
    pub(super) fn new(
        lines: &Lines<'_>,
        (first, last): (usize, usize),
        marks: &[Range<usize>],
        width: usize,
    ) -> Self {
        let mut cut = Cut {
            source: lines.text(),
            text: String::new(),
            pieces: Vec::new(),
        };
        for line in first..=last {
            if line > first {
                cut.text.push('\n');
            }
            cut.line(lines.range(line), marks, width);
        }
        let marks = marks
            .iter()
            .map(|mark| {
                let start = cut.place(mark.start);
                start..cut.place(mark.end).max(start)
            })
            .collect();
        Self {
            first_line: first + 1,
            text: cut.text,
            marks,
        }
    }
}

/// A text under construction, and the parts of the source that it consists of.
struct Cut<'s> {
    source: &'s str,
    text: String,
    /// Parts of the source, in order, each with its offset in `text`.
    pieces: Vec<(Range<usize>, usize)>,
}

impl Cut<'_> {
    fn line(&mut self, line: Range<usize>, marks: &[Range<usize>], width: usize) {
        if forward(self.source, &line, line.start, width) == line.end {
            self.piece(line);
            return;
        }
        let room = width.saturating_sub(2 * ELLIPSIS.len());
        let kept = kept(self.source, &line, marks, room);
        let mut end = line.start;
        for piece in kept {
            if piece.start > end {
                self.text.push_str(ELLIPSIS);
            }
            end = piece.end;
            self.piece(piece);
        }
        if end < line.end {
            self.text.push_str(ELLIPSIS);
        }
    }

    fn piece(&mut self, piece: Range<usize>) {
        let at = self.text.len();
        self.text
            .push_str(self.source.get(piece.clone()).unwrap_or_default());
        self.pieces.push((piece, at));
    }

    /// Returns the offset in `text` of an offset in the source: in the piece that contains it, or else at
    /// the end of the last piece before it.
    fn place(&self, offset: usize) -> usize {
        let index = self
            .pieces
            .partition_point(|(piece, _)| piece.start <= offset);
        match index
            .checked_sub(1)
            .and_then(|index| self.pieces.get(index))
        {
            Some((piece, at)) => at + offset.min(piece.end) - piece.start,
            None => 0,
        }
    }
}

/// Returns the parts of a long line to show: those around its marks, or its beginning if it has none.
fn kept(
    source: &str,
    line: &Range<usize>,
    marks: &[Range<usize>],
    width: usize,
) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut add = |part: Range<usize>| {
        let at = parts.partition_point(|before| before.start <= part.start);
        parts.insert(at, part);
    };
    for mark in marks {
        let inside = |offset: usize| line.start <= offset && offset <= line.end;
        match (inside(mark.start), inside(mark.end)) {
            (true, true) if mark.len() <= width / 2 => add(mark.clone()),
            (starts, ends) => {
                if starts {
                    add(mark.start..mark.start);
                }
                if ends {
                    add(mark.end..mark.end);
                }
            }
        }
    }
    if parts.is_empty() {
        let start = line.start..forward(source, line, line.start, width);
        return Vec::from([start]);
    }
    let marked: usize = parts.iter().map(Range::len).sum();
    let around = (width.saturating_sub(marked) / (2 * parts.len())).max(AROUND);
    let mut kept: Vec<Range<usize>> = Vec::new();
    for part in parts {
        let start = backward(source, line, part.start, around);
        let end = forward(source, line, part.end, around);
        match kept.last_mut() {
            // An ellipsis would save nothing here, since it is at least as long as what it would hide.
            Some(last) if start <= last.end + ELLIPSIS.len() => last.end = last.end.max(end),
            _ => kept.push(start..end),
        }
    }
    widen(source, line, &mut kept, width);
    kept
}

/// Widens the outer parts by the room that is left if a mark is near one end of the line.
fn widen(source: &str, line: &Range<usize>, kept: &mut [Range<usize>], width: usize) {
    let left = |kept: &[Range<usize>]| width.saturating_sub(kept.iter().map(Range::len).sum());
    let rest = left(kept);
    if let Some(last) = kept.last_mut() {
        last.end = forward(source, line, last.end, rest);
    }
    let rest = left(kept);
    if let Some(first) = kept.first_mut() {
        first.start = backward(source, line, first.start, rest);
    }
}

/// Returns the last offset that is at most `columns` after `from`, in its line.
fn forward(source: &str, line: &Range<usize>, from: usize, columns: usize) -> usize {
    let rest = source.get(from..line.end).unwrap_or_default();
    from + fitting(rest.chars(), columns)
}

/// Returns the first offset that is at most `columns` before `from`, in its line.
fn backward(source: &str, line: &Range<usize>, from: usize, columns: usize) -> usize {
    let before = source.get(line.start..from).unwrap_or_default();
    from - fitting(before.chars().rev(), columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns an excerpt of the whole text, with its marks in brackets.
    fn shown(text: &str, marks: &[(usize, usize)], width: usize) -> String {
        let lines = Lines::new(text);
        let marks: Vec<_> = marks.iter().map(|&(start, end)| start..end).collect();
        let last = lines.line(text.len());
        let excerpt = Excerpt::new(&lines, (0, last), &marks, width);
        let mut shown = excerpt.text;
        let mut ends: Vec<_> = excerpt
            .marks
            .iter()
            .flat_map(|mark| [(mark.end, ']'), (mark.start, '[')])
            .collect();
        ends.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        for (at, bracket) in ends {
            shown.insert(at, bracket);
        }
        shown
    }

    #[test]
    fn short_lines_are_whole() {
        assert_eq!(shown("ab cd\r\nef", &[(3, 5), (7, 8)], 10), "ab [cd]\n[e]f");
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        let text = format!("{}XY{}", "ä".repeat(100), "b".repeat(100));
        let (left, right) = ("ä".repeat(14), "b".repeat(14));
        assert_eq!(
            shown(&text, &[(200, 202)], 36),
            format!("...{left}[XY]{right}...")
        );
        assert_eq!(
            shown(&text, &[(0, 0)], 36),
            format!("[]{}...", "ä".repeat(15))
        );
        assert_eq!(
            shown(&text, &[(302, 302)], 36),
            format!("...{}[]", "b".repeat(30))
        );
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let text = format!("{}XY{}", "図".repeat(100), "b".repeat(100));
        let (left, right) = ("図".repeat(7), "b".repeat(14));
        assert_eq!(
            shown(&text, &[(300, 302)], 36),
            format!("...{left}[XY]{right}...")
        );
        for (word, times, whole) in [
            ("図", 18, true),
            ("図", 19, false),
            ("é", 36, true),
            ("\t", 9, true),
            ("\t", 10, false),
        ] {
            let line = word.repeat(times);
            assert_eq!(
                shown(&line, &[(0, 0)], 36) == format!("[]{line}"),
                whole,
                "{line}"
            );
        }
    }

    #[test]
    fn what_lies_between_distant_marks_is_left_out() {
        let text = format!("XY{}Z", "b".repeat(100));
        let (left, right) = ("b".repeat(12), "b".repeat(12));
        assert_eq!(
            shown(&text, &[(0, 2), (102, 103)], 46),
            format!("[XY]{left}...{right}[Z]")
        );
    }

    #[test]
    fn of_a_long_mark_both_ends_are_shown() {
        let text = "b".repeat(200);
        let (inner, outer) = ("b".repeat(12), "b".repeat(10));
        assert_eq!(
            shown(&text, &[(10, 190)], 46),
            format!("{outer}[{inner}...{inner}]{outer}")
        );
    }

    #[test]
    fn of_a_long_line_without_marks_the_start_is_shown() {
        let text = format!("{}\nab", "c".repeat(50));
        assert_eq!(
            shown(&text, &[(51, 52)], 26),
            format!("{}...\n[a]b", "c".repeat(20))
        );
    }
}
