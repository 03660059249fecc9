//! `@key text @key text` with places.

use crate::ast::Comment;
use crate::span::{Span, Spanned};

/// `@code` in a comment, and what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key<'s> {
    /// Without the `@`.
    pub(super) name: Spanned<&'s str>,
    /// The word behind it.
    pub(super) next: Spanned<&'s str>,
    /// Whether it can hardly be part of a text: texts also speak of `@username`. It begins the
    /// comment, or what follows begins in upper case.
    pub(super) sure: bool,
}

/// The keys of a comment.
pub(super) fn keys<'c, 's>(
    comment: &'c Comment<'s>,
) -> impl Iterator<Item = Key<'s>> + use<'c, 's> {
    let text = comment.text;
    let keyed = text.starts_with(['@', '-']);
    let signs = text.match_indices('@').filter(move |_| keyed);
    signs.filter_map(|(at, _)| key(comment, at))
}

fn key<'s>(comment: &Comment<'s>, at: usize) -> Option<Key<'s>> {
    let text = comment.text;
    let (before, rest) = text.split_at_checked(at)?;
    let rest = rest.strip_prefix('@')?;
    if !(before.is_empty() || before.ends_with(' ')) {
        return None;
    }
    let length = rest
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let (name, behind) = rest.split_at_checked(length.count())?;
    if name.is_empty() || !(behind.is_empty() || behind.starts_with(' ')) {
        return None;
    }
    // The comment's text stands behind its two signs.
    let spanned = |value: &'s str, at: usize| {
        let start = comment.span.start + 2 + u32::try_from(at).unwrap_or_default();
        let end = start + u32::try_from(value.len()).unwrap_or_default();
        let file = comment.span.file;
        Spanned {
            value,
            span: Span { file, start, end },
        }
    };
    let next = behind.trim_start_matches(' ');
    let next_at = text.len() - next.len();
    let next = next.split(' ').next().unwrap_or_default();
    Some(Key {
        name: spanned(name, at + 1),
        next: spanned(next, next_at),
        sure: before.is_empty() || next.starts_with(|c: char| c.is_ascii_uppercase()),
    })
}
