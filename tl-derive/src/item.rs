//! Converts a Rust item and its attributes to the model.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Data, DataStruct, DeriveInput, WherePredicate, parse_quote};
use tl_codegen::__private::emit;
use tl_codegen::__private::model::{Item, Transparent};

use crate::attr::{Attributes, Target};
use crate::combinator::{Owner, combinator};
use crate::context::Context;
use crate::demand::Asking;
use crate::enums::{of_enum, type_name};
use crate::error::Errors;
use crate::filler::report_endless;
use crate::generics::{free_name, generics, of_item};
use crate::manual::{Made, upper_first};
use crate::members::Member;
use crate::question::{self, Question, Seen};
use crate::schema::track;
use crate::shape::{in_any_box, text};
use crate::source::{Source, source, with_source};

/// The result of the derive for an item.
pub(crate) struct Derived {
    /// The item for which the emitter writes impls.
    pub item: Item,
    /// The context of its code, and the checks that the compiler makes.
    pub context: Context,
}

impl Derived {
    /// Returns the impls of the item, and the checks that the compiler makes.
    ///
    /// # Errors
    /// If the text of the impls is not Rust, which no input should cause.
    pub(crate) fn expand(&self) -> syn::Result<TokenStream> {
        let Self { item, context } = self;
        let text = emit::impls(item, &context.emitted);
        let of_type = |ty, usage| context.checks.known(&context.runtime, ty, usage);
        let impls = context.fragments.expand(&text, &of_type)?;
        Ok(context.checks.with_impls(&context.runtime, impls))
    }
}

/// Returns the model of the item, or all of its mistakes.
pub(crate) fn derived(input: &DeriveInput) -> syn::Result<Derived> {
    let errors = Errors::default();
    let attributes = Attributes::of_item(input, &errors);
    let context = Context::new(&attributes, errors);
    let item = match &input.data {
        Data::Struct(data) => structure(input, data, &attributes, &context),
        Data::Enum(data) => Some(Item::Enum(of_enum(input, data, &attributes, &context))),
        Data::Union(data) => {
            let message = "TL has no form for a Rust union";
            context.errors.at(data.union_token.span, message);
            None
        }
    };
    if let (Some(span), Some(item)) = (attributes.json(), &item) {
        if let Some((what, field)) = item.refused_as_json() {
            let field =
                field.map_or_else(String::new, |field| format!(": the field `{}`", field.name));
            let message = format!("there is no JSON form for {what}{field}");
            context.errors.at(span, message);
        }
    }
    let asking = Asking::new(&context, &input.ident, &input.generics);
    asking.has_end();
    let item = context.errors.unless(item)?.ok_or_else(|| {
        // If there is no item, a mistake has been reported.
        syn::Error::new(input.ident.span(), "this is not a TL item")
    })?;
    match (attributes.json(), attributes.serde) {
        (_, Some(span)) if !cfg!(any(test, feature = "serde")) => Err(syn::Error::new(
            span,
            "code with serde's traits needs the feature `serde` of tlgen-runtime: tlgen-runtime = { …, \
             features = [\"serde\"] } in Cargo.toml",
        )),
        (Some(span), None) if !cfg!(any(test, feature = "json")) => Err(syn::Error::new(
            span,
            "code with JSON needs the feature `json` of tlgen-runtime: tlgen-runtime = { …, features = \
             [\"json\"] } in Cargo.toml",
        )),
        _ => Ok(Derived { item, context }),
    }
}

fn structure(
    input: &DeriveInput,
    data: &DataStruct,
    attributes: &Attributes,
    context: &Context,
) -> Option<Item> {
    let errors = &context.errors;
    let mut members = Member::all(&data.fields, errors);
    if attributes.transparent.is_some() {
        let item = transparent(input, &members, attributes, context)?;
        if let Some(member) = members.first() {
            wrapped(input, member, context);
        }
        return Some(Item::Transparent(item));
    }
    report_endless(input, &members, errors);
    let Some(source) = source(attributes, Target::Struct, None, errors).ok()? else {
        if Member::has_line(&members) {
            return None;
        }
        let message = "which declaration of TL is this? say it with `#[tl(\"name#id … = Type;\")]`\nhelp: for a \
                       protocol of your own, leave out `#id`: the id is then computed from the text";
        errors.at(input.ident.span(), message);
        return None;
    };
    let made = Made {
        ident: &input.ident,
        type_name: made_type(input, attributes, &source, context),
    };
    let found = with_source(
        &source,
        attributes,
        &mut members,
        &made,
        errors,
        |members, declaration| {
            let owner = Owner {
                ident: &input.ident,
                item: &input.ident,
                fields: &data.fields,
                members,
                generics: &input.generics,
                attributes,
                context,
            };
            combinator(&owner, declaration)
        },
    );
    attributes
        .schema
        .iter()
        .for_each(|path| track(path, context));
    found.map(Item::Struct)
}

/// Returns the TL type of a struct without a declaration: that of the key `type`, or else its name.
fn made_type(
    input: &DeriveInput,
    attributes: &Attributes,
    source: &Source<'_>,
    context: &Context,
) -> String {
    let Context {
        errors, fragments, ..
    } = context;
    let own = || upper_first(&input.ident.to_string());
    let Some(text) = &attributes.type_name else {
        return own();
    };
    let message = match (source, &attributes.response) {
        (Source::Line(_) | Source::Named(_), _) => {
            "the declaration already names the type, after its `=`"
        }
        (Source::Id(_), Some(_)) => "the TL type of a function is that of its `response`",
        (Source::Id(_), None) => match type_name(text, fragments.ident(&input.ident), errors) {
            (Some(name), params) if params.is_empty() => return name,
            (None, _) => return own(),
            (Some(_), _) => {
                "without a declaration, a type has no parameters: write the declaration instead"
            }
        },
    };
    errors.at(text.span(), message);
    own()
}

/// Returns the model of a transparent struct: `struct UserId(i64);`.
fn transparent(
    input: &DeriveInput,
    members: &[Member<'_>],
    attributes: &Attributes,
    context: &Context,
) -> Option<Transparent> {
    let Context {
        errors, fragments, ..
    } = context;
    if let Some(line) = &attributes.line {
        let message = "a transparent struct has the declaration of the type that it wraps";
        errors.at(line.span(), message);
    }
    let why = "a transparent struct is encoded and decoded as the type that it wraps";
    attributes.refuse_all_but(&["transparent", "crate", "json", "serde"], why, errors);
    let why_not_here = format!("{why}; for a type that TL does not have, write the impls by hand");
    for member in members {
        member.attributes.refuse_all_but(&[], &why_not_here, errors);
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
    let item = of_item(&input.ident, &input.generics, member.field);
    let args = free_name("Args", &item);
    Some(Transparent {
        ident: fragments.ident(&input.ident),
        generics: generics(&input.generics, &[], &[], &[], fragments),
        member: name,
        ty: fragments.ty(&member.field.ty),
        args,
    })
}

/// Checks that the wrapped type is a TL type. If it is a function, so is the struct.
fn wrapped(input: &DeriveInput, member: &Member<'_>, context: &Context) {
    let (runtime, inner) = (&context.runtime, &member.field.ty);
    // The compiler rejects a bound that never holds, unless the bound depends on a lifetime.
    let with = |bound: WherePredicate| {
        let mut generics = input.generics.clone();
        generics.make_where_clause().predicates.push(bound);
        generics
    };
    let generics = with(parse_quote!(for<'any> #inner: #runtime::__private::Call));
    let mut asking = Asking::new(context, &input.ident, &generics);
    asking.call(&input.ident, &generics);
    let generics = with(parse_quote!(for<'any> #inner: #runtime::__private::Arguments));
    asking.arguments_as(&input.ident, &generics, inner);
    let (ident, unboxed) = (&input.ident, in_any_box(inner));
    let rust = text(unboxed);
    let message = format!(
        "the transparent struct `{ident}` cannot be a list, as `{rust}` is\nhelp: an alias can be a list: `type {ident} = {rust};`"
    );
    asking.supposed = asking
        .refuse_list(unboxed, &message)
        .map(ToTokens::into_token_stream)
        .into_iter()
        .collect();
    asking.demand(&Question {
        site: format!("`{ident}`"),
        place: question::Place::Wrapped,
        wanted: None,
        seen: Seen {
            ty: unboxed,
            shown: inner,
        },
        arguments: None,
        has_arguments: false,
        constructors: 0,
        is_bare: false,
        follows: false,
    });
}
