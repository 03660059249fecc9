//! The constant of `Decode`: how a value begins, its least size, and how deep its filler is.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::emit::names::{Names, Place};
use crate::rust::emit::params::args_type;
use crate::rust::emit::types::ty;
use crate::rust::model::{Enum, Identity, Role, Struct, Ty, Value, VariantKind, Wire};

/// `Layout::constructor::<Self>(20).filler::<super::enums::Tree>()`.
pub(super) fn struct_layout(item: &Struct, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    let (min_size, filler) = (min_size(item, context), struct_filler(item, context));
    match &item.identity {
        Identity::Constructor(_) => {
            quote!(#runtime::codec::Layout::constructor::<Self>(#min_size) #filler)
        }
        Identity::Record(name) => {
            quote!(#runtime::codec::Layout::of_type(#name).min_size(#min_size) #filler)
        }
    }
}

/// `Layout::of_type("Photo").filler::<super::types::PhotoEmpty>()`.
pub(super) fn enum_layout(item: &Enum, takes_rest: bool, context: &Context) -> TokenStream {
    let (runtime, name, filler) = (&context.runtime, &item.name, enum_filler(item, context));
    let takes_rest = takes_rest.then(|| quote!(.takes_rest()));
    quote!(#runtime::codec::Layout::of_type(#name) #filler #takes_rest)
}

/// The sum of the least sizes of the fields: a number, and what bare types say of themselves.
fn min_size(item: &Struct, context: &Context) -> TokenStream {
    let names = Names {
        item,
        place: Place::Read,
        context,
    };
    let mut bytes = 0;
    let mut others = Vec::new();
    for field in &item.fields {
        match &field.role {
            Role::Mask(mask) if mask.bit.is_none() => bytes += 4,
            Role::Value(Value {
                bit: None,
                with: Some(with),
                ..
            }) => bytes += with.min_size,
            Role::Value(Value {
                bit: None,
                wire,
                ty,
                ..
            }) => match wire.min_size() {
                Some(size) => bytes += size,
                None => others.push(min_size_of_type(wire, ty, names)),
            },
            Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => {}
        }
    }
    let known = (bytes > 0 || others.is_empty()).then(|| {
        let bytes = Literal::usize_unsuffixed(bytes);
        quote!(#bytes)
    });
    let parts = known.into_iter().chain(others);
    quote!(#(#parts)+*)
}

/// What the Rust type says of the least size of a form.
fn min_size_of_type(wire: &Wire, field: &Ty, names: Names<'_>) -> TokenStream {
    let runtime = &names.context.runtime;
    let ty = ty(field, names.context);
    let plain = matches!(wire, Wire::Raw) || matches!(wire, Wire::Bare(args) if args.is_empty());
    if plain {
        return quote!(#runtime::codec::min_size::<#ty>());
    }
    let codec = names.codec_type(wire);
    quote!(#runtime::codec::min_size_as::<#ty, #codec>())
}

/// A filler holds those of the fields that are always there and are types of the schema.
fn struct_filler(item: &Struct, context: &Context) -> TokenStream {
    let names = Names {
        item,
        place: Place::Read,
        context,
    };
    item.fields
        .iter()
        .filter_map(|field| match &field.role {
            Role::Value(Value {
                ty: part,
                bit: None,
                with: None,
                wire,
            }) => match wire {
                Wire::Call | Wire::WithId(..) => {
                    let part = ty(part, context);
                    Some(quote!(.filler::<#part>()))
                }
                Wire::Boxed(args) | Wire::Bare(args) if args.is_empty() => {
                    let part = ty(part, context);
                    Some(quote!(.filler::<#part>()))
                }
                Wire::Boxed(_)
                | Wire::Bare(_)
                | Wire::Record(_)
                | Wire::Param(_)
                | Wire::Array(..)
                | Wire::Nullable(..) => {
                    let (part, codec) = (ty(part, context), names.codec_type(wire));
                    Some(quote!(.filler_as::<#part, #codec>()))
                }
                Wire::Number(_)
                | Wire::String
                | Wire::Bytes
                | Wire::Raw
                | Wire::Bool
                | Wire::Vector(_)
                | Wire::List(_)
                | Wire::Tuple(..)
                | Wire::Object
                | Wire::Function
                | Wire::Answer(_) => None,
            },
            Role::Value(_) | Role::Mask(_) | Role::Flag(_) | Role::Count => None,
        })
        .collect()
}

/// The filler of an enum holds that of its variant.
fn enum_filler(item: &Enum, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    match item.variants.get(item.filler).map(|variant| &variant.kind) {
        Some(VariantKind::Newtype { ty: payload, .. }) => {
            let payload = ty(payload, context);
            if item.params.is_empty() {
                return quote!(.filler::<#payload>());
            }
            let args = args_type(&item.params);
            quote!(.filler_as::<#payload, #runtime::codec::BareWith<#args>>())
        }
        Some(VariantKind::Record(record)) => struct_filler(record, context),
        Some(VariantKind::Unit(_) | VariantKind::Other { .. }) | None => TokenStream::new(),
    }
}
