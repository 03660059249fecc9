//! Decodes the fields and variants of views.

use crate::rust::emit::codec::Method;
use crate::rust::emit::decode::{self, construct, decode_by, flag, is_needed, is_read, kept_bits};
use crate::rust::emit::template::{Hex, Output, code, lines, rust};
use crate::rust::emit::variables::Site;
use crate::rust::emit::views::arms::keep_unknown;
use crate::rust::model::{Enum, Field, FieldRole, Mask, Struct, Ty, Value, Variant, VariantKind};

/// As for owned types, decodes what other fields need into variables, and the rest in the struct expression.
pub(super) fn decode_fields(item: &Struct, constructor: &str, out: &mut Output<'_>) {
    let site = Site::decoding(item);
    let needed = |(index, field): (usize, &Field)| is_needed(index, field, item);
    let early = item.fields.iter().enumerate().rposition(needed);
    let early = early.map_or(0, |last| last + 1);
    decode_first(early, site, out);
    let members = code(|out| {
        for (index, field) in item.fields.iter().enumerate() {
            let ident = &field.ident;
            match &field.role {
                FieldRole::Mask(mask) => kept_bits(mask, field, site, out),
                FieldRole::Flag(bit) => flag(*bit, field, site, out),
                FieldRole::Value(_) if index < early => lines!(out, "#ident,", ident),
                FieldRole::Value(value) => {
                    let read = code(|out| decode_value((field, value), site, out));
                    lines!(out, "#ident: #read,", ident, read);
                }
                FieldRole::Count => {}
            }
        }
    });
    construct(item, &constructor, &members, out);
}

/// Decodes the first fields into variables.
pub(super) fn decode_first(count: usize, site: Site<'_>, out: &mut Output<'_>) {
    for field in site.item.fields.iter().take(count) {
        let read = code(|out| match &field.role {
            FieldRole::Mask(mask) => decode_mask(mask, site, out),
            FieldRole::Value(value) => decode_value((field, value), site, out),
            FieldRole::Flag(_) | FieldRole::Count => {}
        });
        if is_read(field) {
            lines!(out, "let #ident = #read;", ident = field.ident, read);
        }
    }
}

pub(super) fn decode_mask(mask: &Mask, site: Site<'_>, out: &mut Output<'_>) {
    match (mask.bit, mask.stored) {
        (None, false) => {
            rust! { out, "#coder.flags(#guarded)", guarded = Hex(mask.guarded(), 1) }
        }
        _ => decode::decode_mask(mask, site, out),
    }
}

fn decode_value((field, value): (&Field, &Value), site: Site<'_>, out: &mut Output<'_>) {
    let plain = code(|out| match (Method::of(&value.wire), &value.ty) {
        (Method::Plain(_), Ty::String) => rust!(out, "#coder.str()"),
        (Method::Plain(_), Ty::Bytes) => rust!(out, "#coder.slice()"),
        (Method::Plain(_), Ty::Named(..)) => {
            rust!(out, "#runtime::Decode::decode_bare(#coder, ())");
        }
        (Method::Copied(_) | Method::Plain(_) | Method::Any(_) | Method::Typed(..), _) => {
            decode::decode(&value.wire, site, out);
        }
        (Method::List(..) | Method::Tuple(..) | Method::Value(_), _) => {
            rust! { out, "#coder.value(#codec)", codec = site.codec(&value.wire) }
        }
    });
    decode_by((field, value), site, &plain, out);
}

pub(super) fn decode_variant(variant: &Variant, item: &Enum, args: &str, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) => lines!(out, "Self::#ident", ident),
        VariantKind::Newtype { .. } => lines!(
            out,
            "Self::#ident(#runtime::Decode::decode_bare(#coder, #args))",
            ident,
            args
        ),
        VariantKind::Fields(item) => {
            decode_fields(item, &format!("Self::{ident}"), out);
        }
        VariantKind::Unknown => {
            let unknown = keep_unknown(item);
            lines!(out, "Self::#ident(#unknown)", ident, unknown);
        }
        VariantKind::Other { .. } => {}
    }
}
