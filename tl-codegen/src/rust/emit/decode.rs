//! `impl Decode`.
//!
//! ```text
//! fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
//!     let flags = decoder.mask(0x3);
//!     let (id, date) = decoder.run();
//!     Self { silent: flags & 0x1 != 0, id, date, media: decoder.optional(flags & 0x2 != 0, Boxed) }
//! }
//! ```

use crate::rust::emit::codec::Method;
use crate::rust::emit::generics::{Bound, Parameters, args_pattern, args_type};
use crate::rust::emit::run::{Part, Step, steps};
use crate::rust::emit::template::{Emit, Hex, Output, code, lines, rust, separated};
use crate::rust::emit::variables::{Site, argument, member, name};
use crate::rust::emit::{inline, layout};
use crate::rust::model::{Bit, Field, FieldRole, Ident, Mask, Struct, Value, Var, Wire};

pub(super) fn decode_struct(item: &Struct, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let coder = match item.fields.iter().any(is_read) {
        true => argument("decoder", &[item]),
        false => Ident::new("_"),
    };
    out.with_coder(coder.as_str(), &mut |out| {
        lines!(
            out,
            "

            impl#generics #decode_trait for #target {
                #layout
                #inline
                fn decode_bare(#coder: &mut #runtime::codec::Decoder<#lifetime>, #pattern: #args) -> Self {
                    #body
                }
            }
            ",
            generics = parameters.impl_generics(Bound::Decode),
            decode_trait = parameters.decode_trait(),
            target = parameters.target(Bound::Decode),
            layout = layout::of_struct(item, out.context.impls),
            inline = inline(item.compiled.decode),
            lifetime = parameters.lifetime(),
            pattern = args_pattern(item),
            args = args_type(&item.params),
            body = code(|out| decode_fields(item, "Self", out)),
        );
    });
}

/// Decodes the fields up to the last run, or the last number that others need, into variables, and the
/// rest in the struct expression.
pub(super) fn decode_fields(item: &Struct, constructor: &str, out: &mut Output<'_>) {
    let site = Site::decoding(item);
    let steps = steps(item, None, run_part, is_read);
    let last = steps.iter().rposition(|step| is_early(step, item));
    let (early, _) = steps.split_at(last.map_or(0, |last| last + 1));
    for step in early {
        match (step, step.alone()) {
            (_, Some((_, field))) => lines!(
                out,
                "let #ident = #value;",
                ident = field.ident,
                value = code(|out| match &field.role {
                    FieldRole::Mask(mask) => decode_mask(mask, site, out),
                    FieldRole::Value(value) => decode_value((field, value), site, out),
                    FieldRole::Flag(_) | FieldRole::Count => {}
                }),
            ),
            (Step::Run(parts), None) => lines!(
                out,
                "let (#names)#types = #coder.run();",
                names = separated(parts, ", ", |part, out| {
                    part.field().map(|(_, field)| &field.ident).emit(out);
                }),
                types = code(|out| run_types(parts, item, out)),
            ),
            (Step::Field(..), None) => {}
        }
    }
    let variables = early.last().map_or(0, Step::end);
    let members = code(|out| {
        for (index, field) in item.fields.iter().enumerate() {
            let (ident, place) = (&field.ident, member(field));
            match &field.role {
                FieldRole::Mask(mask) => kept_bits(mask, field, site, out),
                FieldRole::Flag(bit) => flag(*bit, field, site, out),
                FieldRole::Value(_) if index < variables => {
                    let member = field
                        .place
                        .map(|_| code(|out| rust!(out, "#place: ", place)));
                    lines! { out, "#member#ident,", member, ident }
                }
                FieldRole::Value(value) => {
                    let value = code(|out| decode_value((field, value), site, out));
                    lines!(out, "#place: #value,", place, value);
                }
                FieldRole::Count => {}
            }
        }
    });
    construct(item, &constructor, &members, out);
}

/// Writes a struct expression.
pub(super) fn construct(
    item: &Struct,
    constructor: &dyn Emit,
    members: &dyn Emit,
    out: &mut Output<'_>,
) {
    if item.unit {
        return lines!(out, "#constructor", constructor);
    }
    lines! { out, "
        #constructor {
            #members
        }
    ", constructor, members }
}

/// Whether there is code to decode a field. A flag has no bytes, and a count is decoded with its list.
pub(super) fn is_read(field: &Field) -> bool {
    matches!(field.role, FieldRole::Mask(_) | FieldRole::Value(_))
}

/// Returns a field as a part of a run, if it can be one. A mask is checked as soon as it is decoded, so it
/// can be one only if the struct keeps its unknown bits.
fn run_part(index: usize, field: &Field) -> Option<Part<'_>> {
    Part::of(index, field).filter(|part| match part {
        Part::Mask(_, _, mask) => mask.stored,
        Part::Id(_) | Part::Value(..) => true,
    })
}

/// Whether a step decodes into variables: a run, or a number that a later field needs.
fn is_early(step: &Step<'_>, item: &Struct) -> bool {
    step.alone()
        .is_none_or(|(index, field)| is_needed(index, field, item))
}

/// Whether a later field needs the number in this one.
pub(super) fn is_needed(index: usize, field: &Field, item: &Struct) -> bool {
    match field.role {
        FieldRole::Mask(_) => true,
        FieldRole::Value(_) => item.used().contains(&Var::Field(index)),
        FieldRole::Flag(_) | FieldRole::Count => false,
    }
}

/// Writes the types of a run if it has numbers that are needed before the struct determines their types.
fn run_types(parts: &[Part<'_>], item: &Struct, out: &mut Output<'_>) {
    let is_needed = |part: &Part<'_>| {
        let field = part.field();
        field.is_some_and(|(index, field)| is_needed(index, field, item))
    };
    if parts.iter().any(is_needed) {
        let types = separated(parts, ", ", |part, out| {
            out.push(if is_needed(part) { "u32" } else { "_" });
        });
        rust!(out, ": (#types)", types);
    }
}

pub(super) fn flag(bit: Bit, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    lines! { out, "#place: #present,", place = member(field), present = site.present(bit) }
}

pub(super) fn decode_mask(mask: &Mask, site: Site<'_>, out: &mut Output<'_>) {
    match (mask.bit, mask.stored) {
        (Some(bit), _) => {
            rust! { out, "#coder.masked_nat(#present)", present = site.present(bit) }
        }
        (None, true) => rust!(out, "#coder.nat()"),
        (None, false) => {
            rust! { out, "#coder.mask(#guarded)", guarded = Hex(mask.guarded(), 1) }
        }
    }
}

/// Writes the bits that guard nothing, if the struct keeps them.
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

fn decode_value((field, value): (&Field, &Value), site: Site<'_>, out: &mut Output<'_>) {
    match (value.bit, &value.with) {
        (_, None) => {
            let plain = code(|out| decode(&value.wire, site, out));
            decode_by((field, value), site, &plain, out);
        }
        (None, Some(with)) => rust!(out, "#module::decode(#coder)", module = with.module),
        (Some(bit), Some(with)) => rust!(
            out,
            "if #present { ::core::option::Option::Some(#module::decode(#coder)) } else { \
             ::core::option::Option::None }",
            present = site.present(bit),
            module = with.module
        ),
    }
}

/// Decodes a value by its codec, or by `plain` if it is always present and errors do not name its field.
pub(super) fn decode_by(
    (field, value): (&Field, &Value),
    site: Site<'_>,
    plain: &dyn Emit,
    out: &mut Output<'_>,
) {
    let (name, codec) = (path_name(field, &value.wire, out), site.codec(&value.wire));
    match (value.bit, name) {
        (None, None) => plain.emit(out),
        (None, Some(name)) => rust!(out, "#coder.field(#name, #codec)", name, codec),
        (Some(bit), name) => {
            let method = if name.is_some() {
                "optional_field"
            } else {
                "optional"
            };
            let name = name.map(|name| code(move |out| rust!(out, "#name, ", name)));
            let present = is_present(bit, site);
            rust! { out, "#coder.#method(#name#present, #codec)", method, name, present, codec }
        }
    }
}

/// Writes the name of a field in errors, if they have a path.
pub(super) fn path_name<'f>(
    field: &'f Field,
    wire: &Wire,
    out: &Output<'_>,
) -> Option<impl Emit + 'f> {
    (out.context.error_paths && has_ids(wire)).then(|| name(field))
}

/// Writes the test for the presence of a field that is decoded. An argument keeps its bits after a failure.
pub(super) fn is_present(bit: Bit, site: Site<'_>) -> impl Emit + '_ {
    code(move |out| {
        site.present(bit).emit(out);
        if let Var::Param(_) = bit.mask {
            rust!(out, " && !#coder.failed()");
        }
    })
}

/// Whether a form contains an id, which may be wrong.
fn has_ids(wire: &Wire) -> bool {
    wire.any(&|wire| {
        wire.is_of_type() || matches!(wire, Wire::Bool | Wire::Vector(_) | Wire::WithId(..))
    })
}

/// Decodes a value that is present.
pub(super) fn decode(wire: &Wire, site: Site<'_>, out: &mut Output<'_>) {
    match Method::of(wire) {
        Method::Copied(name) | Method::Plain(name) | Method::Any(name) => {
            rust!(out, "#coder.#name()", name);
        }
        Method::Typed(name, args) => {
            rust! { out, "#coder.#name(#args)", name, args = site.arguments(args) }
        }
        Method::List(name, element) => {
            rust! { out, "#coder.#name(#element)", name, element = site.codec(element) }
        }
        Method::Tuple(count, element) => rust!(
            out,
            "#coder.tuple(#count, #element)",
            count = site.count(count),
            element = site.codec(element)
        ),
        Method::Value(wire) => {
            rust! { out, "#coder.value(#codec)", codec = site.codec(wire) }
        }
    }
}
