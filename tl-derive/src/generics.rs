//! What an item is generic over.

use proc_macro2::Ident;
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{GenericParam, Type};
use tl_codegen::rust::model::{Argument, Field, Generics, Param, Role, Ty, TypeParam, Wire};

use crate::shape::{self, mentions};

/// The type and const parameters.
pub(crate) fn idents(generics: &syn::Generics) -> Vec<&Ident> {
    let ident = |param: &'_ GenericParam| match param {
        GenericParam::Type(_) | GenericParam::Const(_) => true,
        GenericParam::Lifetime(_) => false,
    };
    let params = generics.params.iter().filter(|param| ident(param));
    params
        .filter_map(|param| match param {
            GenericParam::Type(param) => Some(&param.ident),
            GenericParam::Const(param) => Some(&param.ident),
            GenericParam::Lifetime(_) => None,
        })
        .collect()
}

/// The type parameter that a field is of.
pub(crate) fn param_of<'g>(generics: &'g syn::Generics, ty: &Type) -> Option<&'g Ident> {
    let inner = shape::argument(ty, "Box").or_else(|| shape::argument(ty, "Option"));
    let name = shape::name(inner.unwrap_or(ty))?;
    generics
        .type_params()
        .map(|param| &param.ident)
        .find(|ident| *ident == name)
}

/// All that an item is generic over, but for the calls and parameters of TL.
pub(crate) fn generics(
    generics: &syn::Generics,
    calls: &[Ident],
    params: &[Param],
    fields: &[&Field],
) -> Generics {
    let mut all = Generics::default();
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(param) => {
                let (lifetime, bounds) = (&param.lifetime, &param.bounds);
                all.lifetimes.push(lifetime.to_token_stream());
                all.arguments.push(lifetime.to_token_stream());
                if !bounds.is_empty() {
                    all.predicates.push(quote!(#lifetime: #bounds));
                }
            }
            GenericParam::Type(param) => {
                let (ident, bounds) = (&param.ident, &param.bounds);
                all.arguments.push(ident.to_token_stream());
                if !bounds.is_empty() {
                    all.predicates.push(quote!(#ident: #bounds));
                }
                let of_tl = calls.contains(ident)
                    || params.iter().any(|param| param.type_ident() == Some(ident));
                if !of_tl {
                    all.types.push(TypeParam {
                        ident: ident.clone(),
                        bare: fields.iter().any(|field| is_bare(field, ident)),
                    });
                }
            }
            GenericParam::Const(param) => {
                let (ident, ty) = (&param.ident, &param.ty);
                all.arguments.push(ident.to_token_stream());
                all.consts.push(quote!(const #ident: #ty));
            }
        }
    }
    let predicates = generics.where_clause.as_ref();
    let predicates = predicates.map(|clause| &clause.predicates).into_iter();
    all.predicates.extend(
        predicates
            .flat_map(Punctuated::iter)
            .map(ToTokens::to_token_stream),
    );
    all
}

/// Whether a field holds a bare value of the type parameter.
fn is_bare(field: &Field, ident: &Ident) -> bool {
    match &field.role {
        Role::Value(value) => match &value.ty {
            Ty::Verbatim(ty) => has_bare(&value.wire) && mentions(ty.clone(), &[ident]),
            _ => false,
        },
        Role::Mask(_) | Role::Flag(_) | Role::Count => false,
    }
}

fn has_bare(wire: &Wire) -> bool {
    match wire {
        Wire::Bare(_) => true,
        Wire::Vector(inner)
        | Wire::List(inner)
        | Wire::WithId(_, inner)
        | Wire::Tuple(_, inner)
        | Wire::Array(_, inner)
        | Wire::Nullable(_, inner) => has_bare(inner),
        Wire::Boxed(args) | Wire::Record(args) => args.iter().any(|arg| match arg {
            Argument::Form(wire) => has_bare(wire),
            Argument::Nat(_) => false,
        }),
        Wire::Number(_)
        | Wire::String
        | Wire::Bytes
        | Wire::Raw
        | Wire::Bool
        | Wire::Param(_)
        | Wire::Object
        | Wire::Function
        | Wire::Call
        | Wire::Answer(_) => false,
    }
}
