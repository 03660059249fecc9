//! How the types of a schema stand on the wire.
//!
//! This is what a resolved schema says, in the words of the wire. It is made once for a schema, so that
//! reading a value asks no questions about TL.

mod compile;

use std::borrow::Cow;

use tl_parser::schema::{CombinatorId, Mask, Nat, TypeId, VarId};

pub(crate) use compile::{Compiler, bare, bit, boxed};

/// The id of `Vector`.
pub(crate) const VECTOR: u32 = 0x1cb5_c415;

/// The form of a value.
#[derive(Debug, Clone)]
pub(crate) enum Form<'s> {
    Nat,
    Int,
    Long,
    Int53,
    Double,
    Float,
    String(Secret),
    Bytes(Secret),
    /// So many raw bytes.
    Raw(usize),
    True,
    Bool,
    /// `Int`, `String`: a builtin with its id in front.
    WithId(u32, Box<Form<'s>>),
    Boxed(TypeId, Vec<Argument<'s>>),
    Bare(CombinatorId, Vec<Argument<'s>>),
    /// `Vector t`.
    Vector(Box<Form<'s>>),
    /// `vector t`.
    List(Box<Form<'s>>),
    /// `n*[ t ]`.
    Tuple(Nat, Box<Form<'s>>),
    /// `3*[ t ]`: so few that nobody needs to ask whether the input can hold them.
    Array(u32, Box<Form<'s>>),
    /// What a repetition of several fields repeats.
    Element(Vec<Slot<'s>>),
    /// `t` of `{t:Type}`.
    Param(VarId),
    /// Any constructor or function, boxed.
    Object,
    /// Any function, boxed.
    Function,
}

/// Whether strings are never shown. The code of such types has other sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secret {
    Yes,
    No,
}

/// An argument of a type.
#[derive(Debug, Clone)]
pub(crate) enum Argument<'s> {
    Form(Form<'s>),
    Nat(Nat),
}

/// A constructor or function.
#[derive(Debug, Clone)]
pub(crate) struct Plan<'s> {
    /// The variables that the parameters of its type are, in order.
    pub(crate) params: Vec<Option<VarId>>,
    /// How many variables it has; none where none is a number.
    pub(crate) numbers: usize,
    /// How many variables it has; none where none is a type.
    pub(crate) types: usize,
    pub(crate) slots: Vec<Slot<'s>>,
    /// The form of the answer to a function.
    pub(crate) result: Form<'s>,
}

/// A field.
#[derive(Debug, Clone)]
pub(crate) struct Slot<'s> {
    /// Its name in JSON.
    pub(crate) name: Cow<'s, str>,
    pub(crate) mask: Option<Mask>,
    /// The number of its mask, if that is a field beside it, so that the mask says all of a flag.
    pub(crate) guard: Option<u32>,
    /// The variable that it gives a value.
    pub(crate) var: Option<VarId>,
    pub(crate) role: Role,
    pub(crate) form: Form<'s>,
    /// Whether it leads back to its own type, so that its value is one level deeper.
    pub(crate) recursive: bool,
    pub(crate) nullable: Nullable,
}

/// What a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A `#` with bits that guard fields beside it, and whether JSON shows its other bits.
    Mask {
        guarded: u32,
        kept: bool,
    },
    /// `flags.3?true`.
    Flag,
    /// `#` in `# [ t ]`: the list that follows has it.
    Count,
    Value,
}

/// What of a field may be null in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nullable {
    No,
    Itself,
    Elements,
}

impl Slot<'_> {
    /// Whether a value of the field is a [`Member`](crate::Member).
    pub(crate) fn is_member(&self) -> bool {
        match self.role {
            Role::Mask { .. } | Role::Value => true,
            Role::Flag => self.guard.is_none(),
            Role::Count => false,
        }
    }
}

impl<'s> Form<'s> {
    /// The fields of the elements that are somewhere in a list.
    pub(crate) fn repeated(&self) -> Option<&[Slot<'s>]> {
        match self {
            Form::Vector(inner)
            | Form::List(inner)
            | Form::Tuple(_, inner)
            | Form::Array(_, inner) => inner.repeated(),
            Form::Element(slots) => Some(slots),
            _ => None,
        }
    }
}
