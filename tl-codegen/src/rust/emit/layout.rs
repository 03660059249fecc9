//! The constant `LAYOUT`: the least size of a value, and how deep its filler is.

use crate::rust::emit::generics::args_type;
use crate::rust::emit::template::{Emit, Output, Quoted, code, rust};
use crate::rust::emit::union::is_other;
use crate::rust::emit::variables::Site;
use crate::rust::model::{Enum, Identity, Role, Struct, Ty, Value, VariantKind, Wire};

/// The layout of a struct.
pub(super) fn struct_layout(item: &Struct) -> impl Emit + '_ {
    code(move |out| {
        let size = min_size(item);
        match &item.identity {
            Identity::Constructor(_) => {
                rust! { out, "#runtime::codec::Layout::constructor::<Self>(#size)", size }
            }
            Identity::Record(name) => {
                let name = Quoted(name);
                rust! { out, "#runtime::codec::Layout::of_type(#name).min_size(#size)", name, size }
            }
        }
        struct_fillers(item, out);
    })
}

/// The layout of an enum: its filler holds that of its variant.
pub(super) fn enum_layout(item: &Enum) -> impl Emit + '_ {
    code(move |out| {
        let name = Quoted(&item.name);
        rust!(out, "#runtime::codec::Layout::of_type(#name)", name);
        let filler = item.variants.get(item.filler);
        match filler.map(|variant| &variant.kind) {
            Some(VariantKind::Newtype { ty, .. }) if item.params.is_empty() => {
                filler_of(ty, None::<&str>, out);
            }
            Some(VariantKind::Newtype { ty, .. }) => {
                let args = args_type(&item.params);
                let codec = code(|out| rust!(out, "#runtime::codec::BareWith<#args>", args));
                filler_of(ty, Some(codec), out);
            }
            Some(VariantKind::Record(record)) => struct_fillers(record, out),
            Some(VariantKind::Unit(_) | VariantKind::Other { .. }) | None => {}
        }
        if item.variants.iter().any(is_other) {
            out.push(".takes_rest()");
        }
    })
}

/// The sum of the least sizes of the fields: a number, and what bare types say of themselves.
fn min_size(item: &Struct) -> impl Emit + '_ {
    code(move |out| {
        let (mut bytes, mut others) = (0, Vec::new());
        for field in &item.fields {
            match &field.role {
                Role::Mask(mask) if mask.bit.is_none() => bytes += 4,
                Role::Value(value) if value.bit.is_none() => match &value.with {
                    Some(with) => bytes += with.min_size,
                    None => match value.wire.min_size() {
                        Some(size) => bytes += size,
                        None => others.push(value),
                    },
                },
                Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => {}
            }
        }
        let known = bytes > 0 || others.is_empty();
        if known {
            bytes.emit(out);
        }
        for (number, value) in others.into_iter().enumerate() {
            if known || number > 0 {
                out.push(" + ");
            }
            min_size_of_type(item, value, out);
        }
    })
}

/// What the Rust type says of the least size of a form.
fn min_size_of_type(item: &Struct, value: &Value, out: &mut Output<'_>) {
    let (ty, wire) = (&value.ty, &value.wire);
    let plain = matches!(wire, Wire::Raw) || matches!(wire, Wire::Bare(args) if args.is_empty());
    if plain {
        rust!(out, "#runtime::codec::min_size::<#ty>()", ty);
    } else {
        let codec = Site::decoding(item).codec_type(wire);
        rust!(
            out,
            "#runtime::codec::min_size_as::<#ty, #codec>()",
            ty,
            codec
        );
    }
}

/// The fillers in that of a struct: those of the fields that are always there and are types of the
/// schema.
fn struct_fillers(item: &Struct, out: &mut Output<'_>) {
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
        if let Some(form) = filler_form(wire) {
            let codec = form.map(|wire| Site::decoding(item).codec_type(wire));
            filler_of(ty, codec, out);
        }
    }
}

fn filler_of(ty: &Ty, codec: Option<impl Emit>, out: &mut Output<'_>) {
    out.line(4);
    match codec {
        None => rust!(out, ".filler::<#ty>()", ty),
        Some(codec) => rust!(out, ".filler_as::<#ty, #codec>()", ty, codec),
    }
}

/// The form of a value that a filler holds: `None` where its filler is empty, `Some(None)` where
/// the type alone says how deep it is.
#[allow(clippy::option_option)]
fn filler_form(wire: &Wire) -> Option<Option<&Wire>> {
    match wire {
        Wire::Call | Wire::WithId(..) => Some(None),
        Wire::Boxed(args) | Wire::Bare(args) if args.is_empty() => Some(None),
        Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Array(..)
        | Wire::Nullable(..) => Some(Some(wire)),
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
    }
}
