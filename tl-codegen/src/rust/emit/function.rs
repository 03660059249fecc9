//! `impl Function`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::rust::emit::decode::read;
use crate::rust::emit::types::ty;
use crate::rust::emit::{Context, generics, inline};
use crate::rust::model::{Response, Struct};

pub(super) fn function(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let (with_bounds, plain) = generics(item, None, &quote!(#runtime::Function));
    let (response, body) = match &item.response {
        None => return TokenStream::new(),
        Some(Response::Value { ty: response, wire }) => {
            let reader = Ident::new("reader", Span::call_site());
            (ty(response, context), read(wire, &reader, context))
        }
        Some(Response::AsField(field)) => {
            let param = item.params.first();
            (
                quote!(#param::Response),
                quote!(self.#field.read_response(reader)),
            )
        }
    };
    let inline = inline(item);
    quote! {
        impl #with_bounds #runtime::Function for #ident #plain {
            type Response = #response;

            #inline
            fn read_response(&self, reader: &mut #runtime::Reader<'_>) -> Self::Response {
                #body
            }
        }
    }
}
