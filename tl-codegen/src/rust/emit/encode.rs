//! `impl Encode` of a struct.
//!
//! ```text
//! fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
//!     let flags = (self.silent as u32) | ((self.media.is_some() as u32) << 1);
//!     encoder.nat(flags);
//!     encoder.int(self.id);
//!     encoder.optional(&self.media, Boxed);
//! }
//! ```

use crate::rust::emit::codec::Method;
use crate::rust::emit::generics::{Bound, Parameters, args_pattern, args_type};
use crate::rust::emit::inline;
use crate::rust::emit::template::{Emit, Output, Quoted, code, lines, rust};
use crate::rust::emit::variables::{Place, Site, argument, name};
use crate::rust::model::{Argument, Bit, Field, FieldRole, Ident, Mask, Struct, Value, Var, Wire};

pub(super) fn encode_struct(item: &Struct, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let encoder = argument("encoder", &[item]);
    let site = Site {
        item,
        place: Place::Value,
    };
    let argument = if item.fields.iter().any(is_encoded) {
        encoder.as_str()
    } else {
        "_"
    };
    lines!(
        out,
        "

        impl#generics #encode_trait for #ident#names#predicates {
            #inline
            fn encode_bare(&self, #argument: &mut #runtime::codec::Encoder, #pattern: #args) {
                #body
            }
        }
        ",
        generics = parameters.impl_generics(Bound::Encode),
        encode_trait = parameters.encode_trait(),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::Encode),
        inline = inline(item),
        argument,
        pattern = args_pattern(item),
        args = args_type(&item.params),
        body = code(|out| encode_fields(&encoder, site, out)),
    );
}

pub(super) fn encode_fields(encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    for field in site.item.fields.iter().filter(|field| is_encoded(field)) {
        encode_field(field, encoder, site, out);
    }
}

/// Whether there is code for a field. A bit that was given must be what the field says; one of a
/// mask is made from it.
fn is_encoded(field: &Field) -> bool {
    match field.role {
        FieldRole::Count => false,
        FieldRole::Flag(bit) => matches!(bit.mask, Var::Param(_)),
        FieldRole::Mask(_) | FieldRole::Value(_) => true,
    }
}

fn encode_field(field: &Field, encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    match &field.role {
        FieldRole::Count => {}
        FieldRole::Flag(bit) => agree(*bit, &site.copied(field), field, encoder, site, out),
        FieldRole::Mask(mask) => encode_mask(field, mask, encoder, site, out),
        FieldRole::Value(value) => {
            if let Some(bit) = value.bit {
                agree_with_presence(bit, field, encoder, site, out);
            }
            encode_value(value, field, encoder, site, out);
            if value.with.is_none() && has_length(&value.wire) {
                lines!(
                    out,
                    "#encoder.was_field(#constructor, #name);",
                    encoder,
                    constructor = Quoted(site.item.identity.name()),
                    name = name(field),
                );
            }
        }
    }
}

/// Whether a list in it has a length that others say.
fn has_length(wire: &Wire) -> bool {
    match wire {
        Wire::Tuple(..) => true,
        Wire::Vector(inner)
        | Wire::List(inner)
        | Wire::Array(_, inner)
        | Wire::WithId(_, inner)
        | Wire::Nullable(_, inner) => has_length(inner),
        Wire::Boxed(args) | Wire::Bare(args) | Wire::Element(args) => {
            args.iter().any(|arg| match arg {
                Argument::Form(wire) => has_length(wire),
                Argument::Nat(_) => false,
            })
        }
        Wire::Number(_)
        | Wire::String
        | Wire::Bytes
        | Wire::Raw
        | Wire::Bool
        | Wire::Param(_)
        | Wire::Object
        | Wire::Function
        | Wire::Call
        | Wire::Answer(_) => false,
    }
}

/// Demands that an optional field is there if and only if a bit is set that was given.
fn agree_with_presence(
    bit: Bit,
    field: &Field,
    encoder: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    if let Var::Param(_) = bit.mask {
        let place = site.receiver(field);
        let is_there = code(|out| rust!(out, "#place.is_some()", place));
        agree(bit, &is_there, field, encoder, site, out);
    }
}

fn agree(
    bit: Bit,
    is_there: &dyn Emit,
    field: &Field,
    encoder: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    lines!(
        out,
        "#encoder.agree(#present, #is_there, #constructor, #name);",
        encoder,
        present = site.present(bit),
        is_there,
        constructor = Quoted(site.item.identity.name()),
        name = Quoted(&field.name),
    );
}

fn encode_mask(field: &Field, mask: &Mask, encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let ident = &field.ident;
    lines! { out, "let #ident = #word;", ident, word = site.word(field, mask, Some(encoder)) }
    let Some(bit) = mask.bit else {
        return lines!(out, "#encoder.nat(#ident);", encoder, ident);
    };
    agree_with_presence(bit, field, encoder, site, out);
    lines!(
        out,
        "#encoder.masked_nat(#place.is_some(), #ident, #constructor, #name);",
        encoder,
        place = site.receiver(field),
        ident,
        constructor = Quoted(site.item.identity.name()),
        name = Quoted(&field.name),
    );
}

fn encode_value(
    value: &Value,
    field: &Field,
    encoder: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    let place = site.borrowed(field);
    match (value.bit, &value.with) {
        (None, None) => encode(&value.wire, field, encoder, site, out),
        (Some(_), None) => lines!(
            out,
            "#encoder.optional(#place, #codec);",
            encoder,
            place,
            codec = site.codec(&value.wire)
        ),
        (None, Some(with)) => lines!(
            out,
            "#module::encode(#place, #encoder);",
            module = with.module,
            place,
            encoder
        ),
        (Some(_), Some(with)) => lines!(
            out,
            "
            if let ::core::option::Option::Some(value) = #place {
                #module::encode(value, #encoder);
            }
            ",
            place,
            module = with.module,
            encoder
        ),
    }
}

/// Writes the value of a field that is always there.
fn encode(wire: &Wire, field: &Field, encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let place = site.borrowed(field);
    match Method::of(wire) {
        Method::Copied(name) => {
            lines!(
                out,
                "#encoder.#name(#place);",
                encoder,
                name,
                place = site.copied(field)
            );
        }
        Method::Plain(name) => lines!(out, "#encoder.#name(#place);", encoder, name, place),
        Method::Any(_) => lines!(out, "#encoder.boxed(#place, ());", encoder, place),
        Method::Typed(name, args) => lines!(
            out,
            "#encoder.#name(#place, #args);",
            encoder,
            name,
            place,
            args = site.arguments(args)
        ),
        Method::List(name, element) => lines!(
            out,
            "#encoder.#name(#place, #element);",
            encoder,
            name,
            place,
            element = site.codec(element)
        ),
        Method::Tuple(count, element) => lines!(
            out,
            "#encoder.tuple(#count, #place, #element);",
            encoder,
            count = site.count(count),
            place,
            element = site.codec(element)
        ),
        Method::Value(wire) => lines!(
            out,
            "#encoder.value(#place, #codec);",
            encoder,
            place,
            codec = site.codec(wire)
        ),
    }
}
