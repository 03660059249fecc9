//! `impl JsonFunction`.
//!
//! ```text
//! type Response = Vec<i64>;
//! type Form = ListOf<Int53>;
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::form_type;
use crate::rust::emit::Context;
use crate::rust::emit::function::called;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::types::ty;
use crate::rust::model::{Response, Struct};

pub(in crate::rust::emit) fn json_function(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let function = quote!(#runtime::json::JsonFunction);
    let called = |index: usize| {
        let field = item.fields.get(index)?;
        Some(called(item, field, &function, context))
    };
    let form = |index| called(index).map_or_else(TokenStream::new, |called| quote!(#called::Form));
    let (response, form) = match &item.response {
        None => return TokenStream::new(),
        Some(Response::Value { ty: response, wire }) => {
            (ty(response, context), form_type(wire, context, &form))
        }
        Some(Response::AsField(index)) => {
            let called = called(*index);
            (quote!(#called::Response), form(*index))
        }
    };
    let parameters = Parameters::of_struct(item);
    let generics = parameters.impl_generics(Bound::JsonFunction, context);
    let type_names = parameters.type_generics();
    let predicates = parameters.where_clause(Bound::JsonFunction);
    quote! {
        impl #generics #function for #ident #type_names #predicates {
            type Response = #response;
            type Form = #form;
        }
    }
}
