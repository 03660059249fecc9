//! Section marks.

use super::Lexer;
use crate::source::{Span, Spanned};
use crate::syntax::ast::Section;
use crate::syntax::token::Token;

/// `---types---`, or what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) struct SectionMark<'s> {
    /// `types`; empty where no name follows.
    pub(in crate::syntax) name: Spanned<&'s str>,
    /// Whether there are three `-` on both sides.
    pub(in crate::syntax) complete: bool,
    /// All of it.
    pub(in crate::syntax) span: Span,
}

impl SectionMark<'_> {
    /// The section that the name means.
    pub(in crate::syntax) fn section(&self) -> Option<Section> {
        match self.name.value {
            "types" => Some(Section::Types),
            "functions" => Some(Section::Functions),
            _ => None,
        }
    }
}

impl<'s> Lexer<'s> {
    /// The length of the run of `-` at `at`.
    pub(super) fn dashes(&self, at: usize) -> usize {
        let rest = self.rest(at);
        rest.iter().take_while(|&&byte| byte == b'-').count()
    }

    /// Whether `--functions--` stands at the place, between declarations.
    pub(super) fn short_mark(&self, tokens: &[Token]) -> bool {
        const DASHES: usize = 2;
        let name = self.at + DASHES + self.spaces(self.at + DASHES);
        let end = self.word(name);
        let known = |word: &str| word.starts_with("type") || word.starts_with("func");
        tokens.is_empty()
            && self.dashes(self.at) == DASHES
            && self.cx.text.get(name..end).is_some_and(known)
            && self.dashes(end + self.spaces(end)) > 0
    }

    /// `---types---`, on one line, so that an unclosed one does not swallow a declaration.
    pub(super) fn mark(&mut self) -> SectionMark<'s> {
        let start = self.at;
        let before = self.dashes(start);
        let name_start = start + before + self.spaces(start + before);
        let name_end = self.word(name_start);
        let gap = self.spaces(name_end);
        let after = match self.dashes(name_end + gap) {
            // The next mark follows immediately.
            6.. => 3,
            after => after,
        };
        let end = match (after, name_end - name_start) {
            (0, 0) => start + before,
            (0, _) => name_end,
            _ => name_end + gap + after,
        };
        self.at = end;
        SectionMark {
            name: Spanned {
                value: self.slice(name_start, name_end),
                span: self.span(name_start, name_end),
            },
            complete: before == 3 && after == 3,
            span: self.span(start, end),
        }
    }
}
