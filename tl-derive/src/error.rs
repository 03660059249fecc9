//! All mistakes of an item, so that one compilation reports them all.

use std::cell::RefCell;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    all: RefCell<Option<syn::Error>>,
}

/// Marks something that is missing because of a mistake that was reported.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reported;

impl Errors {
    /// Adds a mistake.
    pub(crate) fn push(&self, error: syn::Error) -> Reported {
        match &mut *self.all.borrow_mut() {
            Some(first) => first.combine(error),
            all => *all = Some(error),
        }
        Reported
    }

    /// Adds a mistake at a place.
    pub(crate) fn at(&self, span: Span, message: impl AsRef<str>) -> Reported {
        self.push(syn::Error::new(span, message.as_ref()))
    }

    /// Adds a mistake that is shown on all of some code, such as a type.
    pub(crate) fn on(&self, code: impl ToTokens, message: impl AsRef<str>) -> Reported {
        let code = ungrouped(code.to_token_stream());
        self.push(syn::Error::new_spanned(code, message.as_ref()))
    }

    /// Adds the mistakes that were found elsewhere.
    pub(crate) fn append(&self, other: Self) {
        if let Some(error) = other.all.into_inner() {
            self.push(error);
        }
    }

    /// Takes the mistakes, or returns `value` if there are none.
    pub(crate) fn unless<T>(&self, value: T) -> syn::Result<T> {
        match self.all.take() {
            Some(error) => Err(error),
            None => Ok(value),
        }
    }
}

/// Returns the code without the invisible group around the `$t:ty` of a macro.
fn ungrouped(code: TokenStream) -> TokenStream {
    let mut tokens = code.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            ungrouped(group.stream())
        }
        _ => code,
    }
}
