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
            let any = vec![quote!(#runtime::__private::Box<dyn #runtime::AnyObject>); *calls];
            let any = (!any.is_empty()).then(|| quote!(<#(#any),*>));
            let kind = if *function {
                quote!(function)
            } else {
                quote!(constructor)
            };
            quote!(#runtime::Entry::#kind::<#entry #any>())
        },
    );
    quote! {
        /// All constructors and functions by their ids.
        #[allow(dead_code)]
        pub mod registry {
            /// All constructors and functions of the schema, sorted by id.
            pub static TABLE: #runtime::Registry = #runtime::Registry::new(&[#(#entries),*]);

            /// Reads any boxed constructor or function that takes the whole input.
            ///
            /// # Errors
            ///
            /// Where the input is none, or goes on after it.
            pub fn decode(
                input: &[u8],
            ) -> ::core::result::Result<#runtime::__private::Box<dyn #runtime::AnyObject>, #runtime::DecodeError>
            {
                TABLE.decode(input)
            }
        }
    }
}
