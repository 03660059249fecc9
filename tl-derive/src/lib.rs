//! `#[derive(TlObject)]`.

mod attr;
mod check;
mod declaration;
mod error;
mod generics;
mod item;
mod manual;
mod matching;
mod members;
mod record;
mod role;
mod schema;
mod shape;
mod source;
#[cfg(test)]
mod tests;
mod union;

use proc_macro2::TokenStream;
use syn::DeriveInput;
use tl_codegen::rust::emit;

/// Implements reading and writing.
#[proc_macro_derive(TlObject, attributes(tl))]
pub fn tl_object(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let expanded = syn::parse(input).and_then(|input| expand(&input));
    expanded
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let derived = item::derived(input)?;
    let mut tokens = emit::impls(&derived.item, &derived.context);
    tokens.extend(derived.constants);
    Ok(tokens)
}
