//! Adapts forms to Rust types: a TL line has `3*[t]` for an array as well as for a list.

use crate::rust::model::{Count, Ty, Wire};

/// A Rust type, as far as forms depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape<T> {
    /// `bool`, `i64` …: a type of Rust's own.
    Primitive(&'static str),
    /// `String`.
    String,
    /// `Vec<u8>`.
    Bytes,
    /// `[u8; 32]`.
    Raw,
    /// `Vec<T>`.
    List(T),
    /// `[T; 3]`.
    Array(T),
    /// `Option<T>`.
    Option(T),
    /// `Box<dyn AnyObject>`.
    Object,
    /// Another type, which is decoded and encoded by its own impls.
    Other,
}

/// A Rust type: the generator's, or one that a user of the derive wrote.
pub trait RustType: Copy {
    /// Returns the shape of the type.
    fn shape(self) -> Shape<Self>;
}

impl RustType for &Ty {
    fn shape(self) -> Shape<Self> {
        match self {
            Ty::Number(number) => Shape::Primitive(number.rust_type()),
            Ty::Bool => Shape::Primitive("bool"),
            Ty::Raw(_) => Shape::Raw,
            Ty::String => Shape::String,
            Ty::Bytes => Shape::Bytes,
            Ty::Vec(inner) => Shape::List(inner),
            Ty::Array(inner, _) => Shape::Array(inner),
            Ty::Option(inner) => Shape::Option(inner),
            Ty::Object => Shape::Object,
            Ty::True
            | Ty::Box(_)
            | Ty::Secret(_)
            | Ty::Param(_)
            | Ty::Answer(_)
            | Ty::Item(..)
            | Ty::Named(..)
            | Ty::Verbatim(_) => Shape::Other,
        }
    }
}

/// Returns the form of values of that Rust type, given the form that their TL type has by itself. If a
/// field may be null, `nullable` is its TL name.
pub fn fit(wire: Wire, ty: impl RustType, nullable: Option<&str>) -> Wire {
    let shape = ty.shape();
    if let (Shape::Option(inner), Some(name)) = (shape, nullable) {
        return Wire::Nullable(name.into(), Box::new(fit(wire, inner, None)));
    }
    match wire {
        wire if is_usual(&wire, &shape) => wire,
        Wire::String if matches!(shape, Shape::Bytes) => Wire::Bytes,
        // Another type has its own impls.
        Wire::Number(_) | Wire::String | Wire::Bytes | Wire::Raw => Wire::Bare(Vec::new()),
        Wire::Bool | Wire::Object => Wire::Boxed(Vec::new()),
        Wire::Function => Wire::Call,
        Wire::WithId(id, value) => Wire::WithId(id, Box::new(fit(*value, ty, None))),
        Wire::Vector(element) => Wire::Vector(of_list(element, shape, nullable)),
        Wire::List(element) => Wire::List(of_list(element, shape, nullable)),
        Wire::Array(add, element) => match shape {
            Shape::List(_) => {
                let count = Count { var: None, add };
                Wire::Tuple(count, of_list(element, shape, nullable))
            }
            Shape::Array(inner) => Wire::Array(add, repeated(*element, inner)),
            _ => Wire::Array(add, element),
        },
        Wire::Tuple(count, element) => match (shape, count) {
            (Shape::List(_), _) => Wire::Tuple(count, of_list(element, shape, nullable)),
            (Shape::Array(inner), Count { var: None, add }) => {
                Wire::Array(add, repeated(*element, inner))
            }
            _ => Wire::Tuple(count, element),
        },
        wire @ (Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Element(_)
        | Wire::Param(_)
        | Wire::Nullable(..)
        | Wire::Call
        | Wire::Answer(_)) => wire,
    }
}

/// Whether this is the type that the form is usually decoded to.
fn is_usual<T>(wire: &Wire, shape: &Shape<T>) -> bool {
    match (wire, shape) {
        (Wire::Number(number), Shape::Primitive(name)) => number.rust_type() == *name,
        (Wire::Bool, Shape::Primitive(name)) => *name == "bool",
        (Wire::String, Shape::String)
        | (Wire::Bytes, Shape::Bytes)
        | (Wire::Raw, Shape::Raw)
        | (Wire::Object | Wire::Function, Shape::Object) => true,
        _ => false,
    }
}

/// Returns the form of the elements of a list, which may be null if they are an `Option`.
fn of_list(element: Box<Wire>, list: Shape<impl RustType>, nullable: Option<&str>) -> Box<Wire> {
    match list {
        Shape::List(inner) => Box::new(fit(*element, inner, nullable)),
        _ => element,
    }
}

/// Returns the form of a repetition's elements.
fn repeated(element: Wire, ty: impl RustType) -> Box<Wire> {
    Box::new(fit(element, ty, None))
}
