//! Parts of a definition that only the derive has, and the generator never.

use crate::rust::model::{Ident, Ty};

/// The generics of a definition in Rust, besides calls and parameters of TL types.
#[derive(Debug, Clone, Default)]
pub struct Generics {
    /// `'a`. If there is only one, values borrow from the input.
    pub lifetimes: Vec<String>,
    /// Type parameters that are decoded and encoded like any other type.
    pub types: Vec<TypeParam>,
    /// `const N: usize`.
    pub consts: Vec<String>,
    /// The predicates after `where`, and the bounds in angle brackets.
    pub predicates: Vec<String>,
    /// All arguments in the order of the definition, including those for calls and parameters. If this is
    /// empty, calls and parameters are all arguments, in this order.
    pub arguments: Vec<String>,
}

/// A type parameter.
#[derive(Debug, Clone)]
pub struct TypeParam {
    /// Its name.
    pub ident: Ident,
    /// Whether a field is a bare value of it, which must be a constructor.
    pub bare: bool,
}

/// `struct UserId(i64);`: another Rust name for a type.
#[derive(Debug, Clone)]
pub struct Transparent {
    /// Its name.
    pub ident: Ident,
    /// Its generics.
    pub generics: Generics,
    /// The field: a name, or `0`.
    pub member: String,
    /// The type of the field.
    pub ty: Ty,
    /// A type parameter of the impls for the arguments of decoding and encoding.
    pub args: Ident,
}

/// `with = module`: functions of the user.
#[derive(Debug, Clone)]
pub struct With {
    /// The module with `read` and `write`.
    pub module: String,
    /// The minimum number of bytes of a value.
    pub min_size: usize,
}
