//! Section marks.

use super::Lexer;
use crate::source::{Span, Spanned};
use crate::syntax::ast::Section;
use crate::syntax::token::Token;

/// `---types---`, or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) struct SectionMark<'s> {
    /// `types`; empty if no name follows.
    pub(in crate::syntax) name: Spanned<&'s str>,
    /// Whether there are three `-` on both sides.
    pub(in crate::syntax) complete: bool,
    /// The whole mark.
    pub(in crate::syntax) span: Span,
}

impl SectionMark<'_> {
    /// Returns the section that the name means.
    pub(in crate::syntax) fn section(&self) -> Option<Section> {
        match self.name.value {
            "types" => Some(Section::Types),
            "functions" => Some(Section::Functions),
            _ => None,
        }
    }
}

impl<'s> Lexer<'s> {
    /// Returns the length of the run of `-` at `at`.
    pub(super) fn dashes(&self, at: usize) -> usize {
        let rest = self.bytes(at);
        rest.iter().take_while(|&&byte| byte == b'-').count()
    }

    /// Whether `--functions--` or `-functions-` is at the place, between declarations.
    pub(super) fn short_mark(&self, tokens: &[Token]) -> bool {
        let dashes = self.dashes(self.at);
        let name = self.after_spaces(self.at + dashes);
        let end = self.word(name);
        let known = |word: &str| word.starts_with("type") || word.starts_with("func");
        tokens.is_empty()
            && dashes < 3
            && known(self.slice(name, end))
            && self.dashes(self.after_spaces(end)) > 0
    }

    /// Returns the end of `--- made by hand ---`, whose first word ends at `at`.
    fn heading(&self, at: usize) -> Option<usize> {
        let tail = self.line(at).trim_end();
        // A declaration or a comment may follow a mark on its line.
        let (ends, equals) = (tail.contains(';'), tail.contains('='));
        let goes_on = tail.trim_start().starts_with('/')
            || (ends && equals)
            || ((ends || equals) && !tail.ends_with("---"));
        let is_text = !tail.is_empty() && !goes_on;
        is_text.then_some(at + tail.len())
    }

    /// Reads `---types---` on one line, so that an unclosed mark does not swallow a declaration.
    pub(super) fn mark(&mut self) -> SectionMark<'s> {
        if let Some(mark) = self.foreign_mark() {
            self.at += (mark.span.end - mark.span.start) as usize;
            return mark;
        }
        let start = self.at;
        let before = self.dashes(start);
        let name_start = self.after_spaces(start + before);
        let name_end = self.word(name_start);
        let dashes = self.after_spaces(name_end);
        let after = match self.dashes(dashes) {
            // The next mark follows immediately.
            6.. if before <= 3 => 3,
            after => after,
        };
        let heading = (after == 0).then(|| self.heading(name_end)).flatten();
        let (name, end) = match heading {
            Some(end) => {
                let is_end = |c: char| c == '-' || c <= ' ';
                (self.slice(name_start, end).trim_end_matches(is_end), end)
            }
            None => {
                let name = self.slice(name_start, name_end);
                let end = match (after, name) {
                    (0, "") => start + before,
                    (0, _) => name_end,
                    _ => dashes + after,
                };
                (name, end)
            }
        };
        self.at = end;
        SectionMark {
            name: Spanned {
                value: name,
                span: self.span(name_start, name_start + name.len()),
            },
            complete: before == 3 && after == 3,
            span: self.span(start, end),
        }
    }
}
