//! What a failure costs: one declaration, and none where only its `;` is missing.

use super::SchemaParser;
use crate::ast::Declaration;
use crate::lexer::{Lexer, indent};
use crate::tokens::{Context, Kind, Token};

/// Where the second declaration of `tokens` begins, if they look like two without a `;` between
/// them.
///
/// A declaration begins on a line of its own: with a name and an id, or with a name that is not
/// indented more than the first line, behind one `=` and before another.
pub(super) fn next_declaration(cx: &Context<'_>, tokens: &[Token]) -> Option<usize> {
    let (first, rest) = tokens.split_first()?;
    let margin = indent(cx.text, first.start as usize).unwrap_or(usize::MAX);
    let mut equals = false;
    let mut candidate = None;
    let mut before = first.kind;
    for (at, token) in rest.iter().enumerate() {
        let next = rest.get(at + 1).map_or(Kind::End, |token| token.kind);
        if matches!(token.kind, Kind::Equals | Kind::Arrow) {
            if candidate.is_some() {
                return candidate;
            }
            equals = true;
        } else if begins_declaration(token.kind, next) && before != Kind::Annotation {
            let has_id = next == Kind::Id;
            if has_id || (equals && candidate.is_none()) {
                if let Some(indent) = indent(cx.text, token.start as usize) {
                    if has_id {
                        return candidate.or(Some(at + 1));
                    }
                    if indent <= margin {
                        candidate = Some(at + 1);
                    }
                }
            }
        }
        before = token.kind;
    }
    None
}

/// Whether a declaration can begin with it; `_` is also a name of fields.
fn begins_declaration(kind: Kind, next: Kind) -> bool {
    kind.is_lower() || kind == Kind::Annotation || (kind == Kind::Underscore && next != Kind::Colon)
}

impl<'s> SchemaParser<'_, '_, 's> {
    /// Keeps a declaration, with the section and the comments that belong to it, the last of
    /// which ends at `end`.
    pub(super) fn keep(&mut self, mut parsed: Declaration<'s>, end: u32, lexer: &Lexer<'s>) {
        parsed.section = self.section;
        let before = self.comments_until(parsed.span.start, lexer);
        let inner = self.comments_until(end, lexer);
        parsed.comments = before;
        parsed.inner_comments = inner;
        self.declarations.push(parsed);
    }

    /// Leaves out the comments before and inside of a declaration that could not be read.
    pub(super) fn skip_comments(&mut self, tokens: &[Token], lexer: &Lexer<'s>) {
        if let Some(last) = tokens.last() {
            self.comments_until(last.end, lexer);
        }
    }

    /// The comments up to `end` that belong to no declaration yet.
    fn comments_until(&mut self, end: u32, lexer: &Lexer<'s>) -> core::ops::Range<u32> {
        let start = self.comment;
        let rest = lexer.comments.get(start..).unwrap_or_default();
        self.comment += rest
            .iter()
            .take_while(|comment| comment.span.start < end)
            .count();
        index(start)..index(self.comment)
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "there are fewer comments than bytes, which fit"
)]
fn index(at: usize) -> u32 {
    at as u32
}
