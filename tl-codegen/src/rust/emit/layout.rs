//! The constant `LAYOUT`: the minimum size of a type, and its filler.
//!
//! ```text
//! Layout::of_size(0).bare::<super::types::Empty>()
//! ```
//!
//! Most types do not have one. The generator knows that fillers are finite, so its code has one only if
//! a value may take less than 4 bytes. The derive sees one item at a time, so its code has one if the
//! filler contains a type of the user, and the compiler finds the cycles.

use crate::rust::config::Impls;
use crate::rust::emit::generics::{Parameters, args_type};
use crate::rust::emit::template::{Emit, Output, code, lines, rust};
use crate::rust::emit::variables::Site;
use crate::rust::model::{Enum, FieldRole, Struct, Ty, Value, Variant, VariantKind, Wire};

/// The minimum size of a type without the constant.
const PLAIN: usize = 4;

/// Writes the constant of a struct, if it has one.
pub(super) fn of_struct(item: &Struct, impls: Impls) -> Option<impl Emit + '_> {
    let size = least_size(item);
    let boxes = parts(item).filter(|(_, wire)| is_boxed(wire)).count();
    let is_known = match impls {
        Impls::Generated => true,
        Impls::Derive => parts(item).next().is_none(),
    };
    let is_plain = is_known && size + 4 * boxes >= PLAIN;
    (!is_plain).then_some(code(move |out| {
        constant(out, |out| {
            rust!(out, "#runtime::codec::Layout::of_size(#size)", size);
            emit_parts(item, out);
        });
    }))
}

/// Writes the constant of an enum, if it has one: its filler contains the filler of a variant, and another
/// variant may be no more than an id.
pub(super) fn of_enum(item: &Enum, impls: Impls) -> Option<impl Emit + '_> {
    let takes_rest = |it: &Variant| matches!(it.kind, VariantKind::Other { .. });
    let takes_rest = item.variants.iter().any(takes_rest);
    let filler = match impls {
        Impls::Generated => None,
        Impls::Derive => item.variants.get(item.filler).map(|variant| &variant.kind),
    };
    let filler = filler.filter(|kind| match kind {
        VariantKind::Newtype { .. } => true,
        VariantKind::Fields(item) => parts(item).next().is_some(),
        VariantKind::Unit(_) | VariantKind::Other { .. } | VariantKind::Unknown => false,
    });
    (takes_rest || filler.is_some()).then_some(code(move |out| {
        constant(out, |out| {
            rust!(out, "#runtime::codec::Layout::PLAIN");
            match filler {
                Some(VariantKind::Newtype { ty, .. }) if item.params.is_empty() => {
                    rust!(out, ".bare::<#ty>()", ty);
                }
                Some(VariantKind::Newtype { ty, .. }) => rust!(
                    out,
                    ".value::<#ty, #runtime::codec::BareWith<#args>>()",
                    ty,
                    args = args_type(&item.params)
                ),
                Some(VariantKind::Fields(item)) => emit_parts(item, out),
                Some(VariantKind::Unit(_) | VariantKind::Other { .. } | VariantKind::Unknown)
                | None => {}
            }
            if filler.is_some() {
                out.push(".min_size(4)");
            }
            if takes_rest {
                out.push(".takes_rest()");
            }
        });
    }))
}

/// Makes the compiler check that the filler of a generic enum is finite. For an enum that is not generic,
/// the derive checks that with a constant.
pub(super) fn end(item: &Enum, impls: Impls) -> Option<impl Emit + '_> {
    let is_asked = impls == Impls::Derive && !item.generics.arguments.is_empty();
    is_asked.then_some(code(|out| {
        let decode_trait = Parameters::of_enum(item).decode_trait();
        lines! { out, "let _ = const { <Self as #decode_trait>::LAYOUT };", decode_trait }
    }))
}

/// Writes the constant, and an empty line after it.
fn constant(out: &mut Output<'_>, layout: impl Fn(&mut Output<'_>)) {
    lines!(
        out,
        "
        const LAYOUT: #runtime::codec::Layout = #layout;

        ",
        layout = code(layout)
    );
}

/// Returns the minimum size of the fields that are always present and whose types are not of the schema.
fn least_size(item: &Struct) -> usize {
    let sizes = item.fields.iter().map(|field| match &field.role {
        FieldRole::Mask(mask) if mask.bit.is_none() => 4,
        FieldRole::Value(value) if value.bit.is_none() => match &value.with {
            Some(with) => with.min_size,
            None if has_layout(&value.wire) => 0,
            None => value.wire.min_size().unwrap_or(0),
        },
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Value(_) | FieldRole::Count => 0,
    });
    sizes.sum()
}

/// Returns the values that are always present and whose types are of the schema.
fn parts(item: &Struct) -> impl Iterator<Item = (&Ty, &Wire)> {
    item.fields.iter().filter_map(|field| match &field.role {
        FieldRole::Value(Value {
            ty,
            bit: None,
            with: None,
            wire,
        }) if has_layout(wire) => Some((ty, wire)),
        FieldRole::Value(_) | FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => None,
    })
}

fn emit_parts(item: &Struct, out: &mut Output<'_>) {
    for (ty, wire) in parts(item) {
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
}

fn is_boxed(wire: &Wire) -> bool {
    matches!(wire, Wire::Call | Wire::WithId(..) | Wire::Boxed(_))
}

/// Whether the minimum size and the filler of a form come from the Rust type or its codec.
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
