//! What only the author of a definition can say, and the generator never does.

use crate::rust::model::{Ident, Ty};

/// What a definition is generic over in Rust besides calls and parameters of TL types.
#[derive(Debug, Clone, Default)]
pub struct Generics {
    /// `'a`. If there is but one, values borrow from what they are read from.
    pub lifetimes: Vec<String>,
    /// Type parameters that are read and written as any other type.
    pub types: Vec<TypeParam>,
    /// `const N: usize`.
    pub consts: Vec<String>,
    /// What stands after `where`, and the bounds from between the angle brackets.
    pub predicates: Vec<String>,
    /// All arguments in the order of the definition, those for calls and parameters too. Where
    /// there are none, calls and parameters are all, in this order.
    pub arguments: Vec<String>,
}

/// A type parameter.
#[derive(Debug, Clone)]
pub struct TypeParam {
    /// Its name.
    pub ident: Ident,
    /// Whether a field is a bare value of it, which only a constructor is.
    pub bare: bool,
}

/// `struct UserId(i64);`: another Rust name for a type.
#[derive(Debug, Clone)]
pub struct Transparent {
    /// Its name.
    pub ident: Ident,
    /// What it is generic over.
    pub generics: Generics,
    /// The field: a name, or `0`.
    pub member: String,
    /// The type of the field.
    pub ty: Ty,
}

/// `with = module`: functions of the user's.
#[derive(Debug, Clone)]
pub struct With {
    /// Where `read` and `write` are.
    pub module: String,
    /// How many bytes a value takes at least.
    pub min_size: usize,
}
