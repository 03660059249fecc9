//! Impls for an item with a mistake, so that the compiler reports only the mistake, and not each use of
//! the item as well.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Field, Generics, Type, parse_quote};

use crate::attr::Attributes;
use crate::checks::answer;
use crate::error::Errors;
use crate::generics::free;
use crate::shape::{Shape, borrows, leads_a_path, name, shape};

/// Returns impls that are never called.
pub(crate) fn stand_in(input: &DeriveInput) -> TokenStream {
    // Mistakes in the attributes are reported already.
    let attributes = Attributes::of_item(input, &Errors::default());
    let runtime = &attributes.runtime();
    let ident = &ident(input);
    let (generics, names, predicates) = input.generics.split_for_impl();
    let mut encode = input.generics.clone();
    encode
        .params
        .push(parse_quote!(__Args: ::core::marker::Copy));
    let mut decode = encode.clone();
    decode.params.insert(0, parse_quote!('__input));
    let (encode, ..) = encode.split_for_impl();
    let (decode, ..) = decode.split_for_impl();
    let mut tokens = quote! {
        impl #generics #runtime::codec::Declared for #ident #names #predicates {
            type Kind = #runtime::codec::HasId;
            const HEAD: #runtime::codec::Head = #runtime::codec::Head::constructor(0, "", "");
        }

        impl #decode #runtime::Decode<'__input, __Args> for #ident #names #predicates {
            fn decode_bare(_: &mut #runtime::codec::Decoder<'__input>, _: __Args) -> Self {
                loop {}
            }
        }

        impl #encode #runtime::Encode<__Args> for #ident #names #predicates {
            fn encode_bare(&self, _: &mut #runtime::codec::Encoder, _: __Args) {}
        }
    };
    tokens.extend(function(input, &attributes, runtime));
    if attributes.json().is_some() {
        let json = json(input, &attributes, runtime);
        tokens.extend(quote!(#runtime::__if_json! { #json }));
    }
    if attributes.serde.is_some() {
        let serde = serde(input, runtime);
        tokens.extend(quote!(#runtime::__if_serde! { #serde }));
    }
    tokens
}

/// Returns the item's name with the span of the expansion: with the user's span, the compiler would report
/// each use of a deprecated item.
fn ident(input: &DeriveInput) -> Ident {
    let mut ident = input.ident.clone();
    ident.set_span(Span::call_site());
    ident
}

/// Returns `impl Function` and `impl Serve`, if the answer is known.
fn function(
    input: &DeriveInput,
    attributes: &Attributes,
    runtime: &TokenStream,
) -> Option<TokenStream> {
    let mut generics = input.generics.clone();
    let response = match (&attributes.response, attributes.function) {
        // An answer that borrows is a mistake.
        (Some(ty), _) if borrows(ty) => return None,
        (Some(ty), _) => {
            generics = with_calls(&generics, ty, &quote!(#runtime::Function));
            answer(runtime, &quote!(fn(#ty)))
        }
        (None, Some(_)) => {
            let called = called(input)?;
            let ident = name(called)?;
            let predicate = parse_quote!(#ident: #runtime::Function);
            generics.make_where_clause().predicates.push(predicate);
            quote!(<#ident as #runtime::Function>::Response)
        }
        (None, None) => return None,
    };
    let ident = &ident(input);
    let (generics, names, predicates) = generics.split_for_impl();
    Some(quote! {
        const _: () = {
            #[derive(::core::clone::Clone, ::core::marker::Copy)]
            pub struct Never;

            impl<'a, T> #runtime::codec::DecodeAs<'a, T> for Never {
                const LAYOUT: #runtime::codec::Layout = #runtime::codec::Layout::PLAIN;

                fn decode(self, _: &mut #runtime::codec::Decoder<'a>) -> T {
                    loop {}
                }
            }

            impl #generics #runtime::Function for #ident #names #predicates {
                type Response = #response;
                type Form = Never;

                fn decode_form(&self) -> Never {
                    Never
                }
            }
        };

        impl #generics #runtime::Serve for #ident #names #predicates {
            type Response = #response;

            fn encode_form(&self) -> impl #runtime::codec::EncodeAs<Self::Response> {
                #[derive(::core::clone::Clone, ::core::marker::Copy)]
                struct Never;

                impl<T> #runtime::codec::EncodeAs<T> for Never {
                    fn encode(self, _: &T, _: &mut #runtime::codec::Encoder) {}
                }

                Never
            }
        }
    })
}

/// Returns the generics with a bound for each parameter whose answer is a part of the response: `F::Response`.
fn with_calls(generics: &Generics, response: &Type, function: &TokenStream) -> Generics {
    let mut bounded = generics.clone();
    for ident in free(generics) {
        if leads_a_path(response.to_token_stream(), &[ident]) {
            let predicate = parse_quote!(#ident: #function);
            bounded.make_where_clause().predicates.push(predicate);
        }
    }
    bounded
}

/// Returns the type of the field that holds a call: a type parameter.
fn called(input: &DeriveInput) -> Option<&Type> {
    let Data::Struct(data) = &input.data else {
        return None;
    };
    let is_parameter = |field: &&Field| {
        input
            .generics
            .type_params()
            .any(|param| name(&field.ty) == Some(&param.ident))
    };
    let field = data.fields.iter().find(is_parameter)?;
    Some(&field.ty)
}

fn json(input: &DeriveInput, attributes: &Attributes, runtime: &TokenStream) -> TokenStream {
    let ident = &ident(input);
    let (generics, names, predicates) = input.generics.split_for_impl();
    let mut tokens = quote! {
        impl #generics #runtime::json::ToJson for #ident #names #predicates {
            fn to_json(&self, _: &mut #runtime::json::Encoder) {}
        }
    };
    // A type that borrows is only encoded.
    if input.generics.lifetimes().next().is_none() {
        tokens.extend(quote! {
            impl #generics #runtime::json::FromJson for #ident #names #predicates {
                fn from_json(_: &mut #runtime::json::Decoder) -> Self {
                    loop {}
                }
            }
        });
    }
    let response = attributes.response.as_ref();
    let response = response.filter(|ty| matches!(shape(ty), Shape::Named(_)) && !borrows(ty));
    if let Some(response) = response {
        let function = quote!(#runtime::json::JsonFunction);
        let generics = with_calls(&input.generics, response, &function);
        let (generics, names, predicates) = generics.split_for_impl();
        tokens.extend(quote! {
            impl #generics #runtime::json::JsonFunction for #ident #names #predicates {
                type Response = #response;
                type Form = #runtime::json::Plain;
            }

            impl #generics #runtime::json::JsonServe for #ident #names #predicates {
                type Response = #response;
                type Form = #runtime::json::Plain;
            }
        });
    }
    tokens
}

fn serde(input: &DeriveInput, runtime: &TokenStream) -> TokenStream {
    let ident = &ident(input);
    let (generics, names, predicates) = input.generics.split_for_impl();
    let mut tokens = quote! {
        impl #generics #runtime::__private::Serialize for #ident #names #predicates {
            fn serialize<JsonTo: #runtime::__private::Serializer>(
                &self,
                _: JsonTo,
            ) -> ::core::result::Result<JsonTo::Ok, JsonTo::Error> {
                loop {}
            }
        }
    };
    // A type that borrows is only encoded.
    if input.generics.lifetimes().next().is_none() {
        let mut deserialize = input.generics.clone();
        deserialize.params.insert(0, parse_quote!('de));
        let (deserialize, ..) = deserialize.split_for_impl();
        tokens.extend(quote! {
            impl #deserialize #runtime::__private::Deserialize<'de> for #ident #names #predicates {
                fn deserialize<JsonFrom: #runtime::__private::Deserializer<'de>>(
                    _: JsonFrom,
                ) -> ::core::result::Result<Self, JsonFrom::Error> {
                    loop {}
                }
            }
        });
    }
    tokens
}
