//! Types as tokens.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::model::{Number, Ty};

/// The type as it is written in a definition.
pub(super) fn ty(ty: &Ty, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    match ty {
        Ty::Number(Number::Nat) => quote!(u32),
        Ty::Number(Number::Int) => quote!(i32),
        Ty::Number(Number::Long | Number::Int53) => quote!(i64),
        Ty::Number(Number::Double) => quote!(f64),
        Ty::Number(Number::Float) => quote!(f32),
        Ty::Bool => quote!(bool),
        Ty::True => quote!(#runtime::value::True),
        Ty::Raw(size) => {
            let size = Literal::usize_unsuffixed(*size);
            quote!([u8; #size])
        }
        Ty::String => quote!(#runtime::alloc::string::String),
        Ty::Bytes => quote!(#runtime::alloc::vec::Vec<u8>),
        Ty::Vec(inner) => {
            let inner = self::ty(inner, context);
            quote!(#runtime::alloc::vec::Vec<#inner>)
        }
        Ty::Array(inner, size) => {
            let (inner, size) = (self::ty(inner, context), Literal::usize_unsuffixed(*size));
            quote!([#inner; #size])
        }
        Ty::Box(inner) => {
            let inner = self::ty(inner, context);
            quote!(#runtime::alloc::boxed::Box<#inner>)
        }
        Ty::Option(inner) => {
            let inner = self::ty(inner, context);
            quote!(::core::option::Option<#inner>)
        }
        Ty::Secret(inner) => {
            let inner = self::ty(inner, context);
            quote!(#runtime::value::Secret<#inner>)
        }
        Ty::Object if !context.binary => quote!(#runtime::json::Json),
        Ty::Object => quote!(#runtime::alloc::boxed::Box<dyn #runtime::value::AnyObject>),
        Ty::Param(ident) => quote!(#ident),
        Ty::Answer(ident) => quote!(#ident::Response),
        Ty::Item(up, path, args) => {
            let up = (0..*up).map(|_| quote!(super::));
            let args = args.iter().map(|arg| self::ty(arg, context));
            let args: Vec<TokenStream> = args.collect();
            let args = if args.is_empty() {
                TokenStream::new()
            } else {
                quote!(<#(#args),*>)
            };
            quote!(#(#up)* #(#path)::* #args)
        }
        Ty::Verbatim(tokens) => tokens.clone(),
    }
}
