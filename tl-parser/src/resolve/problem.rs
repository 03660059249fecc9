//! What can be wrong with a schema, in words of TL.

use crate::schema::{CombinatorId, CombinatorKind, TypeId};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Combinator, Expr, Param};

/// What is wrong.
#[derive(Debug, Clone, Copy)]
pub(super) enum Problem<'s> {
    /// A name that cannot be used.
    Unknown(Spanned<&'s str>, Why),
    /// A name where a number belongs, and no variable has it.
    NotANumber(Spanned<&'s str>),
    /// A mask that is not a `#` before its field.
    NotAMask(Spanned<&'s str>),
    /// A bit above 31.
    NoSuchBit(Spanned<u32>),
    /// `flags.0?[ int ]`, where `flags` is the last `#` and so the count too.
    MaskCounts { mask: &'s str, span: Span },
    /// A repetition without a count, and no `#` before it.
    NoCount(Span),
    /// A number for a type, or the reverse.
    WrongKind {
        span: Span,
        found: Found<'s>,
        wanted: Wanted<'s>,
    },
    /// `!X` of something that is not a parameter of kind `Type`.
    NotACall(&'s Expr<'s>),
    /// `query:!X` without `{X:Type}`.
    ImpliedParams(&'s Combinator<'s>),
    /// `oneSalt` for `%OneSalt`, the type of that only constructor.
    BareTypeName(Spanned<&'s str>, CombinatorId, TypeId),
    /// `n+m`
    SumOfVariables(Span),
    /// A sum that does not fit 32 bits.
    SumTooLarge(Span),
    /// `t int` of a parameter `t`.
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
    /// `%t` of a parameter `t`.
    BareParam {
        name: &'s str,
        span: Span,
        percent: Span,
    },
    /// `%T` of a type of several constructors.
    BareOfSeveral {
        ty: TypeId,
        head: Spanned<&'s str>,
        percent: Span,
    },
    /// `foo ? = Foo`
    UnknownBuiltin(Spanned<&'s str>),
    /// A result that is not a type, of a constructor or function.
    WrongResult(&'s Combinator<'s>, CombinatorKind),
    /// A constructor with a result that only a function can have.
    NotAConstructor(&'s Combinator<'s>),
    /// A parameter of a constructor that its result does not tell.
    UntoldParam(&'s Combinator<'s>, &'s Param<'s>),
    /// A field that is an argument of the result, which stands there.
    FieldInResult(&'s str, Span),
    /// Two fields, or two parameters, of one name.
    SameName {
        first: Span,
        name: Spanned<&'s str>,
        params: bool,
    },
    /// Two different declarations of one name.
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
    /// It is a type that only functions answer with.
    NoConstructors,
    /// It is a type that is declared without constructors.
    Empty,
    /// Only `New` names it, which declares nothing.
    New,
    /// A number belongs there, and no variable is called so.
    NoNumber,
}

impl Why {
    /// Whether the schema lacks nothing for it.
    pub(super) fn is_of_values(self) -> bool {
        matches!(self, Why::Empty | Why::New)
    }
}

/// What stands where something of the other kind belongs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'s> {
    /// A number, where a type belongs.
    Number,
    /// A variable that is a number, where a type belongs.
    NumberVar(&'s str),
    /// A parameter that stands for a type, where a number belongs.
    TypeParam,
    /// A constructor, where a number belongs.
    Constructor,
    /// A type, where a number belongs.
    Type,
    /// `#`, where a number belongs.
    TypeOfNumbers,
}

/// That something is wrong, which has been reported, or follows from what has been.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reported;

/// Where an expression stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted<'s> {
    /// The type of a field.
    Field,
    /// The count of a repetition.
    Count,
    /// The argument of this index.
    Argument(&'s str, usize),
}
