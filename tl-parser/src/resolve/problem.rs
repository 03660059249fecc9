//! The problems of a schema, in words of TL.

use crate::schema::{CombinatorId, CombinatorKind, TypeId};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Combinator, Expr, Param};

/// A problem of a schema.
#[derive(Debug, Clone, Copy)]
pub(super) enum Problem<'s> {
    /// A name that cannot be used.
    Unknown(Spanned<&'s str>, Why),
    /// A name instead of a number, although no variable has it.
    NotANumber(Spanned<&'s str>),
    /// A mask that is not a `#` before its field.
    NotAMask(Spanned<&'s str>),
    /// A bit above 31.
    NoSuchBit(Spanned<u32>),
    /// `flags.0?[ int ]`, if `flags` is the last `#` and so the count too.
    MaskCounts { mask: &'s str, span: Span },
    /// `int[]`, whose count would be the last `#`.
    NothingRepeated(Span),
    /// A repetition without a count, and no `#` before it.
    NoCount(Span),
    /// A number instead of a type, or the reverse.
    WrongKind {
        span: Span,
        found: Found<'s>,
        wanted: Wanted<'s>,
    },
    /// `!X` of something that is not a parameter of kind `Type`.
    NotACall(&'s Expr<'s>),
    /// `query:!X` without `{X:Type}`.
    ImpliedParams(&'s Combinator<'s>),
    /// `oneSalt` for `%OneSalt`, a type with this only constructor.
    BareTypeName(Spanned<&'s str>, CombinatorId, TypeId),
    /// `n+m`
    SumOfVariables(Span),
    /// A sum that does not fit 32 bits.
    SumTooLarge(Span),
    /// `t int` with a parameter `t`.
    AppliedParam(&'s str, Span),
    /// Too few or too many arguments.
    WrongArity {
        ty: TypeId,
        head: Spanned<&'s str>,
        given: usize,
        span: Span,
    },
    /// More values than a constructor or function has variables, in an application that stands alone.
    TooManyValues {
        head: Spanned<&'s str>,
        most: usize,
        given: usize,
        span: Span,
    },
    /// `%t` with a parameter `t`.
    BareParam {
        name: &'s str,
        span: Span,
        percent: Span,
    },
    /// `%T` with a type of several constructors.
    BareOfSeveral {
        ty: TypeId,
        head: Spanned<&'s str>,
        percent: Span,
    },
    /// `foo ? = Foo`
    UnknownBuiltin(Spanned<&'s str>),
    /// A result of a constructor or function that is not a type.
    WrongResult(&'s Combinator<'s>, CombinatorKind),
    /// A constructor with a result that only a function can have.
    NotAConstructor(&'s Combinator<'s>),
    /// A parameter of a constructor that its result does not determine.
    UntoldParam(&'s Combinator<'s>, &'s Param<'s>),
    /// A field that is an argument of the result, and its place there.
    FieldInResult(&'s str, Span),
    /// Two fields, or two parameters, with one name.
    SameName {
        first: Span,
        name: Spanned<&'s str>,
        params: bool,
    },
    /// Two different declarations with one name.
    Duplicate {
        kind: CombinatorKind,
        first: &'s Combinator<'s>,
        again: &'s Combinator<'s>,
    },
}

/// Why a name cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Nothing declares it.
    Undeclared,
    /// It is a type that only functions have as a result.
    NoConstructors,
    /// It is a type that is declared without constructors.
    Empty,
    /// Only `New` mentions it, which is not a declaration.
    New,
    /// A number belongs there, but no variable has this name.
    NoNumber,
}

impl Why {
    /// Whether the schema is complete in spite of it.
    pub(super) fn is_of_values(self) -> bool {
        matches!(self, Why::Empty | Why::New)
    }
}

/// What was found instead of something of the other kind.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'s> {
    /// A number instead of a type.
    Number,
    /// A variable that is a number, instead of a type.
    NumberVar(&'s str),
    /// A parameter that stands for a type, instead of a number.
    TypeParam,
    /// A constructor instead of a number.
    Constructor,
    /// A type instead of a number.
    Type,
    /// `#` instead of a number.
    TypeOfNumbers,
}

/// A problem that was reported, or that follows from a reported one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reported;

/// The place of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted<'s> {
    /// The type of a field.
    Field,
    /// The count of a repetition.
    Count,
    /// The argument with this index.
    Argument(&'s str, usize),
}
