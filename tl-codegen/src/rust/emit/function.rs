//! `impl Function`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::emit::decode::read;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::masks::word;
use crate::rust::emit::names::{Names, Place};
use crate::rust::emit::params::uses;
use crate::rust::emit::types::ty;
use crate::rust::emit::{Context, argument, inline};
use crate::rust::model::{Field, Response, Role, Struct, Var, Wire};

pub(super) fn function(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let parameters = Parameters::of_struct(item);
    let generics = parameters.impl_generics(Bound::Function, context);
    let type_names = parameters.type_generics();
    let predicates = parameters.where_clause(Bound::Function);
    let names = Names {
        item,
        place: Place::Value,
        context,
    };
    let reader = argument("decoder", [item]);
    let (response, body) = match &item.response {
        None => return TokenStream::new(),
        Some(Response::Value { ty: response, wire }) => {
            let (masks, read) = (masks(names, wire), read(wire, &reader, names));
            (ty(response, context), quote!(#masks #read))
        }
        Some(Response::AsField(index)) => {
            let Some(field) = item.fields.get(*index) else {
                return TokenStream::new();
            };
            let place = names.field(field);
            let called = called(item, field, &quote!(#runtime::Function), context);
            (
                quote!(#called::Response),
                quote!(#place.decode_answer(#reader)),
            )
        }
    };
    let inline = inline(item);
    quote! {
        impl #generics #runtime::Function for #ident #type_names #predicates {
            type Response = #response;

            #inline
            fn decode_answer(&self, #reader: &mut #runtime::codec::Decoder<'_>) -> Self::Response {
                #body
            }
        }
    }
}

/// The function in a field, to ask of the trait what it is answered with.
pub(super) fn called(
    item: &Struct,
    field: &Field,
    function: &TokenStream,
    context: &Context,
) -> TokenStream {
    let Role::Value(value) = &field.role else {
        return TokenStream::new();
    };
    let called = ty(&value.ty, context);
    let is_parameter = |param: &&Ident| called.to_string() == param.to_string();
    match item.calls.iter().find(is_parameter) {
        Some(param) => quote!(#param),
        None => quote!(<#called as #function>),
    }
}

/// The words of the masks that the result is given.
fn masks(names: Names<'_>, wire: &Wire) -> TokenStream {
    let fields = names.item.fields.iter().enumerate();
    let masks = fields.filter_map(|(index, field)| match &field.role {
        Role::Mask(mask) if uses(wire, Var::Field(index)) => {
            let (ident, word) = (&field.ident, word(field, mask, names, None));
            Some(quote!(let #ident = #word;))
        }
        Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => None,
    });
    masks.collect()
}
