//! `impl Function`, and `impl JsonFunction`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::rust::emit::decode::read;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::json::form;
use crate::rust::emit::masks::word;
use crate::rust::emit::names::{Names, Place};
use crate::rust::emit::params::uses;
use crate::rust::emit::types::ty;
use crate::rust::emit::{Context, inline};
use crate::rust::model::{Field, Response, Role, Struct, Var, Wire};

pub(super) fn function(item: &Struct, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    let names = names(item, context);
    let reader = Ident::new("reader", Span::call_site());
    let of_binary = Call {
        bound: Bound::Function,
        function: quote!(#runtime::Function),
        ty: quote!(#runtime::Reader<'_>),
        reader: &reader,
    };
    of_binary.implement(names, |wire| {
        let (masks, read) = (masks(names, wire), read(wire, &reader, names));
        quote!(#masks #read)
    })
}

pub(super) fn json_function(item: &Struct, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    let json = Ident::new("json", Span::call_site());
    let of_json = Call {
        bound: Bound::JsonFunction,
        function: quote!(#runtime::json::JsonFunction),
        ty: quote!(#runtime::json::Reader),
        reader: &json,
    };
    of_json.implement(names(item, context), |wire| {
        let form = form(wire, context);
        quote!(#runtime::json::FromJsonAs::read(#form, #json))
    })
}

fn names<'i>(item: &'i Struct, context: &'i Context) -> Names<'i> {
    Names {
        item,
        place: Place::Value,
        context,
    }
}

/// How a function is called.
struct Call<'i> {
    bound: Bound,
    /// The trait of what is called so.
    function: TokenStream,
    /// What the answer is read from, and its type.
    reader: &'i Ident,
    ty: TokenStream,
}

impl Call<'_> {
    /// The impl of the trait, whose function does `read` where the answer is a value.
    fn implement(&self, names: Names<'_>, read: impl FnOnce(&Wire) -> TokenStream) -> TokenStream {
        let Names { item, context, .. } = names;
        let Call {
            bound,
            function,
            reader,
            ty: reader_type,
        } = self;
        let (response, body) = match &item.response {
            None => return TokenStream::new(),
            Some(Response::Value { ty: response, wire }) => (ty(response, context), read(wire)),
            Some(Response::AsField(index)) => {
                let Some(field) = item.fields.get(*index) else {
                    return TokenStream::new();
                };
                let place = names.field(field);
                let answer = answer(item, field, function, context);
                (answer, quote!(#place.read_response(#reader)))
            }
        };
        let ident = &item.ident;
        let parameters = Parameters::of_struct(item);
        let generics = parameters.impl_generics(*bound, context);
        let type_names = parameters.type_generics();
        let predicates = parameters.where_clause(*bound);
        let inline = inline(item);
        quote! {
            impl #generics #function for #ident #type_names #predicates {
                type Response = #response;

                #inline
                fn read_response(&self, #reader: &mut #reader_type) -> Self::Response {
                    #body
                }
            }
        }
    }
}

/// What the function that a field holds is answered with.
fn answer(item: &Struct, field: &Field, function: &TokenStream, context: &Context) -> TokenStream {
    let Role::Value(value) = &field.role else {
        return TokenStream::new();
    };
    let called = ty(&value.ty, context);
    let is_parameter = |param: &&Ident| called.to_string() == param.to_string();
    match item.calls.iter().find(is_parameter) {
        Some(param) => quote!(#param::Response),
        None => quote!(<#called as #function>::Response),
    }
}

/// The words of the masks that the result is given.
fn masks(names: Names<'_>, wire: &Wire) -> TokenStream {
    let fields = names.item.fields.iter().enumerate();
    let masks = fields.filter_map(|(index, field)| match &field.role {
        Role::Mask(mask) if uses(wire, Var::Field(index)) => {
            let (ident, word) = (&field.ident, word(field, mask, names, None));
            Some(quote!(let #ident = #word;))
        }
        Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => None,
    });
    masks.collect()
}
