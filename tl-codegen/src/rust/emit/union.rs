//! `impl Decode` of an enum.
//!
//! ```text
//! fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
//!     match decoder.id() {
//!         0x1cd7bf0d => Self::Empty,
//!         <InputPhoto as Identify>::ID => Self::Photo(Decode::decode_bare(decoder, ())),
//!         id => { decoder.unexpected_id(id); Self::Empty }
//!     }
//! }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::emit::decode::body;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::params::args_type;
use crate::rust::emit::sizes::enum_layout;
use crate::rust::emit::types::ty;
use crate::rust::emit::{Context, argument, arguments, id_literal, records};
use crate::rust::model::{Enum, Identity, Struct, Variant, VariantKind};

pub(super) fn read_enum(item: &Enum, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let parameters = Parameters::of_enum(item);
    let generics = parameters.impl_generics(Bound::Read, context);
    let type_names = parameters.type_generics();
    let predicates = parameters.where_clause(Bound::Read);
    let (lifetime, read_trait) = (parameters.lifetime(), parameters.read_trait(context));
    let args_type = args_type(&item.params);
    let (args, pattern) = arguments(item);
    let reader = argument("decoder", records(item));
    let (mut arms, mut others) = (TokenStream::new(), None);
    for variant in &item.variants {
        match read_variant(variant, &reader, &args, context) {
            Arm::Known(arm) => arms.extend(arm),
            Arm::Other(value) => others = Some(value),
        }
    }
    let layout = enum_layout(item, others.is_some(), context);
    let others = others.unwrap_or_else(|| {
        let value = filler(item, &reader, &args, context);
        quote!(#reader.unexpected_id(id); #value)
    });
    quote! {
        impl #generics #read_trait for #ident #type_names #predicates {
            const LAYOUT: #runtime::codec::Layout = #layout;

            fn decode_bare(#reader: &mut #runtime::codec::Decoder<#lifetime>, #pattern: #args_type) -> Self {
                match #reader.id() {
                    #arms
                    id => { #others }
                }
            }
        }
    }
}

/// How an id becomes a variant.
enum Arm {
    /// By an arm of the `match`.
    Known(TokenStream),
    /// By this, where no other arm knows it.
    Other(TokenStream),
}

fn read_variant(variant: &Variant, reader: &Ident, args: &TokenStream, context: &Context) -> Arm {
    let (runtime, ident) = (&context.runtime, &variant.ident);
    match &variant.kind {
        VariantKind::Unit(constructor) => {
            let id = id_literal(constructor.id);
            Arm::Known(quote!(#id => Self::#ident,))
        }
        VariantKind::Newtype { ty: payload, .. } => {
            let (payload, value) = (ty(payload, context), newtype(ident, reader, args, context));
            Arm::Known(quote!(<#payload as #runtime::Identify>::ID => #value,))
        }
        VariantKind::Record(item) => {
            let (id, value) = (record_id(item), record(item, reader, context));
            Arm::Known(quote!(#id => { #value }))
        }
        VariantKind::Other { id, rest } => Arm::Other(quote! {
            Self::#ident { #id: id, #rest: ::core::convert::From::from(#reader.take_rest()) }
        }),
    }
}

fn newtype(ident: &Ident, reader: &Ident, args: &TokenStream, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    quote!(Self::#ident(#runtime::Decode::decode_bare(#reader, #args)))
}

fn record(item: &Struct, reader: &Ident, context: &Context) -> TokenStream {
    let ident = &item.ident;
    body(item, &quote!(Self::#ident), reader, context)
}

fn record_id(item: &Struct) -> TokenStream {
    match &item.identity {
        Identity::Constructor(constructor) => id_literal(constructor.id),
        Identity::Record(_) => TokenStream::new(),
    }
}

/// The value that a failed read gives.
fn filler(item: &Enum, reader: &Ident, args: &TokenStream, context: &Context) -> TokenStream {
    let Some(variant) = item.variants.get(item.filler) else {
        return TokenStream::new();
    };
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) => quote!(Self::#ident),
        VariantKind::Newtype { .. } => newtype(ident, reader, args, context),
        VariantKind::Record(item) => record(item, reader, context),
        // Its arm takes every id.
        VariantKind::Other { .. } => TokenStream::new(),
    }
}
