//! How large Rust types are, on 64-bit machines and about: what is to be boxed depends on it.

use std::collections::BTreeMap;

use tl_parser::schema::CombinatorId;

use crate::rust::model::{Number, Ty};

/// An optional field larger than this is boxed, so that the many that are absent cost little.
pub(super) const MAX_OPTIONAL: usize = 40;

/// A variant larger than this is boxed, so that the enum is not as large as its rarest variant.
pub(super) const MAX_VARIANT: usize = 200;

/// The sizes of the structs of constructors that are known so far.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    structs: BTreeMap<CombinatorId, usize>,
}

impl Sizes {
    pub(super) fn insert(&mut self, id: CombinatorId, size: usize) {
        self.structs.insert(id, size);
    }

    /// The size of a constructor's struct. One that is not known yet stands on a cycle, and the
    /// fields that close cycles are boxed.
    pub(super) fn of_struct(&self, id: CombinatorId) -> usize {
        self.structs.get(&id).copied().unwrap_or(8)
    }
}

/// The size of a type that is no item.
pub(super) fn size_of(ty: &Ty) -> usize {
    match ty {
        Ty::True => 0,
        Ty::Bool => 1,
        Ty::Number(Number::Nat | Number::Int | Number::Float) => 4,
        Ty::Number(Number::Long | Number::Int53 | Number::Double) | Ty::Box(_) => 8,
        Ty::Object => 16,
        Ty::Raw(size) => *size,
        Ty::String | Ty::Bytes | Ty::Vec(_) => 24,
        Ty::Secret(inner) => size_of(inner),
        Ty::Option(inner) => size_of_option(inner, size_of(inner)),
        Ty::Array(inner, count) => size_of(inner).saturating_mul(*count),
        // Of a type that is not known, take a string.
        Ty::Param(_) | Ty::Answer(_) => 24,
        Ty::Item(..) | Ty::Verbatim(_) => 8,
    }
}

/// What `Option` adds: nothing where the type has a value to spare.
pub(super) fn size_of_option(ty: &Ty, size: usize) -> usize {
    match ty {
        Ty::Number(Number::Long | Number::Int53 | Number::Double) => size + 8,
        Ty::Number(Number::Nat | Number::Int | Number::Float) => size + 4,
        Ty::True | Ty::Raw(_) | Ty::Array(..) => size + 1,
        Ty::Bool
        | Ty::String
        | Ty::Bytes
        | Ty::Vec(_)
        | Ty::Box(_)
        | Ty::Secret(_)
        | Ty::Option(_)
        | Ty::Object
        | Ty::Param(_)
        | Ty::Answer(_)
        | Ty::Item(..)
        | Ty::Verbatim(_) => size,
    }
}
