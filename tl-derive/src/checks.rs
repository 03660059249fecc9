//! What the compiler is to check of an item besides its impls.

use std::cell::RefCell;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use crate::fragments::Place;

/// What the compiler is to check of one item.
#[derive(Default)]
pub(crate) struct Checks {
    /// What its types are, without which its impls do not compile.
    of_types: RefCell<Vec<TokenStream>>,
    /// What is asked of them on the way.
    asked: RefCell<Vec<TokenStream>>,
    /// What follows them.
    of_ends: RefCell<TokenStream>,
    /// All else, as items.
    rest: RefCell<TokenStream>,
}

impl Checks {
    /// Adds what fails where a type is not what it must be, as a constant of that name.
    pub(crate) fn of_type(&self, demands: TokenStream) -> Ident {
        let mut of_types = self.of_types.borrow_mut();
        of_types.push(demands);
        name(of_types.len() - 1)
    }

    /// Adds what is asked, as a constant: a type that names another one twice would double with each
    /// argument in an argument.
    pub(crate) fn asked(&self, is_so: TokenStream) -> Ident {
        let mut asked = self.asked.borrow_mut();
        let name = format_ident!("__TL_ASKED_{}", asked.len());
        asked.push(quote!(const #name: bool = #is_so;));
        name
    }

    /// The constants that were added, but for the first ones.
    pub(crate) fn but_first(&self, count: usize) -> impl Iterator<Item = Ident> {
        (count..self.count()).map(name)
    }

    /// The number of constants.
    pub(crate) fn count(&self) -> usize {
        self.of_types.borrow().len()
    }

    /// Adds what fails where nothing can follow a type.
    pub(crate) fn of_end(&self, demand: TokenStream) {
        self.of_ends.borrow_mut().extend(demand);
    }

    /// Adds an item that checks something else.
    pub(crate) fn add(&self, item: TokenStream) {
        self.rest.borrow_mut().extend(item);
    }

    /// How the impls name a type of the user's.
    pub(crate) fn known(
        &self,
        runtime: &TokenStream,
        ty: TokenStream,
        place: Place,
    ) -> TokenStream {
        let settled = |ty: TokenStream| match self.of_types.borrow().is_empty() {
            true => ty,
            false => quote!(<#ty as #runtime::__private::Settled<__TL_KNOWN>>::It),
        };
        match place {
            Place::Item => settled(ty),
            Place::Answer => answer(runtime, &settled(quote!(fn(#ty)))),
        }
    }

    /// The impls and the checks. Where a type is not what it must be, nothing is reported of the impls:
    /// to the compiler, what they decode and encode with is an error then, which was reported.
    pub(crate) fn with_impls(&self, runtime: &TokenStream, impls: TokenStream) -> TokenStream {
        let (of_types, rest) = (self.of_types.borrow(), &*self.rest.borrow());
        if of_types.is_empty() {
            return quote!(#impls #rest);
        }
        let names = (0..of_types.len()).map(name);
        let all = names.clone();
        let impls = with_known(
            impls,
            &|argument| quote!(let #argument = <_ as #runtime::__private::Settled<__TL_KNOWN>>::it(#argument);),
        );
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

/// The type that a function takes: in that place, a lifetime may be left out.
pub(crate) fn answer(runtime: &TokenStream, function: &TokenStream) -> TokenStream {
    quote!(<#function as #runtime::__private::Answer>::Type)
}

fn name(index: usize) -> Ident {
    format_ident!("__TL_KNOWN_{index}")
}

/// The impls, each of whose functions begins with a statement about what it is lent to change.
fn with_known(impls: TokenStream, statement: &dyn Fn(Ident) -> TokenStream) -> TokenStream {
    let mut argument = None;
    let change = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            let begin = argument.take().map(statement);
            let rest = with_known(group.stream(), statement);
            Group::new(Delimiter::Brace, quote!(#begin #rest)).into_token_stream()
        }
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            argument = argument.take().or_else(|| lent(group.stream()));
            group.into_token_stream()
        }
        token => token.into_token_stream(),
    };
    impls.into_iter().flat_map(change).collect()
}

/// `decoder` of `decoder: &mut Decoder<'a>`.
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
