//! Parameters of types: what reading and writing are given.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::model::{Argument, Bit, Param, Role, Struct, Value, Var, Wire};

/// The type of the arguments: `()`, `(u32, CT)`.
pub(super) fn args_type(params: &[Param]) -> TokenStream {
    tuple(params.iter().map(|param| match param {
        Param::Nat(_) => quote!(u32),
        Param::Type { codec, .. } => quote!(#codec),
    }))
}

/// A tuple; with one part, one that is no mere pair of parentheses.
pub(super) fn tuple(parts: impl Iterator<Item = TokenStream>) -> TokenStream {
    let parts: Vec<TokenStream> = parts.collect();
    match parts.as_slice() {
        [only] => quote!((#only,)),
        parts => quote!((#(#parts),*)),
    }
}

/// The pattern that takes the arguments apart: a variable for each that the fields name.
pub(super) fn args_pattern(item: &Struct) -> TokenStream {
    let names = |index: usize| {
        item.fields
            .iter()
            .any(|field| names_param(&field.role, index))
    };
    let used: Vec<bool> = (0..item.params.len()).map(names).collect();
    if !used.contains(&true) {
        return quote!(_);
    }
    tuple(item.params.iter().zip(used).map(|(param, used)| {
        let variable = param.variable();
        if used { quote!(#variable) } else { quote!(_) }
    }))
}

fn names_param(role: &Role, index: usize) -> bool {
    let masked = |bit: &Bit| bit.mask == Var::Param(index);
    match role {
        Role::Count => false,
        Role::Flag(bit) => masked(bit),
        Role::Mask(mask) => mask.bit.as_ref().is_some_and(masked),
        Role::Value(value) => {
            value.bit.as_ref().is_some_and(masked) || value_uses(value, Var::Param(index))
        }
    }
}

/// Whether reading or writing the value needs to know a number or a codec.
pub(super) fn value_uses(value: &Value, var: Var) -> bool {
    value.with.is_none() && uses(&value.wire, var)
}

/// Whether a form needs to know a number or a codec.
pub(super) fn uses(wire: &Wire, var: Var) -> bool {
    match wire {
        Wire::Param(index) => var == Var::Param(*index),
        Wire::Vector(element)
        | Wire::List(element)
        | Wire::Array(_, element)
        | Wire::WithId(_, element)
        | Wire::Nullable(_, element) => uses(element, var),
        Wire::Tuple(count, element) => count.var == Some(var) || uses(element, var),
        Wire::Boxed(args) | Wire::Bare(args) | Wire::Record(args) => {
            args.iter().any(|arg| match arg {
                Argument::Nat(count) => count.var == Some(var),
                Argument::Form(wire) => uses(wire, var),
            })
        }
        Wire::Number(_)
        | Wire::String
        | Wire::Bytes
        | Wire::Raw
        | Wire::Bool
        | Wire::Object
        | Wire::Function
        | Wire::Call
        | Wire::Answer(_) => false,
    }
}
