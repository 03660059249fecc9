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

mod function;
mod read;
mod write;

pub(super) use self::function::json_function;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::types::ty;
use crate::rust::emit::{Context, argument, records};
use crate::rust::model::{Enum, Field, Identity, Number, Struct, Transparent, Ty, Wire};

pub(super) fn json_struct(item: &Struct, context: &Context) -> TokenStream {
    let owner = Owner {
        ident: &item.ident,
        parameters: Parameters::of_struct(item),
        json: argument("json", [item]),
        context,
    };
    let to = write::to_struct(item, &owner);
    owner.impls(&to, &read::from_struct(item, &owner))
}

pub(super) fn json_enum(item: &Enum, context: &Context) -> TokenStream {
    let owner = Owner {
        ident: &item.ident,
        parameters: Parameters::of_enum(item),
        json: argument("json", records(item)),
        context,
    };
    let to = write::to_enum(item, &owner);
    owner.impls(&to, &read::from_enum(item, &owner))
}

pub(super) fn json_transparent(item: &Transparent, context: &Context) -> TokenStream {
    let owner = Owner {
        ident: &item.ident,
        parameters: Parameters::of_transparent(item),
        json: argument("json", []),
        context,
    };
    let (runtime, json) = (&context.runtime, &owner.json);
    let (member, inner) = (&item.member, ty(&item.ty, context));
    owner.impls(
        &quote!(#runtime::json::ToJson::to_json(&self.#member, #json);),
        &quote!(Self { #member: <#inner as #runtime::json::FromJson>::from_json(#json) }),
    )
}

/// What the impls are of.
struct Owner<'i> {
    ident: &'i Ident,
    parameters: Parameters<'i>,
    /// The argument that is written to or read from.
    json: Ident,
    context: &'i Context,
}

impl Owner<'_> {
    /// The impls, from the bodies of their functions. What borrows cannot be read.
    fn impls(&self, to: &TokenStream, from: &TokenStream) -> TokenStream {
        let mut tokens = self.impls_to(to);
        if self.parameters.is_owned() {
            tokens.extend(self.impls_from(from));
        }
        tokens
    }

    fn impls_to(&self, body: &TokenStream) -> TokenStream {
        let (runtime, ident, json) = (&self.context.runtime, self.ident, &self.json);
        let generics = self.parameters.impl_generics(Bound::ToJson, self.context);
        let names = self.parameters.type_generics();
        let predicates = self.parameters.where_clause(Bound::ToJson);
        quote! {
            impl #generics #runtime::json::ToJson for #ident #names #predicates {
                fn to_json(&self, #json: &mut #runtime::json::Encoder) {
                    #body
                }
            }

            impl #generics #runtime::__private::Serialize for #ident #names #predicates {
                fn serialize<JsonTo: #runtime::__private::Serializer>(
                    &self,
                    serializer: JsonTo,
                ) -> ::core::result::Result<JsonTo::Ok, JsonTo::Error> {
                    #runtime::json::serialize(self, serializer)
                }
            }
        }
    }

    fn impls_from(&self, body: &TokenStream) -> TokenStream {
        let (runtime, ident, json) = (&self.context.runtime, self.ident, &self.json);
        let generics = self.parameters.impl_generics(Bound::FromJson, self.context);
        let with_lifetime = self.parameters.impl_generics_of_deserialize(self.context);
        let names = self.parameters.type_generics();
        let predicates = self.parameters.where_clause(Bound::FromJson);
        quote! {
            impl #generics #runtime::json::FromJson for #ident #names #predicates {
                fn from_json(#json: &mut #runtime::json::Decoder) -> Self {
                    #body
                }
            }

            impl #with_lifetime #runtime::__private::Deserialize<'de> for #ident #names #predicates {
                fn deserialize<JsonFrom: #runtime::__private::Deserializer<'de>>(
                    deserializer: JsonFrom,
                ) -> ::core::result::Result<Self, JsonFrom::Error> {
                    #runtime::json::deserialize(deserializer)
                }
            }
        }
    }

    /// What stands before the members of an object.
    fn begin(&self, identity: &Identity) -> TokenStream {
        let json = &self.json;
        match identity {
            Identity::Constructor(constructor) => {
                let name = &constructor.name;
                quote!(#json.constructor(#name);)
            }
            Identity::Record(_) => quote!(#json.record();),
        }
    }
}

/// What a field is called: as in TL, and without a name there, as in Rust.
fn name(field: &Field) -> String {
    match field.name.as_str() {
        "_" => {
            let ident = field.ident.to_string();
            ident.strip_prefix("r#").unwrap_or(&ident).to_owned()
        }
        name => name.to_owned(),
    }
}

/// The form of a value in JSON, where its Rust type does not say it.
fn form(wire: &Wire, context: &Context) -> TokenStream {
    // A field holds no answer.
    let none = |_| TokenStream::new();
    form_by(wire, context, |outer, inner| quote!(#outer(#inner)), &none)
}

/// The type of the form of an answer; `answer` gives that of a call in a field.
fn form_type(wire: &Wire, context: &Context, answer: &dyn Fn(usize) -> TokenStream) -> TokenStream {
    form_by(wire, context, |outer, inner| quote!(#outer<#inner>), answer)
}

fn form_by(
    wire: &Wire,
    context: &Context,
    of: fn(TokenStream, TokenStream) -> TokenStream,
    answer: &dyn Fn(usize) -> TokenStream,
) -> TokenStream {
    let runtime = &context.runtime;
    match wire {
        Wire::Number(Number::Int53) => quote!(#runtime::json::Int53),
        Wire::Vector(element)
        | Wire::List(element)
        | Wire::Tuple(_, element)
        | Wire::Array(_, element) => {
            let element = form_by(element, context, of, answer);
            of(quote!(#runtime::json::ListOf), element)
        }
        Wire::Nullable(_, value) => {
            let value = form_by(value, context, of, answer);
            of(quote!(#runtime::json::Nullable), value)
        }
        Wire::WithId(_, value) => form_by(value, context, of, answer),
        Wire::Object if context.binary => quote!(#runtime::codec::ObjectForm),
        Wire::Function | Wire::Call => quote!(#runtime::codec::FunctionForm),
        Wire::Number(Number::Nat | Number::Int | Number::Long | Number::Double | Number::Float)
        | Wire::String
        | Wire::Bytes
        | Wire::Raw
        | Wire::Bool
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Object => quote!(#runtime::json::Plain),
        Wire::Answer(call) => answer(*call),
    }
}

/// The TL name of the struct that a variant holds: where there is a binary form, as a constant, which
/// the derive can name.
fn constructor_name(payload: &Ty, name: Option<&str>, context: &Context) -> TokenStream {
    match name {
        Some(name) if !context.binary => quote!(#name),
        _ => {
            let (payload, runtime) = (ty(payload, context), &context.runtime);
            quote!(<#payload as #runtime::Identify>::NAME)
        }
    }
}
