//! The constant `LAYOUT`: how the boxed form of a type begins, its least size, and its filler.
//!
//! ```text
//! Layout::constructor::<Self>(20).boxed::<super::enums::Tree>()
//! Layout::of_type("Tree").bare::<super::types::Leaf>().min_size(4)
//! ```

use crate::rust::emit::generics::args_type;
use crate::rust::emit::template::{Emit, Output, Quoted, code, rust};
use crate::rust::emit::variables::Site;
use crate::rust::model::{Enum, Identity, Role, Struct, Value, Variant, VariantKind, Wire};

/// The layout of a struct.
pub(super) fn struct_layout(item: &Struct) -> impl Emit + '_ {
    code(move |out| {
        let size = least_size(item);
        match &item.identity {
            Identity::Constructor(_) => {
                rust!(
                    out,
                    "#runtime::codec::Layout::constructor::<Self>(#size)",
                    size
                );
            }
            Identity::Element(name) => {
                let name = Quoted(name);
                rust! { out, "#runtime::codec::Layout::of_type(#name).min_size(#size)", name, size }
            }
        }
        parts(item, out);
    })
}

/// The layout of an enum: its filler holds that of its variant, and another variant may be no more
/// than an id.
pub(super) fn enum_layout(item: &Enum) -> impl Emit + '_ {
    code(move |out| {
        let name = Quoted(&item.name);
        rust!(out, "#runtime::codec::Layout::of_type(#name)", name);
        let filler = item.variants.get(item.filler);
        let has_parts = match filler.map(|variant| &variant.kind) {
            Some(VariantKind::Newtype { ty, .. }) => {
                let args = args_type(&item.params);
                if item.params.is_empty() {
                    rust!(out, ".bare::<#ty>()", ty);
                } else {
                    rust!(
                        out,
                        ".value::<#ty, #runtime::codec::BareWith<#args>>()",
                        ty,
                        args
                    );
                }
                true
            }
            Some(VariantKind::Fields(record)) => parts(record, out),
            Some(VariantKind::Unit(_) | VariantKind::Other { .. }) | None => false,
        };
        if has_parts {
            out.push(".min_size(4)");
        }
        if item.variants.iter().any(Variant::is_other) {
            out.push(".takes_rest()");
        }
    })
}

/// The least size of the fields that are always there and are not types of the schema.
fn least_size(item: &Struct) -> usize {
    let sizes = item.fields.iter().map(|field| match &field.role {
        Role::Mask(mask) if mask.bit.is_none() => 4,
        Role::Value(value) if value.bit.is_none() => match &value.with {
            Some(with) => with.min_size,
            None if has_layout(&value.wire) => 0,
            None => value.wire.min_size().unwrap_or(0),
        },
        Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => 0,
    });
    sizes.sum()
}

/// The fields that are always there and are types of the schema; returns whether there are any.
fn parts(item: &Struct, out: &mut Output<'_>) -> bool {
    let mut any = false;
    for field in &item.fields {
        let Role::Value(Value {
            ty,
            bit: None,
            with: None,
            wire,
        }) = &field.role
        else {
            continue;
        };
        if !has_layout(wire) {
            continue;
        }
        any = true;
        out.line(4);
        match wire {
            Wire::Call => rust!(out, ".boxed::<#ty>()", ty),
            Wire::Boxed(args) if args.is_empty() => rust!(out, ".boxed::<#ty>()", ty),
            Wire::Raw => rust!(out, ".bare::<#ty>()", ty),
            Wire::Bare(args) if args.is_empty() => rust!(out, ".bare::<#ty>()", ty),
            wire => {
                let codec = Site::decoding(item).codec_type(wire);
                rust!(out, ".value::<#ty, #codec>()", ty, codec);
            }
        }
    }
    any
}

/// Whether the Rust type or its codec says how large a form is at least, and what its filler holds.
fn has_layout(wire: &Wire) -> bool {
    match wire {
        Wire::Call
        | Wire::WithId(..)
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Raw
        | Wire::Element(_)
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
