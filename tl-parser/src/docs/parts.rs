//! Documentation that names what it describes, split into parts.

use crate::source::{Span, Spanned};
use crate::syntax::ast::Comment;

/// How documentation names what it describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `//@description A user @id Its id`
    Tdlib,
    /// `// @constructor user A user`, `// @param id Its id`
    Words,
}

/// The subject of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject<'s> {
    Declaration,
    Class(&'s str),
    Field(&'s str),
}

/// The documentation of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part<'s> {
    pub(crate) subject: Subject<'s>,
    /// The word that names the subject, if any: `param_description` for the field `description`.
    pub(crate) key: Option<Spanned<&'s str>>,
    /// The text, line by line; an empty line separates paragraphs.
    pub(super) lines: Vec<&'s str>,
}

/// All parts of a block of comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts<'s> {
    pub(crate) style: Style,
    pub(crate) all: Vec<Part<'s>>,
    /// Words in the middle of a text that look like the name of a field, but are not one.
    pub(crate) unknown: Vec<Spanned<&'s str>>,
    /// The name of the declaration in the comments, if it is wrong.
    pub(crate) misnamed: Option<Spanned<&'s str>>,
}

impl<'s> Parts<'s> {
    pub(super) fn new(style: Style) -> Self {
        Self {
            style,
            all: Vec::new(),
            unknown: Vec::new(),
            misnamed: None,
        }
    }

    pub(super) fn begin(&mut self, subject: Subject<'s>, key: Option<Spanned<&'s str>>) {
        self.all.push(Part {
            subject,
            key,
            lines: Vec::new(),
        });
    }

    /// Adds a line to the last part; text before the first part belongs to something else.
    pub(super) fn say(&mut self, line: &'s str) {
        if let Some(last) = self.all.last_mut() {
            last.lines.push(line);
        }
    }
}

/// Returns a part of the comment's text with its place. An empty part, which may point elsewhere, is at its end.
pub(crate) fn placed<'s>(comment: &Comment<'s>, part: &'s str) -> Spanned<&'s str> {
    let Span { file, start, end } = comment.span;
    let before = part
        .as_ptr()
        .addr()
        .checked_sub(comment.text.as_ptr().addr());
    // The text follows the two characters that begin the comment.
    let before = before.and_then(|before| u32::try_from(before + 2).ok());
    let place = before.zip(u32::try_from(part.len()).ok());
    let place = place.and_then(|(before, length)| {
        let start = start.checked_add(before)?;
        Some((start, start.checked_add(length).filter(|it| *it <= end)?))
    });
    let (start, end) = place.unwrap_or((end, end));
    Spanned {
        value: part,
        span: Span { file, start, end },
    }
}
