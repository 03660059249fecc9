//! `#[derive(TlObject)]`: TL serialization for a Rust type from the line that declares it.
//!
//! ```ignore
//! #[derive(Debug, Clone, PartialEq, tl_runtime::TlObject)]
//! #[tl("inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;")]
//! pub struct InputPhoto {
//!     pub id: i64,
//!     pub access_hash: i64,
//!     pub file_reference: Vec<u8>,
//! }
//! ```
//!
//! The derive builds the same model of the item as the generator does from a schema, and the same
//! emitter writes the impls.

mod attr;
mod input;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::DeriveInput;
use tl_codegen::rust::emit;

/// Implements reading and writing for a struct (a constructor or function) or an enum (a type of
/// several constructors).
///
/// On a struct: `#[tl("the declaration;")]`, for a function `#[tl("…", function, response =
/// Type)]`. On an enum: `#[tl(type = "InputPhoto")]` names the TL type. On a variant without a
/// value: `#[tl("the declaration;")]`; on the variant that a failed read gives, where none is
/// without a value: `#[tl(filler)]`.
#[proc_macro_derive(TlObject, attributes(tl))]
pub fn tl_object(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let expanded = syn::parse(input).and_then(|input| expand(&input));
    expanded
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

fn expand(input: &DeriveInput) -> syn::Result<TokenStream> {
    let (item, context) = input::item(input)?;
    Ok(emit::impls(&item, &context))
}
