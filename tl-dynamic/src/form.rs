//! The forms of a schema's types on the wire.
//!
//! They hold what a resolved schema says, in terms of the wire. They are computed once for a schema, so
//! that decoding a value does not have to interpret TL.

mod compile;

use std::borrow::Cow;

use tl_parser::schema::{CombinatorId, Mask, Nat, TypeId, VarId};

pub(crate) use compile::{bare, bit, boxed, plans};

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
    /// This many raw bytes.
    Raw(usize),
    True,
    Bool,
    /// `Int`, `String`: a builtin type with its id before it.
    WithId(u32, Box<Form<'s>>),
    Boxed(TypeId, Vec<Argument<'s>>),
    Bare(CombinatorId, Vec<Argument<'s>>),
    /// `Vector t`.
    Vector(Box<Form<'s>>),
    /// `vector t`.
    List(Box<Form<'s>>),
    /// `n*[ t ]`.
    Tuple(Nat, Box<Form<'s>>),
    /// `3*[ t ]`: so few elements that the input need not be checked for them first.
    Array(u32, Box<Form<'s>>),
    /// An element of a repetition of several fields.
    Element(Vec<Slot<'s>>),
    /// `t` of `{t:Type}`.
    Param(VarId),
    /// Any constructor or function, boxed.
    Object,
    /// Any function, boxed.
    Function,
}

/// Whether a string is secret, which means that it is never shown. The least sizes of secret types are others.
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
    /// The variables of the type's parameters, in order.
    pub(crate) params: Vec<Option<VarId>>,
    /// The number of variables; 0 if none of them is a number.
    pub(crate) numbers: usize,
    /// The number of variables; 0 if none of them is a type.
    pub(crate) types: usize,
    pub(crate) slots: Vec<Slot<'s>>,
    /// The form of the answer to a function.
    pub(crate) result: Form<'s>,
}

/// A field.
#[derive(Debug, Clone)]
pub(crate) struct Slot<'s> {
    /// The name in JSON.
    pub(crate) name: Cow<'s, str>,
    pub(crate) mask: Option<Mask>,
    /// The index of its mask, if that is a field beside it. Then a flag is only a bit of that mask.
    pub(crate) guard: Option<u32>,
    /// The variable that the field sets.
    pub(crate) var: Option<VarId>,
    pub(crate) role: Role,
    pub(crate) form: Form<'s>,
    /// Whether the field leads back to its own type, so that its value counts as one level deeper.
    pub(crate) recursive: bool,
    pub(crate) nullable: Nullable,
}

/// The role of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A `#` with bits that guard fields beside it. `kept` tells whether JSON shows its other bits.
    Mask {
        guarded: u32,
        kept: bool,
    },
    /// `flags.3?true`.
    Flag,
    /// The `#` in `# [ t ]`, which is the length of the list that follows.
    Count,
    Value,
}

/// Which part of a field may be null in JSON.
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
    /// Returns the fields of a repetition, which may be nested in lists.
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
