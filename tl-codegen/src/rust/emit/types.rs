//! Types and forms as tokens.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::model::{Number, Ty, Wire};

/// The type as it is written in a definition.
pub(super) fn ty(ty: &Ty, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    match ty {
        Ty::Number(Number::Nat) => quote!(u32),
        Ty::Number(Number::Int) => quote!(i32),
        Ty::Number(Number::Long) => quote!(i64),
        Ty::Number(Number::Double) => quote!(f64),
        Ty::Number(Number::Float) => quote!(f32),
        Ty::Bool => quote!(bool),
        Ty::True => quote!(#runtime::True),
        Ty::Raw(size) => {
            let size = Literal::usize_unsuffixed(*size);
            quote!([u8; #size])
        }
        Ty::String => quote!(#runtime::__private::String),
        Ty::Bytes => quote!(#runtime::__private::Vec<u8>),
        Ty::Vec(inner) => {
            let inner = self::ty(inner, context);
            quote!(#runtime::__private::Vec<#inner>)
        }
        Ty::Box(inner) => {
            let inner = self::ty(inner, context);
            quote!(#runtime::__private::Box<#inner>)
        }
        Ty::Secret(inner) => {
            let inner = self::ty(inner, context);
            quote!(#runtime::Secret<#inner>)
        }
        Ty::Object => quote!(#runtime::__private::Box<dyn #runtime::AnyObject>),
        Ty::Param(ident) => quote!(#ident),
        Ty::Item(up, path) => {
            let up = (0..*up).map(|_| quote!(super::));
            quote!(#(#up)* #(#path)::*)
        }
        Ty::Verbatim(tokens) => tokens.clone(),
    }
}

/// The codec of a form.
pub(super) fn codec(wire: &Wire, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    match wire {
        Wire::Number(_) | Wire::String | Wire::Bytes | Wire::Raw | Wire::Bare => {
            quote!(#runtime::Bare)
        }
        Wire::Bool | Wire::Boxed => quote!(#runtime::Boxed),
        Wire::Object => quote!(#runtime::ObjectForm),
        Wire::Function => quote!(#runtime::FunctionForm),
        Wire::Vector(element) => {
            let element = codec(element, context);
            quote!(#runtime::VectorOf(#element))
        }
        Wire::List(element) => {
            let element = codec(element, context);
            quote!(#runtime::ListOf(#element))
        }
    }
}
