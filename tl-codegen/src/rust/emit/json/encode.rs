//! The bodies of `to_json`.

use super::{begin, form};
use crate::rust::emit::codec;
use crate::rust::emit::template::{Emit, Output, Quoted, code, lines};
use crate::rust::emit::variables::{References, Site, argument, name};
use crate::rust::model::{
    Enum, Field, FieldRole, Mask, Number, Struct, Value, Variant, VariantKind, Wire,
};

pub(super) fn encode_struct(item: &Struct, out: &mut Output<'_>) {
    encode_fields(Site::encoding(item), out);
}

fn encode_fields(site: Site<'_>, out: &mut Output<'_>) {
    begin(&site.item.identity, out);
    for field in &site.item.fields {
        encode_field(field, site, out);
    }
}

fn encode_field(field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    let called = name(field);
    match &field.role {
        FieldRole::Count => {}
        FieldRole::Mask(mask) => encode_mask(mask, field, site, out),
        FieldRole::Flag(_) => lines!(
            out,
            "#coder.flag(#called, #place);",
            called,
            place = site.copied(field)
        ),
        FieldRole::Value(Value {
            bit: Some(_), wire, ..
        }) => lines!(
            out,
            "#coder.optional(#called, #place, #form);",
            called,
            place = site.borrowed(field),
            form = form(wire)
        ),
        FieldRole::Value(value) => encode_value(&value.wire, field, site, out),
    }
}

/// Encodes a mask as the whole word, with the bits of the fields that are present. A mask that is `None` has no bits,
/// as in the binary form.
fn encode_mask(mask: &Mask, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    let (ident, called) = (&field.ident, name(field));
    let word = site.word(field, mask, true);
    lines! { out, "let #ident: u32 = #word;", ident, word }
    match mask.bit {
        None => lines!(out, "#coder.nat(#called, #ident);", called, ident),
        Some(_) => lines!(
            out,
            "
            if #place.is_some() {
                #coder.nat(#called, #ident);
            } else if let ::core::result::Result::Err(error) =
                #runtime::codec::Encoder::append(&mut #runtime::alloc::vec::Vec::new(), |#encoder| {
                    #encoder.masked_nat(false, #ident, #constructor, #mask);
                })
            {
                #coder.fail(#runtime::json::JsonErrorKind::Encode(error));
            }
            ",
            place = site.receiver(field),
            ident,
            called,
            encoder = argument("encoder", &[site.item]),
            constructor = Quoted(site.item.identity.name()),
            mask = Quoted(&field.name),
        ),
    }
}

fn encode_value(wire: &Wire, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    let (method, is_copied, form) = match wire {
        Wire::Number(Number::Int53) => ("int53", true, None),
        Wire::Number(number) => (codec::method(*number), true, None),
        Wire::Bool => ("bool", true, None),
        Wire::String => ("string", false, None),
        Wire::Bytes | Wire::Raw => ("bytes", false, None),
        Wire::Vector(element)
        | Wire::List(element)
        | Wire::Tuple(_, element)
        | Wire::Array(_, element) => ("list", false, Some(form(element))),
        Wire::Nullable(_, value) => ("optional", false, Some(form(value))),
        Wire::WithId(_, wire) => return encode_value(wire, field, site, out),
        Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Element(_)
        | Wire::Param(_)
        | Wire::Call
        | Wire::Answer(_) => ("field", false, None),
        Wire::Object | Wire::Function => ("field_as", false, Some(form(wire))),
    };
    let comma = form.is_some().then_some(", ");
    lines!(
        out,
        "#coder.#method(#called, #place#comma#form);",
        method,
        called = name(field),
        place = code(|out| match is_copied {
            true => site.copied(field).emit(out),
            false => site.borrowed(field).emit(out),
        }),
        comma,
        form
    );
}

pub(super) fn encode_enum(item: &Enum, out: &mut Output<'_>) {
    lines!(
        out,
        "
        match self {
            #arms
        }
        ",
        arms = code(|out| item.variants.iter().for_each(|it| encode_variant(it, out)))
    );
}

fn encode_variant(variant: &Variant, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(constructor) => lines!(
            out,
            "Self::#ident => #coder.constructor(#name),",
            ident,
            name = Quoted(&constructor.name)
        ),
        VariantKind::Newtype { .. } | VariantKind::Unknown => lines!(
            out,
            "Self::#ident(value) => #runtime::json::ToJson::to_json(value, #coder),",
            ident
        ),
        VariantKind::Fields(item) => {
            let references = References::new(item);
            let site = Site::in_variant(item, &references);
            lines!(
                out,
                "
                Self::#ident { #members } => {
                    #fields
                }
                ",
                ident,
                members = site.pattern(),
                fields = code(|out| encode_fields(site, out))
            );
        }
        VariantKind::Other { .. } => lines!(
            out,
            "
            Self::#ident { .. } => #coder.fail(#runtime::json::JsonErrorKind::NoForm(
                \"an unknown constructor that comes from bytes\"
            )),
            ",
            ident,
        ),
    }
}
