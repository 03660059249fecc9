//! The text written so far, attempts that may be undone, and measures of text.

use super::Printer;
use super::token::Run;
use super::width::{MAX, Shape};

/// `None` says that no layout was found in the room given; what was written is then worthless.
pub(super) type Fit = Option<()>;

const SPACES: &str = "                                                                ";

impl Printer {
    pub(super) fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes the run as it stands on one line.
    pub(super) fn flat(&mut self, run: Run) {
        self.out.push_str(self.tokens.text(run));
    }

    pub(super) fn newline(&mut self, indent: usize) {
        self.out.push('\n');
        self.indent(indent);
    }

    pub(super) fn indent(&mut self, indent: usize) {
        let mut left = indent;
        while left > 0 {
            let step = left.min(SPACES.len());
            self.out.push_str(SPACES.get(..step).unwrap_or_default());
            left -= step;
        }
    }

    pub(super) fn since(&self, mark: usize) -> &str {
        self.out.get(mark..).unwrap_or_default()
    }

    /// What `write` writes, kept apart from the output.
    pub(super) fn capture(&mut self, write: impl FnOnce(&mut Self) -> Fit) -> Option<String> {
        let out = std::mem::take(&mut self.out);
        let fit = write(self);
        let text = std::mem::replace(&mut self.out, out);
        fit.map(|()| text)
    }

    /// Writes, or leaves the output as it was.
    pub(super) fn attempt(&mut self, write: impl FnOnce(&mut Self) -> Fit) -> bool {
        let mark = self.out.len();
        let fit = write(self).is_some();
        if !fit {
            self.out.truncate(mark);
        }
        fit
    }
    /// The same, with parts that fit nowhere written on lines that are too wide.
    pub(super) fn force(&mut self, write: impl FnOnce(&mut Self) -> Fit) -> bool {
        let outer = std::mem::replace(&mut self.forced, true);
        let fit = self.attempt(write);
        self.forced = outer;
        fit
    }
}

pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

pub(super) fn first_line(text: &str) -> usize {
    width(text.split('\n').next().unwrap_or_default())
}

pub(super) fn last_line(text: &str) -> usize {
    width(text.rsplit('\n').next().unwrap_or_default())
}

pub(super) fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

pub(super) fn multiline(text: &str) -> bool {
    text.contains('\n')
}

/// Whether the last line holds nothing but closing delimiters, so that more may follow on it.
pub(super) fn extendable(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    line.chars()
        .all(|char| matches!(char, '(' | ')' | ']' | '}' | '?' | '>') || char.is_whitespace())
}

/// Whether the first line fits in the shape, and the others on the page.
pub(super) fn fits(text: &str, shape: Shape) -> bool {
    if first_line(text) > shape.width {
        return false;
    }
    !multiline(text)
        || (text.split('\n').skip(1).all(|line| width(line) <= MAX)
            && last_line(text) <= shape.used() + shape.width)
}

/// How far the last line is indented.
pub(super) fn indentation(text: &str) -> usize {
    let line = text.rsplit('\n').next().unwrap_or_default();
    line.len() - line.trim_start().len()
}
