//! From a Rust item and its attributes to the model.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DataStruct, DeriveInput, LitStr, parse_quote};
use tl_codegen::__private::model::{Item, Struct, Transparent, Ty};

use crate::attr::{Attributes, Place};
use crate::combinator::{Owner, combinator};
use crate::context::Context;
use crate::demand::Asking;
use crate::enums::of_enum;
use crate::error::Errors;
use crate::fragments::Fragments;
use crate::generics::generics;
use crate::manual::{Made, upper_first};
use crate::members::Member;
use crate::schema::located;
use crate::source::{source, with_source};

/// What the derive makes of an item.
pub(crate) struct Derived {
    /// What the emitter writes impls for.
    pub item: Item,
    /// What its code depends on.
    pub context: Context,
    /// What the compiler is to check, and the files that the item depends on.
    pub constants: TokenStream,
}

/// The model of the item, or all of its mistakes.
pub(crate) fn derived(input: &DeriveInput) -> syn::Result<Derived> {
    let mut errors = Errors::default();
    let place = match &input.data {
        Data::Enum(_) => Place::Enum,
        Data::Struct(_) | Data::Union(_) => Place::Struct,
    };
    let attributes = Attributes::parse(&input.attrs, place, &mut errors);
    let context = Context::new(&attributes);
    let item = match &input.data {
        Data::Struct(data) => structure(input, data, &attributes, &context, &mut errors),
        Data::Enum(data) => Some(enumeration(input, data, &attributes, &context, &mut errors)),
        Data::Union(data) => {
            errors.at(data.union_token.span, "TL has no form for a Rust union");
            None
        }
    };
    if let (Some(span), Some((item, _))) = (attributes.json(), &item) {
        if let Some((what, _)) = item.refused_as_json() {
            errors.at(span, format!("there is no JSON form for {what}"));
        }
    }
    let (item, constants) = errors.unless(item)?.ok_or_else(|| {
        // Every way to no item reports why.
        syn::Error::new(input.ident.span(), "this is no item of TL")
    })?;
    match (attributes.json(), attributes.serde) {
        (_, Some(span)) if !cfg!(any(test, feature = "serde")) => Err(syn::Error::new(
            span,
            "code with serde's traits needs the feature `serde` of tl-runtime: tl-runtime = { …, \
             features = [\"serde\"] } in Cargo.toml",
        )),
        (Some(span), None) if !cfg!(any(test, feature = "json")) => Err(syn::Error::new(
            span,
            "code with JSON needs the feature `json` of tl-runtime: tl-runtime = { …, features = \
             [\"json\"] } in Cargo.toml",
        )),
        _ => Ok(Derived {
            item,
            context,
            constants,
        }),
    }
}

fn structure(
    input: &DeriveInput,
    data: &DataStruct,
    attributes: &Attributes,
    context: &Context,
    errors: &mut Errors,
) -> Option<(Item, TokenStream)> {
    let mut members = Member::all(&data.fields, errors);
    if attributes.transparent.is_some() {
        let item = transparent(input, &members, attributes, &context.fragments, errors)?;
        let call = members.first().map(|member| call(input, member, context));
        return Some((Item::Transparent(item), call.unwrap_or_default()));
    }
    let Some(source) = source(attributes, None, errors).ok()? else {
        let message = "which declaration of TL is this? say it with `#[tl(\"name#id … = Type;\")]`";
        errors.at(input.ident.span(), message);
        return None;
    };
    let made = Made {
        ident: &input.ident,
        type_name: upper_first(&input.ident.to_string()),
    };
    let found = with_source(
        &source,
        attributes,
        &mut members,
        &made,
        errors,
        |members, declaration, errors| {
            let owner = Owner {
                ident: &input.ident,
                item: &input.ident,
                fields: &data.fields,
                members,
                generics: &input.generics,
                attributes,
                context,
            };
            combinator(&owner, declaration, errors)
        },
    );
    let (item, mut constants): (Struct, TokenStream) = found?;
    constants.extend(attributes.schema.as_ref().map(track));
    Some((Item::Struct(item), constants))
}

fn enumeration(
    input: &DeriveInput,
    data: &DataEnum,
    attributes: &Attributes,
    context: &Context,
    errors: &mut Errors,
) -> (Item, TokenStream) {
    let (item, mut constants) = of_enum(input, data, attributes, context, errors);
    let of_variants = data.variants.iter().filter_map(|variant| {
        let attributes = Attributes::parse(&variant.attrs, Place::Variant, &mut Errors::default());
        attributes.schema
    });
    for path in attributes.schema.iter().cloned().chain(of_variants) {
        constants.extend(track(&path));
    }
    (Item::Enum(item), constants)
}

/// `struct UserId(i64);`
fn transparent(
    input: &DeriveInput,
    members: &[Member<'_>],
    attributes: &Attributes,
    fragments: &Fragments,
    errors: &mut Errors,
) -> Option<Transparent> {
    if let Some(line) = &attributes.line {
        let message = "a transparent struct has the declaration of the type that it wraps";
        errors.at(line.span(), message);
    }
    let why = "a transparent struct is read and written as the type that it wraps";
    attributes.refuse_all_but(&["transparent", "crate", "json", "serde"], why, errors);
    for member in members {
        member.attributes.refuse_all_but(&[], why, errors);
    }
    let [member] = members else {
        let message = "a transparent struct has one field: the type that it stands for";
        errors.at(input.ident.span(), message);
        return None;
    };
    let name = match (&member.field.ident, member.place) {
        (Some(ident), _) => fragments.ident(ident).to_string(),
        (None, place) => place.unwrap_or_default().to_string(),
    };
    Some(Transparent {
        ident: fragments.ident(&input.ident),
        generics: generics(&input.generics, &[], &[], &[], fragments),
        member: name,
        ty: Ty::Verbatim(fragments.keep(&member.field.ty)),
    })
}

/// A function is one in whatever it is wrapped.
fn call(input: &DeriveInput, member: &Member<'_>, context: &Context) -> TokenStream {
    let (runtime, inner) = (&context.runtime, &member.field.ty);
    let mut generics = input.generics.clone();
    // The compiler refuses a bound that never holds, unless a lifetime could make a difference.
    let bound = parse_quote!(for<'any> #inner: #runtime::__private::Call);
    generics.make_where_clause().predicates.push(bound);
    Asking::new(context, &input.ident, &generics).call(&input.ident, &generics)
}

/// Makes the compiler derive anew when the file changes.
fn track(path: &LitStr) -> TokenStream {
    let path = located(path).display().to_string();
    quote! {
        const _: &[u8] = ::core::include_bytes!(#path);
    }
}
