//! Fragments of the user's code in the text that the emitter writes.
//!
//! The emitter writes text, so a name stands in for each type, path and predicate of the user.
//! Once the text is parsed to tokens, the fragments replace their names, and the names that the user
//! chose get the user's places, so that errors point at the user's code. They stay tokens of the
//! macro, since no lint asks the user to change code that a derive wrote.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Lifetime;
use tl_codegen::__private::model::{self, Ty};

use crate::shape::respanned;

/// The prefix of the names of fragments.
const FRAGMENT: &str = "__tl_fragment_";

/// The use of a type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// In a field or variant.
    Item,
    /// In the attribute: the answer to a function.
    Answer,
}

/// The fragments of one item.
#[derive(Default)]
pub(crate) struct Fragments {
    all: RefCell<Vec<TokenStream>>,
    /// The fragments that are types, by name.
    types: RefCell<BTreeMap<String, Usage>>,
    /// The user's names, each with its first place.
    names: RefCell<BTreeMap<String, Span>>,
}

impl Fragments {
    /// Keeps a fragment, and returns the name that stands in for it.
    pub(crate) fn keep(&self, tokens: impl ToTokens) -> String {
        let mut all = self.all.borrow_mut();
        all.push(in_macro(tokens.to_token_stream()));
        format!("{FRAGMENT}{}", all.len() - 1)
    }

    /// Keeps a type of the user, and returns the type in the model that stands in for it.
    pub(crate) fn ty(&self, ty: impl ToTokens) -> Ty {
        self.ty_in(Usage::Item, ty)
    }

    /// The same for the answer of a function.
    pub(crate) fn answer(&self, ty: impl ToTokens) -> Ty {
        self.ty_in(Usage::Answer, ty)
    }

    fn ty_in(&self, usage: Usage, ty: impl ToTokens) -> Ty {
        let name = self.keep(ty);
        self.types.borrow_mut().insert(name.clone(), usage);
        Ty::Verbatim(name)
    }

    /// Keeps the place of a name of the user.
    pub(crate) fn ident(&self, ident: &Ident) -> model::Ident {
        let text = ident.to_string();
        let ident_of_model = model::Ident::new(&text);
        self.names.borrow_mut().entry(text).or_insert(ident.span());
        ident_of_model
    }

    /// Keeps the place of a lifetime of the user.
    pub(crate) fn lifetime(&self, lifetime: &Lifetime) -> String {
        let text = lifetime.to_string();
        let mut names = self.names.borrow_mut();
        names.entry(text.clone()).or_insert(lifetime.ident.span());
        text
    }

    /// Returns the fragment that a name stands in for.
    pub(crate) fn get(&self, name: &str) -> Option<TokenStream> {
        let number: usize = name.strip_prefix(FRAGMENT)?.parse().ok()?;
        self.all.borrow().get(number).cloned()
    }

    /// Parses a text to tokens, and inserts the fragments; for types, the result of `of_type`.
    pub(crate) fn expand(
        &self,
        text: &str,
        of_type: &dyn Fn(TokenStream, Usage) -> TokenStream,
    ) -> syn::Result<TokenStream> {
        let tokens: TokenStream = text.parse()?;
        Ok(self.fill(tokens, of_type))
    }

    fn fill(
        &self,
        tokens: TokenStream,
        of_type: &dyn Fn(TokenStream, Usage) -> TokenStream,
    ) -> TokenStream {
        let mut filled: Vec<TokenTree> = Vec::new();
        let mut quote = "";
        let mut called = None;
        for mut token in tokens {
            let quoted = std::mem::take(&mut quote);
            if let Some(span) = called.take() {
                called = of_call(&mut token, span);
            }
            match token {
                TokenTree::Ident(mut ident) => {
                    let name = format!("{quoted}{ident}");
                    if let Some(fragment) = self.get(&name) {
                        let usage = self.types.borrow().get(&name).copied();
                        if usage.is_none() {
                            called = fragment
                                .clone()
                                .into_iter()
                                .last()
                                .map(|token| token.span());
                        }
                        filled.extend(match usage {
                            Some(usage) => of_type(fragment, usage),
                            None => fragment,
                        });
                        continue;
                    }
                    let names = self.names.borrow();
                    if let Some(span) = names.get(&name) {
                        ident.set_span(span.resolved_at(Span::call_site()));
                        with_self(&mut filled, ident.span());
                    }
                    filled.push(TokenTree::Ident(ident));
                }
                TokenTree::Group(group) => {
                    let mut inner =
                        Group::new(group.delimiter(), self.fill(group.stream(), of_type));
                    inner.set_span(group.span());
                    filled.push(TokenTree::Group(inner));
                }
                TokenTree::Punct(punct) => {
                    if punct.as_char() == '\'' {
                        quote = "'";
                    }
                    filled.push(TokenTree::Punct(punct));
                }
                TokenTree::Literal(literal) => filled.push(TokenTree::Literal(literal)),
            }
        }
        filled.into_iter().collect()
    }
}

/// Moves a token of `::decode(…)` after the module of the user to the place of the module, with the arguments.
/// Returns the place of the next token, if that belongs to the call, too.
fn of_call(token: &mut TokenTree, module: Span) -> Option<Span> {
    let is_part = match token {
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Ident(ident) => ident == "decode" || ident == "encode",
        TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
        TokenTree::Literal(_) => false,
    };
    if let TokenTree::Group(group) = token {
        *group = Group::new(group.delimiter(), respanned(group.stream(), module));
    }
    if is_part {
        token.set_span(module);
    }
    is_part.then_some(module)
}

/// Moves the `&self.` before the name of a field to the place of the field.
fn with_self(before: &mut [TokenTree], span: Span) {
    if let [.., first, object, dot] = before {
        if dot.to_string() == "." && object.to_string() == "self" {
            for token in [first, object, dot] {
                token.set_span(span);
            }
        }
    }
}

/// Makes tokens of the user tokens of the macro, at their place. `$crate` depends on its macro and stays.
pub(crate) fn in_macro(tokens: TokenStream) -> TokenStream {
    let mark = |token| match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), in_macro(group.stream()));
            inner.set_span(group.span().resolved_at(Span::call_site()));
            TokenTree::Group(inner)
        }
        TokenTree::Ident(ident) if ident == "$crate" => TokenTree::Ident(ident),
        mut token => {
            token.set_span(token.span().resolved_at(Span::call_site()));
            token
        }
    };
    tokens.into_iter().map(mark).collect()
}
