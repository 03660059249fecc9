//! `impl Decode`.
//!
//! ```text
//! fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
//!     let flags = decoder.mask(0x3);
//!     Self { silent: flags & 0x1 != 0, id: decoder.int(), media: decoder.optional(flags & 0x2 != 0, Boxed) }
//! }
//! ```

use crate::rust::emit::codec::Method;
use crate::rust::emit::generics::{Bound, Parameters, args_pattern, args_type, value_uses};
use crate::rust::emit::template::{Hex, Output, code, lines, rust};
use crate::rust::emit::variables::{Site, argument, member};
use crate::rust::emit::{inline, layout};
use crate::rust::model::{Bit, Field, FieldRole, Ident, Mask, Struct, Value, Var, Wire};

pub(super) fn decode_struct(item: &Struct, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let decoder = argument("decoder", &[item]);
    // The bits of a mask that is a parameter are not read.
    let reads = |field: &Field| !matches!(field.role, FieldRole::Flag(_));
    let argument = if item.fields.iter().any(reads) {
        decoder.as_str()
    } else {
        "_"
    };
    lines!(
        out,
        "

        impl#generics #decode_trait for #ident#names#predicates {
            #layout
            #inline
            fn decode_bare(#argument: &mut #runtime::codec::Decoder<#lifetime>, #pattern: #args) -> Self {
                #body
            }
        }
        ",
        generics = parameters.impl_generics(Bound::Decode),
        decode_trait = parameters.decode_trait(),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::Decode),
        layout = layout::of_struct(item, out.context.impls),
        inline = inline(item),
        argument,
        lifetime = parameters.lifetime(),
        pattern = args_pattern(item),
        args = args_type(&item.params),
        body = code(|out| decode_fields(item, "Self", &decoder, out)),
    );
}

/// Everything up to the last number that others need is read into variables; what follows, in the
/// struct expression.
pub(super) fn decode_fields(
    item: &Struct,
    constructor: &str,
    decoder: &Ident,
    out: &mut Output<'_>,
) {
    let site = Site::decoding(item);
    let needed = |(index, field): (usize, &Field)| match field.role {
        FieldRole::Mask(_) => true,
        FieldRole::Value(_) => is_named(item, index),
        FieldRole::Flag(_) | FieldRole::Count => false,
    };
    let early = item.fields.iter().enumerate().rposition(needed);
    let (early, rest) = item.fields.split_at(early.map_or(0, |last| last + 1));
    for field in early {
        let ident = &field.ident;
        let read = code(|out| match &field.role {
            FieldRole::Mask(mask) => decode_mask(mask, decoder, site, out),
            FieldRole::Value(value) => decode_value(value, decoder, site, out),
            FieldRole::Flag(_) | FieldRole::Count => {}
        });
        if matches!(field.role, FieldRole::Mask(_) | FieldRole::Value(_)) {
            lines!(out, "let #ident = #read;", ident, read);
        }
    }
    if item.unit {
        return lines!(out, "#constructor", constructor);
    }
    lines!(
        out,
        "
        #constructor {
            #members
        }
        ",
        constructor,
        members = code(|out| {
            for field in early {
                let (ident, place) = (&field.ident, member(field));
                match &field.role {
                    FieldRole::Mask(mask) => kept_bits(mask, field, site, out),
                    FieldRole::Value(_) if field.place.is_none() => lines!(out, "#ident,", ident),
                    FieldRole::Value(_) => lines!(out, "#place: #ident,", place, ident),
                    FieldRole::Flag(bit) => flag(*bit, field, site, out),
                    FieldRole::Count => {}
                }
            }
            for field in rest {
                match &field.role {
                    FieldRole::Value(value) => {
                        let read = code(|out| decode_value(value, decoder, site, out));
                        lines!(out, "#place: #read,", place = member(field), read);
                    }
                    FieldRole::Flag(bit) => flag(*bit, field, site, out),
                    FieldRole::Mask(_) | FieldRole::Count => {}
                }
            }
        })
    );
}

pub(super) fn flag(bit: Bit, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    lines! { out, "#place: #present,", place = member(field), present = site.present(bit) }
}

/// Whether a later field needs the number in this one.
pub(super) fn is_named(item: &Struct, index: usize) -> bool {
    let var = Var::Field(index);
    item.fields.iter().any(|field| match &field.role {
        FieldRole::Value(value) => value_uses(value, var),
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => false,
    })
}

pub(super) fn decode_mask(mask: &Mask, decoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    match (mask.bit, mask.stored) {
        (Some(bit), _) => {
            rust! { out, "#decoder.masked_nat(#present)", decoder, present = site.present(bit) }
        }
        (None, true) => rust!(out, "#decoder.nat()", decoder),
        (None, false) => {
            rust! { out, "#decoder.mask(#guarded)", decoder, guarded = Hex(mask.guarded(), 1) }
        }
    }
}

/// The bits that guard nothing, where the struct keeps them.
pub(super) fn kept_bits(mask: &Mask, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    let ident = &field.ident;
    let kept = code(|out| match mask.guarded() {
        u32::MAX => out.push("0"),
        guarded => rust!(out, "#ident & !#guarded", ident, guarded = Hex(guarded, 1)),
    });
    let place = member(field);
    match mask.bit {
        Some(bit) => lines!(
            out,
            "#place: (#present).then_some(#kept),",
            place,
            present = site.present(bit),
            kept
        ),
        None if mask.stored => lines!(out, "#place: #kept,", place, kept),
        None => {}
    }
}

fn decode_value(value: &Value, decoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    match (value.bit, &value.with) {
        (None, None) => decode(&value.wire, decoder, site, out),
        (Some(bit), None) => rust!(
            out,
            "#decoder.optional(#present#unfailed, #codec)",
            decoder,
            present = site.present(bit),
            // An argument keeps its bits after a failure.
            unfailed = matches!(bit.mask, Var::Param(_)).then_some(code(|out| rust!(
                out,
                " && !#decoder.failed()",
                decoder
            ))),
            codec = site.codec(&value.wire)
        ),
        (None, Some(with)) => rust!(
            out,
            "#module::decode(#decoder)",
            module = with.module,
            decoder
        ),
        (Some(bit), Some(with)) => rust!(
            out,
            "(#present).then(|| #module::decode(#decoder))",
            present = site.present(bit),
            module = with.module,
            decoder
        ),
    }
}

/// Reads a value that is there.
pub(super) fn decode(wire: &Wire, decoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    match Method::of(wire) {
        Method::Copied(name) | Method::Plain(name) | Method::Any(name) => {
            rust!(out, "#decoder.#name()", decoder, name);
        }
        Method::Typed(name, args) => {
            rust! { out, "#decoder.#name(#args)", decoder, name, args = site.arguments(args) }
        }
        Method::List(name, element) => {
            rust! { out, "#decoder.#name(#element)", decoder, name, element = site.codec(element) }
        }
        Method::Tuple(count, element) => rust!(
            out,
            "#decoder.tuple(#count, #element)",
            decoder,
            count = site.count(count),
            element = site.codec(element)
        ),
        Method::Value(wire) => {
            rust! { out, "#decoder.value(#codec)", decoder, codec = site.codec(wire) }
        }
    }
}
