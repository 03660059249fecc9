//! Findings as plain text in the manner of rustc, without a library that a build script would
//! have to compile.

use std::fmt::{self, Write};
use std::ops::Range;

use tl_parser::diagnostic::{Diagnostic, Suggestion};
use tl_parser::source::LineIndex;

use super::excerpt::Excerpt;
use super::frame::{Change, Frame, change, frames};
use super::severity;

/// Cargo indents what a build script prints, and few terminals are narrower.
const WIDTH: usize = 100;

/// One finding, ended by a line break.
#[must_use]
pub fn render(diagnostic: &Diagnostic, index: &LineIndex<'_>) -> String {
    let mut report = Report {
        text: String::new(),
        gutter: 0,
    };
    // Writing to a string does not fail.
    let _ = report.diagnostic(diagnostic, index);
    report.text
}

struct Report {
    text: String,
    /// How wide the line numbers are.
    gutter: usize,
}

impl Report {
    fn diagnostic(&mut self, diagnostic: &Diagnostic, index: &LineIndex<'_>) -> fmt::Result {
        let frames = frames(diagnostic, index, WIDTH);
        let suggestion = diagnostic.suggestion();
        let change = suggestion.and_then(|suggestion| change(suggestion, index, WIDTH));
        self.gutter = frames
            .iter()
            .map(|frame| &frame.excerpt)
            .chain(change.as_ref().map(|change| &change.excerpt))
            .map(last_line)
            .max()
            .map_or(1, |line| line.to_string().len());
        let level = severity(diagnostic.severity);
        writeln!(
            self.text,
            "{level}[{}]: {}",
            diagnostic.code.id(),
            diagnostic.message
        )?;
        for frame in &frames {
            self.frame(frame)?;
        }
        let more = suggestion.is_some() || diagnostic.notes().count() > 0;
        if more && !frames.is_empty() {
            self.bar("")?;
        }
        for note in diagnostic.notes() {
            let indent = format!("\n{:1$}", "", self.gutter + 9);
            writeln!(
                self.text,
                "{:1$} = note: {2}",
                "",
                self.gutter,
                note.replace('\n', &indent)
            )?;
        }
        if let Some(suggestion) = suggestion {
            let file = change.as_ref().map(|change| change.file);
            let elsewhere =
                file.filter(|file| frames.first().is_none_or(|frame| frame.file != *file));
            writeln!(self.text, "help: {}", suggestion.message)?;
            if let Some(file) = elsewhere {
                writeln!(self.text, "{:1$}--> {file}", "", self.gutter)?;
            }
            if let Some(change) = change {
                self.change(&change, suggestion)?;
            }
        }
        Ok(())
    }

    fn frame(&mut self, frame: &Frame<'_>) -> fmt::Result {
        let (line, column) = frame.place;
        let arrow = if frame.primary { "-->" } else { ":::" };
        writeln!(
            self.text,
            "{:1$}{arrow} {2}:{line}:{column}",
            "", self.gutter, frame.file
        )?;
        self.bar("")?;
        let mut hidden: Vec<(usize, &str)> = Vec::new();
        let mut start = 0;
        for (number, line) in (frame.excerpt.first_line..).zip(frame.excerpt.text.split('\n')) {
            let end = start + line.len();
            let labels = labels(frame, start..end);
            start = end + 1;
            if labels.is_empty() {
                hidden.push((number, line));
                continue;
            }
            // Dots would take as much room as the one line that they stand for.
            match hidden.as_slice() {
                [] => {}
                [(number, line)] => self.source(*number, "|", line)?,
                _ => self.text.push_str("...\n"),
            }
            hidden.clear();
            self.source(number, "|", line)?;
            for label in labels {
                self.label(line, &label)?;
            }
        }
        Ok(())
    }

    fn label(&mut self, line: &str, label: &LineLabel<'_>) -> fmt::Result {
        let before = line.get(..label.range.start).unwrap_or_default();
        let under = line.get(label.range.clone()).unwrap_or_default();
        let sign = if label.primary { "^" } else { "-" };
        let sign = sign.repeat(width(under).max(1));
        let space = " ".repeat(width(before));
        self.bar(format!("{space}{sign} {}", label.message).trim_end())
    }

    fn change(&mut self, change: &Change<'_>, suggestion: &Suggestion) -> fmt::Result {
        self.bar("")?;
        let Excerpt {
            text, first_line, ..
        } = &change.excerpt;
        for (number, line) in (*first_line..).zip(text.split('\n')) {
            self.source(number, "-", line)?;
        }
        let mut new = text.clone();
        new.replace_range(change.range.clone(), &suggestion.replacement);
        for (number, line) in (*first_line..).zip(new.split('\n')) {
            self.source(number, "+", line)?;
        }
        Ok(())
    }

    fn source(&mut self, number: usize, sign: &str, line: &str) -> fmt::Result {
        let line = shown(line);
        let gutter = self.gutter;
        writeln!(
            self.text,
            "{}",
            format!("{number:gutter$} {sign} {line}").trim_end()
        )
    }

    fn bar(&mut self, text: &str) -> fmt::Result {
        let gutter = self.gutter;
        writeln!(
            self.text,
            "{}",
            format!("{:gutter$} | {text}", "").trim_end()
        )
    }
}

/// What is said of a part of a line.
struct LineLabel<'a> {
    range: Range<usize>,
    message: &'a str,
    primary: bool,
}

/// The labels that begin or end in a line of the excerpt; what is said of several lines is said
/// at their end.
fn labels<'a>(frame: &Frame<'a>, line: Range<usize>) -> Vec<LineLabel<'a>> {
    let inside = |offset| line.start <= offset && offset <= line.end;
    let mut labels: Vec<LineLabel<'a>> = Vec::new();
    for (number, (mark, message)) in frame.excerpt.marks.iter().zip(&frame.messages).enumerate() {
        let range = match (inside(mark.start), inside(mark.end)) {
            (true, true) => mark.clone(),
            (true, false) => mark.start..line.end,
            (false, true) => line.start..mark.end,
            (false, false) => continue,
        };
        labels.push(LineLabel {
            range: range.start - line.start..range.end - line.start,
            message: if inside(mark.end) { message } else { "" },
            primary: frame.primary && number == 0,
        });
    }
    labels.sort_by_key(|label| label.range.start);
    labels
}

fn last_line(excerpt: &Excerpt) -> usize {
    excerpt.first_line + excerpt.text.matches('\n').count()
}

/// A line as a terminal can show it: blanks for tabs, nothing that would move the cursor.
fn shown(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '\t' => shown.push_str("    "),
            // What changes the direction of the text would put it above other labels.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => shown.push('\u{fffd}'),
            _ if character.is_control() => shown.push('\u{fffd}'),
            _ => shown.push(character),
        }
    }
    shown
}

/// How many columns of a terminal a text takes; near enough for comments in any language.
fn width(text: &str) -> usize {
    text.chars()
        .map(|character| match character {
            '\t' => 4,
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1f300}'..='\u{1faff}'
            | '\u{20000}'..='\u{3fffd}' => 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests;
