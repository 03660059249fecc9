//! The table of all constructors and functions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::emit::types::ty;
use crate::rust::model::{Registry, RegistryEntry};

/// `pub mod registry`.
pub(super) fn registry(registry: &Registry, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    let entries = registry.entries.iter().map(
        |RegistryEntry {
             ty: entry,
             calls,
             function,
             ..
         }| {
            let entry = ty(entry, context);
            let any =
                vec![quote!(#runtime::alloc::boxed::Box<dyn #runtime::value::AnyObject>); *calls];
            let any = (!any.is_empty()).then(|| quote!(<#(#any),*>));
            let kind = if *function {
                quote!(function)
            } else {
                quote!(constructor)
            };
            quote!(#runtime::value::Entry::#kind::<#entry #any>())
        },
    );
    quote! {
        /// All constructors and functions by their ids.
        #[allow(dead_code)]
        pub mod registry {
            /// All constructors and functions of the schema, sorted by id.
            pub static TABLE: #runtime::value::Registry = #runtime::value::Registry::new(&[#(#entries),*]);

            /// Reads any boxed constructor or function that takes the whole input.
            ///
            /// # Errors
            ///
            /// Where the input is none, or goes on after it.
            pub fn decode(
                input: &[u8],
            ) -> ::core::result::Result<#runtime::alloc::boxed::Box<dyn #runtime::value::AnyObject>, #runtime::codec::DecodeError>
            {
                TABLE.decode(input)
            }
        }
    }
}
