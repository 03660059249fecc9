//! `impl ToJson` and `impl FromJson`.
//!
//! ```text
//! fn to_json(&self, json: &mut Encoder) {
//!     json.constructor("photo");
//!     json.long("id", self.id);
//!     json.optional("media", &self.media, Plain);
//! }
//!
//! fn from_json(json: &mut Decoder) -> Self {
//!     json.constructor("photo");
//!     Self { id: json.long("id"), media: json.optional("media", Plain) }
//! }
//! ```

mod decode;
mod encode;
mod serde;

use crate::rust::emit::enums::variant_structs;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Emit, Output, Quoted, code, lines, rust};
use crate::rust::emit::variables::argument;
use crate::rust::model::{Directions, Enum, Identity, Number, Struct, Transparent, Ty, Wire};

pub(super) fn json_struct(item: &Struct, out: &mut Output<'_>) {
    impls(
        argument("json", &[item]).as_str(),
        Parameters::of_struct(item),
        item.directions,
        &code(|out| encode::encode_struct(item, out)),
        &code(|out| decode::decode_fields(item, "Self", out)),
        out,
    );
}

pub(super) fn json_enum(item: &Enum, out: &mut Output<'_>) {
    impls(
        argument("json", &variant_structs(item)).as_str(),
        Parameters::of_enum(item),
        item.directions,
        &code(|out| encode::encode_enum(item, out)),
        &code(|out| decode::decode_enum(item, out)),
        out,
    );
}

pub(super) fn json_transparent(item: &Transparent, out: &mut Output<'_>) {
    let (member, inner) = (&item.member, &item.ty);
    impls(
        "json",
        Parameters::of_transparent(item),
        Directions::BOTH,
        &code(|out| {
            rust!(
                out,
                "<#inner as #runtime::json::ToJson>::to_json(&self.#member, #coder);",
                inner,
                member
            );
        }),
        &code(|out| {
            lines!(
                out,
                "
                Self {
                    #member: <#inner as #runtime::json::FromJson>::from_json(#coder),
                }
                ",
                member,
                inner,
            )
        }),
        out,
    );
}

/// Writes the impls of an item, given the argument and the bodies of their functions. A type that borrows cannot be
/// decoded.
pub(super) fn impls(
    coder: &str,
    parameters: Parameters<'_>,
    directions: Directions,
    to: &dyn Emit,
    from: &dyn Emit,
    out: &mut Output<'_>,
) {
    out.with_coder(coder, &mut |out| {
        if directions.encode {
            encode(parameters, to, out);
        }
        if directions.decode && parameters.is_owned() {
            decode(parameters, from, out);
        }
    });
}

fn encode(parameters: Parameters<'_>, to: &dyn Emit, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #runtime::json::ToJson for #target {
            fn to_json(&self, #coder: &mut #runtime::json::Encoder) {
                #to
            }
        }
        ",
        generics = parameters.impl_generics(Bound::ToJson),
        target = parameters.target(Bound::ToJson),
        to,
    );
    if out.context.serde {
        serde::serialize(parameters, out);
    }
}

fn decode(parameters: Parameters<'_>, from: &dyn Emit, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #runtime::json::FromJson for #target {
            fn from_json(#coder: &mut #runtime::json::Decoder) -> Self {
                #from
            }
        }
        ",
        generics = parameters.impl_generics(Bound::FromJson),
        target = parameters.target(Bound::FromJson),
        from,
    );
    if out.context.serde {
        serde::deserialize(parameters, out);
    }
}

/// Writes the beginning of an object, before its members.
fn begin(identity: &Identity, out: &mut Output<'_>) {
    match identity {
        Identity::Constructor(constructor) => lines!(
            out,
            "#coder.constructor(#name);",
            name = Quoted(&constructor.name)
        ),
        Identity::Element(_) => lines!(out, "#coder.unnamed();"),
    }
}

/// Writes the form of a value in JSON, as far as its Rust type does not determine it.
fn form(wire: &Wire) -> impl Emit + '_ {
    // A field does not hold an answer.
    code(move |out| form_by(wire, ("(", ")"), &|_, _| {}, out))
}

/// Writes the type of the form of an answer; `answer` writes the form of the answer to a call in a field.
pub(super) fn form_type(
    wire: &Wire,
    answer: &dyn Fn(usize, &mut Output<'_>),
    out: &mut Output<'_>,
) {
    form_by(wire, ("<", ">"), answer, out);
}

fn form_by(
    wire: &Wire,
    (open, close): (&str, &str),
    answer: &dyn Fn(usize, &mut Output<'_>),
    out: &mut Output<'_>,
) {
    let of = |name: &str, inner, out: &mut Output<'_>| {
        let inner = code(|out| form_by(inner, (open, close), answer, out));
        rust! { out, "#runtime::json::#name#open#inner#close", name, open, inner, close }
    };
    match wire {
        Wire::Number(Number::Int53) => rust!(out, "#runtime::json::Int53"),
        Wire::Vector(element)
        | Wire::List(element)
        | Wire::Tuple(_, element)
        | Wire::Array(_, element) => of("ListOf", element, out),
        Wire::Nullable(_, value) => of("Nullable", value, out),
        Wire::WithId(_, value) => form_by(value, (open, close), answer, out),
        Wire::Object if out.context.binary => rust!(out, "#runtime::codec::ObjectForm"),
        Wire::Function | Wire::Call => rust!(out, "#runtime::codec::FunctionForm"),
        Wire::Number(Number::Nat | Number::Int | Number::Long | Number::Double | Number::Float)
        | Wire::String
        | Wire::Bytes
        | Wire::Raw
        | Wire::Bool
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Element(_)
        | Wire::Param(_)
        | Wire::Object => rust!(out, "#runtime::json::Plain"),
        Wire::Answer(call) => answer(*call, out),
    }
}

/// Writes the TL name of the struct in a variant. If there is a binary form, it is a constant, which the
/// derive can name.
fn constructor_name<'i>(ty: &'i Ty, name: Option<&'i str>) -> impl Emit + 'i {
    code(move |out| match name {
        Some(name) if !out.context.binary => Quoted(name).emit(out),
        _ => rust!(out, "<#ty as #runtime::Identify>::NAME", ty),
    })
}
