//! The forms of values on the wire.

/// A form on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wire {
    /// `#`, `int`, `long`, `double`, `float`.
    Number(Number),
    /// `string`.
    String,
    /// `bytes`.
    Bytes,
    /// `int128`, `int256`, `int512`: raw bytes.
    Raw,
    /// `Bool`.
    Bool,
    /// A type after its id, and its arguments.
    Boxed(Vec<Argument>),
    /// `Int`, `String`: a builtin after the id of its TL type. The Rust type cannot provide the id, since
    /// `Int` and `Int32` are both `i32`.
    WithId(u32, Box<Wire>),
    /// A constructor without its id, and the arguments of its type.
    Bare(Vec<Argument>),
    /// The struct of a repetition's elements, and its arguments.
    Element(Vec<Argument>),
    /// A value of a parameter's type: an index into [`Struct::params`](super::Struct::params).
    Param(usize),
    /// `n*[t]`.
    Tuple(Count, Box<Wire>),
    /// `3*[t]`, as an array.
    Array(u32, Box<Wire>),
    /// `Vector t`.
    Vector(Box<Wire>),
    /// `vector t`.
    List(Box<Wire>),
    /// A value that may be absent in JSON but not on the wire, with the TL name of the field.
    Nullable(String, Box<Wire>),
    /// `Object`.
    Object,
    /// `Function`: any function.
    Function,
    /// `!X`: a call of the function that a type parameter stands for.
    Call,
    /// In a result, `X`: the answer to that call. An index into
    /// [`Struct::fields`](super::Struct::fields).
    Answer(usize),
}

impl Wire {
    /// Returns the minimum number of bytes of a value; `None` if the Rust type determines it.
    #[must_use]
    pub fn min_size(&self) -> Option<usize> {
        match self {
            Wire::Number(number) => Some(number.size()),
            Wire::Vector(_) => Some(8),
            Wire::String
            | Wire::Bytes
            | Wire::Bool
            | Wire::Boxed(_)
            | Wire::List(_)
            | Wire::Object
            | Wire::Function
            | Wire::Call
            | Wire::Answer(_) => Some(4),
            Wire::WithId(_, value) => value.min_size().map(|size| 4 + size),
            // The number of elements is known only later.
            Wire::Tuple(..) => Some(0),
            Wire::Raw
            | Wire::Bare(_)
            | Wire::Element(_)
            | Wire::Param(_)
            | Wire::Array(..)
            | Wire::Nullable(..) => None,
        }
    }

    /// Whether a value, or the innermost element of a list, is an `Option` although it is always present on the wire.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        matches!(self, Wire::Nullable(..))
            || matches!(self, Wire::Vector(element) | Wire::List(element) | Wire::Tuple(_, element) if element.is_nullable())
    }

    /// Returns the arguments of a type.
    #[must_use]
    pub fn arguments(&self) -> &[Argument] {
        if let Wire::Boxed(args) | Wire::Bare(args) | Wire::Element(args) = self {
            args
        } else {
            &[]
        }
    }

    /// Returns the inner form, such as that of an element.
    pub(crate) fn inner(&self) -> Option<&Wire> {
        match self {
            Wire::Vector(inner)
            | Wire::List(inner)
            | Wire::Tuple(_, inner)
            | Wire::Array(_, inner)
            | Wire::WithId(_, inner)
            | Wire::Nullable(_, inner) => Some(inner),
            Wire::Number(_)
            | Wire::String
            | Wire::Bytes
            | Wire::Raw
            | Wire::Bool
            | Wire::Boxed(_)
            | Wire::Bare(_)
            | Wire::Element(_)
            | Wire::Param(_)
            | Wire::Object
            | Wire::Function
            | Wire::Call
            | Wire::Answer(_) => None,
        }
    }

    /// Whether the form is that of a type with an impl of its own, which may be written by hand.
    pub(crate) fn is_of_type(&self) -> bool {
        match self {
            Wire::Boxed(_)
            | Wire::Bare(_)
            | Wire::Element(_)
            | Wire::Param(_)
            | Wire::Object
            | Wire::Function
            | Wire::Call
            | Wire::Answer(_) => true,
            Wire::Number(_) | Wire::Bool | Wire::String | Wire::Bytes | Wire::Raw => false,
            Wire::Vector(_)
            | Wire::List(_)
            | Wire::Tuple(..)
            | Wire::Array(..)
            | Wire::Nullable(..)
            | Wire::WithId(..) => false,
        }
    }

    /// Calls `visit` for the form and for all forms inside.
    pub fn each(&self, visit: &mut dyn FnMut(&Wire)) {
        visit(self);
        if let Some(inner) = self.inner() {
            inner.each(visit);
        }
        for arg in self.arguments() {
            if let Argument::Form(wire) = arg {
                wire.each(visit);
            }
        }
    }

    /// Calls `visit` for each number and codec that the form depends on.
    pub fn each_use(&self, visit: &mut dyn FnMut(Var)) {
        self.each(&mut |wire| {
            match wire {
                Wire::Param(index) => visit(Var::Param(*index)),
                Wire::Tuple(count, _) => count.var.into_iter().for_each(&mut *visit),
                _ => {}
            }
            for arg in wire.arguments() {
                if let Argument::Nat(count) = arg {
                    count.var.into_iter().for_each(&mut *visit);
                }
            }
        });
    }

    /// Whether `holds` is true for the form or for one inside.
    #[must_use]
    pub fn any(&self, holds: &dyn Fn(&Wire) -> bool) -> bool {
        let mut found = false;
        self.each(&mut |wire| found |= holds(wire));
        found
    }
}

/// An argument of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// For `{n:#}`.
    Nat(Count),
    /// For `{t:Type}`.
    Form(Wire),
}

/// `3`, `n`, `n+1`: a sum of at most one variable and a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// `n`.
    pub var: Option<Var>,
    /// `1`.
    pub add: u32,
}

/// A number of a fixed size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// `#`.
    Nat,
    /// `int`.
    Int,
    /// `long`.
    Long,
    /// `int53`: a `long`, except in JSON, where it is a number.
    Int53,
    /// `double`.
    Double,
    /// `float`.
    Float,
}

impl Number {
    /// Returns its Rust type.
    #[must_use]
    pub fn rust_type(self) -> &'static str {
        match self {
            Number::Nat => "u32",
            Number::Int => "i32",
            Number::Long | Number::Int53 => "i64",
            Number::Double => "f64",
            Number::Float => "f32",
        }
    }

    /// Returns its number of bytes, which is the same on the wire and in Rust.
    #[must_use]
    pub fn size(self) -> usize {
        match self {
            Number::Nat | Number::Int | Number::Float => 4,
            Number::Long | Number::Int53 | Number::Double => 8,
        }
    }
}

/// A number or type that was named before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Var {
    /// A field: an index into [`Struct::fields`](super::Struct::fields).
    Field(usize),
    /// A parameter: an index into [`Struct::params`](super::Struct::params).
    Param(usize),
}
