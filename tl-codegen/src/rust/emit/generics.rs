//! What an impl is generic over.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream};
use quote::quote;

use crate::rust::emit::Context;
use crate::rust::emit::params::args_type;
use crate::rust::model::{Enum, Generics, Param, Struct, Transparent, TypeParam};

/// What an impl needs of its types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// Nothing.
    Identify,
    /// They are read.
    Read,
    /// They are written.
    Write,
    /// They are called.
    Function,
    /// They are written as JSON.
    ToJson,
    /// They are read from JSON.
    FromJson,
    /// They are called by JSON.
    JsonFunction,
}

/// All that an item is generic over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters<'i> {
    calls: &'i [Ident],
    params: &'i [Param],
    generics: &'i Generics,
}

impl<'i> Parameters<'i> {
    pub(super) fn of_struct(item: &'i Struct) -> Self {
        Self {
            calls: &item.calls,
            params: &item.params,
            generics: &item.generics,
        }
    }

    pub(super) fn of_enum(item: &'i Enum) -> Self {
        Self {
            calls: &[],
            params: &item.params,
            generics: &item.generics,
        }
    }

    pub(super) fn of_transparent(item: &'i Transparent) -> Self {
        Self {
            calls: &[],
            params: &[],
            generics: &item.generics,
        }
    }

    /// The lifetime of what is read: that of the item where it has one.
    pub(super) fn lifetime(self) -> TokenStream {
        match self.generics.lifetimes.as_slice() {
            [only] => only.clone(),
            [] => quote!('a),
            _ => {
                let (apostrophe, name) = (Punct::new('\'', Spacing::Joint), self.free("input"));
                quote!(#apostrophe #name)
            }
        }
    }

    /// The type of the arguments that reading and writing are given, where any will do.
    pub(super) fn any_args(self) -> Ident {
        self.free("Args")
    }

    /// A name that nothing has which the item is generic over.
    fn free(self, name: &str) -> Ident {
        let own = self.generics.arguments.iter().map(TokenStream::to_string);
        let own: Vec<String> = own.collect();
        let mut name = name.to_owned();
        while own.iter().any(|own| own.trim_start_matches('\'') == name) {
            name.push('_');
        }
        Ident::new(&name, Span::call_site())
    }

    /// What stands in angle brackets behind `impl`; empty where there is nothing.
    pub(super) fn impl_generics(self, bound: Bound, context: &Context) -> TokenStream {
        in_angle_brackets(&self.impl_list(bound, context))
    }

    /// The same without bounds, and the type of the arguments that reading and writing are given.
    pub(super) fn impl_generics_with_args(self, bound: Bound, context: &Context) -> TokenStream {
        let mut list = self.impl_list(Bound::Identify, context);
        if bound == Bound::Read && self.generics.lifetimes.len() != 1 {
            list.insert(0, self.lifetime());
        }
        let args = self.any_args();
        list.push(quote!(#args: ::core::marker::Copy));
        in_angle_brackets(&list)
    }

    fn impl_list(self, bound: Bound, context: &Context) -> Vec<TokenStream> {
        let (runtime, lifetime, own) = (&context.runtime, self.lifetime(), self.generics);
        let mut list = Vec::new();
        if bound == Bound::Read && own.lifetimes.len() != 1 {
            list.push(lifetime.clone());
        }
        list.extend(own.lifetimes.iter().cloned());
        for ident in self.calls {
            list.push(match bound {
                Bound::Identify => quote!(#ident),
                Bound::Read => quote!(#ident: #runtime::Decode<#lifetime>),
                Bound::Write => quote!(#ident: #runtime::Encode),
                Bound::Function => quote!(#ident: #runtime::Function),
                Bound::ToJson => quote!(#ident: #runtime::json::ToJson),
                Bound::FromJson => quote!(#ident: #runtime::json::FromJson),
                Bound::JsonFunction => quote!(#ident: #runtime::json::JsonFunction),
            });
        }
        let params = self.params.iter().filter_map(Param::type_ident);
        list.extend(params.map(|ident| quote!(#ident)));
        let types = own.types.iter();
        list.extend(types.map(|param| type_param(param, bound, &lifetime, context)));
        list.extend(own.consts.iter().cloned());
        if matches!(bound, Bound::Read | Bound::Write) {
            let params = self.params.iter();
            list.extend(params.filter_map(|param| codec_bound(param, bound, &lifetime, context)));
        }
        list
    }

    /// The same for `Deserialize<'de>`.
    pub(super) fn impl_generics_of_deserialize(self, context: &Context) -> TokenStream {
        let mut list = self.impl_list(Bound::FromJson, context);
        list.insert(0, quote!('de));
        in_angle_brackets(&list)
    }

    /// Whether its values borrow nothing.
    pub(super) fn is_owned(self) -> bool {
        self.generics.lifetimes.is_empty()
    }

    /// Whether it is generic over nothing.
    pub(super) fn is_empty(self) -> bool {
        self.calls.is_empty() && self.params.is_empty() && self.generics.arguments.is_empty()
    }

    /// What stands in angle brackets behind the name of a type; empty where there is nothing.
    pub(super) fn type_generics(self) -> TokenStream {
        if !self.generics.arguments.is_empty() {
            return in_angle_brackets(&self.generics.arguments);
        }
        let params = self.params.iter().filter_map(Param::type_ident);
        let idents = self.calls.iter().chain(params).map(|ident| quote!(#ident));
        in_angle_brackets(&idents.collect::<Vec<_>>())
    }

    /// `where …`; empty where there is nothing.
    pub(super) fn where_clause(self, bound: Bound) -> TokenStream {
        self.where_clause_and(bound, None)
    }

    /// The same with one predicate more.
    pub(super) fn where_clause_and(self, bound: Bound, more: Option<TokenStream>) -> TokenStream {
        let own = self.generics;
        let lifetime = self.lifetime();
        let borrowed = own
            .lifetimes
            .iter()
            .map(|outlived| quote!(#lifetime: #outlived));
        let borrowed = borrowed.filter(|_| bound == Bound::Read && own.lifetimes.len() > 1);
        let predicates = own.predicates.iter().cloned().chain(borrowed).chain(more);
        let predicates: Vec<TokenStream> = predicates.collect();
        if predicates.is_empty() {
            TokenStream::new()
        } else {
            quote!(where #(#predicates),*)
        }
    }

    /// `Decode<'a>` or `Decode<'a, (u32, CT)>`, after the path of the runtime.
    pub(super) fn read_trait(self, context: &Context) -> TokenStream {
        let (runtime, lifetime) = (&context.runtime, self.lifetime());
        if self.params.is_empty() {
            return quote!(#runtime::Decode<#lifetime>);
        }
        let args = args_type(self.params);
        quote!(#runtime::Decode<#lifetime, #args>)
    }

    /// `Encode` or `Encode<(u32, CT)>`, after the path of the runtime.
    pub(super) fn write_trait(self, context: &Context) -> TokenStream {
        let runtime = &context.runtime;
        if self.params.is_empty() {
            return quote!(#runtime::Encode);
        }
        let args = args_type(self.params);
        quote!(#runtime::Encode<#args>)
    }
}

fn in_angle_brackets(list: &[TokenStream]) -> TokenStream {
    if list.is_empty() {
        TokenStream::new()
    } else {
        quote!(<#(#list),*>)
    }
}

/// A type parameter that stands for nothing of TL.
fn type_param(
    param: &TypeParam,
    bound: Bound,
    lifetime: &TokenStream,
    context: &Context,
) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &param.ident);
    let constructor = param.bare.then(|| quote!(+ #runtime::Identify));
    match bound {
        Bound::Identify => quote!(#ident),
        Bound::Read => quote!(#ident: #runtime::Decode<#lifetime> #constructor),
        Bound::Write | Bound::Function => quote!(#ident: #runtime::Encode #constructor),
        Bound::ToJson | Bound::JsonFunction => quote!(#ident: #runtime::json::ToJson),
        Bound::FromJson => quote!(#ident: #runtime::json::FromJson),
    }
}

fn codec_bound(
    param: &Param,
    bound: Bound,
    lifetime: &TokenStream,
    context: &Context,
) -> Option<TokenStream> {
    let runtime = &context.runtime;
    match param {
        Param::Nat(_) => None,
        Param::Type {
            ident: None, codec, ..
        } => Some(quote!(#codec: ::core::marker::Copy)),
        Param::Type {
            ident: Some(ident),
            codec,
            ..
        } => Some(match bound {
            Bound::Read => quote!(#codec: #runtime::codec::DecodeAs<#lifetime, #ident>),
            Bound::Identify
            | Bound::Write
            | Bound::Function
            | Bound::ToJson
            | Bound::FromJson
            | Bound::JsonFunction => quote!(#codec: #runtime::codec::EncodeAs<#ident>),
        }),
    }
}
