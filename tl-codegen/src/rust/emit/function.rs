//! `impl Function`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::rust::emit::decode::read;
use crate::rust::emit::masks::word;
use crate::rust::emit::names::{Names, Place};
use crate::rust::emit::params::{Bound, impl_generics, type_generics, uses};
use crate::rust::emit::types::ty;
use crate::rust::emit::{Context, inline};
use crate::rust::model::{Response, Role, Struct, Var, Wire};

pub(super) fn function(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let generics = impl_generics(&item.calls, &[], Bound::Function, context);
    let type_names = type_generics(&item.calls, &[]);
    let names = Names {
        item,
        place: Place::Value,
        context,
    };
    let reader = Ident::new("reader", Span::call_site());
    let (response, body) = match &item.response {
        None => return TokenStream::new(),
        Some(Response::Value { ty: response, wire }) => {
            let (masks, read) = (masks(item, wire), read(wire, &reader, names));
            (ty(response, context), quote!(#masks #read))
        }
        Some(Response::AsField(field)) => {
            let param = item.calls.first();
            (
                quote!(#param::Response),
                quote!(self.#field.read_response(reader)),
            )
        }
    };
    let inline = inline(item);
    quote! {
        impl #generics #runtime::Function for #ident #type_names {
            type Response = #response;

            #inline
            fn read_response(&self, #reader: &mut #runtime::Reader<'_>) -> Self::Response {
                #body
            }
        }
    }
}

/// The words of the masks that the result is given.
fn masks(item: &Struct, wire: &Wire) -> TokenStream {
    let fields = item.fields.iter().enumerate();
    let masks = fields.filter_map(|(index, field)| match &field.role {
        Role::Mask(mask) if uses(wire, Var::Field(index)) => {
            let (ident, word) = (&field.ident, word(field, mask, item, None));
            Some(quote!(let #ident = #word;))
        }
        Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => None,
    });
    masks.collect()
}
