//! A type that is read and written as the one that it wraps.
//!
//! ```text
//! struct UserId(i64);
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::types::ty;
use crate::rust::model::Transparent;

pub(super) fn transparent(item: &Transparent, context: &Context) -> TokenStream {
    let mut tokens = identify(item, context);
    tokens.extend(read(item, context));
    tokens.extend(write(item, context));
    tokens
}

fn identify(item: &Transparent, context: &Context) -> TokenStream {
    let (runtime, ident, inner) = (&context.runtime, &item.ident, ty(&item.ty, context));
    let parameters = Parameters::of_transparent(item);
    let generics = parameters.impl_generics(Bound::Identify, context);
    let type_names = parameters.type_generics();
    // A type of several constructors has no id, and then neither has this one. The compiler
    // refuses a bound that never holds, unless a lifetime could make a difference.
    let bound = quote!(for<'any> #inner: #runtime::Identify);
    let predicates = parameters.where_clause_and(Bound::Identify, Some(bound));
    quote! {
        impl #generics #runtime::Identify for #ident #type_names #predicates {
            const ID: u32 = <#inner as #runtime::Identify>::ID;
            const NAME: &'static str = <#inner as #runtime::Identify>::NAME;
            const TL: &'static str = <#inner as #runtime::Identify>::TL;
        }
    }
}

fn read(item: &Transparent, context: &Context) -> TokenStream {
    let (runtime, ident, inner) = (&context.runtime, &item.ident, ty(&item.ty, context));
    let parameters = Parameters::of_transparent(item);
    let (lifetime, args) = (parameters.lifetime(), parameters.any_args());
    let generics = parameters.impl_generics_with_args(Bound::Read, context);
    let type_names = parameters.type_generics();
    let read_trait = quote!(#runtime::Decode<#lifetime, #args>);
    let bound = quote!(#inner: #read_trait);
    let predicates = parameters.where_clause_and(Bound::Read, Some(bound));
    let member = &item.member;
    quote! {
        impl #generics #read_trait for #ident #type_names #predicates {
            const LAYOUT: #runtime::codec::Layout = <#inner as #read_trait>::LAYOUT;

            fn decode_bare(decoder: &mut #runtime::codec::Decoder<#lifetime>, args: #args) -> Self {
                Self { #member: <#inner as #read_trait>::decode_bare(decoder, args) }
            }
        }
    }
}

fn write(item: &Transparent, context: &Context) -> TokenStream {
    let (runtime, ident, inner) = (&context.runtime, &item.ident, ty(&item.ty, context));
    let parameters = Parameters::of_transparent(item);
    let args = parameters.any_args();
    let generics = parameters.impl_generics_with_args(Bound::Write, context);
    let type_names = parameters.type_generics();
    let write_trait = quote!(#runtime::Encode<#args>);
    let bound = quote!(#inner: #write_trait);
    let predicates = parameters.where_clause_and(Bound::Write, Some(bound));
    let member = &item.member;
    quote! {
        impl #generics #write_trait for #ident #type_names #predicates {
            const HEAD: #runtime::codec::Head = <#inner as #write_trait>::HEAD;

            fn encode_bare(&self, encoder: &mut #runtime::codec::Encoder, args: #args) {
                <#inner as #write_trait>::encode_bare(&self.#member, encoder, args);
            }
        }
    }
}
