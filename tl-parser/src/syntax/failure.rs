//! The result of a production: a value, or the place where the text is wrong.

use nom::error::{ErrorKind, ParseError};
use nom::{Err, IResult};

use super::token::{TokenKind, Tokens};

/// The result of a production: a value, and the input after it.
pub(super) type Parsed<'t, 's, O> = IResult<Tokens<'t, 's>, O, Failure>;

/// The place where the text is not what the grammar allows, and what it allows there.
///
/// It is small and allocates nothing, since nom creates one wherever a repetition ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Failure {
    /// The number of tokens that are left at the place.
    pub(super) left: usize,
    /// What is allowed.
    pub(super) expected: Expected,
}

/// What the grammar allows at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// The name of a combinator, or a type for a partial application.
    Declaration,
    /// A parameter, a field, `?` or `=`.
    Body,
    /// A field or `=`.
    FieldOrEquals,
    /// A type after `=`.
    Result,
    /// An argument of the result, or `;`.
    ArgumentOrSemicolon,
    /// A type, or a number in its place.
    Term,
    /// A field, or `]`.
    FieldOrClose,
    /// A `Type` or a `#`.
    ParamKind,
    /// The number of a bit.
    Bit,
    /// A name.
    Name,
    /// A type after `Final`, `New` or `Empty`.
    FinalType,
    /// A type that takes arguments, before them.
    Head,
    /// Fewer fields: so many share one type that the tree would be much larger than the text.
    FewerFields,
    /// Exactly this token.
    Token(TokenKind),
    /// Something of nom itself.
    Other,
}

impl Failure {
    pub(super) fn at(input: Tokens<'_, '_>, expected: Expected) -> Err<Self> {
        Err::Error(Self {
            left: input.left(),
            expected,
        })
    }
}

impl From<Err<Failure>> for Failure {
    fn from(error: Err<Failure>) -> Self {
        match error {
            Err::Error(failure) | Err::Failure(failure) => failure,
            Err::Incomplete(_) => Self {
                left: 0,
                expected: Expected::Other,
            },
        }
    }
}

impl<'t, 's> ParseError<Tokens<'t, 's>> for Failure {
    fn from_error_kind(input: Tokens<'t, 's>, _: ErrorKind) -> Self {
        Self {
            left: input.left(),
            expected: Expected::Other,
        }
    }

    fn append(_: Tokens<'t, 's>, _: ErrorKind, other: Self) -> Self {
        other
    }
}
