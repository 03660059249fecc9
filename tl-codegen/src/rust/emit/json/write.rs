//! The bodies of `to_json`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Owner, form, name};
use crate::rust::emit::masks::word;
use crate::rust::emit::names::{Names, Place, pattern};
use crate::rust::model::{
    Enum, Field, Mask, Number, Role, Struct, Value, Variant, VariantKind, Wire,
};

pub(super) fn to_struct(item: &Struct, owner: &Owner<'_>) -> TokenStream {
    let names = Names {
        item,
        place: Place::Value,
        context: owner.context,
    };
    fields(names, owner)
}

fn fields(names: Names<'_>, owner: &Owner<'_>) -> TokenStream {
    let mut tokens = owner.begin(&names.item.identity);
    tokens.extend(names.item.fields.iter().map(|it| field(it, names, owner)));
    tokens
}

fn field(field: &Field, names: Names<'_>, owner: &Owner<'_>) -> TokenStream {
    let (json, place, called) = (&owner.json, names.field(field), name(field));
    match &field.role {
        Role::Count => TokenStream::new(),
        Role::Mask(mask) => self::mask(mask, field, names, owner),
        Role::Flag(_) => quote!(#json.flag(#called, #place);),
        Role::Value(value @ Value { bit: Some(_), .. }) => {
            let form = form(&value.wire, owner.context);
            quote!(#json.optional(#called, &#place, #form);)
        }
        Role::Value(value) => self::value(&value.wire, &called, &place, owner),
    }
}

/// A mask is the whole word, with the bits of the fields that are there.
fn mask(mask: &Mask, field: &Field, names: Names<'_>, owner: &Owner<'_>) -> TokenStream {
    let (json, place, called) = (&owner.json, names.field(field), name(field));
    let word = word(field, mask, names, Some(json));
    let ident = &field.ident;
    match mask.bit {
        None => quote! {
            let #ident: u32 = #word;
            #json.nat(#called, #ident);
        },
        Some(_) => quote! {
            if #place.is_some() {
                let #ident: u32 = #word;
                #json.nat(#called, #ident);
            }
        },
    }
}

fn value(wire: &Wire, called: &str, place: &TokenStream, owner: &Owner<'_>) -> TokenStream {
    let json = &owner.json;
    match wire {
        Wire::Number(Number::Nat) => quote!(#json.nat(#called, #place);),
        Wire::Number(Number::Int) => quote!(#json.int(#called, #place);),
        Wire::Number(Number::Int53) => quote!(#json.int53(#called, #place);),
        Wire::Number(Number::Long) => quote!(#json.long(#called, #place);),
        Wire::Number(Number::Double) => quote!(#json.double(#called, #place);),
        Wire::Number(Number::Float) => quote!(#json.float(#called, #place);),
        Wire::Bool => quote!(#json.bool(#called, #place);),
        Wire::String => quote!(#json.string(#called, &#place);),
        Wire::Bytes | Wire::Raw => quote!(#json.bytes(#called, &#place);),
        Wire::Vector(element)
        | Wire::List(element)
        | Wire::Tuple(_, element)
        | Wire::Array(_, element) => {
            let form = form(element, owner.context);
            quote!(#json.list(#called, &#place, #form);)
        }
        Wire::Nullable(_, value) => {
            let form = form(value, owner.context);
            quote!(#json.optional(#called, &#place, #form);)
        }
        Wire::WithId(_, wire) => value(wire, called, place, owner),
        Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Call
        | Wire::Answer(_) => {
            quote!(#json.field(#called, &#place);)
        }
        Wire::Object | Wire::Function => {
            let form = form(wire, owner.context);
            quote!(#json.field_as(#called, &#place, #form);)
        }
    }
}

pub(super) fn to_enum(item: &Enum, owner: &Owner<'_>) -> TokenStream {
    let arms = item.variants.iter().map(|variant| arm(variant, owner));
    quote!(match self { #(#arms)* })
}

fn arm(variant: &Variant, owner: &Owner<'_>) -> TokenStream {
    let (ident, json, runtime) = (&variant.ident, &owner.json, &owner.context.runtime);
    match &variant.kind {
        VariantKind::Unit(constructor) => {
            let name = &constructor.name;
            quote!(Self::#ident => #json.constructor(#name),)
        }
        VariantKind::Newtype { .. } => {
            quote!(Self::#ident(value) => #runtime::json::ToJson::to_json(value, #json),)
        }
        VariantKind::Record(item) => {
            let names = Names {
                item,
                place: Place::Variant,
                context: owner.context,
            };
            let members = pattern(item);
            let fields = fields(names, owner);
            quote!(Self::#ident { #members } => { #fields })
        }
        VariantKind::Other { .. } => quote! {
            Self::#ident { .. } => #json.fail(#runtime::json::JsonErrorKind::NoForm(
                "a constructor of which only the id is known"
            )),
        },
    }
}
