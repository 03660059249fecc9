//! The generics of an item.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{GenericParam, Type};
use tl_codegen::__private::model::{self, Field, FieldRole, Generics, Param, Ty, TypeParam, Wire};

use crate::fragments::Fragments;
use crate::shape::{self, mentions};

/// Returns the type and const parameters.
pub(crate) fn idents(generics: &syn::Generics) -> Vec<&Ident> {
    fn ident(param: &GenericParam) -> Option<&Ident> {
        match param {
            GenericParam::Type(param) => Some(&param.ident),
            GenericParam::Const(param) => Some(&param.ident),
            GenericParam::Lifetime(_) => None,
        }
    }
    generics.params.iter().filter_map(ident).collect()
}

/// Returns the parameter of the item that is this parameter of its TL type.
pub(crate) fn parameter<'g>(generics: &'g syn::Generics, param: &Param) -> Option<&'g Ident> {
    let ident = param.type_ident()?;
    let own = idents(generics);
    own.into_iter().find(|own| **own == ident.as_str())
}

/// Returns the type parameters that have no bounds.
pub(crate) fn free(generics: &syn::Generics) -> Vec<&Ident> {
    let clause = generics.where_clause.to_token_stream();
    let params = generics.type_params();
    let free = params.filter(|param| param.bounds.is_empty());
    free.map(|param| &param.ident)
        .filter(|ident| !mentions(clause.clone(), &[ident]))
        .collect()
}

/// Returns the type parameter that is the type of a field.
pub(crate) fn param_of<'g>(generics: &'g syn::Generics, ty: &Type) -> Option<&'g Ident> {
    let inner = shape::argument(ty, "Box").or_else(|| shape::argument(ty, "Option"));
    let name = shape::name(inner.unwrap_or(ty))?;
    generics
        .type_params()
        .map(|param| &param.ident)
        .find(|ident| *ident == name)
}

/// Returns the generics of an item, apart from the calls and parameters of TL.
pub(crate) fn generics(
    generics: &syn::Generics,
    calls: &[model::Ident],
    params: &[Param],
    fields: &[&Field],
    fragments: &Fragments,
) -> Generics {
    let mut all = Generics::default();
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(param) => {
                let (lifetime, bounds) = (&param.lifetime, &param.bounds);
                all.lifetimes.push(fragments.lifetime(lifetime));
                all.arguments.push(fragments.lifetime(lifetime));
                if !bounds.is_empty() {
                    all.predicates
                        .push(fragments.keep(quote!(#lifetime: #bounds)));
                }
            }
            GenericParam::Type(param) => {
                let (ident, bounds) = (&param.ident, &param.bounds);
                let name = fragments.ident(ident);
                all.arguments.push(name.to_string());
                if !bounds.is_empty() {
                    all.predicates.push(fragments.keep(quote!(#ident: #bounds)));
                }
                let of_tl = calls.contains(&name)
                    || params.iter().any(|param| param.type_ident() == Some(&name));
                if !of_tl {
                    let bare = fields.iter().any(|field| is_bare(field, ident, fragments));
                    all.types.push(TypeParam { ident: name, bare });
                }
            }
            GenericParam::Const(param) => {
                let (ident, ty) = (&param.ident, &param.ty);
                all.arguments.push(fragments.ident(ident).to_string());
                all.consts.push(fragments.keep(quote!(const #ident: #ty)));
            }
        }
    }
    let predicates = generics.where_clause.as_ref();
    let predicates = predicates.map(|clause| &clause.predicates).into_iter();
    all.predicates.extend(
        predicates
            .flat_map(Punctuated::iter)
            .map(|predicate| fragments.keep(predicate)),
    );
    all
}

/// Returns everything that an item names, with the tokens of its fields or variants.
pub(crate) fn of_item(
    ident: &Ident,
    generics: &syn::Generics,
    contents: impl ToTokens,
) -> TokenStream {
    let clause = &generics.where_clause;
    quote!(#ident #generics #clause #contents)
}

/// Returns the parameters with other variables than the fields, and with codecs whose names nothing in the item has.
pub(crate) fn apart(params: Vec<Param>, fields: &[Field], item: &TokenStream) -> Vec<Param> {
    let apart = |param| {
        let variable = |variable: model::Ident| {
            model::Ident::free(variable.as_str(), &|name| {
                fields.iter().any(|field| field.ident.as_str() == name)
            })
        };
        match param {
            Param::Nat(number) => Param::Nat(variable(number)),
            Param::Type {
                ident,
                codec,
                variable: of_codec,
            } => Param::Type {
                ident,
                codec: free_name(codec.as_str(), item),
                variable: variable(of_codec),
            },
        }
    };
    params.into_iter().map(apart).collect()
}

/// Returns a name for a type parameter that nothing in the item has.
pub(crate) fn free_name(name: &str, item: &TokenStream) -> model::Ident {
    model::Ident::free(name, &|name| has_name(item, name))
}

/// Whether something in the tokens has this name.
fn has_name(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => has_name(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether a field holds a bare value of the type parameter.
fn is_bare(field: &Field, ident: &Ident, fragments: &Fragments) -> bool {
    match &field.role {
        FieldRole::Value(value) => match &value.ty {
            Ty::Verbatim(ty) if value.wire.any(&|wire| matches!(wire, Wire::Bare(_))) => {
                fragments.get(ty).is_some_and(|ty| mentions(ty, &[ident]))
            }
            _ => false,
        },
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => false,
    }
}
