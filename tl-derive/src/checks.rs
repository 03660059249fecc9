//! What the compiler is to check of an item besides its impls.

use std::cell::{Cell, RefCell};

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

/// What the compiler is to check of one item.
#[derive(Default)]
pub(crate) struct Checks {
    /// What its types are, without which its impls do not compile.
    of_types: RefCell<Vec<TokenStream>>,
    /// What follows them.
    of_ends: RefCell<TokenStream>,
    /// Whether the end of a failed read is seen only where it is known what the item is generic over.
    late: Cell<bool>,
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

    /// Adds what fails where nothing can follow a type.
    pub(crate) fn of_end(&self, demand: TokenStream) {
        self.of_ends.borrow_mut().extend(demand);
    }

    /// Makes the compiler find out whether a failed read has an end, once it knows all parameters.
    pub(crate) fn late_end(&self) {
        self.late.set(true);
    }

    /// Adds an item that checks something else.
    pub(crate) fn add(&self, item: TokenStream) {
        self.rest.borrow_mut().extend(item);
    }

    /// How the impls name a type of the user's.
    pub(crate) fn known(&self, runtime: &TokenStream, ty: TokenStream) -> TokenStream {
        if self.of_types.borrow().is_empty() {
            return ty;
        }
        quote!(<#ty as #runtime::__private::Known<__TL_KNOWN>>::It)
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
        let impls = each_impl(impls, &|header, body| {
            let has_layout = || body.clone().into_iter().any(|token| is(&token, "LAYOUT"));
            let args = decode_args(header).filter(|_| self.late.get() && has_layout());
            let layout = args
                .map(|args| quote!(let _ = const { <Self as #runtime::Decode #args>::LAYOUT };));
            each_function(body, &|argument| {
                quote! {
                    let #argument = <_ as #runtime::__private::Known<__TL_KNOWN>>::it(#argument);
                    #layout
                }
            })
        });
        let of_ends = &*self.of_ends.borrow();
        quote! {
            const _: () = {
                use #runtime::__private::Silent as _;
                #(const #names: bool = { #of_types true };)*
                const __TL_KNOWN: bool = #(#all)&&*;
                const _: () = { #of_ends };
                #impls
                #rest
            };
        }
    }
}

fn name(index: usize) -> Ident {
    format_ident!("__TL_KNOWN_{index}")
}

/// The impls with other bodies, made of what is before them and of what they are.
fn each_impl(
    impls: TokenStream,
    change: &dyn Fn(&[TokenTree], TokenStream) -> TokenStream,
) -> TokenStream {
    let mut header = Vec::new();
    let mut changed = TokenStream::new();
    for token in impls {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let body = change(&header, group.stream());
                changed.extend([TokenTree::Group(Group::new(Delimiter::Brace, body))]);
                header.clear();
            }
            token => {
                header.push(token.clone());
                changed.extend([token]);
            }
        }
    }
    changed
}

/// The items of an impl, each of whose functions begins with a statement about what it is lent to
/// change.
fn each_function(items: TokenStream, statement: &dyn Fn(Ident) -> TokenStream) -> TokenStream {
    let mut argument = None;
    let change = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            let (begin, body) = (argument.take().map(statement), group.stream());
            Group::new(Delimiter::Brace, quote!(#begin #body)).into_token_stream()
        }
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            argument = argument.take().or_else(|| lent(group.stream()));
            group.into_token_stream()
        }
        token => token.into_token_stream(),
    };
    items.into_iter().flat_map(change).collect()
}

/// `<'a, (CT,)>` of `impl<'a, T, CT> Decode<'a, (CT,)> for`.
fn decode_args(header: &[TokenTree]) -> Option<TokenStream> {
    let mut depth = 0_usize;
    let is_decode = |token: &TokenTree| {
        if is(token, "<") {
            depth += 1;
        } else if is(token, ">") {
            depth = depth.saturating_sub(1);
        }
        depth == 0 && is(token, "Decode")
    };
    let mut rest = header.iter();
    rest.position(is_decode)?;
    Some(
        rest.take_while(|token| !is(token, "for"))
            .cloned()
            .collect(),
    )
}

fn is(token: &TokenTree, text: &str) -> bool {
    match token {
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
        TokenTree::Ident(ident) => ident == text,
        TokenTree::Punct(punct) => text.chars().eq([punct.as_char()]),
    }
}

/// `decoder` of `decoder: &mut Decoder<'a>`.
fn lent(arguments: TokenStream) -> Option<Ident> {
    let tokens: Vec<TokenTree> = arguments.into_iter().collect();
    tokens.windows(4).find_map(|window| match window {
        [TokenTree::Ident(name), colon, and, mutable]
            if name != "_" && is(colon, ":") && is(and, "&") && is(mutable, "mut") =>
        {
            Some(name.clone())
        }
        _ => None,
    })
}
