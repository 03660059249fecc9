//! `impl Identify`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::{Context, id_literal};
use crate::rust::model::Struct;

pub(super) fn identify(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident, params) = (&context.runtime, &item.ident, &item.params);
    let generics = if params.is_empty() {
        TokenStream::new()
    } else {
        quote!(<#(#params),*>)
    };
    let id = id_literal(item.constructor.id);
    let (name, tl) = (&item.constructor.name, &item.constructor.tl);
    quote! {
        impl #generics #runtime::Identify for #ident #generics {
            const ID: u32 = #id;
            const NAME: &'static str = #name;
            const TL: &'static str = #tl;
        }
    }
}
