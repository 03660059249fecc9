//! Fragments of the user's code in the text that the emitter writes.
//!
//! The emitter knows text, so a name stands in for each type, path and predicate of the user's.
//! Once the text is tokens again, the fragments take the places of their names, and the names that
//! the user chose get the user's spans, so that errors point at what the user wrote.

use std::cell::RefCell;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Lifetime;
use tl_codegen::__private::model;

/// How the name of a fragment begins.
const FRAGMENT: &str = "__tl_fragment_";

/// The fragments of one item.
#[derive(Default)]
pub(crate) struct Fragments {
    all: RefCell<Vec<TokenStream>>,
    /// Names of the user's, and where they stand.
    names: RefCell<Vec<(String, Span)>>,
}

impl Fragments {
    /// The name that stands in for a fragment.
    pub(crate) fn keep(&self, tokens: impl ToTokens) -> String {
        let mut all = self.all.borrow_mut();
        all.push(tokens.to_token_stream());
        format!("{FRAGMENT}{}", all.len() - 1)
    }

    /// A name of the user's.
    pub(crate) fn ident(&self, ident: &Ident) -> model::Ident {
        let text = ident.to_string();
        let ident_of_model = model::Ident::new(&text);
        self.names.borrow_mut().push((text, ident.span()));
        ident_of_model
    }

    /// A lifetime of the user's.
    pub(crate) fn lifetime(&self, lifetime: &Lifetime) -> String {
        let text = lifetime.to_string();
        let mut names = self.names.borrow_mut();
        names.push((text.clone(), lifetime.ident.span()));
        text
    }

    /// The fragment that a name stands in for.
    pub(crate) fn get(&self, name: &str) -> Option<TokenStream> {
        let number: usize = name.strip_prefix(FRAGMENT)?.parse().ok()?;
        self.all.borrow().get(number).cloned()
    }

    /// The tokens of a text, with the fragments in it.
    pub(crate) fn expand(&self, text: &str) -> syn::Result<TokenStream> {
        let tokens: TokenStream = text.parse()?;
        Ok(self.fill(tokens))
    }

    fn fill(&self, tokens: TokenStream) -> TokenStream {
        let mut filled = TokenStream::new();
        let mut quote = "";
        for token in tokens {
            let quoted = std::mem::take(&mut quote);
            match token {
                TokenTree::Ident(mut ident) => {
                    let name = format!("{quoted}{ident}");
                    if let Some(fragment) = self.get(&name) {
                        filled.extend(fragment);
                        continue;
                    }
                    let names = self.names.borrow();
                    if let Some((_, span)) = names.iter().find(|(known, _)| *known == name) {
                        ident.set_span(*span);
                    }
                    filled.extend([TokenTree::Ident(ident)]);
                }
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.fill(group.stream()));
                    inner.set_span(group.span());
                    filled.extend([TokenTree::Group(inner)]);
                }
                TokenTree::Punct(punct) => {
                    if punct.as_char() == '\'' {
                        quote = "'";
                    }
                    filled.extend([TokenTree::Punct(punct)]);
                }
                TokenTree::Literal(literal) => filled.extend([TokenTree::Literal(literal)]),
            }
        }
        filled
    }
}
