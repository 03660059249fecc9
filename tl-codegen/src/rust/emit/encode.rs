//! `impl Write`.
//!
//! ```text
//! fn write_bare(&self, writer: &mut Writer, _: ()) {
//!     let flags = (self.silent as u32) | ((self.media.is_some() as u32) << 1);
//!     writer.nat(flags);
//!     writer.int(self.id);
//!     writer.optional(&self.media, Boxed);
//! }
//! ```

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::rust::emit::types::codec;
use crate::rust::emit::{Context, argument, generics, hexadecimal, id_literal, inline, payloads};
use crate::rust::model::{
    Enum, Field, GuardedBit, Mask, Number, Role, Struct, Value, VariantKind, Wire,
};

pub(super) fn write_struct(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let (with_bounds, plain) = generics(item, None, &quote!(#runtime::Write));
    let writer = argument("writer", &item.fields);
    let body: TokenStream = item
        .fields
        .iter()
        .map(|field| write_field(field, item, &writer, context))
        .collect();
    let inline = inline(item);
    let writer = if body.is_empty() {
        quote!(_)
    } else {
        quote!(#writer)
    };
    quote! {
        impl #with_bounds #runtime::Write for #ident #plain {
            const HEAD: #runtime::Head = #runtime::Head::of::<Self>();

            #inline
            fn write_bare(&self, #writer: &mut #runtime::Writer, _: ()) {
                #body
            }
        }
    }
}

fn write_field(field: &Field, item: &Struct, writer: &Ident, context: &Context) -> TokenStream {
    let ident = &field.ident;
    match &field.role {
        Role::Flag(_) => TokenStream::new(),
        Role::Mask(mask) => {
            let word = word(field, mask, item, writer);
            quote!(let #ident = #word; #writer.nat(#ident);)
        }
        Role::Value(Value {
            bit: Some(_), wire, ..
        }) => {
            let codec = codec(wire, context);
            quote!(#writer.optional(&self.#ident, #codec);)
        }
        Role::Value(Value { wire, .. }) => write(wire, &quote!(self.#ident), writer, context),
    }
}

/// The mask: a bit for each guarded field, and the bits that were kept.
fn word(field: &Field, mask: &Mask, item: &Struct, writer: &Ident) -> TokenStream {
    let ident = &field.ident;
    let stored = mask.stored.then(|| {
        let guarded = hexadecimal(mask.guarded());
        quote!(self.#ident & !#guarded)
    });
    let bits = mask.bits.iter().map(|bit| {
        let present = bit_is_set(bit, field, item, writer);
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

/// Whether the fields on a bit are there; if there are several, they must agree.
fn bit_is_set(bit: &GuardedBit, mask: &Field, item: &Struct, writer: &Ident) -> TokenStream {
    let guarded: Vec<&Field> = bit
        .fields
        .iter()
        .filter_map(|&index| item.fields.get(index))
        .collect();
    let is_there = |field: &Field| {
        let ident = &field.ident;
        match field.role {
            Role::Flag(_) => quote!(self.#ident),
            Role::Value(_) | Role::Mask(_) => quote!(self.#ident.is_some()),
        }
    };
    if let [field] = guarded.as_slice() {
        return is_there(field);
    }
    let constructor = &item.constructor.name;
    let name = format!("{}.{}", mask.name, bit.bit);
    let fields = guarded.iter().map(|field| {
        let (name, there) = (&field.name, is_there(field));
        quote!((#name, #there))
    });
    quote!(#writer.shared_bit(#constructor, #name, &[#(#fields),*]))
}

/// Writes the value at a place.
fn write(wire: &Wire, place: &TokenStream, writer: &Ident, context: &Context) -> TokenStream {
    match wire {
        Wire::Number(Number::Nat) => quote!(#writer.nat(#place);),
        Wire::Number(Number::Int) => quote!(#writer.int(#place);),
        Wire::Number(Number::Long) => quote!(#writer.long(#place);),
        Wire::Number(Number::Double) => quote!(#writer.double(#place);),
        Wire::Number(Number::Float) => quote!(#writer.float(#place);),
        Wire::Bool => quote!(#writer.bool(#place);),
        Wire::String => quote!(#writer.string(&#place);),
        Wire::Bytes => quote!(#writer.bytes(&#place);),
        Wire::Raw => quote!(#writer.raw(&#place);),
        Wire::Boxed | Wire::Object | Wire::Function => quote!(#writer.boxed(&#place, ());),
        Wire::Bare => quote!(#writer.bare(&#place, ());),
        Wire::Vector(element) => {
            let element = codec(element, context);
            quote!(#writer.vector(&#place, #element);)
        }
        Wire::List(element) => {
            let element = codec(element, context);
            quote!(#writer.list(&#place, #element);)
        }
    }
}

pub(super) fn write_enum(item: &Enum, context: &Context) -> TokenStream {
    let (runtime, ident, name) = (&context.runtime, &item.ident, &item.name);
    let arms = payloads(item).map(|(ident, kind)| match kind {
        VariantKind::Unit(constructor) => {
            let id = id_literal(constructor.id);
            quote!(Self::#ident => writer.id(#id),)
        }
        VariantKind::Newtype { .. } => quote!(Self::#ident(value) => writer.boxed(value, ()),),
    });
    quote! {
        impl #runtime::Write for #ident {
            const HEAD: #runtime::Head = #runtime::Head::Type(#name);

            fn write_bare(&self, writer: &mut #runtime::Writer, _: ()) {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}
