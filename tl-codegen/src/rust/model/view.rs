//! Views: the items with a type that borrows, and the parts of it that are decoded on demand.

use std::rc::Rc;

use crate::rust::model::{Argument, FieldRole, Ident, Param, Ty, Value, Wire};
use crate::sorted::Map;

/// The view of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its path from the root of the file, with the name: `views::types::photos::Photo`.
    pub path: Rc<[Ident]>,
    /// The path of its parts, if it can be read from a stream: `views::types::photos::PhotoParts`.
    pub parts: Option<Rc<[Ident]>>,
    /// The path of the type with its large variants opened, if it is an element of something that is read
    /// from a stream: `views::MessageOpened`.
    pub opened: Option<Rc<[Ident]>>,
    /// Whether it borrows; if not, it is the owned type by another name.
    pub borrows: bool,
    /// Whether everything in it can be copied.
    pub copy: bool,
}

/// The views of a file, by the paths of the owned items: `types::photos::Photo`.
#[derive(Debug, Clone, Default)]
pub struct Views {
    of: Map<Rc<[Ident]>, View>,
}

impl Views {
    /// Returns the view of an item, if it has one.
    #[must_use]
    pub fn get(&self, path: &[Ident]) -> Option<&View> {
        self.of.get(path)
    }

    /// Returns the view of an item, to add to it.
    pub(crate) fn get_mut(&mut self, path: &[Ident]) -> Option<&mut View> {
        self.of.get_mut(path)
    }

    /// Adds the view of an item, whose properties are not known yet.
    pub(crate) fn place(&mut self, owned: Rc<[Ident]>, path: Rc<[Ident]>) {
        let view = View {
            path,
            parts: None,
            opened: None,
            borrows: false,
            copy: true,
        };
        self.of.insert(owned, view);
    }

    /// Whether the view of a type borrows. The form determines whether a list or a box is decoded on demand;
    /// the form of an argument is not known.
    #[must_use]
    pub fn borrows(&self, ty: &Ty, wire: Option<&Wire>) -> bool {
        match ty {
            Ty::String | Ty::Bytes | Ty::Named(..) => true,
            Ty::Vec(element) => {
                list_element(wire).is_some() || self.borrows(element, wire.and_then(Wire::inner))
            }
            Ty::Box(inner) => lazy_arguments(wire).is_some() || self.borrows(inner, wire),
            Ty::Array(inner, _) | Ty::Option(inner) => {
                self.borrows(inner, wire.and_then(Wire::inner))
            }
            Ty::Secret(inner) => self.borrows(inner, None),
            Ty::Item(_, path, args) => {
                self.get(path).is_some_and(|view| view.borrows)
                    || args.iter().any(|arg| self.borrows(arg, None))
            }
            Ty::Number(_)
            | Ty::Bool
            | Ty::True
            | Ty::Raw(_)
            | Ty::Object
            | Ty::Param(_)
            | Ty::Answer(_)
            | Ty::Verbatim(_) => false,
        }
    }

    /// Whether the view of a type is the type itself.
    #[must_use]
    pub fn is_owned(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Number(_) | Ty::Bool | Ty::True | Ty::Raw(_) => true,
            Ty::Array(inner, _) | Ty::Option(inner) => self.is_owned(inner),
            Ty::Item(_, path, args) => {
                args.is_empty() && self.get(path).is_some_and(|view| !view.borrows)
            }
            _ => false,
        }
    }

    /// Whether the view of a type can be copied if its type parameters can.
    #[must_use]
    pub fn copies(&self, ty: &Ty, wire: Option<&Wire>) -> bool {
        match ty {
            Ty::Vec(_) => list_element(wire).is_some(),
            Ty::Box(_) => lazy_arguments(wire).is_some(),
            Ty::Array(inner, _) | Ty::Option(inner) => {
                self.copies(inner, wire.and_then(Wire::inner))
            }
            Ty::Item(_, path, args) => {
                self.get(path).is_some_and(|view| view.copy)
                    && args.iter().all(|arg| self.copies(arg, None))
            }
            // A secret must not be copied implicitly.
            Ty::Secret(_) | Ty::Object | Ty::Answer(_) | Ty::Verbatim(_) => false,
            Ty::Number(_)
            | Ty::Bool
            | Ty::True
            | Ty::Raw(_)
            | Ty::String
            | Ty::Bytes
            | Ty::Named(..)
            | Ty::Param(_) => true,
        }
    }
}

/// Returns the form of the elements if a list is decoded on demand. A list whose elements have a form that
/// only the reader knows would need a type for it, so it is a `Vec`.
#[must_use]
pub fn list_element(wire: Option<&Wire>) -> Option<&Wire> {
    match wire? {
        Wire::Vector(element) | Wire::List(element) | Wire::Tuple(_, element) => {
            (!names_codec(element)).then_some(element)
        }
        _ => None,
    }
}

/// Returns the arguments of the type if a value in a box is decoded on demand.
#[must_use]
pub fn lazy_arguments(wire: Option<&Wire>) -> Option<&[Argument]> {
    match wire? {
        wire @ (Wire::Boxed(args) | Wire::Bare(args)) => (!names_codec(wire)).then_some(args),
        _ => None,
    }
}

/// Returns the index of the first of the lists that a struct ends with, which are decoded as they arrive
/// from a stream.
pub fn last_lists<'f>(
    fields: impl DoubleEndedIterator<Item = &'f FieldRole> + ExactSizeIterator,
) -> Option<usize> {
    let mut first = None;
    for (index, role) in fields.enumerate().rev() {
        match role {
            FieldRole::Flag(_) | FieldRole::Count => {}
            FieldRole::Value(value) if is_list(value) => first = Some(index),
            FieldRole::Value(_) | FieldRole::Mask(_) => break,
        }
    }
    first
}

fn is_list(value: &Value) -> bool {
    let (Ty::Vec(_), Wire::Vector(element) | Wire::List(element)) = (&value.ty, &value.wire) else {
        return false;
    };
    is_boxed_or_bare(element)
}

/// Whether a form belongs to a type without arguments, boxed or bare.
#[must_use]
pub fn is_boxed_or_bare(form: &Wire) -> bool {
    match form {
        Wire::Number(_) | Wire::String | Wire::Bytes | Wire::Raw | Wire::Bool => true,
        Wire::Boxed(args) | Wire::Bare(args) => args.is_empty(),
        Wire::Element(_)
        | Wire::WithId(..)
        | Wire::Param(_)
        | Wire::Tuple(..)
        | Wire::Array(..)
        | Wire::Vector(_)
        | Wire::List(_)
        | Wire::Nullable(..)
        | Wire::Object
        | Wire::Function
        | Wire::Call
        | Wire::Answer(_) => false,
    }
}

/// Whether the struct in the box of a variant is decoded on demand.
#[must_use]
pub fn is_lazy_variant(params: &[Param]) -> bool {
    let is_number = |param: &Param| matches!(param, Param::Nat(_));
    params.iter().all(is_number)
}

fn names_codec(wire: &Wire) -> bool {
    wire.any(&|wire| matches!(wire, Wire::Param(_) | Wire::Answer(_)))
}
