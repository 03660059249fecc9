//! Findings as text in the manner of rustc: with colors for a terminal, without for Cargo and rustc.
//! It needs no library, because every build script would compile it.

use std::ops::Range;

use tl_parser::diagnostic::{Shown, Suggestion, merged};
use tl_parser::source::{LineIndex, is_bidirectional};

use super::Title;
use super::excerpt::Excerpt;
use super::frame::{Change, Frame, change, frames};
use super::width::width;

/// The maximum number of lines of a change to show.
const SHOWN: usize = 20;

/// Renders findings with the lines of the schema that they are about.
#[derive(Debug, Clone, Copy)]
pub struct Renderer {
    /// The maximum number of columns of a line of the schema.
    width: usize,
    /// The columns of the terminal, at which labels and notes are wrapped.
    columns: usize,
    colors: bool,
}

impl Renderer {
    /// Without colors. A line has room for 100 columns and two ellipses, since Cargo indents the output
    /// of a build script, and few terminals are narrower.
    pub const PLAIN: Self = Self {
        width: 106,
        columns: usize::MAX,
        colors: false,
    };

    /// With colors, for a terminal with this number of columns; `None` for a file or another program.
    #[must_use]
    pub fn colored(columns: Option<usize>) -> Self {
        // A width that tools which read findings are used to.
        const ELSEWHERE: usize = 140;
        // The columns of the line numbers and the bar.
        const GUTTER: usize = 8;
        Self {
            width: columns.unwrap_or(ELSEWHERE).saturating_sub(GUTTER),
            columns: columns.unwrap_or(usize::MAX),
            colors: true,
        }
    }

    /// Renders a single line: `error: aborting due to 2 errors`.
    #[must_use]
    pub fn title(&self, title: Title, message: &str) -> String {
        let mut rendering = Rendering::new(self, title);
        rendering.title("", message);
        rendering.text
    }

    /// Renders findings, with an empty line after each. Several for one reason are merged into one.
    #[must_use]
    pub fn findings(&self, diagnostics: &[Shown], index: &LineIndex<'_>) -> String {
        let findings = merged(diagnostics).into_iter();
        findings
            .map(|found| self.finding(&found, index) + "\n")
            .collect()
    }

    /// Renders a finding, which ends with a line break.
    #[must_use]
    pub fn finding(&self, diagnostic: &Shown, index: &LineIndex<'_>) -> String {
        let mut rendering = Rendering::new(self, diagnostic.severity.into());
        rendering.title(&format!("[{}]", diagnostic.code.id()), &diagnostic.message);
        rendering.body(diagnostic, index);
        rendering.text
    }

    /// Renders the part below the title of a finding.
    #[must_use]
    pub fn body(&self, diagnostic: &Shown, index: &LineIndex<'_>) -> String {
        let mut rendering = Rendering::new(self, diagnostic.severity.into());
        rendering.body(diagnostic, index);
        rendering.text
    }
}

/// A text under construction.
struct Rendering<'a> {
    renderer: &'a Renderer,
    title: Title,
    text: String,
    /// The width of the line numbers.
    gutter: usize,
}

impl<'a> Rendering<'a> {
    fn new(renderer: &'a Renderer, title: Title) -> Self {
        Self {
            renderer,
            title,
            text: String::new(),
            gutter: 0,
        }
    }

    fn title(&mut self, code: &str, message: &str) {
        let title = format!("{}{code}", self.title.word());
        self.line(&[
            (Style::Title(self.title), &title),
            (Style::Bold, &format!(": {}", safe_line(message))),
        ]);
    }

    fn body(&mut self, diagnostic: &Shown, index: &LineIndex<'_>) {
        let width = self.renderer.width;
        let frames = frames(diagnostic, index, width);
        let notes: Vec<_> = diagnostic.notes().collect();
        let suggestion = diagnostic.suggestion();
        let change = suggestion.and_then(|suggestion| change(suggestion, index, width));
        self.gutter = frames
            .iter()
            .map(|frame| &frame.excerpt)
            .chain(change.as_ref().map(|change| &change.excerpt))
            .map(last_line)
            .max()
            .map_or(1, |line| line.to_string().len());
        for frame in &frames {
            self.frame(frame);
        }
        let more = suggestion.is_some() || !notes.is_empty();
        if more && !frames.is_empty() {
            self.bar(&[]);
        }
        for note in &notes {
            self.note(note);
        }
        if let Some(suggestion) = suggestion {
            let elsewhere = change
                .as_ref()
                .map(|change| change.file)
                .filter(|file| frames.first().is_none_or(|frame| frame.file != *file));
            self.help(suggestion, change.as_ref(), elsewhere);
        }
    }

    fn frame(&mut self, frame: &Frame<'_>) {
        // The declaration in the attribute of a derive is in a file without a name.
        if !frame.file.is_empty() {
            let (line, column) = frame.place;
            let arrow = if frame.primary { "-->" } else { ":::" };
            self.place(arrow, &format!("{}:{line}:{column}", frame.file));
        }
        self.bar(&[]);
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
            // Dots for a single line would take as much room as the line.
            match hidden.as_slice() {
                [] => {}
                [(number, line)] => self.source(*number, line),
                _ => self.line(&[(Style::Gutter, "...")]),
            }
            hidden.clear();
            self.source(number, line);
            for label in labels {
                self.label(line, &label);
            }
        }
    }

    fn label(&mut self, line: &str, label: &LineLabel<'_>) {
        let before = line.get(..label.range.start).unwrap_or_default();
        let under = line.get(label.range.clone()).unwrap_or_default();
        let (sign, style) = if label.primary {
            ("^", Style::Title(self.title))
        } else {
            ("-", Style::Gutter)
        };
        let (before, sign) = (width(before), sign.repeat(width(under).max(1)));
        let space = " ".repeat(before + 1);
        let message = safe_line(label.message);
        let room = self.renderer.columns.saturating_sub(self.gutter + 3);
        if before + sign.len() + 1 + width(&message) <= room {
            let message = format!("{sign} {message}");
            return self.bar(&[(Style::Plain, &space), (style, &message)]);
        }
        // Below the sign, the message has the whole line.
        self.bar(&[(Style::Plain, &space), (style, &sign)]);
        let lines = wrapped(&message, room);
        let longest = lines.iter().map(|line| width(line)).max();
        let indent = before.min(room.saturating_sub(longest.unwrap_or_default()));
        let space = " ".repeat(indent + 1);
        for line in &lines {
            self.bar(&[(Style::Plain, &space), (style, line)]);
        }
    }

    fn note(&mut self, note: &str) {
        let margin = format!("{:1$} = ", "", self.gutter);
        let indent = margin.len() + "note: ".len();
        let room = self.renderer.columns.saturating_sub(indent);
        let lines = note
            .split('\n')
            .flat_map(|line| wrapped(&safe_line(line), room));
        for (number, line) in lines.enumerate() {
            if number == 0 {
                self.line(&[
                    (Style::Gutter, &margin),
                    (Style::Title(Title::Note), Title::Note.word()),
                    (Style::Plain, &format!(": {line}")),
                ]);
            } else {
                self.line(&[(Style::Plain, &format!("{:indent$}{line}", ""))]);
            }
        }
    }

    fn help(
        &mut self,
        suggestion: &Suggestion,
        change: Option<&Change<'_>>,
        elsewhere: Option<&str>,
    ) {
        self.line(&[
            (Style::Title(Title::Help), Title::Help.word()),
            (
                Style::Plain,
                &format!(": {}", safe_line(&suggestion.headline())),
            ),
        ]);
        if let Some(file) = elsewhere {
            self.place("-->", file);
        }
        if let Some(change) = change {
            self.change(change, suggestion);
        }
    }

    fn change(&mut self, change: &Change<'_>, suggestion: &Suggestion) {
        self.bar(&[]);
        let Excerpt {
            text, first_line, ..
        } = &change.excerpt;
        let old = change.range.clone();
        self.changed(*first_line, Style::Removed, text, &old);
        let mut new = text.clone();
        new.replace_range(old.clone(), &suggestion.replacement);
        let added = old.start..old.start + suggestion.replacement.len();
        self.changed(*first_line, Style::Added, &new, &added);
    }

    /// Writes the lines of a change, in which a part is marked. If there are many, only the first and the
    /// last are shown.
    fn changed(&mut self, first: usize, style: Style, text: &str, marked: &Range<usize>) {
        let gutter = self.gutter;
        let sign = if style == Style::Added { "+" } else { "-" };
        let count = text.split('\n').count();
        let hidden = match count > SHOWN {
            true => SHOWN / 2..count - SHOWN / 2,
            false => 0..0,
        };
        let mut start = 0;
        for (at, line) in text.split('\n').enumerate() {
            let number = first + at;
            if hidden.contains(&at) {
                if at == hidden.start {
                    self.line(&[(Style::Gutter, "...")]);
                }
                start += line.len() + 1;
                continue;
            }
            let within = |offset: usize| offset.saturating_sub(start).min(line.len());
            let (from, to) = (within(marked.start), within(marked.end));
            let part = |range| safe_line(line.get(range).unwrap_or_default());
            self.line(&[
                (Style::Gutter, &format!("{number:gutter$} ")),
                (style, sign),
                (Style::Plain, &format!(" {}", part(0..from))),
                (style, &part(from..to)),
                (Style::Plain, &part(to..line.len())),
            ]);
            start += line.len() + 1;
        }
    }

    fn place(&mut self, arrow: &str, place: &str) {
        self.line(&[
            (Style::Gutter, &format!("{:1$}{arrow}", "", self.gutter)),
            (Style::Plain, &format!(" {}", safe_line(place))),
        ]);
    }

    fn source(&mut self, number: usize, line: &str) {
        let gutter = self.gutter;
        self.line(&[
            (Style::Gutter, &format!("{number:gutter$} |")),
            (Style::Plain, &format!(" {}", safe_line(line))),
        ]);
    }

    fn bar(&mut self, rest: &[(Style, &str)]) {
        let bar = format!("{:1$} |", "", self.gutter);
        self.line(&[&[(Style::Gutter, bar.as_str())], rest].concat());
    }

    /// Writes a line of these parts, without blanks at its end.
    fn line(&mut self, parts: &[(Style, &str)]) {
        let last = parts
            .iter()
            .rposition(|(_, text)| !text.trim_end().is_empty());
        let parts = parts.iter().take(last.map_or(0, |last| last + 1));
        for (number, (style, text)) in parts.enumerate() {
            let text = if Some(number) == last {
                text.trim_end()
            } else {
                text
            };
            let code = style.code();
            if text.is_empty() || code.is_empty() || !self.renderer.colors {
                self.text.push_str(text);
            } else {
                for part in ["\u{1b}[", code, "m", text, "\u{1b}[0m"] {
                    self.text.push_str(part);
                }
            }
        }
        self.text.push('\n');
    }
}

/// The style of a part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Bold,
    Title(Title),
    Gutter,
    Removed,
    Added,
}

impl Style {
    /// The parameters of an ANSI escape sequence.
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Bold | Style::Title(Title::Note) => "1",
            Style::Title(Title::Error) => "1;91",
            Style::Title(Title::Warning) => "1;33",
            Style::Title(Title::Help) => "1;96",
            Style::Gutter => "1;94",
            Style::Removed => "91",
            Style::Added => "92",
        }
    }
}

/// A label for a part of a line.
struct LineLabel<'a> {
    range: Range<usize>,
    message: &'a str,
    primary: bool,
}

/// Returns the labels that begin or end in a line of the excerpt. The message of a label that spans
/// several lines is at its end.
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
        let range = range.start - line.start..range.end - line.start;
        let at = labels.partition_point(|before| before.range.start <= range.start);
        let label = LineLabel {
            range,
            message: if inside(mark.end) { message } else { "" },
            primary: frame.primary && number == 0,
        };
        labels.insert(at, label);
    }
    labels
}

fn last_line(excerpt: &Excerpt) -> usize {
    excerpt.first_line + excerpt.text.matches('\n').count()
}

/// Makes a line safe for a terminal: tabs become spaces, and characters that would move the cursor are
/// replaced.
#[must_use]
pub fn safe_line(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '\t' => shown.push_str("    "),
            // A change of the text direction would put the text above the wrong labels.
            _ if is_bidirectional(character) => shown.push('\u{fffd}'),
            _ if character.is_control() => shown.push('\u{fffd}'),
            _ => shown.push(character),
        }
    }
    shown
}

/// Wraps a text between words. A line has at most `room` columns, unless a word is longer.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::from([String::new()]);
    let mut columns = 0;
    for word in text.split_inclusive(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() || columns + width(word.trim_end()) <= room => {
                line.push_str(word);
            }
            _ => {
                lines.push(word.to_owned());
                columns = 0;
            }
        }
        columns += width(word);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

#[cfg(test)]
mod tests;
