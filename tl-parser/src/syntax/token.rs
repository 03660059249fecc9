//! Tokens with their places, and the input of the grammar.

use crate::source::{FileId, Span, Spanned};

/// The kind of a [`Token`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `photo`: a name without dots that begins in lower case.
    LowerIdent,
    /// `Photo`: the same in upper case.
    UpperIdent,
    /// `photos.photo`: a name with dots whose last part begins in lower case.
    LowerPath,
    /// `photos.Photo`: the same in upper case.
    UpperPath,
    /// `_`
    Underscore,
    /// `20212ca8` of `photos.photo#20212ca8`, with the `#`.
    Id,
    /// `@read`, with the `@`.
    Annotation,
    /// `3`
    Number,
    /// `#` that is not directly after a name.
    Hash,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `=`
    Equals,
    /// `=>`
    Arrow,
    /// `?`
    Question,
    /// `%`
    Percent,
    /// `!`
    Bang,
    /// `.` that does not join a name.
    Dot,
    /// `,`
    Comma,
    /// `+`
    Plus,
    /// `*`
    Star,
    /// `(`
    ParenOpen,
    /// `)`
    ParenClose,
    /// `[`
    SquareOpen,
    /// `]`
    SquareClose,
    /// `{`
    BraceOpen,
    /// `}`
    BraceClose,
    /// `<`
    AngleOpen,
    /// `>`
    AngleClose,
    /// An opening bracket inside too many others.
    TooDeep,
    /// Anything that is not allowed in TL, a whole word at a time.
    Malformed,
    /// After the last token.
    End,
}

impl TokenKind {
    /// Whether it is a name without dots.
    pub(super) fn is_ident(self) -> bool {
        matches!(self, TokenKind::LowerIdent | TokenKind::UpperIdent)
    }

    /// Whether it can name a constructor, function, variable or namespace member.
    pub(super) fn is_lower(self) -> bool {
        matches!(self, TokenKind::LowerIdent | TokenKind::LowerPath)
    }

    /// Whether it can name a type.
    pub(super) fn is_upper(self) -> bool {
        matches!(self, TokenKind::UpperIdent | TokenKind::UpperPath)
    }

    /// Whether it is a name.
    pub(super) fn is_name(self) -> bool {
        self.is_lower() || self.is_upper()
    }

    /// Whether the result comes after it.
    pub(super) fn is_equals(self) -> bool {
        matches!(self, TokenKind::Equals | TokenKind::Arrow)
    }

    /// Whether a type has to follow it.
    pub(super) fn needs_type(self) -> bool {
        use TokenKind::{Bang, Colon, Percent, Question};
        matches!(self, Bang | Colon | Percent | Question)
    }

    /// Whether it is an opening bracket.
    pub(super) fn opens(self) -> bool {
        use TokenKind::{AngleOpen, BraceOpen, ParenOpen, SquareOpen};
        matches!(self, ParenOpen | SquareOpen | BraceOpen | AngleOpen)
    }

    /// Whether it is a closing bracket.
    pub(super) fn closes(self) -> bool {
        use TokenKind::{AngleClose, BraceClose, ParenClose, SquareClose};
        matches!(self, ParenClose | SquareClose | BraceClose | AngleClose)
    }
}

/// A word or mark of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Its kind.
    pub(super) kind: TokenKind,
    /// Its first byte.
    pub(super) start: u32,
    /// The byte after its last.
    pub(super) end: u32,
}

/// The text that tokens point into.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context<'s> {
    /// The file.
    pub(super) file: FileId,
    /// Its text.
    pub(super) text: &'s str,
}

impl<'s> Context<'s> {
    /// Returns the span `start..end` of the file.
    pub(super) fn span(self, start: u32, end: u32) -> Span {
        Span {
            file: self.file,
            start,
            end,
        }
    }

    /// Returns the span of the token.
    pub(super) fn span_of(self, token: Token) -> Span {
        self.span(token.start, token.end)
    }

    /// Returns the text `start..end` of the file; none if `end` is first.
    pub(super) fn between(self, start: u32, end: u32) -> Option<&'s str> {
        self.text.get(start as usize..end as usize)
    }

    /// Returns the text from `start`.
    pub(super) fn rest(self, start: u32) -> &'s str {
        self.text.get(start as usize..).unwrap_or_default()
    }

    /// Returns the text of the token.
    pub(super) fn text_of(self, token: Token) -> &'s str {
        self.between(token.start, token.end).unwrap_or_default()
    }

    /// Returns the text of the token, and its span.
    pub(super) fn word(self, token: Token) -> Spanned<&'s str> {
        Spanned {
            value: self.text_of(token),
            span: self.span_of(token),
        }
    }
}

/// The input of the grammar: the tokens of one declaration that are still to be parsed.
///
/// A slice that knows its text. It never panics: there are no tokens beyond its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens<'t, 's> {
    rest: &'t [Token],
    cx: &'t Context<'s>,
}

impl<'t, 's> Tokens<'t, 's> {
    pub(super) fn new(rest: &'t [Token], cx: &'t Context<'s>) -> Self {
        Self { rest, cx }
    }

    /// Returns the text that the tokens point into.
    #[inline]
    pub(super) fn cx(self) -> &'t Context<'s> {
        self.cx
    }

    /// Returns the number of tokens that are left.
    #[inline]
    pub(super) fn left(self) -> usize {
        self.rest.len()
    }

    /// Returns the input after the next token, and this token.
    #[inline]
    pub(super) fn split(self) -> Option<(Self, Token)> {
        let (&token, rest) = self.rest.split_first()?;
        Some((Self { rest, cx: self.cx }, token))
    }

    /// Returns the kind of the next token.
    #[inline]
    pub(super) fn kind(self) -> TokenKind {
        self.rest.first().map_or(TokenKind::End, |token| token.kind)
    }

    /// Returns the kind of the token that is `ahead` tokens after the next one.
    #[inline]
    pub(super) fn peek(self, ahead: usize) -> TokenKind {
        self.rest
            .get(ahead)
            .map_or(TokenKind::End, |token| token.kind)
    }
}
