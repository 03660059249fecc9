//! `impl Encode` of a struct.
//!
//! ```text
//! fn encode_boxed(&self, encoder: &mut Encoder, _: ()) {
//!     let flags = encoder.run((0xb2a192e6_u32, self.silent as u32, self.id)) + 4;
//!     encoder.masked(flags, 1, &self.media, Boxed);
//!     encoder.string(&self.text);
//! }
//! ```
//!
//! The bit of an optional field is set where the field is encoded, so that each `Option` is checked only
//! once.

use crate::rust::emit::codec::Method;
use crate::rust::emit::generics::{Bound, Parameters, args_pattern, args_type};
use crate::rust::emit::inline;
use crate::rust::emit::run::{Part, Step, steps};
use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, lines, rust, separated};
use crate::rust::emit::variables::{Site, argument, name};
use crate::rust::model::{
    Bit, Field, FieldRole, GuardedBit, Ident, Mask, Struct, Value, Var, Wire,
};

pub(super) fn encode_struct(item: &Struct, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let encoder = argument("encoder", &[item]);
    let site = Site::encoding(item);
    let (method, id) = match is_in_run(item) {
        true => ("encode_boxed", item.identity.id()),
        false => ("encode_bare", None),
    };
    let steps = steps(item, id, Part::of, is_encoded);
    lines!(
        out,
        "

        impl#generics #encode_trait for #ident#names#predicates {
            #inline
            fn #method(&self, #argument: &mut #runtime::codec::Encoder, #pattern: #args) {
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
        method,
        argument = if steps.is_empty() {
            "_"
        } else {
            encoder.as_str()
        },
        pattern = args_pattern(item),
        args = args_type(&item.params),
        body = code(|out| encode_steps(&steps, &encoder, site, out)),
    );
}

/// Whether the id is part of a run, so that there is only a body for the boxed form: the runtime encodes the
/// bare form as the boxed form without its id.
pub(super) fn is_in_run(item: &Struct) -> bool {
    let mut encoded = item.fields.iter().enumerate();
    let first = encoded.find(|(_, field)| is_encoded(field));
    let begins = first.is_some_and(|(index, field)| Part::of(index, field).is_some());
    begins && item.identity.id().is_some()
}

/// Encodes the fields of a variant, after its id.
pub(super) fn encode_fields(encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let steps = steps(site.item, site.item.identity.id(), Part::of, is_encoded);
    encode_steps(&steps, encoder, site, out);
}

fn encode_steps(steps: &[Step<'_>], encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    for step in steps {
        match step {
            Step::Run(parts) => encode_run(parts, encoder, site, out),
            Step::Field(_, field) => encode_field(field, encoder, site, out),
        }
    }
}

fn encode_run(parts: &[Part<'_>], encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let mut offset = 0;
    // The masks whose bits are set later, and their offsets in the run.
    let mut places: Vec<(&Ident, usize)> = Vec::new();
    for part in parts {
        if let Part::Mask(index, field, mask) = *part {
            let ident = &field.ident;
            if is_variable(index, mask, site.item) {
                let word = early_word(index, field, mask, Some(encoder), site);
                lines! { out, "let #ident = #word;", ident, word }
            }
            if mask.bits.iter().any(|bit| is_late(bit, index, site.item)) {
                places.push((ident, offset));
            }
        }
        offset += part.size();
    }
    let place = code(|out| {
        if let Some((ident, _)) = places.first() {
            rust! { out, "let #ident = ", ident }
        }
    });
    match parts {
        [Part::Id(id)] => lines!(out, "#encoder.id(#id);", encoder, id = Hex(*id, 8)),
        [Part::Value(_, field, value)] => encode(&value.wire, field, encoder, site, out),
        [part @ Part::Mask(..)] => lines!(
            out,
            "#place#encoder.#method(#word);",
            place,
            encoder,
            method = if places.is_empty() { "nat" } else { "mask" },
            word = run_value(*part, site),
        ),
        parts => lines!(
            out,
            "#place#encoder.run((#values))#offset;",
            place,
            encoder,
            values = separated(parts, ", ", |part, out| run_value(*part, site).emit(out)),
            offset = places.first().map(|(_, offset)| plus(*offset)),
        ),
    }
    for (ident, offset) in places.iter().skip(1) {
        let Some((first, start)) = places.first() else {
            return;
        };
        lines! { out, "let #ident = #first#offset;", ident, first, offset = plus(offset - start) }
    }
}

/// ` + 4`.
fn plus(offset: usize) -> impl Emit {
    code(move |out| {
        if offset > 0 {
            rust! { out, " + #offset", offset }
        }
    })
}

/// Writes the value of a part of a run.
fn run_value<'i>(part: Part<'i>, site: Site<'i>) -> impl Emit + 'i {
    code(move |out| match part {
        Part::Id(id) => rust!(out, "#id#u32", id = Hex(id, 8), u32 = "_u32"),
        Part::Mask(index, field, mask) if is_variable(index, mask, site.item) => {
            field.ident.emit(out);
        }
        Part::Mask(index, field, mask) => early_word(index, field, mask, None, site).emit(out),
        Part::Value(_, field, _) => site.copied(field).emit(out),
    })
}

/// Writes the word of a mask as far as it is known before the fields are encoded.
fn early_word<'i>(
    index: usize,
    field: &'i Field,
    mask: &'i Mask,
    encoder: Option<&'i Ident>,
    site: Site<'i>,
) -> impl Emit + 'i {
    let bits = mask.bits.iter();
    let early = bits.filter(|bit| !is_late(bit, index, site.item)).collect();
    site.word_of(field, mask, early, encoder)
}

/// Whether the word of a mask gets a variable: if it has several parts, if other fields need it, or if the
/// encoder checks that the fields on a bit agree.
fn is_variable(index: usize, mask: &Mask, item: &Struct) -> bool {
    let early = |bit: &&GuardedBit| !is_late(bit, index, item);
    let parts = usize::from(mask.stored) + mask.bits.iter().filter(early).count();
    let is_shared = mask.bits.iter().any(|bit| bit.fields.len() > 1);
    parts > 1 || is_shared || item.used().contains(&Var::Field(index))
}

/// Whether a bit is set where its field is encoded. It must guard exactly one field, which has a value, and
/// nothing else may need the word of the mask.
fn is_late(bit: &GuardedBit, mask: usize, item: &Struct) -> bool {
    let field = match *bit.fields {
        [field] => item.fields.get(field),
        _ => None,
    };
    let is_value = field.is_some_and(|field| match &field.role {
        FieldRole::Value(value) => value.with.is_none(),
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => false,
    });
    let is_part = |field: &Field| Part::of(mask, field).is_some();
    is_value
        && item.fields.get(mask).is_some_and(is_part)
        && !item.used().contains(&Var::Field(mask))
}

/// Returns the mask in which a field sets its bit when it is encoded.
fn late_mask(bit: Bit, item: &Struct) -> Option<&Ident> {
    let Var::Field(index) = bit.mask else {
        return None;
    };
    let mask = item.fields.get(index)?;
    let FieldRole::Mask(bits) = &mask.role else {
        return None;
    };
    let mut guarded = bits.bits.iter().filter(|guarded| guarded.bit == bit.bit);
    let is_late = guarded.any(|guarded| is_late(guarded, index, item));
    is_late.then_some(&mask.ident)
}

/// Whether there is code to encode a field. For a flag there is if its mask is an argument, whose bit must
/// agree with the field. Otherwise the mask is computed from the flag.
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
            if value.with.is_some() || has_length(&value.wire) {
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

/// Whether a form contains a list whose length is given elsewhere.
fn has_length(wire: &Wire) -> bool {
    wire.any(&|wire| matches!(wire, Wire::Tuple(..)))
}

/// Requires that an optional field is present if and only if its bit in an argument is set.
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

/// Encodes a mask that another one guards.
fn encode_mask(field: &Field, mask: &Mask, encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let ident = &field.ident;
    lines! { out, "let #ident = #word;", ident, word = site.word(field, mask, Some(encoder)) }
    if let Some(bit) = mask.bit {
        agree_with_presence(bit, field, encoder, site, out);
    }
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
        (Some(bit), None) => {
            let codec = site.codec(&value.wire);
            match late_mask(bit, site.item) {
                Some(mask) => lines!(
                    out,
                    "#encoder.masked(#mask, #number, #place, #codec);",
                    encoder,
                    mask,
                    number = u32::from(bit.bit),
                    place,
                    codec
                ),
                None => {
                    lines! { out, "#encoder.optional(#place, #codec);", encoder, place, codec }
                }
            }
        }
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

/// Encodes the value of a field that is always present.
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
