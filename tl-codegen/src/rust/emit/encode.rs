//! `impl Write` of a struct.
//!
//! ```text
//! fn write_bare(&self, writer: &mut Writer, _: ()) {
//!     let flags = (self.silent as u32) | ((self.media.is_some() as u32) << 1);
//!     writer.nat(flags);
//!     writer.int(self.id);
//!     writer.optional(&self.media, Boxed);
//! }
//! ```

use crate::rust::emit::codec::Method;
use crate::rust::emit::generics::{Bound, Parameters, args_pattern, args_type};
use crate::rust::emit::template::{Emit, Output, Quoted, code, lines, rust};
use crate::rust::emit::variables::{Place, Site, argument};
use crate::rust::emit::{head, inline};
use crate::rust::model::{Bit, Field, Ident, Mask, Role, Struct, Value, Var, Wire};

pub(super) fn encode_struct(item: &Struct, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let writer = argument("writer", [item]);
    let site = Site {
        item,
        place: Place::Value,
    };
    let argument = if item.fields.iter().any(is_encoded) {
        writer.as_str()
    } else {
        "_"
    };
    lines!(
        out,
        "

        impl#generics #write_trait for #ident#names#predicates {
            const HEAD: #runtime::Head = #head;

            #inline
            fn write_bare(&self, #argument: &mut #runtime::Writer, #pattern: #args) {
                #body
            }
        }
        ",
        generics = parameters.impl_generics(Bound::Write),
        write_trait = parameters.write_trait(),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::Write),
        head = head(&item.identity),
        inline = inline(item),
        argument,
        pattern = args_pattern(item),
        args = args_type(&item.params),
        body = code(|out| encode_fields(&writer, site, out)),
    );
}

pub(super) fn encode_fields(writer: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    for field in site.item.fields.iter().filter(|field| is_encoded(field)) {
        encode_field(field, writer, site, out);
    }
}

/// Whether there is code for a field. A bit that was given must be what the field says; one of a
/// mask is made from it.
fn is_encoded(field: &Field) -> bool {
    match field.role {
        Role::Count => false,
        Role::Flag(bit) => matches!(bit.mask, Var::Param(_)),
        Role::Mask(_) | Role::Value(_) => true,
    }
}

fn encode_field(field: &Field, writer: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let place = site.field(field);
    match &field.role {
        Role::Count => {}
        Role::Flag(bit) => agree(*bit, &place, field, writer, site, out),
        Role::Mask(mask) => encode_mask(field, mask, writer, site, out),
        Role::Value(value) => {
            if let Some(bit) = value.bit {
                agree_with_presence(bit, field, writer, site, out);
            }
            encode_value(value, &place, writer, site, out);
        }
    }
}

/// Demands that an optional field is there if and only if a bit is set that was given.
fn agree_with_presence(
    bit: Bit,
    field: &Field,
    writer: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    if let Var::Param(_) = bit.mask {
        let place = site.field(field);
        let is_there = code(|out| rust!(out, "#place.is_some()", place));
        agree(bit, &is_there, field, writer, site, out);
    }
}

fn agree(
    bit: Bit,
    is_there: &dyn Emit,
    field: &Field,
    writer: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    lines!(
        out,
        "#writer.agree(#present, #is_there, #constructor, #name);",
        writer,
        present = site.present(bit),
        is_there,
        constructor = Quoted(site.item.identity.name()),
        name = Quoted(&field.name),
    );
}

fn encode_mask(field: &Field, mask: &Mask, writer: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    let ident = &field.ident;
    lines! { out, "let #ident = #word;", ident, word = site.word(field, mask, Some(writer)) }
    let Some(bit) = mask.bit else {
        return lines!(out, "#writer.nat(#ident);", writer, ident);
    };
    agree_with_presence(bit, field, writer, site, out);
    lines!(
        out,
        "#writer.masked_nat(#place.is_some(), #ident, #constructor, #name);",
        writer,
        place = site.field(field),
        ident,
        constructor = Quoted(site.item.identity.name()),
        name = Quoted(&field.name),
    );
}

fn encode_value(
    value: &Value,
    place: &dyn Emit,
    writer: &Ident,
    site: Site<'_>,
    out: &mut Output<'_>,
) {
    match (value.bit, &value.with) {
        (None, None) => encode(&value.wire, place, writer, site, out),
        (Some(_), None) => lines!(
            out,
            "#writer.optional(&#place, #codec);",
            writer,
            place,
            codec = site.codec(&value.wire)
        ),
        (None, Some(with)) => lines!(
            out,
            "#module::write(&#place, #writer);",
            module = with.module,
            place,
            writer
        ),
        (Some(_), Some(with)) => lines!(
            out,
            "
            if let ::core::option::Option::Some(value) = &#place {
                #module::write(value, #writer);
            }
            ",
            place,
            module = with.module,
            writer
        ),
    }
}

/// Writes the value at a place.
fn encode(wire: &Wire, place: &dyn Emit, writer: &Ident, site: Site<'_>, out: &mut Output<'_>) {
    match Method::of(wire) {
        Method::Copied(name) => lines!(out, "#writer.#name(#place);", writer, name, place),
        Method::Plain(name) => lines!(out, "#writer.#name(&#place);", writer, name, place),
        Method::Any(_) => lines!(out, "#writer.boxed(&#place, ());", writer, place),
        Method::Typed(name, args) => lines!(
            out,
            "#writer.#name(&#place, #args);",
            writer,
            name,
            place,
            args = site.arguments(args)
        ),
        Method::List(name, element) => lines!(
            out,
            "#writer.#name(&#place, #element);",
            writer,
            name,
            place,
            element = site.codec(element)
        ),
        Method::Tuple(count, element) => lines!(
            out,
            "#writer.tuple(#count, &#place, #element);",
            writer,
            count = site.count(count),
            place,
            element = site.codec(element)
        ),
        Method::Value(wire) => lines!(
            out,
            "#writer.value(&#place, #codec);",
            writer,
            place,
            codec = site.codec(wire)
        ),
    }
}
