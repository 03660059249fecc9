//! Skips values, with the same failures as decoding them.

use crate::rust::emit::codec::Method;
use crate::rust::emit::decode::{is_present, path_name};
use crate::rust::emit::template::{Emit, Output, code, lines, separated};
use crate::rust::emit::variables::Site;
use crate::rust::emit::views::arms::keep_unknown;
use crate::rust::emit::views::decode::decode_mask;
use crate::rust::emit::views::types::Types;
use crate::rust::model::{
    Enum, Field, FieldRole, Mapped, Mask, Struct, Ty, Value, Var, Variant, VariantKind, Wire,
};
use crate::sorted::Set;

/// Skips the fields of a struct or variant. Neighbouring fields of a fixed size are one step.
pub(super) fn fields(item: &Struct, types: Types<'_>, out: &mut Output<'_>) {
    let site = Site::decoding(item);
    let roles = item.fields.iter().map(|field| &field.role);
    // A flag has no bytes to skip.
    let roles = roles.filter(|role| !matches!(role, FieldRole::Flag(_)));
    let guards: Set<Var> = roles.filter_map(|role| Some(role.bit()?.mask)).collect();
    let mut run = Vec::new();
    for (index, field) in item.fields.iter().enumerate() {
        let ident = &field.ident;
        // Another field needs the number in this one.
        let var = Var::Field(index);
        let is_needed = guards.contains(&var) || item.used().contains(&var);
        match &field.role {
            FieldRole::Flag(_) | FieldRole::Count => continue,
            FieldRole::Mask(Mask {
                stored: true,
                bit: None,
                ..
            }) if !is_needed => run.push(4),
            FieldRole::Value(Value {
                bit: None,
                wire,
                ty,
                ..
            }) if !is_needed && size(wire, ty).is_some() => {
                run.extend(size(wire, ty));
            }
            FieldRole::Mask(mask) => {
                skip(&mut run, out);
                let read = code(|out| decode_mask(mask, site, out));
                match is_needed {
                    true => lines!(out, "let #ident = #read;", ident, read),
                    false => lines!(out, "#read;", read),
                }
            }
            FieldRole::Value(value) if is_needed => {
                skip(&mut run, out);
                let codec = site.codec(&value.wire);
                match value.bit {
                    Some(bit) => {
                        let present = is_present(bit, site);
                        lines! { out, "let #ident = #coder.optional::<u32, _>(#present, #codec);", ident, present, codec }
                    }
                    None => {
                        lines! { out, "let #ident = #coder.value::<u32, _>(#codec);", ident, codec }
                    }
                }
            }
            FieldRole::Value(value) => {
                skip(&mut run, out);
                let check = code(|out| self::value((field, value), item, types, out));
                match value.bit {
                    Some(bit) => {
                        let present = is_present(bit, site);
                        lines! { out, "
                            if #present {
                                #check
                            }
                        ", present, check }
                    }
                    None => check.emit(out),
                }
            }
        }
    }
    skip(&mut run, out);
}

/// Skips the contents of a variant.
pub(super) fn variant(
    variant: &Variant,
    item: &Enum,
    args: &str,
    types: Types<'_>,
    out: &mut Output<'_>,
) {
    match &variant.kind {
        VariantKind::Unknown => {
            let unknown = keep_unknown(item);
            lines!(out, "#unknown;", unknown);
        }
        VariantKind::Unit(_) | VariantKind::Other { .. } => {}
        VariantKind::Newtype { ty, .. } => {
            let ty = types.of_variant(ty, &item.params);
            lines! { out, "#coder.check_bare::<#ty, _>(#args);", ty, args }
        }
        VariantKind::Fields(item) => fields(item, types, out),
    }
}

/// Returns the size of a value, if it is the same for all values.
fn size(wire: &Wire, ty: &Ty) -> Option<usize> {
    match (wire, ty) {
        (Wire::Number(number), _) => Some(number.size()),
        (Wire::Raw, Ty::Raw(size)) => Some(*size),
        _ => None,
    }
}

/// Skips the values that were postponed.
fn skip(run: &mut Vec<usize>, out: &mut Output<'_>) {
    if !run.is_empty() {
        let sizes = separated(run, ", ", |size, out| size.emit(out));
        lines!(out, "#coder.skip([#sizes]);", sizes);
    }
    run.clear();
}

fn value((field, value): (&Field, &Value), item: &Struct, types: Types<'_>, out: &mut Output<'_>) {
    let Value { ty, wire, .. } = value;
    let site = Site::decoding(item);
    if let Some(size) = size(wire, ty) {
        return skip(&mut vec![size], out);
    }
    let view = types.of(ty, Some(wire), Some(item));
    if let Some(name) = path_name(field, wire, out) {
        let codec = site.codec(wire);
        return lines! { out, "#coder.check_field::<#view, _>(#name, #codec);", view, name, codec };
    }
    match (Method::of(wire), ty) {
        (Method::Plain(_), Ty::String | Ty::Named(_, Mapped::String)) => {
            lines!(out, "#coder.check_str();")
        }
        (Method::Plain(_), Ty::Bytes | Ty::Named(_, Mapped::Bytes)) => {
            lines!(out, "#coder.slice();")
        }
        // An optional one is decoded through a codec, whose errors name the type.
        (Method::Copied(_), Ty::Bool) if value.bit.is_some() => {
            lines!(out, "#coder.check_boxed::<bool, _>(());");
        }
        (Method::Copied(name), _) => lines!(out, "#coder.#name();", name),
        (Method::Typed(name, args), _) => lines!(
            out,
            "#coder.check_#name::<#view, _>(#args);",
            name,
            view,
            args = site.arguments(args)
        ),
        (
            Method::Plain(_)
            | Method::Any(_)
            | Method::List(..)
            | Method::Tuple(..)
            | Method::Value(_),
            _,
        ) => lines!(
            out,
            "#coder.check::<#view, _>(#codec);",
            view,
            codec = site.codec(wire)
        ),
    }
}
