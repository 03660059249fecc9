//! A patch instead of the schema that it makes: `+user = User;`, `-user = User;`, `@@ -1 +1 @@`, or
//! `> user = User;`, `1c1`. All of it in a file is one finding, and the schema that it makes is read.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::syntax::token::Token;

/// How a patch marks its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `+user = User;`, `-user = User;`, `@@ -1 +1 @@`
    Unified,
    /// `> user = User;`, `< user = User;`, `1c1`
    Normal,
}

/// A line of a patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// `+user = User;`, with the length of its mark.
    Added(usize),
    /// `-user = User;`, `@@ -1 +1 @@`: not part of what the patch makes.
    Other,
}

impl Line {
    fn of(line: &str, form: Form) -> Option<Self> {
        match form {
            Form::Unified => Self::unified(line),
            Form::Normal => Self::normal(line),
        }
    }

    fn unified(line: &str) -> Option<Self> {
        const HEADS: [&str; 6] = [
            "@@ -",
            "diff --git ",
            "--- a/",
            "--- /dev/null",
            "+++ ",
            "\\ No newline",
        ];
        let is_index = || {
            let ids = line.strip_prefix("index ");
            ids.is_some_and(|ids| ids.contains("..") && !ids.contains(['=', ';']))
        };
        let goes_on = |rest: &str| !rest.is_empty();
        if HEADS.iter().any(|head| line.starts_with(head)) || is_index() {
            Some(Line::Other)
        } else if line.strip_prefix('+').is_some_and(goes_on) {
            Some(Line::Added(1))
        } else {
            let removed = line.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
            removed.is_some_and(goes_on).then_some(Line::Other)
        }
    }

    fn normal(line: &str) -> Option<Self> {
        let is_marked = |mark| line == mark || line.strip_prefix(mark).is_some_and(is_apart);
        if is_marked(">") {
            return Some(Line::Added(line.len().min(2)));
        }
        let is_other = is_marked("<") || is_range(line) || line.starts_with("\\ No newline");
        (is_other || line == "---" || line.starts_with("diff ")).then_some(Line::Other)
    }
}

fn is_apart(rest: &str) -> bool {
    rest.starts_with([' ', '\t'])
}

/// Whether the line is `1,2c1`, the place of a change.
fn is_range(line: &str) -> bool {
    let is_lines = |text: &str| {
        !text.is_empty()
            && text
                .split(',')
                .all(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let places = line.split_once(['a', 'c', 'd']);
    places.is_some_and(|(old, new)| is_lines(old) && is_lines(new))
}

/// The patch that the text may be.
#[derive(Default)]
pub(super) struct Patch {
    /// Its form, once that is needed.
    form: Option<Option<Form>>,
    /// Whether it was reported.
    is_said: bool,
}

impl<'s> Lexer<'s> {
    /// Skips the mark of a line that a patch adds, or all of another line of the patch.
    pub(super) fn patch(&mut self, tokens: &[Token], sink: &mut Sink) -> bool {
        let start = self.at;
        if !matches!(self.byte_before(start), None | Some(b'\n')) {
            return false;
        }
        let line = self.glance(start);
        if Line::unified(line).or(Line::normal(line)).is_none() {
            return false;
        }
        let form = self.patch_form();
        let Some((form, line)) = form.and_then(|form| Some((form, Line::of(line, form)?))) else {
            return false;
        };
        if !tokens.is_empty() && !self.patch.is_said {
            return false;
        }
        let end = match line {
            Line::Added(mark) => start + mark,
            Line::Other => start + self.line(start).len(),
        };
        self.at = end;
        if !std::mem::replace(&mut self.patch.is_said, true) {
            let rest = self.rest(start).trim_end();
            let (mark, whole) = (self.span(start, end), self.span(start, start + rest.len()));
            sink.push(|| {
                let message = "the text is a patch, not TL";
                Diagnostic::new(Code::UnexpectedCharacter, message, mark, "a mark of it")
                    .note("it was read without its marks, and without the lines that it removes")
                    .suggest("write what it makes", whole, made_by(rest, form))
            });
        }
        true
    }

    /// Skips `diff --git …` and `index …`, which begin like a declaration.
    #[inline]
    pub(super) fn patch_head(&mut self, first: u8, sink: &mut Sink) -> bool {
        let line = self.bytes(self.at);
        let is_head = match first {
            b'd' => line.starts_with(b"diff "),
            b'i' => line.starts_with(b"index "),
            _ => false,
        };
        is_head && self.patch(&[], sink)
    }

    /// Returns the form of the patch that the text is, if it has lines that only a patch has.
    pub(super) fn patch_form(&mut self) -> Option<Form> {
        let text = self.cx.text;
        *self.patch.form.get_or_insert_with(|| {
            if is_normal(text) {
                Some(Form::Normal)
            } else {
                is_unified(text).then_some(Form::Unified)
            }
        })
    }
}

/// Whether all lines are those of a patch with `<` and `>`. A quotation has only `>`.
fn is_normal(text: &str) -> bool {
    let mut removes = false;
    let mut lines = text.lines().map(str::trim_end).filter(|it| !it.is_empty());
    lines.all(|line| {
        removes |= line.starts_with('<') || is_range(line);
        Line::normal(line).is_some()
    }) && removes
}

fn is_unified(text: &str) -> bool {
    let (mut added, mut removed) = (false, false);
    text.lines().any(|line| {
        match Line::unified(line) {
            Some(Line::Added(_)) if !line.starts_with("+ ") => return true,
            Some(Line::Added(_)) => added = true,
            Some(Line::Other) if !line.starts_with('-') => return true,
            Some(Line::Other) => removed = true,
            None => {}
        }
        added && removed
    })
}

/// Returns the text that the patch makes.
fn made_by(patch: &str, form: Form) -> String {
    let mut made = String::new();
    for line in patch.split_inclusive('\n') {
        match Line::of(line.trim_end(), form) {
            Some(Line::Added(mark)) => made.push_str(line.get(mark..).unwrap_or_default()),
            Some(Line::Other) => {}
            None => made.push_str(line.strip_prefix(' ').unwrap_or(line)),
        }
    }
    made.truncate(made.trim_end().len());
    made
}
