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

    /// Whether the grammar gets past the suggestion once it is applied.
    ///
    /// Returns `None` if the suggestion is about more than this declaration, or if the declaration alone is read otherwise
    /// than in its file, as in a patch.
    fn is_right_after(&self, suggestion: &Suggestion) -> Option<bool> {
        let first = self.tokens.first()?.start;
        let whole = self.cx.between(first, self.tokens.last()?.end)?;
        let place = Span {
            start: suggestion.span.start.wrapping_sub(first),
            end: suggestion.span.end.wrapping_sub(first),
            ..suggestion.span
        };
        place.text_in(whole)?;
        if !self.is_read_alike(whole) {
            return None;
        }
        let text = Suggestion {
            span: place,
            also: Vec::new(),
            ..suggestion.clone()
        }
        .apply(whole);
        let end = place.start as usize + suggestion.replacement.len();
        // The grammar has not seen what is left of a word that begins with a mistake: `&Üser`.
        let cut = suggestion.span.end;
        let is_cut = self
            .token(self.at)
            .is_some_and(|it| (it.start + 1..it.end).contains(&cut));
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
                let is_past = at == tokens.len() || parsed.any(|it| it.start as usize >= end);
                return Some(is_past || is_cut);
            }
        }
        Some(true)
    }

    /// Whether the text of the declaration has the same tokens without the text around it.
    fn is_read_alike(&self, whole: &str) -> bool {
        let mut tokens = Vec::new();
        Lexer::new(self.cx.file, whole).chunk(&mut tokens, &mut Sink::default());
        let kinds = tokens.iter().map(|it| it.kind);
        kinds.eq(self.tokens.iter().map(|it| it.kind))
    }
}
