//! The constant of `Decode`: how a value begins, its least size, and how deep its filler is.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::emit::names::{Names, Place};
use crate::rust::emit::params::args_type;
use crate::rust::emit::types::ty;
use crate::rust::model::{Enum, Identity, Role, Struct, Value, VariantKind, Wire};

/// `Layout::constructor::<Self>(20).boxed::<super::enums::Tree>()`.
pub(super) fn struct_layout(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, fields) = (&context.runtime, fields(item, context));
    let bytes = Literal::usize_unsuffixed(bytes(item));
    match &item.identity {
        Identity::Constructor(_) => {
            quote!(#runtime::codec::Layout::constructor::<Self>(#bytes) #fields)
        }
        Identity::Record(name) => {
            quote!(#runtime::codec::Layout::of_type(#name).min_size(#bytes) #fields)
        }
    }
}

/// `Layout::of_type("Tree").bare::<super::types::Leaf>().min_size(4)`: the filler of an enum holds
/// that of its variant, and some other variant may have an id only.
pub(super) fn enum_layout(item: &Enum, takes_rest: bool, context: &Context) -> TokenStream {
    let (runtime, name) = (&context.runtime, &item.name);
    let parts = match item.variants.get(item.filler).map(|variant| &variant.kind) {
        Some(VariantKind::Newtype { ty: payload, .. }) => {
            let payload = ty(payload, context);
            if item.params.is_empty() {
                quote!(.bare::<#payload>())
            } else {
                let args = args_type(&item.params);
                quote!(.value::<#payload, #runtime::codec::BareWith<#args>>())
            }
        }
        Some(VariantKind::Record(record)) => fields(record, context),
        Some(VariantKind::Unit(_) | VariantKind::Other { .. }) | None => TokenStream::new(),
    };
    let min_size = (!parts.is_empty()).then(|| quote!(.min_size(4)));
    let takes_rest = takes_rest.then(|| quote!(.takes_rest()));
    quote!(#runtime::codec::Layout::of_type(#name) #parts #min_size #takes_rest)
}

/// The least size of the fields that are always there and are no types of the schema.
fn bytes(item: &Struct) -> usize {
    let sizes = item.fields.iter().map(|field| match &field.role {
        Role::Mask(mask) if mask.bit.is_none() => 4,
        Role::Value(Value {
            bit: None,
            with: Some(with),
            ..
        }) => with.min_size,
        Role::Value(Value {
            bit: None, wire, ..
        }) if !has_layout(wire) => wire.min_size().unwrap_or(0),
        Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => 0,
    });
    sizes.sum()
}

/// The fields that are always there and are types of the schema.
fn fields(item: &Struct, context: &Context) -> TokenStream {
    let names = Names {
        item,
        place: Place::Read,
        context,
    };
    let parts = item.fields.iter().filter_map(|field| match &field.role {
        Role::Value(Value {
            ty: part,
            bit: None,
            with: None,
            wire,
        }) if has_layout(wire) => {
            let part = ty(part, context);
            Some(match wire {
                Wire::Call => quote!(.boxed::<#part>()),
                Wire::Boxed(args) if args.is_empty() => quote!(.boxed::<#part>()),
                Wire::Raw => quote!(.bare::<#part>()),
                Wire::Bare(args) if args.is_empty() => quote!(.bare::<#part>()),
                wire => {
                    let codec = names.codec_type(wire);
                    quote!(.value::<#part, #codec>())
                }
            })
        }
        Role::Value(_) | Role::Mask(_) | Role::Flag(_) | Role::Count => None,
    });
    parts.collect()
}

/// Whether the Rust type or its codec says how large a form is at least, and what its filler holds.
fn has_layout(wire: &Wire) -> bool {
    match wire {
        Wire::Call
        | Wire::WithId(..)
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Raw
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Array(..)
        | Wire::Nullable(..) => true,
        Wire::Number(_)
        | Wire::String
        | Wire::Bytes
        | Wire::Bool
        | Wire::Vector(_)
        | Wire::List(_)
        | Wire::Tuple(..)
        | Wire::Object
        | Wire::Function
        | Wire::Answer(_) => false,
    }
}
