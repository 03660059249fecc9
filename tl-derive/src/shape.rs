//! What the text of a Rust type shows.

use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprLit, GenericArgument, Lit, PathArguments, Type};
use tl_codegen::__private::wire::{self, RustType};

/// A Rust type, as far as its text shows what it is.
pub(crate) enum Shape<'t> {
    /// `i64`, `bool`, `usize` …
    Primitive(String),
    /// `String`, `&str`, `Cow<str>`.
    Text,
    /// `Vec<u8>`, `&[u8]`, `Cow<[u8]>`.
    Bytes,
    /// `Vec<T>`.
    List(&'t Type),
    /// `[T; 3]`, with the length if it is a number.
    Array(&'t Type, Option<u32>),
    /// `Option<T>`.
    Optional(&'t Type),
    /// `Box<dyn AnyObject>`.
    Object,
    /// A tuple, a slice, a pointer, a `&mut` …: a type that TL does not have.
    Foreign,
    /// Any other name, which may be an alias or a type of the user.
    Named(&'t Type),
}

const PRIMITIVES: &[&str] = &[
    "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32",
    "f64", "bool", "char",
];

/// Returns the shape of a type, without the `Box` or `Arc` around it.
pub(crate) fn shape(ty: &Type) -> Shape<'_> {
    match ty {
        Type::Group(group) => shape(&group.elem),
        Type::Paren(paren) => shape(&paren.elem),
        Type::Array(array) => Shape::Array(&array.elem, length(&array.len)),
        Type::Reference(reference) if reference.mutability.is_none() => borrowed(&reference.elem),
        Type::Path(_) => named(ty),
        Type::Reference(_)
        | Type::Tuple(_)
        | Type::Slice(_)
        | Type::Ptr(_)
        | Type::FnPtr(_)
        | Type::Never(_)
        | Type::TraitObject(_) => Shape::Foreign,
        _ => Shape::Named(ty),
    }
}

fn named(ty: &Type) -> Shape<'_> {
    if is_object(ty) {
        return Shape::Object;
    }
    if is_boxed(ty) {
        return shape(in_any_box(ty));
    }
    if let Some(inner) = argument(ty, "Option") {
        return Shape::Optional(inner);
    }
    if let Some(inner) = argument(ty, "Cow") {
        return borrowed(inner);
    }
    match argument(ty, "Vec") {
        Some(element) if is_byte(element) => return Shape::Bytes,
        Some(element) => return Shape::List(element),
        None => {}
    }
    let name = known_name(ty).map(Ident::to_string).unwrap_or_default();
    match name.as_str() {
        "String" => Shape::Text,
        "str" => Shape::Foreign,
        primitive if PRIMITIVES.contains(&primitive) => Shape::Primitive(name),
        _ => Shape::Named(ty),
    }
}

/// Returns the `T` of `Box<T>` and `Arc<T>`, at any depth.
pub(crate) fn in_any_box(ty: &Type) -> &Type {
    if is_object(ty) {
        return ty;
    }
    match argument(ty, "Box").or_else(|| argument(ty, "Arc")) {
        // `Box<str>` is a type of its own.
        Some(inner) if !is_unsized(inner) => in_any_box(inner),
        _ => ty,
    }
}

/// Whether the type is `str` or `[u8]`.
fn is_unsized(ty: &Type) -> bool {
    matches!(ty, Type::Slice(_)) || name(ty).is_some_and(|name| name == "str")
}

/// Whether the type is in a `Box` or `Arc`.
pub(crate) fn is_boxed(ty: &Type) -> bool {
    !std::ptr::eq(in_any_box(ty), ty)
}

/// Whether the type is `Box<dyn AnyObject>` itself.
fn is_object(ty: &Type) -> bool {
    fn is_trait(ty: &Type) -> bool {
        match ty {
            Type::TraitObject(_) => true,
            Type::Paren(paren) => is_trait(&paren.elem),
            Type::Group(group) => is_trait(&group.elem),
            _ => false,
        }
    }
    argument(ty, "Box").is_some_and(is_trait)
}

/// A type as it is written, which decides the form of its values.
#[derive(Clone, Copy)]
pub(crate) struct Written<'t>(pub &'t Type);

impl RustType for Written<'_> {
    fn shape(self) -> wire::Shape<Self> {
        let Written(ty) = self;
        match shape(ty) {
            Shape::List(element) => wire::Shape::List(Written(element)),
            Shape::Array(element, _) if is_byte(element) => match ty {
                Type::Array(_) => wire::Shape::Raw,
                _ => wire::Shape::Other,
            },
            Shape::Array(element, _) => wire::Shape::Array(Written(element)),
            Shape::Optional(inner) => wire::Shape::Option(Written(inner)),
            Shape::Object if is_object(ty) => wire::Shape::Object,
            // A `Box` of these types, or a reference to them, is decoded by impls of its own.
            Shape::Primitive(_)
            | Shape::Text
            | Shape::Bytes
            | Shape::Object
            | Shape::Foreign
            | Shape::Named(_) => {
                let name = known_name(ty).map(Ident::to_string).unwrap_or_default();
                match (name.as_str(), PRIMITIVES.iter().find(|it| **it == name)) {
                    ("String", _) => wire::Shape::String,
                    ("Vec", _) => wire::Shape::Bytes,
                    (_, Some(primitive)) => wire::Shape::Primitive(primitive),
                    (_, None) => wire::Shape::Other,
                }
            }
        }
    }
}

/// Returns the shape of the target of a reference: `&str`, `&[u8]`, `&[u8; 32]`.
fn borrowed(ty: &Type) -> Shape<'_> {
    match ty {
        Type::Slice(slice) if is_byte(&slice.elem) => Shape::Bytes,
        Type::Array(array) if is_byte(&array.elem) => Shape::Array(&array.elem, length(&array.len)),
        Type::Path(_) if name(ty).is_some_and(|name| name == "str") => Shape::Text,
        _ => Shape::Foreign,
    }
}

pub(crate) fn is_byte(ty: &Type) -> bool {
    name(ty).is_some_and(|name| name == "u8")
}

fn length(expr: &Expr) -> Option<u32> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        _ => None,
    }
}

/// Returns the last name of a path.
pub(crate) fn name(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(path) => Some(&path.path.segments.last()?.ident),
        Type::Group(group) => name(&group.elem),
        _ => None,
    }
}

/// Returns the same, but nothing for a type in the modules that `tlgen` generates: `super::enums::Box` and
/// `::common::enums::Box` are TL's `Box`.
fn known_name(ty: &Type) -> Option<&Ident> {
    name(ty).filter(|_| match ty {
        Type::Path(path) => {
            let mut modules = path.path.segments.iter().rev().skip(1);
            !modules.any(|it| it.ident == "enums" || it.ident == "types")
        }
        _ => true,
    })
}

/// Returns the `T` of `Name<T>`.
pub(crate) fn argument<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let is_called = known_name(ty).is_some_and(|last| last == name);
    is_called.then(|| arguments(ty).next()).flatten()
}

/// Returns the type arguments of a type: `T` and `U` of `Name<'a, T, U>`.
pub(crate) fn arguments(ty: &Type) -> impl Iterator<Item = &Type> {
    let ty = match ty {
        Type::Group(group) => &group.elem,
        ty => ty,
    };
    let last = match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    };
    let arguments = last.and_then(|last| match &last.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    });
    arguments
        .into_iter()
        .flatten()
        .filter_map(|argument| match argument {
            GenericArgument::Type(inner) => Some(inner),
            _ => None,
        })
}

/// Whether values of the type are borrowed: it has a lifetime that is not a bound, or is `Cow<str>`.
pub(crate) fn borrows(ty: &Type) -> bool {
    any_pair(ty.to_token_stream(), &|before, token| {
        is_punct(token, '&')
            || (is_punct(token, '\'') && !is_punct(before, '+'))
            || matches!(token, TokenTree::Ident(ident) if ident == "Cow")
    })
}

/// Whether values of the type are borrowed for `'static`.
pub(crate) fn is_static(ty: &Type) -> bool {
    borrows(ty)
        && any_pair(ty.to_token_stream(), &|before, token| {
            is_punct(before, '\'') && matches!(token, TokenTree::Ident(ident) if ident == "static")
        })
}

/// Whether `holds` is true for any token, given the one before it.
fn any_pair(tokens: TokenStream, holds: &dyn Fn(&TokenTree, &TokenTree) -> bool) -> bool {
    let mut before = TokenTree::Punct(Punct::new(',', Spacing::Alone));
    tokens.into_iter().any(|token| {
        let inner = match &token {
            TokenTree::Group(group) => any_pair(group.stream(), holds),
            _ => false,
        };
        inner || holds(&std::mem::replace(&mut before, token.clone()), &token)
    })
}

pub(crate) fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// Whether the tokens name one of the identifiers.
pub(crate) fn mentions(tokens: TokenStream, idents: &[&Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "Self" || idents.contains(&&ident),
        TokenTree::Group(group) => mentions(group.stream(), idents),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether the tokens have a path that begins with one of the identifiers: `X::Response`.
pub(crate) fn leads_a_path(tokens: TokenStream, idents: &[&Ident]) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let leads = match token {
            TokenTree::Ident(ident) => {
                let next = tokens.peek().map(ToString::to_string);
                idents.contains(&&ident) && matches!(next.as_deref(), Some(":" | "as"))
            }
            TokenTree::Group(group) => leads_a_path(group.stream(), idents),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if leads {
            return true;
        }
    }
    false
}

/// Returns the type with `'static` for all its lifetimes, for a place without other lifetimes.
pub(crate) fn without_lifetimes(ty: &Type) -> TokenStream {
    let mut after_quote = false;
    replaced(ty.to_token_stream(), &mut |token| {
        let is_lifetime = std::mem::replace(&mut after_quote, is_punct(token, '\''));
        match token {
            TokenTree::Ident(ident) if is_lifetime => {
                Some(Ident::new("static", ident.span()).into_token_stream())
            }
            _ => None,
        }
    })
}

/// Returns the tokens, with those replaced for which `other` returns tokens.
pub(crate) fn replaced(
    tokens: TokenStream,
    other: &mut dyn FnMut(&TokenTree) -> Option<TokenStream>,
) -> TokenStream {
    let mut all = TokenStream::new();
    for token in tokens {
        all.extend(match (other(&token), token) {
            (Some(other), _) => other,
            (None, TokenTree::Group(group)) => {
                let stream = replaced(group.stream(), other);
                let mut inner = Group::new(group.delimiter(), stream);
                inner.set_span(group.span());
                inner.into_token_stream()
            }
            (None, token) => token.into_token_stream(),
        });
    }
    all
}

/// Returns the tokens with this span.
pub(crate) fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respan).collect()
}

/// Returns the span of a type.
pub(crate) fn span(ty: &Type) -> Span {
    match ty {
        // The `$t:ty` of a macro.
        Type::Group(group) => span(&group.elem),
        _ => syn::spanned::Spanned::span(ty),
    }
}

/// Returns the type as people write it: `Vec<i64>`.
pub(crate) fn text(ty: &Type) -> String {
    let mut text = String::new();
    print(ty.to_token_stream(), &mut text);
    text
}

fn print(tokens: TokenStream, text: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let is_bracket = group.delimiter() == proc_macro2::Delimiter::Bracket;
                if is_bracket && ends_a_word(text) {
                    text.push(' ');
                }
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                text.push_str(open);
                print(group.stream(), text);
                text.truncate(text.trim_end().len());
                text.push_str(close);
            }
            TokenTree::Punct(punct) => {
                text.push(punct.as_char());
                if matches!(punct.as_char(), ',' | ';') {
                    text.push(' ');
                }
            }
            TokenTree::Ident(ident) => {
                if ends_a_word(text) {
                    text.push(' ');
                }
                text.push_str(&ident.to_string());
            }
            TokenTree::Literal(literal) => text.push_str(&literal.to_string()),
        }
    }
}

fn ends_a_word(text: &str) -> bool {
    text.ends_with(|last: char| last.is_alphanumeric() || last == '_')
}
