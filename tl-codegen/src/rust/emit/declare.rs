//! `impl Declared`: the id, the name and the declaration of a constructor or function, or the name of a
//! type.

use crate::rust::emit::encode;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, lines, rust};
use crate::rust::model::{Constructor, Directions, Enum, Identity, Struct};

pub(super) fn declare_struct(item: &Struct, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    match &item.identity {
        Identity::Constructor(constructor) => {
            let json = out.context.json && parameters.is_empty();
            // An object of unknown type is at least encoded.
            let json = (json && item.directions.encode).then_some(item.directions);
            let in_run = encode::is_in_run(item);
            let head = head(constructor, if in_run { "in_run" } else { "constructor" });
            declare(parameters, ("HasId", json), head, out);
        }
        Identity::Element(name) => declare_type(parameters, name, out),
    }
}

pub(super) fn declare_enum(item: &Enum, out: &mut Output<'_>) {
    declare_type(Parameters::of_enum(item), &item.name, out);
}

fn declare_type(parameters: Parameters<'_>, name: &str, out: &mut Output<'_>) {
    let head = code(|out| {
        lines!(
            out,
            "const HEAD: #runtime::codec::Head = #runtime::codec::Head::Type(#name);",
            name = Quoted(name)
        );
    });
    declare(parameters, ("NoId", None), head, out);
}

fn head<'a>(constructor: &'a Constructor, method: &'static str) -> impl Emit + 'a {
    code(move |out| {
        lines!(
            out,
            "
            const HEAD: #runtime::codec::Head = #runtime::codec::Head::#method(
                #id,
                #name,
                #tl,
            );
            ",
            method,
            id = Hex(constructor.id, 8),
            name = Quoted(&constructor.name),
            tl = Quoted(&constructor.tl),
        );
    })
}

fn declare(
    parameters: Parameters<'_>,
    (kind, json): (&str, Option<Directions>),
    head: impl Emit,
    out: &mut Output<'_>,
) {
    let json = json.map(|json| {
        code(move |out| {
            let form = if json.decode { "OWN" } else { "ENCODED" };
            lines!(
                out,
                "
                const JSON: ::core::option::Option<#runtime::json::JsonForm<Self>> =
                    #runtime::json::JsonForm::#form;
                ",
                form
            );
        })
    });
    lines!(
        out,
        "

        impl#generics #runtime::codec::Declared for #target {
            type Kind = #runtime::codec::#kind;
            #head
            #json
        }
        ",
        generics = parameters.impl_generics(Bound::Declared),
        target = parameters.target(Bound::Declared),
        kind,
        head,
        json,
    );
    arguments(parameters, out);
}

/// `impl Arguments`: the type arguments, which makes them known even if an alias hides them.
fn arguments(parameters: Parameters<'_>, out: &mut Output<'_>) {
    let params = parameters.types_of_tl();
    if params.iter().all(Option::is_none) {
        return;
    }
    let row = code(|out| {
        for param in &params {
            match param {
                Some(ident) => rust!(out, "(#ident, ", ident),
                None => rust!(out, "(#runtime::__private::Unsaid, "),
            }
        }
        out.push("()");
        params.iter().for_each(|_| out.push(")"));
    });
    lines!(
        out,
        "

        impl#generics #runtime::__private::Arguments for #target {
            type Types = #row;
            const COUNT: usize = #count;
        }
        ",
        generics = parameters.impl_generics(Bound::Declared),
        target = parameters.target(Bound::Declared),
        row,
        count = params.len().to_string(),
    );
}
