//! A patch instead of the schema that it makes: `+user = User;`, `-user = User;`, `@@ -1 +1 @@`. All of it in
//! a file is one finding, and the schema that it makes is read.

use super::Lexer;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::syntax::token::Token;

/// A line of a patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// `+user = User;`
    Added,
    /// `-user = User;`, `@@ -1 +1 @@`: not part of what the patch makes.
    Other,
}

impl Line {
    fn of(line: &str) -> Option<Self> {
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
            Some(Line::Added)
        } else {
            let removed = line.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
            removed.is_some_and(goes_on).then_some(Line::Other)
        }
    }
}

impl<'s> Lexer<'s> {
    /// Skips the mark of a line that a patch adds, or all of another line of the patch.
    pub(super) fn patch(&mut self, tokens: &[Token], sink: &mut Sink) -> bool {
        let start = self.at;
        if !matches!(self.byte_before(start), None | Some(b'\n')) {
            return false;
        }
        let Some(line) = Line::of(self.glance(start)) else {
            return false;
        };
        if !self.is_patch() || (!tokens.is_empty() && !self.said_patch) {
            return false;
        }
        let end = match line {
            Line::Added => start + 1,
            Line::Other => start + self.line(start).len(),
        };
        self.at = end;
        if !std::mem::replace(&mut self.said_patch, true) {
            let rest = self.rest(start).trim_end();
            let (mark, whole) = (self.span(start, end), self.span(start, start + rest.len()));
            sink.push(|| {
                let message = "the text is a patch, not TL";
                Diagnostic::new(Code::UnexpectedCharacter, message, mark, "a mark of it")
                    .note("it was read as what it makes: without its marks, and without the lines that it removes")
                    .suggest("write what it makes", whole, made_by(rest))
            });
        }
        true
    }

    /// Skips `diff --git …` and `index …`, which begin like a declaration.
    #[inline]
    pub(super) fn patch_head(&mut self, first: u8, sink: &mut Sink) -> bool {
        matches!(first, b'd' | b'i') && self.patch(&[], sink)
    }

    /// Whether the text has lines that only a patch has.
    fn is_patch(&mut self) -> bool {
        let text = self.cx.text;
        *self.is_patch.get_or_insert_with(|| {
            let (mut added, mut removed) = (false, false);
            text.lines().any(|line| {
                match Line::of(line) {
                    Some(Line::Added) if !line.starts_with("+ ") => return true,
                    Some(Line::Added) => added = true,
                    Some(Line::Other) if !line.starts_with('-') => return true,
                    Some(Line::Other) => removed = true,
                    None => {}
                }
                added && removed
            })
        })
    }
}

/// Returns the text that the patch makes.
fn made_by(patch: &str) -> String {
    let mut made = String::new();
    for line in patch.split_inclusive('\n') {
        match Line::of(line.trim_end()) {
            Some(Line::Added) => made.push_str(line.get(1..).unwrap_or_default()),
            Some(Line::Other) => {}
            None => made.push_str(line.strip_prefix(' ').unwrap_or(line)),
        }
    }
    made.truncate(made.trim_end().len());
    made
}
