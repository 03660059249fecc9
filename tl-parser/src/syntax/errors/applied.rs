//! Leaves out suggestions after which the grammar fails at the same place.

use super::Mistake;
use crate::diagnostic::{Advice, Sink, Suggestion};
use crate::source::Span;
use crate::syntax::failure::Failure;
use crate::syntax::grammar::declaration;
use crate::syntax::lexer::{Chunk, Lexer};
use crate::syntax::token::{Context, Tokens};

impl Mistake<'_, '_> {
    /// Whether the text with the advice applied is right up to its end, and one token further.
    ///
    /// The same mark can be missing in one text and be too many in another, so suggestions are tried.
    pub(super) fn is_mended_by(&self, advice: &Advice) -> bool {
        match advice {
            Advice::Replace(suggestion) => self.is_right_after(suggestion).unwrap_or(true),
            Advice::Allow(_)
            | Advice::AllowWhere(_)
            | Advice::AllowInFile
            | Advice::AllowByOption(_) => true,
        }
    }

    /// None if the suggestion is about more than this declaration.
    fn is_right_after(&self, suggestion: &Suggestion) -> Option<bool> {
        let first = self.tokens.first()?.start;
        let whole = self.cx.between(first, self.tokens.last()?.end)?;
        let place = suggestion.span;
        let moved = |it: Span| Span {
            start: it.start.wrapping_sub(first),
            end: it.end.wrapping_sub(first),
            ..it
        };
        moved(place).text_in(whole)?;
        let text = Suggestion {
            span: moved(place),
            also: suggestion.also.iter().copied().map(moved).collect(),
            ..suggestion.clone()
        }
        .apply(whole);
        let end = moved(place).start as usize + suggestion.replacement.len();
        let cx = Context {
            text: &text,
            ..*self.cx
        };
        let (mut lexer, mut tokens) = (Lexer::new(cx.file, cx.text), Vec::new());
        while lexer.offset() as usize <= end {
            tokens.clear();
            match lexer.chunk(&mut tokens, &mut Sink::default()) {
                Chunk::End => break,
                Chunk::Section(_) | Chunk::Layer(_) => continue,
                Chunk::Declaration => {}
            }
            if let Err(error) = declaration(Tokens::new(&tokens, &cx)) {
                let at = tokens.len().saturating_sub(Failure::from(error).left);
                let mut parsed = tokens.get(..at).unwrap_or_default().iter();
                return Some(at == tokens.len() || parsed.any(|it| it.start as usize >= end));
            }
        }
        Some(true)
    }
}
