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
    let site = Site::encoding(item);
    let (method, id) = match is_in_run(item) {
        true => ("encode_boxed", item.identity.id()),
        false => ("encode_bare", None),
    };
    let steps = steps(item, id, Part::of, is_encoded);
    let coder = match steps.is_empty() {
        true => Ident::new("_"),
        false => argument("encoder", &[item]),
    };
    out.with_coder(coder.as_str(), &mut |out| {
        lines!(
            out,
            "

            impl#generics #encode_trait for #target {
                #inline
                fn #method(&self, #coder: &mut #runtime::codec::Encoder, #pattern: #args) {
                    #body
                }
            }
            ",
            generics = parameters.impl_generics(Bound::Encode),
            encode_trait = parameters.encode_trait(),
            target = parameters.target(Bound::Encode),
            inline = inline(item.compiled.encode),
            method,
            pattern = args_pattern(item),
            args = args_type(&item.params),
            body = code(|out| encode_steps(&steps, site, out)),
        );
    });
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
pub(super) fn encode_fields(site: Site<'_>, out: &mut Output<'_>) {
    let steps = steps(site.item, site.item.identity.id(), Part::of, is_encoded);
    encode_steps(&steps, site, out);
}

fn encode_steps(steps: &[Step<'_>], site: Site<'_>, out: &mut Output<'_>) {
    let last_unnamed = site.item.fields.iter().rposition(may_fail_unnamed);
    for step in steps {
        match step {
            Step::Run(parts) => encode_run(parts, site, out),
            Step::Field(index, field) => {
                let may_precede = last_unnamed.is_some_and(|last| *index <= last);
                encode_field(field, may_precede && is_named(field), site, out);
            }
        }
    }
}

fn encode_run(parts: &[Part<'_>], site: Site<'_>, out: &mut Output<'_>) {
    let mut offset = 0;
    // The masks whose bits are set later, and their offsets in the run.
    let mut places: Vec<(&Ident, usize)> = Vec::new();
    for part in parts {
        if let Part::Mask(index, field, mask) = *part {
            let ident = &field.ident;
            if is_variable(index, mask, site.item) {
                let word = early_word(index, field, mask, site);
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
        [Part::Id(id)] => lines!(out, "#coder.id(#id);", id = Hex(*id, 8)),
        [Part::Value(_, field, value)] => encode(&value.wire, field, site, out),
        [part @ Part::Mask(..)] => lines!(
            out,
            "#place#coder.#method(#word);",
            place,
            method = if places.is_empty() { "nat" } else { "mask" },
            word = run_value(*part, site),
        ),
        parts => lines!(
            out,
            "#place#coder.run((#values))#offset;",
            place,
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
        Part::Mask(index, field, mask) => early_word(index, field, mask, site).emit(out),
        Part::Value(_, field, _) => site.copied(field).emit(out),
    })
}

/// Writes the word of a mask as far as it is known before the fields are encoded.
fn early_word<'i>(
    index: usize,
    field: &'i Field,
    mask: &'i Mask,
    site: Site<'i>,
) -> impl Emit + 'i {
    let bits = mask.bits.iter();
    let early = bits.filter(|bit| !is_late(bit, index, site.item)).collect();
    site.word_of(field, mask, early, true)
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

/// Encodes a field; `is_named` tells whether the code names it if it fails.
fn encode_field(field: &Field, is_named: bool, site: Site<'_>, out: &mut Output<'_>) {
    match &field.role {
        FieldRole::Count => {}
        FieldRole::Flag(bit) => agree(*bit, &site.copied(field), field, site, out),
        FieldRole::Mask(mask) => encode_mask(field, mask, site, out),
        FieldRole::Value(value) => {
            if let Some(bit) = value.bit {
                agree_with_presence(bit, field, site, out);
            }
            encode_value(value, field, site, out);
            if is_named {
                lines!(
                    out,
                    "#coder.was_field(#constructor, #name);",
                    constructor = Quoted(site.item.identity.name()),
                    name = name(field)
                );
            }
        }
    }
}

/// Whether a failure in a field may have no name: in code of the user, or in a list whose length is given elsewhere.
fn may_fail_unnamed(field: &Field) -> bool {
    match &field.role {
        FieldRole::Value(value) => value.with.is_some() || has_length(&value.wire),
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => false,
    }
}

/// Whether the code names a field that is, or that precedes, one whose failure may have no name. A field before such a
/// field is named if a type by hand may be in it: its failure would get the name of the later field.
fn is_named(field: &Field) -> bool {
    let has_types = match &field.role {
        FieldRole::Value(value) => value.wire.any(&Wire::is_of_type),
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => false,
    };
    may_fail_unnamed(field) || has_types
}

/// Whether a form contains a list whose length is given elsewhere.
fn has_length(wire: &Wire) -> bool {
    wire.any(&|wire| matches!(wire, Wire::Tuple(..)))
}

/// Requires that an optional field is present if and only if its bit in an argument is set.
fn agree_with_presence(bit: Bit, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    if let Var::Param(_) = bit.mask {
        let place = site.receiver(field);
        let is_there = code(|out| rust!(out, "#place.is_some()", place));
        agree(bit, &is_there, field, site, out);
    }
}

fn agree(bit: Bit, is_there: &dyn Emit, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "#coder.agree(#present, #is_there, #constructor, #name);",
        present = site.present(bit),
        is_there,
        constructor = Quoted(site.item.identity.name()),
        name = Quoted(&field.name)
    );
}

/// Encodes a mask that another one guards.
fn encode_mask(field: &Field, mask: &Mask, site: Site<'_>, out: &mut Output<'_>) {
    let ident = &field.ident;
    lines! { out, "let #ident = #word;", ident, word = site.word(field, mask, true) }
    if let Some(bit) = mask.bit {
        agree_with_presence(bit, field, site, out);
    }
    lines!(
        out,
        "#coder.masked_nat(#place.is_some(), #ident, #constructor, #name);",
        place = site.receiver(field),
        ident,
        constructor = Quoted(site.item.identity.name()),
        name = Quoted(&field.name)
    );
}

fn encode_value(value: &Value, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    let place = site.borrowed(field);
    match (value.bit, &value.with) {
        (None, None) => encode(&value.wire, field, site, out),
        (Some(bit), None) => {
            let codec = site.codec(&value.wire);
            match late_mask(bit, site.item) {
                Some(mask) => lines!(
                    out,
                    "#coder.masked(#mask, #number, #place, #codec);",
                    mask,
                    number = u32::from(bit.bit),
                    place,
                    codec
                ),
                None => {
                    lines! { out, "#coder.optional(#place, #codec);", place, codec }
                }
            }
        }
        (None, Some(with)) => lines!(
            out,
            "#module::encode(#place, #coder);",
            module = with.module,
            place
        ),
        (Some(_), Some(with)) => lines!(
            out,
            "
            if let ::core::option::Option::Some(value) = #place {
                #module::encode(value, #coder);
            }
            ",
            place,
            module = with.module,
        ),
    }
}

/// Encodes the value of a field that is always present.
fn encode(wire: &Wire, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    let place = site.borrowed(field);
    match Method::of(wire) {
        Method::Copied(name) => {
            lines!(
                out,
                "#coder.#name(#place);",
                name,
                place = site.copied(field)
            );
        }
        Method::Plain(name) => lines!(out, "#coder.#name(#place);", name, place),
        Method::Any(_) => lines!(out, "#coder.boxed(#place, ());", place),
        Method::Typed(name, args) => lines!(
            out,
            "#coder.#name(#place, #args);",
            name,
            place,
            args = site.arguments(args)
        ),
        Method::List(name, element) => lines!(
            out,
            "#coder.#name(#place, #element);",
            name,
            place,
            element = site.codec(element)
        ),
        Method::Tuple(count, element) => lines!(
            out,
            "#coder.tuple(#count, #place, #element);",
            count = site.count(count),
            place,
            element = site.codec(element)
        ),
        Method::Value(wire) => lines!(
            out,
            "#coder.value(#place, #codec);",
            place,
            codec = site.codec(wire)
        ),
    }
}
