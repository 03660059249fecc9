//! `impl Read`.
//!
//! ```text
//! fn read_bare(reader: &mut Reader<'a>, _: ()) -> Self {
//!     let flags = reader.mask(0x3);
//!     Self { silent: flags & 0x1 != 0, id: reader.int(), media: reader.optional(flags & 0x2 != 0, Boxed) }
//! }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::emit::types::{codec, ty};
use crate::rust::emit::{
    Context, argument, bit_literal, generics, hexadecimal, id_literal, inline, payloads,
};
use crate::rust::model::{Bit, Enum, Field, Mask, Number, Role, Struct, Value, VariantKind, Wire};

pub(super) fn read_struct(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let (with_bounds, plain) = generics(item, Some(&quote!('a)), &quote!(#runtime::Read<'a>));
    let min_size = min_size(item, context);
    let filler = struct_filler(item, context);
    let reader = argument("reader", &item.fields);
    let body = body(item, &reader, context);
    let inline = inline(item);
    let reader = if item.fields.is_empty() {
        quote!(_)
    } else {
        quote!(#reader)
    };
    quote! {
        impl #with_bounds #runtime::Read<'a> for #ident #plain {
            const HEAD: #runtime::Head = #runtime::Head::of::<Self>();
            const MIN_SIZE: usize = #min_size;
            #filler

            #inline
            fn read_bare(#reader: &mut #runtime::Reader<'a>, _: ()) -> Self {
                #body
            }
        }
    }
}

/// Everything up to the last mask is read into variables; what follows, in the struct expression.
fn body(item: &Struct, reader: &Ident, context: &Context) -> TokenStream {
    let last_mask = item
        .fields
        .iter()
        .rposition(|field| matches!(field.role, Role::Mask(_)));
    let (mut lets, mut members) = (TokenStream::new(), Vec::new());
    for (index, field) in item.fields.iter().enumerate() {
        let ident = &field.ident;
        let early = last_mask.is_some_and(|last| index < last);
        match &field.role {
            Role::Mask(mask) => {
                let (read, member) = read_mask(mask, ident, reader);
                lets.extend(quote!(let #ident = #read;));
                members.extend(member);
            }
            Role::Flag(bit) => {
                let present = present(*bit, &item.fields);
                members.push(quote!(#ident: #present));
            }
            Role::Value(value) if early => {
                let read = read_value(value, &item.fields, reader, context);
                lets.extend(quote!(let #ident = #read;));
                members.push(quote!(#ident));
            }
            Role::Value(value) => {
                let read = read_value(value, &item.fields, reader, context);
                members.push(quote!(#ident: #read));
            }
        }
    }
    if item.fields.is_empty() {
        quote!(Self)
    } else {
        quote!(#lets Self { #(#members),* })
    }
}

fn read_mask(mask: &Mask, ident: &Ident, reader: &Ident) -> (TokenStream, Option<TokenStream>) {
    let guarded = hexadecimal(mask.guarded());
    if mask.stored {
        (
            quote!(#reader.nat()),
            Some(quote!(#ident: #ident & !#guarded)),
        )
    } else {
        (quote!(#reader.mask(#guarded)), None)
    }
}

/// `flags & 0x8 != 0`.
fn present(bit: Bit, fields: &[Field]) -> TokenStream {
    let mask = fields.get(bit.mask).map(|field| &field.ident);
    let bit = bit_literal(bit.bit);
    quote!(#mask & #bit != 0)
}

fn read_value(value: &Value, fields: &[Field], reader: &Ident, context: &Context) -> TokenStream {
    match value.bit {
        Some(bit) => {
            let present = present(bit, fields);
            let codec = codec(&value.wire, context);
            quote!(#reader.optional(#present, #codec))
        }
        None => read(&value.wire, reader, context),
    }
}

/// Reads a value that is there.
pub(super) fn read(wire: &Wire, reader: &Ident, context: &Context) -> TokenStream {
    match wire {
        Wire::Number(Number::Nat) => quote!(#reader.nat()),
        Wire::Number(Number::Int) => quote!(#reader.int()),
        Wire::Number(Number::Long) => quote!(#reader.long()),
        Wire::Number(Number::Double) => quote!(#reader.double()),
        Wire::Number(Number::Float) => quote!(#reader.float()),
        Wire::String => quote!(#reader.string()),
        Wire::Bytes => quote!(#reader.bytes()),
        Wire::Raw => quote!(#reader.raw()),
        Wire::Bool => quote!(#reader.bool()),
        Wire::Boxed => quote!(#reader.boxed(())),
        Wire::Bare => quote!(#reader.bare(())),
        Wire::Object => quote!(#reader.object()),
        Wire::Function => quote!(#reader.function()),
        Wire::Vector(element) => {
            let element = codec(element, context);
            quote!(#reader.vector(#element))
        }
        Wire::List(element) => {
            let element = codec(element, context);
            quote!(#reader.list(#element))
        }
    }
}

/// The sum of the least sizes of the fields: a number, and what bare types say of themselves.
fn min_size(item: &Struct, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    let mut bytes = 0;
    let mut others = Vec::new();
    for field in &item.fields {
        match &field.role {
            Role::Mask(_) => bytes += 4,
            Role::Flag(_) | Role::Value(Value { bit: Some(_), .. }) => {}
            Role::Value(value) => match &value.wire {
                Wire::Number(Number::Long | Number::Double) | Wire::Vector(_) => bytes += 8,
                Wire::Number(Number::Nat | Number::Int | Number::Float)
                | Wire::String
                | Wire::Bytes
                | Wire::Bool
                | Wire::Boxed
                | Wire::List(_)
                | Wire::Object
                | Wire::Function => bytes += 4,
                Wire::Raw | Wire::Bare => {
                    let ty = ty(&value.ty, context);
                    others.push(quote!(#runtime::min_size::<#ty>()));
                }
            },
        }
    }
    let known = (bytes > 0 || others.is_empty()).then(|| {
        let bytes = proc_macro2::Literal::usize_unsuffixed(bytes);
        quote!(#bytes)
    });
    let parts = known.into_iter().chain(others);
    quote!(#(#parts)+*)
}

/// A filler holds those of the fields that are always there and are types of the schema.
fn struct_filler(item: &Struct, context: &Context) -> TokenStream {
    let runtime = &context.runtime;
    let parts: Vec<TokenStream> = item
        .fields
        .iter()
        .filter_map(|field| match &field.role {
            Role::Value(Value {
                ty: part,
                bit: None,
                wire: Wire::Boxed | Wire::Bare,
            }) => {
                let part = ty(part, context);
                Some(quote!(#runtime::filler::<#part>()))
            }
            Role::Value(_) | Role::Mask(_) | Role::Flag(_) => None,
        })
        .collect();
    filler(&parts)
}

fn filler(parts: &[TokenStream]) -> TokenStream {
    if parts.is_empty() {
        return TokenStream::new();
    }
    quote!(const FILLER: usize = #(#parts)+*;)
}

pub(super) fn read_enum(item: &Enum, context: &Context) -> TokenStream {
    let (runtime, ident, name) = (&context.runtime, &item.ident, &item.name);
    let arms = payloads(item).map(|(ident, kind)| match kind {
        VariantKind::Unit(constructor) => {
            let id = id_literal(constructor.id);
            quote!(#id => Self::#ident,)
        }
        VariantKind::Newtype { ty: payload } => {
            let payload = ty(payload, context);
            quote!(<#payload as #runtime::Identify>::ID => Self::#ident(#runtime::Read::read_bare(reader, ())),)
        }
    });
    let filler_variant = item.variants.get(item.filler);
    let (value, filler) = match filler_variant.map(|variant| (&variant.ident, &variant.kind)) {
        Some((ident, VariantKind::Unit(_))) => (quote!(Self::#ident), TokenStream::new()),
        Some((ident, VariantKind::Newtype { ty: payload })) => {
            let payload = ty(payload, context);
            let part = quote!(#runtime::filler::<#payload>());
            (
                quote!(Self::#ident(#runtime::Read::read_bare(reader, ()))),
                filler(&[part]),
            )
        }
        None => (TokenStream::new(), TokenStream::new()),
    };
    quote! {
        impl<'a> #runtime::Read<'a> for #ident {
            const HEAD: #runtime::Head = #runtime::Head::Type(#name);
            #filler

            fn read_bare(reader: &mut #runtime::Reader<'a>, _: ()) -> Self {
                match reader.id() {
                    #(#arms)*
                    id => {
                        reader.unexpected_id(id);
                        #value
                    }
                }
            }
        }
    }
}
