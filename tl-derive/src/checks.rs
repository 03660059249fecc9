//! Checks of an item that the compiler makes, besides compiling the impls.

use std::cell::RefCell;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use crate::fragments::Usage;

/// The checks of one item that the compiler makes.
#[derive(Default)]
pub(crate) struct Checks {
    /// Checks of the item's types, which the impls depend on.
    of_types: RefCell<Vec<TokenStream>>,
    /// Conditions that several checks need, as constants.
    asked: RefCell<Vec<TokenStream>>,
    /// Checks of type parameters, which the compiler makes once it knows their types.
    in_bodies: RefCell<TokenStream>,
    /// Checks that something can follow a type, and that the filler has an end.
    of_ends: RefCell<TokenStream>,
    /// All other checks, as items.
    rest: RefCell<TokenStream>,
}

impl Checks {
    /// Adds checks that fail if a type is not what it must be, and returns the name of their constant.
    pub(crate) fn of_type(&self, demands: TokenStream) -> Ident {
        let mut of_types = self.of_types.borrow_mut();
        of_types.push(demands);
        name(of_types.len() - 1)
    }

    /// Adds a condition as a constant. A type that repeated the condition itself would double in length with
    /// each nested argument.
    pub(crate) fn constant(&self, is_so: TokenStream) -> Ident {
        let mut asked = self.asked.borrow_mut();
        let name = format_ident!("__TL_ASKED_{}", asked.len());
        asked.push(quote!(const #name: bool = #is_so;));
        name
    }

    /// Returns the constants of the checks after the first `count`.
    pub(crate) fn but_first(&self, count: usize) -> impl Iterator<Item = Ident> {
        (count..self.count()).map(name)
    }

    /// Returns the number of checks of types.
    pub(crate) fn count(&self) -> usize {
        self.of_types.borrow().len()
    }

    /// Adds a check that fails if a type parameter is not what it must be.
    pub(crate) fn in_bodies(&self, demand: TokenStream) {
        self.in_bodies
            .borrow_mut()
            .extend(quote!(const { #demand }));
    }

    /// Adds a check that something can follow a type, or that the filler has an end.
    pub(crate) fn of_end(&self, demand: TokenStream) {
        self.of_ends.borrow_mut().extend(demand);
    }

    /// Adds an item that makes any other check.
    pub(crate) fn add(&self, item: TokenStream) {
        self.rest.borrow_mut().extend(item);
    }

    /// Returns a type of the user as the impls name it.
    pub(crate) fn known(
        &self,
        runtime: &TokenStream,
        ty: TokenStream,
        usage: Usage,
    ) -> TokenStream {
        let settled = |ty: TokenStream| match self.of_types.borrow().is_empty() {
            true => ty,
            false => quote!(<#ty as #runtime::__private::Settled<__TL_KNOWN>>::It),
        };
        match usage {
            Usage::Item => settled(ty),
            Usage::Answer => answer(runtime, &settled(quote!(fn(#ty)))),
        }
    }

    /// Returns the impls and the checks. If a type is not what it must be, the compiler reports nothing about
    /// the impls: it treats the types in them as an error that is reported already.
    pub(crate) fn with_impls(&self, runtime: &TokenStream, impls: TokenStream) -> TokenStream {
        let (of_types, rest) = (self.of_types.borrow(), &*self.rest.borrow());
        let in_bodies = &*self.in_bodies.borrow();
        let impls = match in_bodies.is_empty() {
            true => impls,
            false => with_first(impls, &|arguments| {
                is_of_codec(arguments).then(|| in_bodies.clone())
            }),
        };
        if of_types.is_empty() {
            return quote!(#impls #rest);
        }
        let names = (0..of_types.len()).map(name);
        let all = names.clone();
        let impls = with_first(impls, &|arguments| {
            let argument = lent(arguments)?;
            Some(
                quote!(let #argument = <_ as #runtime::__private::Settled<__TL_KNOWN>>::it(#argument);),
            )
        });
        let (of_ends, asked) = (&*self.of_ends.borrow(), self.asked.borrow());
        quote! {
            const _: () = {
                use #runtime::__private::Silent as _;
                #(#asked)*
                #(const #names: bool = { #of_types true };)*
                const __TL_KNOWN: bool = #(#all)&&*;
                const _: () = { #of_ends };
                #impls
                #rest
            };
        }
    }
}

/// Returns the type of a function's argument. In a function type, a lifetime may be left out.
pub(crate) fn answer(runtime: &TokenStream, function: &TokenStream) -> TokenStream {
    quote!(<#function as #runtime::__private::Answer>::Type)
}

fn name(index: usize) -> Ident {
    format_ident!("__TL_KNOWN_{index}")
}

/// Inserts a statement at the start of each function in the impls, if there is one for its arguments.
fn with_first(
    impls: TokenStream,
    statement: &dyn Fn(TokenStream) -> Option<TokenStream>,
) -> TokenStream {
    let mut first = None;
    let change = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            let first = first.take();
            let rest = with_first(group.stream(), statement);
            Group::new(Delimiter::Brace, quote!(#first #rest)).into_token_stream()
        }
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            first = first.take().or_else(|| statement(group.stream()));
            group.into_token_stream()
        }
        token => token.into_token_stream(),
    };
    impls.into_iter().flat_map(change).collect()
}

/// Whether these are the arguments of a function that decodes or encodes bytes.
fn is_of_codec(arguments: TokenStream) -> bool {
    arguments
        .into_iter()
        .any(|token| matches!(token, TokenTree::Ident(ident) if ident == "codec"))
}

/// Returns the name of the `&mut` argument: `decoder` for `decoder: &mut Decoder<'a>`.
fn lent(arguments: TokenStream) -> Option<Ident> {
    let tokens: Vec<TokenTree> = arguments.into_iter().collect();
    tokens.windows(4).find_map(|window| match window {
        [TokenTree::Ident(name), rest @ ..] if name != "_" => {
            let is_lent = rest.iter().map(ToString::to_string).eq([":", "&", "mut"]);
            is_lent.then(|| name.clone())
        }
        _ => None,
    })
}
