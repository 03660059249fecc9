//! `impl Decode` of views: decoding one, and skipping one.

use crate::rust::config::Impls;
use crate::rust::emit::codec::Method;
use crate::rust::emit::decode::{self, construct, decode_by, flag, is_needed, is_read, kept_bits};
use crate::rust::emit::enums::{arguments, variant_structs};
use crate::rust::emit::generics::{
    Bound, Parameters, args_pattern, args_pattern_without_flags, args_type,
};
use crate::rust::emit::layout;
use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, lines, rust};
use crate::rust::emit::variables::{Site, argument};
use crate::rust::emit::views::check;
use crate::rust::emit::views::types::Types;
use crate::rust::model::{Enum, Field, FieldRole, Mask, Struct, Ty, Value, Variant, VariantKind};

pub(super) fn of_struct(item: &Struct, types: Types<'_>, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let body = code(|out| {
        if layout::of_struct(item, Impls::Generated).is_some() {
            layout_of_owned(parameters, types, out);
        }
        lines!(
            out,
            "
            fn decode_bare(#coder: &mut #runtime::codec::Decoder<'a>, #pattern: #args) -> Self {
                #fields
            }

            fn check_bare(#coder: &mut #runtime::codec::Decoder<'a>, #checked: #args) {
                #checks
            }
            ",
            pattern = args_pattern(item),
            checked = args_pattern_without_flags(item),
            args = args_type(&item.params),
            fields = code(|out| decode_fields(item, "Self", out)),
            checks = code(|out| check::fields(item, types, out)),
        );
    });
    out.with_coder(argument("decoder", &[item]).as_str(), &mut |out| {
        implement(parameters, types, &body, out);
    });
}

pub(super) fn of_enum(item: &Enum, types: Types<'_>, out: &mut Output<'_>) {
    let (args, pattern) = arguments(item);
    let body = code(|out| {
        lines!(
            out,
            "
            fn decode_bare(#coder: &mut #runtime::codec::Decoder<'a>, #pattern: #args_type) -> Self {
                #value
            }

            fn check_bare(#coder: &mut #runtime::codec::Decoder<'a>, #pattern: #args_type) {
                #checks
            }
            ",
            pattern,
            args_type = args_type(&item.params),
            value = code(|out| {
                let value = |it: &_, out: &mut Output<'_>| {
                    decode_variant(it, item, args, out);
                };
                by_id(item, &value, out);
            }),
            checks = code(|out| {
                let check = |it: &_, out: &mut Output<'_>| {
                    check::variant(it, item, args, types, out);
                };
                by_id(item, &check, out);
            }),
        );
    });
    out.with_coder(
        argument("decoder", &variant_structs(item)).as_str(),
        &mut |out| {
            implement(Parameters::of_enum(item), types, &body, out);
        },
    );
}

fn implement(parameters: Parameters<'_>, types: Types<'_>, body: &dyn Emit, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #decode_trait for #ident#names {
            #body
        }
        ",
        generics = parameters.impl_generics(Bound::Decode),
        decode_trait = parameters.decode_trait(),
        ident = types.name(parameters.ident),
        names = parameters.type_generics(),
        body,
    );
}

/// Writes the layout, which is that of the owned type, if that has one.
fn layout_of_owned(parameters: Parameters<'_>, types: Types<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "
        const LAYOUT: #runtime::codec::Layout = <#owned as #decode_trait>::LAYOUT;

        ",
        owned = types.owned_with(parameters),
        decode_trait = parameters.decode_trait(),
    );
}

/// As for owned types, decodes what other fields need into variables, and the rest in the struct expression.
fn decode_fields(item: &Struct, constructor: &str, out: &mut Output<'_>) {
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

/// Decodes an id, and writes the code for its variant.
pub(super) fn by_id(item: &Enum, write: &dyn Fn(&Variant, &mut Output<'_>), out: &mut Output<'_>) {
    match item.variants.as_slice() {
        [only] => lines! { out, "
            let id = #coder.id();
            #body
        ", body = code(|out| lone_arm(only, write, out)) },
        _ => {
            let arms = code(|out| arms(item, write, out));
            lines! { out, "
                match #coder.id() {
                    #arms
                }
            ", arms }
        }
    }
}

/// Writes the arms for all variants. The last one is for the variant that a failed decode yields, and
/// matches every other id, so that skipping a value fails in the same way as decoding it.
pub(super) fn arms(item: &Enum, write: &dyn Fn(&Variant, &mut Output<'_>), out: &mut Output<'_>) {
    for (index, variant) in item.variants.iter().enumerate() {
        if index != item.filler {
            let (id, body) = (id(variant), code(|out| write(variant, out)));
            lines! { out, "
                #id => {
                    #body
                }
            ", id, body }
        }
    }
    if let Some(filler) = item.variants.get(item.filler) {
        let (known, body) = (id(filler), code(|out| write(filler, out)));
        // It keeps any id.
        if filler.is_unknown() {
            return lines! { out, "
                id => {
                    #body
                }
            ", body };
        }
        lines! { out, "
            id => {
                if id != #known {
                    #coder.unexpected_id(id);
                }
                #body
            }
        ", known, body }
    }
}

/// Writes the code for a decoded id of an enum with one variant, where the id distinguishes nothing.
pub(super) fn lone_arm(
    only: &Variant,
    write: &dyn Fn(&Variant, &mut Output<'_>),
    out: &mut Output<'_>,
) {
    if let Some(known) = id(only).filter(|_| !only.is_unknown()) {
        lines! { out, "
            if id != #known {
                #coder.unexpected_id(id);
            }
        ", known }
    }
    write(only, out);
}

/// Writes the unknown constructor with the decoded id.
pub(super) fn keep_unknown<'i>(item: &'i Enum) -> impl Emit + 'i {
    code(move |out| {
        let name = Quoted(&item.name);
        rust! { out, "#coder.unknown(id, #name)", name }
    })
}

fn id(variant: &Variant) -> Option<Hex> {
    variant.constructor().map(|(id, _)| Hex(id, 8))
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
