//! `impl Read`.
//!
//! ```text
//! fn read_bare(reader: &mut Reader<'a>, _: ()) -> Self {
//!     let flags = reader.mask(0x3);
//!     Self { silent: flags & 0x1 != 0, id: reader.int(), media: reader.optional(flags & 0x2 != 0, Boxed) }
//! }
//! ```

use crate::rust::emit::codec::{Method, min_size, struct_filler};
use crate::rust::emit::generics::{Bound, Parameters, args_pattern, args_type, value_uses};
use crate::rust::emit::template::{Hex, Output, code, lines, rust};
use crate::rust::emit::variables::{Site, argument, member};
use crate::rust::emit::{head, inline};
use crate::rust::model::{Bit, Field, Ident, Mask, Role, Struct, Value, Var, Wire};

pub(super) fn decode_struct(item: &Struct, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let reader = argument("reader", [item]);
    // The bits of a mask that is a parameter are not read.
    let reads = |field: &Field| !matches!(field.role, Role::Flag(_));
    let argument = if item.fields.iter().any(reads) {
        reader.as_str()
    } else {
        "_"
    };
    lines!(
        out,
        "

        impl#generics #read_trait for #ident#names#predicates {
            const HEAD: #runtime::Head = #head;
            const MIN_SIZE: usize = #min_size;
            #filler

            #inline
            fn read_bare(#argument: &mut #runtime::Reader<#lifetime>, #pattern: #args) -> Self {
                #body
            }
        }
        ",
        generics = parameters.impl_generics(Bound::Read),
        read_trait = parameters.read_trait(),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::Read),
        head = head(&item.identity),
        min_size = min_size(item),
        filler = struct_filler(item),
        inline = inline(item),
        argument,
        lifetime = parameters.lifetime(),
        pattern = args_pattern(item),
        args = args_type(&item.params),
        body = code(|out| decode_fields(item, "Self", &reader, out)),
    );
}

/// Everything up to the last number that others need is read into variables; what follows, in the
/// struct expression.
pub(super) fn decode_fields(
    item: &Struct,
    constructor: &str,
    reader: &Ident,
    out: &mut Output<'_>,
) {
    let site = Site::decoding(item);
    let needed = |(index, field): (usize, &Field)| match field.role {
        Role::Mask(_) => true,
        Role::Value(_) => is_named(item, index),
        Role::Flag(_) | Role::Count => false,
    };
    let early = item.fields.iter().enumerate().rposition(needed);
    let (early, rest) = item.fields.split_at(early.map_or(0, |last| last + 1));
    for field in early {
        let ident = &field.ident;
        let read = code(|out| match &field.role {
            Role::Mask(mask) => decode_mask(mask, reader, site, out),
            Role::Value(value) => decode_value(value, reader, site, out),
            Role::Flag(_) | Role::Count => {}
        });
        if matches!(field.role, Role::Mask(_) | Role::Value(_)) {
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
                    Role::Mask(mask) => kept_bits(mask, field, site, out),
                    Role::Value(_) if field.place.is_none() => lines!(out, "#ident,", ident),
                    Role::Value(_) => lines!(out, "#place: #ident,", place, ident),
                    Role::Flag(bit) => flag(*bit, field, site, out),
                    Role::Count => {}
                }
            }
            for field in rest {
                match &field.role {
                    Role::Value(value) => {
                        let read = code(|out| decode_value(value, reader, site, out));
                        lines!(out, "#place: #read,", place = member(field), read);
                    }
                    Role::Flag(bit) => flag(*bit, field, site, out),
                    Role::Mask(_) | Role::Count => {}
                }
            }
        })
    );
}

fn flag(bit: Bit, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
    lines! { out, "#place: #present,", place = member(field), present = site.present(bit) }
}

/// Whether a later field needs the number in this one.
fn is_named(item: &Struct, index: usize) -> bool {
    let var = Var::Field(index);
    item.fields.iter().any(|field| match &field.role {
        Role::Value(value) => value_uses(value, var),
        Role::Mask(_) | Role::Flag(_) | Role::Count => false,
    })
}

fn decode_mask(mask: &Mask, reader: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    match (mask.bit, mask.stored) {
        (Some(bit), _) => {
            rust! { out, "#reader.masked_nat(#present)", reader, present = site.present(bit) }
        }
        (None, true) => rust!(out, "#reader.nat()", reader),
        (None, false) => {
            rust! { out, "#reader.mask(#guarded)", reader, guarded = Hex(mask.guarded(), 1) }
        }
    }
}

/// The bits that guard nothing, where the struct keeps them.
fn kept_bits(mask: &Mask, field: &Field, site: Site<'_>, out: &mut Output<'_>) {
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

fn decode_value(value: &Value, reader: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    match (value.bit, &value.with) {
        (None, None) => decode(&value.wire, reader, site, out),
        (Some(bit), None) => rust!(
            out,
            "#reader.optional(#present, #codec)",
            reader,
            present = site.present(bit),
            codec = site.codec(&value.wire)
        ),
        (None, Some(with)) => rust!(out, "#module::read(#reader)", module = with.module, reader),
        (Some(bit), Some(with)) => rust!(
            out,
            "(#present).then(|| #module::read(#reader))",
            present = site.present(bit),
            module = with.module,
            reader
        ),
    }
}

/// Reads a value that is there.
pub(super) fn decode(wire: &Wire, reader: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    match Method::of(wire) {
        Method::Copied(name) | Method::Plain(name) | Method::Any(name) => {
            rust!(out, "#reader.#name()", reader, name);
        }
        Method::Typed(name, args) => {
            rust! { out, "#reader.#name(#args)", reader, name, args = site.arguments(args) }
        }
        Method::List(name, element) => {
            rust! { out, "#reader.#name(#element)", reader, name, element = site.codec(element) }
        }
        Method::Tuple(count, element) => rust!(
            out,
            "#reader.tuple(#count, #element)",
            reader,
            count = site.count(count),
            element = site.codec(element)
        ),
        Method::Value(wire) => {
            rust! { out, "#reader.value(#codec)", reader, codec = site.codec(wire) }
        }
    }
}
