//! `From` of a constructor's struct for the enum of its type, and `TryFrom` back.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::emit::generics::Parameters;
use crate::rust::emit::types::ty;
use crate::rust::model::{Conversion, Enum, Payload};

pub(super) fn conversions(item: &Enum, context: &Context) -> TokenStream {
    let mut tokens = TokenStream::new();
    for conversion in &item.conversions {
        if conversion.from {
            tokens.extend(from(item, conversion, context));
        }
        if conversion.try_from {
            tokens.extend(try_from(item, conversion, context));
        }
    }
    tokens
}

fn from(item: &Enum, conversion: &Conversion, context: &Context) -> TokenStream {
    let (ident, runtime) = (&item.ident, &context.runtime);
    let generics = Parameters::of_enum(item).type_generics();
    let variant = item
        .variants
        .get(conversion.variant)
        .map(|variant| &variant.ident);
    let record = ty(&conversion.record, context);
    let (argument, value) = match conversion.payload {
        Payload::Unit => (quote!(_), quote!(Self::#variant)),
        Payload::Plain => (quote!(value), quote!(Self::#variant(value))),
        Payload::Boxed => (
            quote!(value),
            quote!(Self::#variant(#runtime::alloc::boxed::Box::new(value))),
        ),
    };
    quote! {
        impl #generics ::core::convert::From<#record> for #ident #generics {
            fn from(#argument: #record) -> Self {
                #value
            }
        }
    }
}

fn try_from(item: &Enum, conversion: &Conversion, context: &Context) -> TokenStream {
    let ident = &item.ident;
    let generics = Parameters::of_enum(item).type_generics();
    let variant = item
        .variants
        .get(conversion.variant)
        .map(|variant| &variant.ident);
    let record = ty(&conversion.record, context);
    let (pattern, result) = match conversion.payload {
        Payload::Unit => (quote!(#ident::#variant), quote!(Self)),
        Payload::Plain => (quote!(#ident::#variant(value)), quote!(value)),
        Payload::Boxed => (quote!(#ident::#variant(value)), quote!(*value)),
    };
    let body = if item.variants.len() > 1 {
        quote! {
            match value {
                #pattern => ::core::result::Result::Ok(#result),
                other => ::core::result::Result::Err(other),
            }
        }
    } else {
        quote! {
            let #pattern = value;
            ::core::result::Result::Ok(#result)
        }
    };
    quote! {
        impl #generics ::core::convert::TryFrom<#ident #generics> for #record {
            type Error = #ident #generics;

            #[allow(clippy::result_large_err)]
            fn try_from(value: #ident #generics) -> ::core::result::Result<Self, Self::Error> {
                #body
            }
        }
    }
}
