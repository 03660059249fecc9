//! `impl ToJson` and `impl FromJson`, and serde's traits over them.
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

use crate::rust::emit::enums::variant_structs;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Emit, Output, Quoted, code, lines, rust};
use crate::rust::emit::variables::argument;
use crate::rust::model::{Enum, Ident, Identity, Number, Struct, Transparent, Ty, Wire};

pub(super) fn json_struct(item: &Struct, out: &mut Output<'_>) {
    let json = &argument("json", &[item]);
    impls(
        (&item.ident, Parameters::of_struct(item), json),
        &code(|out| encode::encode_struct(item, json, out)),
        &code(|out| decode::decode_fields(item, "Self", json, out)),
        out,
    );
}

pub(super) fn json_enum(item: &Enum, out: &mut Output<'_>) {
    let json = &argument("json", &variant_structs(item));
    impls(
        (&item.ident, Parameters::of_enum(item), json),
        &code(|out| encode::encode_enum(item, json, out)),
        &code(|out| decode::decode_enum(item, json, out)),
        out,
    );
}

pub(super) fn json_transparent(item: &Transparent, out: &mut Output<'_>) {
    let json = &argument("json", &[]);
    let (member, inner) = (&item.member, &item.ty);
    impls(
        (&item.ident, Parameters::of_transparent(item), json),
        &code(|out| {
            rust! { out, "#runtime::json::ToJson::to_json(&self.#member, #json);", member, json }
        }),
        &code(|out| {
            lines!(
                out,
                "
                Self {
                    #member: <#inner as #runtime::json::FromJson>::from_json(#json),
                }
                ",
                member,
                inner,
                json
            )
        }),
        out,
    );
}

/// The impls of an item, from the bodies of their functions. What borrows cannot be read.
pub(super) fn impls(
    (ident, parameters, json): (&Ident, Parameters<'_>, &Ident),
    to: &dyn Emit,
    from: &dyn Emit,
    out: &mut Output<'_>,
) {
    let names = parameters.type_generics();
    lines!(
        out,
        "

        impl#generics #runtime::json::ToJson for #ident#names#predicates {
            fn to_json(&self, #json: &mut #runtime::json::Encoder) {
                #to
            }
        }

        impl#generics #runtime::__private::Serialize for #ident#names#predicates {
            fn serialize<JsonTo: #runtime::__private::Serializer>(
                &self,
                serializer: JsonTo,
            ) -> ::core::result::Result<JsonTo::Ok, JsonTo::Error> {
                #runtime::json::serialize(self, serializer)
            }
        }
        ",
        generics = parameters.impl_generics(Bound::ToJson),
        ident,
        names,
        predicates = parameters.where_clause(Bound::ToJson),
        json,
        to,
    );
    if !parameters.is_owned() {
        return;
    }
    lines!(
        out,
        "

        impl#generics #runtime::json::FromJson for #ident#names#predicates {
            fn from_json(#json: &mut #runtime::json::Decoder) -> Self {
                #from
            }
        }

        impl#with_lifetime #runtime::__private::Deserialize<'de> for #ident#names#predicates {
            fn deserialize<JsonFrom: #runtime::__private::Deserializer<'de>>(
                deserializer: JsonFrom,
            ) -> ::core::result::Result<Self, JsonFrom::Error> {
                #runtime::json::deserialize(deserializer)
            }
        }
        ",
        generics = parameters.impl_generics(Bound::FromJson),
        with_lifetime = parameters.impl_generics_of_deserialize(),
        ident,
        names,
        predicates = parameters.where_clause(Bound::FromJson),
        json,
        from,
    );
}

/// What stands before the members of an object.
fn begin(identity: &Identity, json: &Ident, out: &mut Output<'_>) {
    match identity {
        Identity::Constructor(constructor) => lines!(
            out,
            "#json.constructor(#name);",
            json,
            name = Quoted(&constructor.name)
        ),
        Identity::Element(_) => lines!(out, "#json.unnamed();", json),
    }
}

/// The form of a value in JSON, where its Rust type does not say it.
fn form(wire: &Wire) -> impl Emit + '_ {
    // A field holds no answer.
    code(move |out| form_by(wire, ("(", ")"), &|_, _| {}, out))
}

/// The type of the form of an answer; `answer` writes that of a call in a field.
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

/// The TL name of the struct that a variant holds: where there is a binary form, as a constant, which
/// the derive can name.
fn constructor_name<'i>(ty: &'i Ty, name: Option<&'i str>) -> impl Emit + 'i {
    code(move |out| match name {
        Some(name) if !out.context.binary => Quoted(name).emit(out),
        _ => rust!(out, "<#ty as #runtime::Identify>::NAME", ty),
    })
}
