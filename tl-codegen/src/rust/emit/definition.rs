//! Structs, enums and aliases, and what else the generator gives them: `new`, `From`.

use crate::rust::model::Ident;
use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::emit::conversion::conversions;
use crate::rust::emit::generics::Parameters;
use crate::rust::emit::lints;
use crate::rust::emit::types::ty;
use crate::rust::model::{
    Alias, Constructor, Enum, Field, Identity, Item, Param, Response, Role, Struct, VariantKind,
    Wire,
};

/// Where the impls come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// They are written out.
    Impls,
    /// The derive makes them from a `#[tl("…")]` attribute.
    Derive,
}

/// `/// text` for each line; nothing for no text.
pub(super) fn docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    lines.collect()
}

/// The definition, as a person would write it.
#[must_use]
pub fn definition(item: &Item, context: &Context) -> TokenStream {
    match item {
        Item::Struct(item) => struct_definition(item, context),
        Item::Enum(item) => enum_definition(item, context),
        Item::Alias(Alias {
            ident,
            params,
            target,
            docs: text,
        }) => {
            let (docs, target) = (docs(text), ty(target, context));
            let generics = if params.is_empty() {
                TokenStream::new()
            } else {
                quote!(<#(#params),*>)
            };
            quote!(#docs pub type #ident #generics = #target;)
        }
        Item::Transparent(_) => TokenStream::new(),
    }
}

fn derives(traits: &[Ident], context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    let object = (context.style == Style::Derive).then(|| quote!(#runtime::TlObject));
    let traits = traits.iter().map(|ident| quote!(#ident)).chain(object);
    let traits: Vec<TokenStream> = traits.collect();
    if traits.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[derive(#(#traits),*)])
    }
}

fn struct_definition(item: &Struct, context: &Context) -> TokenStream {
    let ident = &item.ident;
    let docs = docs(&item.docs);
    let derives = derives(&item.derives, context);
    let attribute = (context.style == Style::Derive).then(|| struct_attribute(item, context));
    let allow = lints::of_struct(item);
    let generics = Parameters::of_struct(item).type_generics();
    let members: Vec<TokenStream> = item
        .fields
        .iter()
        .filter_map(|field| member(field, context))
        .collect();
    let body = if item.fields.is_empty() {
        quote!(;)
    } else {
        quote!({ #(#members),* })
    };
    quote!(#docs #derives #attribute #allow pub struct #ident #generics #body)
}

/// `#[tl("photos.photo#20212ca8 … = photos.Photo;")]`.
fn struct_attribute(item: &Struct, context: &Context) -> TokenStream {
    let Identity::Constructor(constructor) = &item.identity else {
        return TokenStream::new();
    };
    let tl = format!("{};", constructor.tl);
    let response = item.response.as_ref().map(|response| match response {
        Response::Value { ty: response, .. } => {
            let response = ty(response, context);
            quote!(, function, response = #response)
        }
        Response::AsField(_) => quote!(, function),
    });
    let unchecked = unchecked(constructor);
    let json = context.json.then(|| quote!(, json));
    quote!(#[tl(#tl #response #unchecked #json)])
}

/// What says that an id is not to be compared with the text.
fn unchecked(constructor: &Constructor) -> Option<TokenStream> {
    constructor.unchecked.then(|| quote!(, unchecked_id))
}

fn member(field: &Field, context: &Context) -> Option<TokenStream> {
    let (ident, docs) = (&field.ident, docs(&field.docs));
    let ty = member_type(&field.role, context)?;
    let nullable = match &field.role {
        Role::Value(value) => context.style == Style::Derive && is_nullable(&value.wire),
        Role::Mask(_) | Role::Flag(_) | Role::Count => false,
    };
    let attribute = nullable.then(|| quote!(#[tl(nullable)]));
    Some(quote!(#docs #attribute pub #ident: #ty))
}

/// Whether the derive must be told that a value, or an element of a list, is an `Option`.
fn is_nullable(wire: &Wire) -> bool {
    match wire {
        Wire::Nullable(..) => true,
        Wire::Vector(element) | Wire::List(element) => matches!(**element, Wire::Nullable(..)),
        Wire::Number(_)
        | Wire::String
        | Wire::Bytes
        | Wire::Raw
        | Wire::Bool
        | Wire::WithId(..)
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Tuple(..)
        | Wire::Array(..)
        | Wire::Object
        | Wire::Function
        | Wire::Call
        | Wire::Answer(_) => false,
    }
}

/// The type of a field in the struct; `None` for a mask that is computed.
fn member_type(role: &Role, context: &Context) -> Option<TokenStream> {
    match role {
        Role::Count => None,
        Role::Mask(mask) if mask.bit.is_some() => Some(quote!(::core::option::Option<u32>)),
        Role::Mask(mask) => mask.stored.then(|| quote!(u32)),
        Role::Flag(_) => Some(quote!(bool)),
        Role::Value(value) => {
            let ty = ty(&value.ty, context);
            Some(match value.bit {
                Some(_) => quote!(::core::option::Option<#ty>),
                None => ty,
            })
        }
    }
}

fn enum_definition(item: &Enum, context: &Context) -> TokenStream {
    let ident = &item.ident;
    let docs_of_enum = docs(&item.docs);
    // A type without values has no impls.
    let without_derive = Context {
        style: Style::Impls,
        ..context.clone()
    };
    let context = if item.variants.is_empty() {
        &without_derive
    } else {
        context
    };
    let derives = derives(&item.derives, context);
    let attribute = (context.style == Style::Derive).then(|| {
        let name = type_with_params(item);
        let json = context.json.then(|| quote!(, json));
        quote!(#[tl(type = #name #json)])
    });
    let variants = item.variants.iter().enumerate().map(|(index, variant)| {
        let (ident, docs) = (&variant.ident, docs(&variant.docs));
        let attribute = (context.style == Style::Derive)
            .then(|| variant_attribute(&variant.kind, index == item.filler));
        let payload = match &variant.kind {
            VariantKind::Unit(_) | VariantKind::Record(_) | VariantKind::Other { .. } => None,
            VariantKind::Newtype { ty: payload, .. } => {
                let payload = ty(payload, context);
                Some(quote!((#payload)))
            }
        };
        quote!(#docs #attribute #ident #payload)
    });
    let generics = Parameters::of_enum(item).type_generics();
    quote!(#docs_of_enum #derives #attribute pub enum #ident #generics { #(#variants),* })
}

/// `Maybe {t:Type}`.
fn type_with_params(item: &Enum) -> String {
    let mut text = item.name.clone();
    for param in &item.params {
        let kind = match param {
            Param::Nat(_) => "#",
            Param::Type { .. } => "Type",
        };
        let variable = param.variable().to_string();
        let name = variable.strip_prefix("r#").unwrap_or(&variable);
        text.push_str(&format!(" {{{name}:{kind}}}"));
    }
    text
}

fn variant_attribute(kind: &VariantKind, filler: bool) -> TokenStream {
    match (kind, filler) {
        (VariantKind::Unit(constructor), filler) => {
            let tl = format!("{};", constructor.tl);
            let unchecked = unchecked(constructor);
            let filler = filler.then(|| quote!(, filler));
            quote!(#[tl(#tl #unchecked #filler)])
        }
        (VariantKind::Newtype { .. }, true) => quote!(#[tl(filler)]),
        (VariantKind::Newtype { .. } | VariantKind::Record(_) | VariantKind::Other { .. }, _) => {
            TokenStream::new()
        }
    }
}

/// What the generator gives an item on top of what the derive would.
pub(super) fn extras(item: &Item, context: &Context) -> TokenStream {
    match item {
        Item::Struct(item) => new(item, context),
        Item::Enum(item) => conversions(item, context),
        Item::Alias(_) | Item::Transparent(_) => TokenStream::new(),
    }
}

fn new_docs(item: &Struct) -> String {
    let stored = item.fields.iter().filter(
        |field| matches!(&field.role, Role::Mask(mask) if mask.stored && mask.bit.is_none()),
    );
    let masks: Vec<_> = stored.map(|field| format!("`{}`", field.ident)).collect();
    let name = item.identity.name();
    if masks.is_empty() {
        format!(" `{name}` with the fields that are always there.")
    } else {
        let masks = masks.join(" and ");
        format!(" `{name}` with the fields that are always there, and no bits in {masks}.")
    }
}

/// `new` with the fields that are always there.
fn new(item: &Struct, context: &Context) -> TokenStream {
    let ident = &item.ident;
    let generics = Parameters::of_struct(item).type_generics();
    let mut arguments = Vec::new();
    let mut members = Vec::new();
    for field in &item.fields {
        let ident = &field.ident;
        match &field.role {
            Role::Count => {}
            Role::Mask(mask) if mask.bit.is_some() => {
                members.push(quote!(#ident: ::core::option::Option::None));
            }
            Role::Mask(mask) if mask.stored => members.push(quote!(#ident: 0)),
            Role::Mask(_) => {}
            Role::Flag(_) => members.push(quote!(#ident: false)),
            Role::Value(value)
                if value.bit.is_some() || matches!(value.wire, Wire::Nullable(..)) =>
            {
                members.push(quote!(#ident: ::core::option::Option::None));
            }
            Role::Value(value) => {
                let ty = ty(&value.ty, context);
                arguments.push(quote!(#ident: #ty));
                members.push(quote!(#ident));
            }
        }
    }
    if arguments.is_empty() {
        return TokenStream::new();
    }
    let allow = lints::of_new(item, arguments.len());
    let text = new_docs(item);
    quote! {
        impl #generics #ident #generics {
            #[doc = #text]
            #[inline]
            #allow
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#members),* }
            }
        }
    }
}
