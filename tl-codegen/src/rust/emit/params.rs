//! Parameters of types: what an impl is generic over, and what reading and writing are given.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::model::{Argument, Bit, Param, Role, Struct, Value, Var, Wire};

/// What an impl needs of its types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// They are read.
    Read,
    /// They are written.
    Write,
    /// They are called.
    Function,
}

/// What stands in angle brackets behind `impl`; empty where there is nothing.
pub(super) fn impl_generics(
    calls: &[Ident],
    params: &[Param],
    bound: Bound,
    context: &Context,
) -> TokenStream {
    let runtime = &context.runtime;
    let mut list = Vec::new();
    if bound == Bound::Read {
        list.push(quote!('a));
    }
    for ident in calls {
        list.push(match bound {
            Bound::Read => quote!(#ident: #runtime::Read<'a>),
            Bound::Write => quote!(#ident: #runtime::Write),
            Bound::Function => quote!(#ident: #runtime::Function),
        });
    }
    list.extend(
        params
            .iter()
            .filter_map(Param::type_ident)
            .map(|ident| quote!(#ident)),
    );
    if matches!(bound, Bound::Read | Bound::Write) {
        list.extend(
            params
                .iter()
                .filter_map(|param| codec_bound(param, bound, context)),
        );
    }
    if list.is_empty() {
        TokenStream::new()
    } else {
        quote!(<#(#list),*>)
    }
}

fn codec_bound(param: &Param, bound: Bound, context: &Context) -> Option<TokenStream> {
    let runtime = &context.runtime;
    match param {
        Param::Nat(_) => None,
        Param::Type {
            ident: None, codec, ..
        } => Some(quote!(#codec: ::core::marker::Copy)),
        Param::Type {
            ident: Some(ident),
            codec,
            ..
        } => Some(match bound {
            Bound::Read => quote!(#codec: #runtime::ReadAs<'a, #ident>),
            Bound::Write | Bound::Function => {
                quote!(#codec: #runtime::WriteAs<#ident>)
            }
        }),
    }
}

/// What stands in angle brackets behind the name of a type; empty where there is nothing.
pub(super) fn type_generics(calls: &[Ident], params: &[Param]) -> TokenStream {
    let idents: Vec<&Ident> = calls
        .iter()
        .chain(params.iter().filter_map(Param::type_ident))
        .collect();
    if idents.is_empty() {
        TokenStream::new()
    } else {
        quote!(<#(#idents),*>)
    }
}

/// `Read<'a>` or `Read<'a, (u32, CT)>`, after the path of the runtime.
pub(super) fn read_trait(params: &[Param], context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    if params.is_empty() {
        return quote!(#runtime::Read<'a>);
    }
    let args = args_type(params);
    quote!(#runtime::Read<'a, #args>)
}

/// `Write` or `Write<(u32, CT)>`, after the path of the runtime.
pub(super) fn write_trait(params: &[Param], context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    if params.is_empty() {
        return quote!(#runtime::Write);
    }
    let args = args_type(params);
    quote!(#runtime::Write<#args>)
}

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
        Role::Value(Value { bit, wire, .. }) => {
            bit.as_ref().is_some_and(masked) || uses(wire, Var::Param(index))
        }
    }
}

/// Whether a form needs to know a number or a codec.
pub(super) fn uses(wire: &Wire, var: Var) -> bool {
    match wire {
        Wire::Param(index) => var == Var::Param(*index),
        Wire::Vector(element) | Wire::List(element) | Wire::Array(_, element) => uses(element, var),
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
        | Wire::Function => false,
    }
}
