//! A type that the compiler is asked about: the tokens of its checks.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use crate::question::{Question, Wanted, borrowed, not_static};
use crate::shape::{respanned, span, text};

/// A type that can be named outside of its item.
pub(crate) struct Asked {
    /// The span of everything but the calls: the compiler should not take it for the user's code.
    pub at: Span,
    /// The span of the calls, which is that of the type: the compiler shows it with the message.
    user: Span,
    /// The path of the runtime, with the first span.
    pub runtime: TokenStream,
    /// The type.
    pub named: TokenStream,
    /// `<Named<T>>`, whose constants tell what the type is.
    pub known: TokenStream,
}

impl Asked {
    /// Creates the tokens for a type that has the name `named` outside of the item.
    pub(crate) fn new(ty: &Type, named: TokenStream, runtime: &TokenStream) -> Self {
        let at = at(ty);
        let runtime = respanned(runtime.clone(), at);
        Self {
            at,
            user: span(ty),
            known: quote_spanned!(at=> <#runtime::__private::Named<#named>>),
            runtime,
            named,
        }
    }

    /// Returns a check that fails with the message unless a condition holds.
    pub(crate) fn demand(&self, is_so: TokenStream, message: impl ToTokens) -> TokenStream {
        self.check("demand", is_so, message)
    }

    /// Returns a check by a function of the runtime.
    pub(crate) fn check(
        &self,
        name: &str,
        arguments: TokenStream,
        message: impl ToTokens,
    ) -> TokenStream {
        let runtime = respanned(self.runtime.clone(), self.user);
        let name = Ident::new(name, self.user);
        quote_spanned!(self.user=> #runtime::__private::#name(#arguments, #message);)
    }

    /// Returns the condition that it is the same type as `other`.
    pub(crate) fn is_same_as(&self, other: &TokenStream) -> TokenStream {
        let (runtime, named) = (&self.runtime, &self.named);
        quote_spanned!(self.at=> <#runtime::__private::Both<#named, #other>>::ARE_SAME)
    }

    /// Checks that it is a type of TL.
    pub(crate) fn is_of_tl(&self, question: &Question<'_>) -> TokenStream {
        let known = &self.known;
        let is_of_tl = quote_spanned!(self.at=> #known::HEAD.is_some());
        self.demand(is_of_tl, question.not_of_tl())
    }

    /// Checks that it is the wanted type.
    pub(crate) fn is_wanted(&self, wanted: &Wanted<'_>, question: &Question<'_>) -> TokenStream {
        let known = &self.known;
        let found = quote_spanned!(self.at=> #known::HEAD, #known::IS_CALL);
        self.is_type(found, wanted, question)
    }

    /// Checks that a type with the head `found` is the wanted type.
    pub(crate) fn is_type(
        &self,
        found: TokenStream,
        wanted: &Wanted<'_>,
        question: &Question<'_>,
    ) -> TokenStream {
        let runtime = &self.runtime;
        let message = question.not_wanted(wanted);
        let wanted = wanted.spanned(question.place, self.at);
        let wanted = quote_spanned!(self.at=> #runtime::__private::Wanted::#wanted);
        self.check("demand_type", quote!(#found, #wanted), message)
    }

    /// Checks that it has arguments, which may be numbers.
    pub(crate) fn has_arguments(&self, question: &Question<'_>) -> TokenStream {
        let (known, runtime) = (&self.known, &self.runtime);
        let has_some = quote_spanned!(self.at=>
            !(#known::IS_DECODED && #known::ARGUMENTS == 0 && !#known::TAKES_NUMBER
                && !#runtime::__private::is_unsaid(#known::HEAD)));
        self.demand(has_some, question.no_arguments())
    }

    /// Checks that it has `count` type arguments.
    pub(crate) fn has_so_many(&self, count: usize, question: &Question<'_>) -> TokenStream {
        let known = &self.known;
        let counts = quote_spanned!(self.at=>
            #known::HEAD, #known::IS_DECODED, #known::ARGUMENTS, #count);
        self.check("demand_arguments", counts, question.not_so_many(count))
    }

    /// Checks that it is not one of several constructors of the wanted type.
    pub(crate) fn has_all_constructors(&self, question: &Question<'_>) -> Option<TokenStream> {
        let (Some(Wanted::Type(name)), 2..) = (&question.wanted, question.constructors) else {
            return None;
        };
        let (known, runtime) = (&self.known, &self.runtime);
        let has_all = quote_spanned!(self.at=> !::core::matches!(
            #known::HEAD,
            ::core::option::Option::Some(#runtime::codec::Head::Constructor { name, .. }) if !name.is_empty()
        ));
        Some(self.demand(has_all, question.only_one(name)))
    }

    /// Checks that it is one constructor.
    pub(crate) fn is_bare(&self, question: &Question<'_>) -> TokenStream {
        let known = &self.known;
        let head = quote_spanned!(self.at=> #known::HEAD);
        self.check("demand_bare", head, question.not_bare())
    }

    /// Checks that it has JSON.
    pub(crate) fn has_json(&self, question: &Question<'_>) -> TokenStream {
        let known = &self.known;
        let is_json = quote_spanned!(self.at=> #known::IS_JSON);
        self.demand(is_json, question.not_json())
    }

    /// Checks that it is decoded, and that it takes no number for that.
    pub(crate) fn is_decoded(&self, question: &Question<'_>) -> TokenStream {
        let (known, runtime) = (&self.known, &self.runtime);
        let no_number = quote_spanned!(self.at=> #known::IS_DECODED || !#known::TAKES_NUMBER);
        let is_decoded = quote_spanned!(self.at=>
            #known::IS_DECODED || #runtime::__private::is_unsaid(#known::HEAD));
        let mut checks = self.demand(no_number, question.without_number());
        checks.extend(self.demand(is_decoded, question.not_decoded()));
        checks
    }

    /// Checks that an answer does not borrow.
    pub(crate) fn is_owned(&self, question: &Question<'_>) -> TokenStream {
        let known = &self.known;
        let is_owned = quote_spanned!(self.at=> #known::IS_OWNED || !#known::IS_DECODED);
        self.demand(
            is_owned,
            borrowed(&question.site, &text(question.seen.shown)),
        )
    }

    /// Checks that it does not borrow for `'static`. If a lifetime is left out, the compiler reports that itself.
    pub(crate) fn is_not_static(&self, question: &Question<'_>) -> TokenStream {
        let (known, runtime, named) = (&self.known, &self.runtime, &self.named);
        let is_not_static = quote_spanned!(self.at=>
            #known::IS_OWNED || !#known::IS_DECODED
                || !<#runtime::__private::Named<fn(#named)>>::IS_ONE_TYPE);
        self.demand(
            is_not_static,
            not_static(&question.site, &text(question.seen.shown)),
        )
    }
}

/// Returns the span of a type, for code that is not the user's, so that lints do not apply to it.
pub(crate) fn at(ty: &Type) -> Span {
    span(ty).resolved_at(Span::call_site())
}
