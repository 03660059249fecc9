//! The words of masks, from the fields that they guard.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::rust::emit::hexadecimal;
use crate::rust::emit::names::Names;
use crate::rust::model::{Field, GuardedBit, Mask, Role};

/// The mask: a bit for each guarded field, and the bits that were kept.
///
/// An encoder reports fields on one bit that disagree; without one, any of them sets the bit.
pub(super) fn word(
    field: &Field,
    mask: &Mask,
    names: Names<'_>,
    writer: Option<&Ident>,
) -> TokenStream {
    let place = names.field(field);
    let stored = (mask.stored && mask.guarded() != u32::MAX).then(|| {
        let guarded = hexadecimal(mask.guarded());
        match mask.bit {
            Some(_) => quote!(#place.unwrap_or(0) & !#guarded),
            None => quote!(#place & !#guarded),
        }
    });
    let bits = mask.bits.iter().map(|bit| {
        let present = bit_is_set(bit, field, names, writer);
        let shift = Literal::u8_unsuffixed(bit.bit);
        if bit.bit == 0 {
            quote!(#present as u32)
        } else {
            quote!((#present as u32) << #shift)
        }
    });
    let parts: Vec<TokenStream> = stored.into_iter().chain(bits).collect();
    match parts.as_slice() {
        [only] => only.clone(),
        parts => quote!(#((#parts))|*),
    }
}

/// Whether the fields on a bit are there.
fn bit_is_set(
    bit: &GuardedBit,
    mask: &Field,
    names: Names<'_>,
    writer: Option<&Ident>,
) -> TokenStream {
    let item = names.item;
    let guarded: Vec<&Field> = bit
        .fields
        .iter()
        .filter_map(|&index| item.fields.get(index))
        .collect();
    let is_there = |field: &Field| {
        let place = names.field(field);
        match field.role {
            Role::Flag(_) => quote!(#place),
            Role::Value(_) | Role::Mask(_) | Role::Count => quote!(#place.is_some()),
        }
    };
    if let [field] = guarded.as_slice() {
        return is_there(field);
    }
    let Some(writer) = writer else {
        let any = guarded.iter().map(|field| is_there(field));
        return quote!((#(#any)||*));
    };
    let constructor = item.identity.name();
    let name = format!("{}.{}", mask.name, bit.bit);
    let names = guarded.iter().map(|field| &field.name);
    let present = guarded.iter().map(|field| is_there(field));
    quote!(#writer.shared_bit(#constructor, #name, &[#(#names),*], [#(#present),*]))
}
