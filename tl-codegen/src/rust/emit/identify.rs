//! `impl Identify`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::{Context, id_literal};
use crate::rust::model::{Identity, Struct};

pub(super) fn identify(item: &Struct, context: &Context) -> TokenStream {
    let Identity::Constructor(constructor) = &item.identity else {
        return TokenStream::new();
    };
    let (runtime, ident) = (&context.runtime, &item.ident);
    let parameters = Parameters::of_struct(item);
    let generics = parameters.impl_generics(Bound::Identify, context);
    let type_names = parameters.type_generics();
    let predicates = parameters.where_clause(Bound::Identify);
    let id = id_literal(constructor.id);
    let (name, tl) = (&constructor.name, &constructor.tl);
    let json = (context.json && parameters.is_empty()).then(|| {
        quote! {
            const JSON: ::core::option::Option<#runtime::json::JsonForm<Self>> =
                #runtime::json::JsonForm::OWN;
        }
    });
    quote! {
        impl #generics #runtime::Identify for #ident #type_names #predicates {
            const ID: u32 = #id;
            const NAME: &'static str = #name;
            const TL: &'static str = #tl;
            #json
        }
    }
}
