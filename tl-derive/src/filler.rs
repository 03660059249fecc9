//! The filler of an enum: the variant that decoding makes after a failure. It is never returned, but it must
//! not contain itself without end.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{DeriveInput, Fields, Type};

use crate::arms::Arm;
use crate::error::Errors;
use crate::members::Member;
use crate::shape::{Shape, in_any_box, is_boxed, shape};

/// Returns the index of the filler: the marked variant, or one without fields, or one whose fields all have an
/// end, or else the first whose fields do not contain the type again. A variant with a box comes last, since
/// the box most likely contains the type, in a struct that is not in the text.
pub(crate) fn filler(input: &DeriveInput, arms: &[Arm<'_>], errors: &Errors) -> usize {
    let marked = arms.iter().enumerate();
    let mut marked = marked.filter_map(|(index, arm)| Some((index, arm, arm.attributes.filler?)));
    let first = marked.next();
    for (_, _, again) in marked {
        errors.at(again, "another variant already is the filler");
    }
    let name = &input.ident;
    let is_finite = |arm: &Arm<'_>| types(arm).all(|ty| !contains(ty, name));
    if let Some((index, arm, at)) = first {
        if !is_finite(arm) {
            let message = format!(
                "a filler has an end, and this variant holds another `{name}`: mark one that does not"
            );
            errors.at(at, message);
        }
        return index;
    }
    let first = |is: &dyn Fn(&Arm<'_>) -> bool| arms.iter().position(is);
    let found = first(&|arm| matches!(arm.variant.fields, Fields::Unit))
        .or_else(|| first(&|arm| arm.attributes.other.or(arm.attributes.unknown).is_some()))
        .or_else(|| first(&|arm| types(arm).all(is_plain)))
        .or_else(|| first(&|arm| is_finite(arm) && !types(arm).any(is_boxed)))
        .or_else(|| first(&is_finite));
    if found.is_none() && !arms.is_empty() {
        let message = format!(
            "no value of `{name}` has an end: each of its variants holds another `{name}`\nhelp: hold \
             it in an `Option` or a `Vec`, which can be empty, or add a variant without it; where a \
             variant has an end all the same, mark it with `#[tl(filler)]`"
        );
        errors.at(name.span(), message);
    }
    found.unwrap_or(0)
}

/// Reports fields that make every value of a struct contain another one.
pub(crate) fn report_endless(input: &DeriveInput, members: &[Member<'_>], errors: &Errors) {
    for member in members {
        let ty = &member.field.ty;
        if member.attributes.with.is_none() && is_itself(ty, &input.ident) {
            let message = format!(
                "no value of `{}` has an end: each holds another\nhelp: hold it in an `Option` or a \
                 `Vec`, which can be empty",
                input.ident
            );
            errors.on(ty, message);
        }
    }
}

fn is_itself(ty: &Type, name: &Ident) -> bool {
    match shape(ty) {
        Shape::Array(element, length) => length != Some(0) && is_itself(element, name),
        Shape::Named(Type::Path(path)) => match path.path.segments.first() {
            Some(first) if path.path.segments.len() == 1 => {
                first.ident == "Self" || first.ident == *name
            }
            _ => false,
        },
        _ => false,
    }
}

/// The types of the fields that are decoded as such.
fn types<'i>(arm: &Arm<'i>) -> impl Iterator<Item = &'i Type> {
    let own = arm.members.iter().filter(|it| it.attributes.with.is_none());
    own.map(|member| &member.field.ty)
}

/// Whether a value can be made from nothing, independently of other types.
fn is_plain(ty: &Type) -> bool {
    match shape(ty) {
        Shape::Primitive(_)
        | Shape::Text
        | Shape::Bytes
        | Shape::List(_)
        | Shape::Optional(_)
        | Shape::Object => true,
        Shape::Array(element, _) => is_plain(element),
        Shape::Foreign | Shape::Named(_) => false,
    }
}

/// Whether a value contains a value of the type, as far as the text shows.
fn contains(ty: &Type, name: &Ident) -> bool {
    match shape(ty) {
        Shape::Array(element, _) => contains(element, name),
        _ => !is_plain(ty) && names(in_any_box(ty).to_token_stream(), name),
    }
}

/// Whether tokens name the type. `types::Photo` is another `Photo`.
fn names(tokens: TokenStream, name: &Ident) -> bool {
    let mut in_module = false;
    tokens.into_iter().any(|token| {
        let is_last = std::mem::take(&mut in_module);
        match token {
            TokenTree::Ident(ident) => ident == "Self" || (!is_last && ident == *name),
            TokenTree::Group(group) => names(group.stream(), name),
            TokenTree::Punct(punct) => {
                in_module = punct.as_char() == ':';
                false
            }
            TokenTree::Literal(_) => false,
        }
    })
}
