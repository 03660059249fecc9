//! The bodies of `from_json`.

use crate::rust::model::Ident;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Owner, constructor_name, form, name};
use crate::rust::emit::names::{Names, Place, member};
use crate::rust::emit::{argument, bit_literal, hexadecimal};
use crate::rust::model::{
    Bit, Enum, Field, Mask, Number, Role, Struct, Value, Var, Variant, VariantKind, Wire,
};

pub(super) fn from_struct(item: &Struct, owner: &Owner<'_>) -> TokenStream {
    fields(item, &quote!(Self), owner)
}

/// Masks are read first: where they are given, they say which other fields are there.
fn fields(item: &Struct, constructor: &TokenStream, owner: &Owner<'_>) -> TokenStream {
    let names = Names {
        item,
        place: Place::Read,
        context: owner.context,
    };
    let mut lets = owner.begin(&item.identity);
    let mut members = Vec::new();
    for field in &item.fields {
        let place = member(field);
        match &field.role {
            Role::Count => {}
            Role::Mask(mask) => {
                lets.extend(self::mask(mask, field, names, owner));
                let kept = mask.stored.then(|| kept(mask, field, names));
                members.extend(kept.map(|kept| quote!(#place: #kept)));
            }
            Role::Flag(bit) => {
                let (json, called) = (&owner.json, name(field));
                members.push(match guard(*bit, names) {
                    Some(guard) => quote!(#place: #json.flag(#called, #guard)),
                    None => quote!(#place: #json.bool(#called)),
                });
            }
            Role::Value(value) => {
                let read = self::value(value, field, names, owner);
                members.push(quote!(#place: #read));
            }
        }
    }
    if item.unit {
        quote!(#lets #constructor)
    } else {
        quote!(#lets #constructor { #(#members),* })
    }
}

/// The variable of a mask: `None` where neither it nor the mask above it is given.
fn mask(mask: &Mask, field: &Field, names: Names<'_>, owner: &Owner<'_>) -> TokenStream {
    let (json, ident, called) = (&owner.json, &field.ident, name(field));
    let Some(bit) = mask.bit else {
        return quote!(let #ident = #json.mask(#called););
    };
    let form = form(&Wire::Number(Number::Nat), owner.context);
    let read = optional(Some(bit), &called, &form, names, owner);
    let (word, above) = (word(field, names), names.var(bit.mask));
    quote! {
        let #word: ::core::option::Option<u32> = #read;
        let #ident = #word.or(#above.and(Some(0)));
    }
}

/// What a mask under a mask is called as it was read.
fn word(field: &Field, names: Names<'_>) -> Ident {
    argument(&format!("word_{}", field.name), [names.item])
}

/// The bits of a mask that the struct keeps.
fn kept(mask: &Mask, field: &Field, names: Names<'_>) -> TokenStream {
    let ident = &field.ident;
    let guarded = hexadecimal(mask.guarded());
    match (mask.bit, mask.guarded()) {
        (None, u32::MAX) => quote!(0),
        (None, _) => quote!(#ident.unwrap_or(0) & !#guarded),
        (Some(_), u32::MAX) => {
            let word = word(field, names);
            quote!(#word.map(|_| 0))
        }
        (Some(_), _) => {
            let word = word(field, names);
            quote!(#word.map(|word| word & !#guarded))
        }
    }
}

/// `mode, 0x8`: the mask, and the bit of it; JSON has no masks that are arguments.
fn guard(bit: Bit, names: Names<'_>) -> Option<TokenStream> {
    match bit.mask {
        Var::Field(_) => {
            let (mask, bit) = (names.var(bit.mask), bit_literal(bit.bit));
            Some(quote!(#mask, #bit))
        }
        Var::Param(_) => None,
    }
}

fn optional(
    bit: Option<Bit>,
    called: &str,
    form: &TokenStream,
    names: Names<'_>,
    owner: &Owner<'_>,
) -> TokenStream {
    let json = &owner.json;
    match bit.and_then(|bit| guard(bit, names)) {
        Some(guard) => quote!(#json.masked(#called, #guard, #form)),
        None => quote!(#json.optional(#called, #form)),
    }
}

fn value(value: &Value, field: &Field, names: Names<'_>, owner: &Owner<'_>) -> TokenStream {
    let called = name(field);
    if value.bit.is_some() {
        let form = form(&value.wire, owner.context);
        return optional(value.bit, &called, &form, names, owner);
    }
    always(&value.wire, &called, owner)
}

fn always(wire: &Wire, called: &str, owner: &Owner<'_>) -> TokenStream {
    let json = &owner.json;
    match wire {
        Wire::Number(Number::Nat) => quote!(#json.nat(#called)),
        Wire::Number(Number::Int) => quote!(#json.int(#called)),
        Wire::Number(Number::Long | Number::Int53) => quote!(#json.long(#called)),
        Wire::Number(Number::Double) => quote!(#json.double(#called)),
        Wire::Number(Number::Float) => quote!(#json.float(#called)),
        Wire::Bool => quote!(#json.bool(#called)),
        Wire::String => quote!(#json.string(#called)),
        Wire::Bytes => quote!(#json.bytes(#called)),
        Wire::Vector(element) | Wire::List(element) | Wire::Tuple(_, element) => {
            let form = form(element, owner.context);
            quote!(#json.list(#called, #form))
        }
        Wire::Nullable(_, value) => {
            let form = form(value, owner.context);
            quote!(#json.optional(#called, #form))
        }
        Wire::WithId(_, value) => always(value, called, owner),
        Wire::Raw
        | Wire::Boxed(_)
        | Wire::Bare(_)
        | Wire::Record(_)
        | Wire::Param(_)
        | Wire::Answer(_) => {
            quote!(#json.field(#called))
        }
        wire @ (Wire::Array(..) | Wire::Object | Wire::Function | Wire::Call) => {
            let form = form(wire, owner.context);
            quote!(#json.field_as(#called, #form))
        }
    }
}

pub(super) fn from_enum(item: &Enum, owner: &Owner<'_>) -> TokenStream {
    let (json, name) = (&owner.json, &item.name);
    // Of a type of one constructor, an object needs not say which it is.
    let only = (item.variants.len() == 1).then(|| quote!(| ""));
    let arms = item.variants.iter().filter_map(|variant| {
        let (name, value) = variant_of(variant, owner)?;
        Some(quote!(#name #only => { #value }))
    });
    let filler = item
        .variants
        .get(item.filler)
        .map(|variant| filler(variant, owner));
    quote! {
        match #json.kind() {
            #(#arms)*
            _ => { #json.unknown(#name); #filler }
        }
    }
}

/// The name of a variant's constructor, and the value; `None` for the one for all others.
fn variant_of(variant: &Variant, owner: &Owner<'_>) -> Option<(TokenStream, TokenStream)> {
    let (ident, json, runtime) = (&variant.ident, &owner.json, &owner.context.runtime);
    match &variant.kind {
        VariantKind::Unit(constructor) => {
            let name = &constructor.name;
            Some((quote!(#name), quote!(Self::#ident)))
        }
        VariantKind::Newtype { ty, name } => Some((
            constructor_name(ty, name.as_deref(), owner.context),
            quote!(Self::#ident(#runtime::json::FromJson::from_json(#json))),
        )),
        VariantKind::Record(item) => {
            let name = item.identity.name();
            Some((quote!(#name), fields(item, &quote!(Self::#ident), owner)))
        }
        VariantKind::Other { .. } => None,
    }
}

/// The value that a failed read gives.
fn filler(variant: &Variant, owner: &Owner<'_>) -> TokenStream {
    let ident = &variant.ident;
    match (&variant.kind, variant_of(variant, owner)) {
        (VariantKind::Other { id, rest }, _) => quote! {
            Self::#ident { #id: 0, #rest: ::core::default::Default::default() }
        },
        (_, Some((_, value))) => value,
        (_, None) => TokenStream::new(),
    }
}
