//! Conversions of values from an older layer.

use std::rc::Rc;

use crate::rust::model::Ident;

/// `From` of an item of an older layer for an item of a newer one.
#[derive(Debug, Clone)]
pub struct Upgrade {
    /// The path of the item of the older layer, from the module that contains all layers.
    pub from: Rc<[Ident]>,
    /// The path of the item of the newer layer.
    pub to: Rc<[Ident]>,
    /// How a value is converted.
    pub body: UpgradeBody,
}

/// How a value is converted.
#[derive(Debug, Clone)]
pub enum UpgradeBody {
    /// From a struct to a struct, by the fields of the newer one.
    Struct(Vec<(Ident, FieldUpgrade)>),
    /// From a struct to a variant of the enum that its type became.
    Variant(VariantUpgrade),
    /// From an enum to an enum, by the variants of the older one.
    Enum(Vec<(Ident, VariantUpgrade)>),
}

/// The value of a field of the newer struct.
#[derive(Debug, Clone)]
pub enum FieldUpgrade {
    /// A flag that the older one does not have.
    False,
    /// A mask that the older one does not have.
    NoBits,
    /// An optional field that the older one does not have.
    None,
    /// The field with this name of the older one. The `bool` tells whether it is put into `Some`, because it
    /// was required and is optional now.
    Field(Ident, Change, bool),
}

/// The conversion of a variant of the older enum.
#[derive(Debug, Clone)]
pub struct VariantUpgrade {
    /// The variant of the newer enum.
    pub ident: Ident,
    /// What the older variant holds, and how that is converted; `None` if neither holds anything.
    pub payload: Option<(Held, Change)>,
}

/// What an older variant holds.
#[derive(Debug, Clone)]
pub enum Held {
    /// A value.
    Value,
    /// Nothing: its struct, which has this path, has no fields.
    Nothing(Rc<[Ident]>),
}

/// How a value becomes one of the newer layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It stays the same.
    Same,
    /// By `From`.
    From,
    /// The value is taken out of its `Box` and converted.
    Unboxed(Box<Change>),
    /// The value is converted and put into a `Box`.
    Boxed(Box<Change>),
    /// Each element of a list is converted.
    Elements(Box<Change>),
    /// The contents of an `Option` or an array are converted.
    Inside(Box<Change>),
}
