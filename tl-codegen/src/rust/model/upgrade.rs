//! What is made of a value of an older layer.

use std::rc::Rc;

use crate::rust::model::Ident;

/// `From` of an item of an older layer for that of a newer one.
#[derive(Debug, Clone)]
pub struct Upgrade {
    /// The item of the older layer, from the module that all layers are in.
    pub from: Rc<[Ident]>,
    /// That of the newer one.
    pub to: Rc<[Ident]>,
    /// How a value is converted.
    pub body: UpgradeBody,
}

/// How a value is converted.
#[derive(Debug, Clone)]
pub enum UpgradeBody {
    /// A struct for a struct, by the fields of the newer one.
    Struct(Vec<(Ident, FieldUpgrade)>),
    /// A struct for the variant of an enum that its type became.
    Variant(VariantUpgrade),
    /// An enum for an enum, by the variants of the older one.
    Enum(Vec<(Ident, VariantUpgrade)>),
}

/// What a field of the newer struct is.
#[derive(Debug, Clone)]
pub enum FieldUpgrade {
    /// A flag that the older one does not have.
    False,
    /// An optional field that the older one does not have.
    None,
    /// The field of that name of the older one; where it was always there and is optional now, `Some` of
    /// it.
    Field(Ident, Change, bool),
}

/// What the variant of an older enum becomes.
#[derive(Debug, Clone)]
pub struct VariantUpgrade {
    /// The variant of the newer enum.
    pub ident: Ident,
    /// What the older variant holds, and how that is converted; `None` where neither holds anything.
    pub payload: Option<(Held, Change)>,
}

/// What an older variant holds.
#[derive(Debug, Clone)]
pub enum Held {
    /// A value.
    Value,
    /// Nothing: its struct, of that path, has no fields.
    Nothing(Rc<[Ident]>),
}

/// How a value becomes one of the newer layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is one.
    Same,
    /// By `From`.
    From,
    /// The value in a `Box`, changed so.
    Unboxed(Box<Change>),
    /// Changed so, in a `Box`.
    Boxed(Box<Change>),
    /// Each element of a list.
    Elements(Box<Change>),
    /// What an `Option` or an array holds.
    Inside(Box<Change>),
}
