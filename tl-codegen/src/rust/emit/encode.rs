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
//! Bits of fields that are encoded are set where that is done, so that each of them is asked once
//! whether it is there.

use std::collections::BTreeSet;

use crate::rust::emit::codec::Method;
use crate::rust::emit::generics::{Bound, Parameters, args_pattern, args_type, used};
use crate::rust::emit::inline;
use crate::rust::emit::run::{Part, Step, steps};
use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, lines, rust, separated};
use crate::rust::emit::variables::{Place, Site, argument, name};
use crate::rust::model::{
    Argument, Bit, Field, FieldRole, GuardedBit, Ident, Identity, Mask, Struct, Value, Var, Wire,
};

pub(super) fn encode_struct(item: &Struct, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let encoder = argument("encoder", &[item]);
    let site = Site {
        item,
        place: Place::Value,
    };
    let (method, steps) = match boxed_steps(item) {
        Some(steps) => ("encode_boxed", steps),
        None => ("encode_bare", steps(item, None, Part::of, is_encoded)),
    };
    lines!(
        out,
        "

        impl#generics #encode_trait for #ident#names#predicates {
            #bare
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
        bare = (method == "encode_boxed").then_some(code(|out| encode_bare(item, out))),
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

/// The steps of the boxed form, where its id is part of a run.
fn boxed_steps(item: &Struct) -> Option<Vec<Step<'_>>> {
    let steps = steps(item, id(item), Part::of, is_encoded);
    let begins = matches!(steps.first(), Some(Step::Run(parts)) if parts.len() > 1);
    (id(item).is_some() && begins).then_some(steps)
}

fn id(item: &Struct) -> Option<u32> {
    match &item.identity {
        Identity::Constructor(constructor) => Some(constructor.id),
        Identity::Element(_) => None,
    }
}

/// The bare form is the boxed form without its id, so that there is one body for both.
fn encode_bare(item: &Struct, out: &mut Output<'_>) {
    let (pattern, args) = match item.params.is_empty() {
        true => ("_", "()"),
        false => ("args", "args"),
    };
    lines!(
        out,
        "
        #[inline]
        fn encode_bare(&self, encoder: &mut #runtime::codec::Encoder, #pattern: #args_type) {
            encoder.without_id(self, #args);
        }

        ",
        pattern,
        args_type = args_type(&item.params),
        args
    );
}

/// Writes the fields of a variant, with its id in front.
pub(super) fn encode_fields(encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let steps = steps(site.item, id(site.item), Part::of, is_encoded);
    encode_steps(&steps, encoder, site, out);
}

fn encode_steps(steps: &[Step<'_>], encoder: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let named = &used(site.item);
    for step in steps {
        match step {
            Step::Run(parts) => encode_run(parts, named, encoder, site, out),
            Step::Field(_, field) => encode_field(field, named, encoder, site, out),
        }
    }
}

fn encode_run(
    parts: &[Part<'_>],
    named: &BTreeSet<Var>,
    encoder: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    let mut offset = 0;
    // The masks whose bits are set later, and where they are in the run.
    let mut places: Vec<(&Ident, usize)> = Vec::new();
    for part in parts {
        if let Part::Mask(index, field, mask) = *part {
            let ident = &field.ident;
            if is_variable(index, mask, site.item, named) {
                let word = early_word(index, field, mask, Some(encoder), site, named);
                lines! { out, "let #ident = #word;", ident, word }
            }
            if mask
                .bits
                .iter()
                .any(|bit| is_late(bit, index, site.item, named))
            {
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
            word = run_value(*part, site, named),
        ),
        parts => lines!(
            out,
            "#place#encoder.run((#values))#offset;",
            place,
            encoder,
            values = separated(parts, ", ", |part, out| run_value(*part, site, named)
                .emit(out)),
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

/// The value of a part of a run.
fn run_value<'i>(part: Part<'i>, site: Site<'i>, named: &'i BTreeSet<Var>) -> impl Emit + 'i {
    code(move |out| match part {
        Part::Id(id) => rust!(out, "#id#u32", id = Hex(id, 8), u32 = "_u32"),
        Part::Mask(index, field, mask) if is_variable(index, mask, site.item, named) => {
            field.ident.emit(out);
        }
        Part::Mask(index, field, mask) => {
            early_word(index, field, mask, None, site, named).emit(out)
        }
        Part::Value(_, field, _) => site.copied(field).emit(out),
    })
}

/// The word of a mask as far as it is known before the fields are encoded.
fn early_word<'i>(
    index: usize,
    field: &'i Field,
    mask: &'i Mask,
    encoder: Option<&'i Ident>,
    site: Site<'i>,
    named: &BTreeSet<Var>,
) -> impl Emit + 'i {
    let bits = mask.bits.iter();
    let early = bits
        .filter(|bit| !is_late(bit, index, site.item, named))
        .collect();
    site.word_of(field, mask, early, encoder)
}

/// Whether the word of a mask has a variable: it is long, or others need it, or the encoder finds out
/// whether the fields on a bit agree.
fn is_variable(index: usize, mask: &Mask, item: &Struct, named: &BTreeSet<Var>) -> bool {
    let early = |bit: &&GuardedBit| !is_late(bit, index, item, named);
    let parts = usize::from(mask.stored) + mask.bits.iter().filter(early).count();
    let is_shared = mask.bits.iter().any(|bit| bit.fields.len() > 1);
    parts > 1 || is_shared || named.contains(&Var::Field(index))
}

/// Whether a bit is set where its field is encoded: of a mask whose word nobody else needs, a bit that
/// guards one field with a value.
fn is_late(bit: &GuardedBit, mask: usize, item: &Struct, named: &BTreeSet<Var>) -> bool {
    let field = match *bit.fields {
        [field] => item.fields.get(field),
        _ => None,
    };
    let is_value = field.is_some_and(|field| match &field.role {
        FieldRole::Value(value) => value.with.is_none(),
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => false,
    });
    let is_part = |field: &Field| Part::of(mask, field).is_some();
    is_value && item.fields.get(mask).is_some_and(is_part) && !named.contains(&Var::Field(mask))
}

/// The mask in which a field sets its bit when it is encoded.
fn late_mask<'i>(bit: Bit, item: &'i Struct, named: &BTreeSet<Var>) -> Option<&'i Ident> {
    let Var::Field(index) = bit.mask else {
        return None;
    };
    let mask = item.fields.get(index)?;
    let FieldRole::Mask(bits) = &mask.role else {
        return None;
    };
    let mut guarded = bits.bits.iter().filter(|guarded| guarded.bit == bit.bit);
    let is_late = guarded.any(|guarded| is_late(guarded, index, item, named));
    is_late.then_some(&mask.ident)
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

fn encode_field(
    field: &Field,
    named: &BTreeSet<Var>,
    encoder: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    match &field.role {
        FieldRole::Count => {}
        FieldRole::Flag(bit) => agree(*bit, &site.copied(field), field, encoder, site, out),
        FieldRole::Mask(mask) => encode_mask(field, mask, encoder, site, out),
        FieldRole::Value(value) => {
            if let Some(bit) = value.bit {
                agree_with_presence(bit, field, encoder, site, out);
            }
            encode_value((field, value), named, encoder, site, out);
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

/// Writes a mask that another one guards.
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
    (field, value): (&Field, &Value),
    named: &BTreeSet<Var>,
    encoder: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    let place = site.borrowed(field);
    match (value.bit, &value.with) {
        (None, None) => encode(&value.wire, field, encoder, site, out),
        (Some(bit), None) => {
            let codec = site.codec(&value.wire);
            match late_mask(bit, site.item, named) {
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
