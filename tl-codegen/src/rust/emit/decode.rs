//! `impl Decode`.
//!
//! ```text
//! fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
//!     let flags = decoder.mask(0x3);
//!     Self { silent: flags & 0x1 != 0, id: decoder.int(), media: decoder.optional(flags & 0x2 != 0, Boxed) }
//! }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::names::{Names, Place, member};
use crate::rust::emit::params::{args_pattern, args_type, value_uses};
use crate::rust::emit::sizes::struct_layout;
use crate::rust::emit::{Context, argument, bit_literal, hexadecimal, inline};
use crate::rust::model::{Bit, Field, Mask, Number, Role, Struct, Value, Var, Wire};

pub(super) fn read_struct(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let parameters = Parameters::of_struct(item);
    let generics = parameters.impl_generics(Bound::Read, context);
    let names = parameters.type_generics();
    let predicates = parameters.where_clause(Bound::Read);
    let (lifetime, read_trait) = (parameters.lifetime(), parameters.read_trait(context));
    let (pattern, args) = (args_pattern(item), args_type(&item.params));
    let layout = struct_layout(item, context);
    let reader = argument("decoder", [item]);
    let body = body(item, &quote!(Self), &reader, context);
    let inline = inline(item);
    // The bits of a mask that is a parameter are not read.
    let reads = |field: &Field| !matches!(field.role, Role::Flag(_));
    let reader = if item.fields.iter().any(reads) {
        quote!(#reader)
    } else {
        quote!(_)
    };
    quote! {
        impl #generics #read_trait for #ident #names #predicates {
            const LAYOUT: #runtime::codec::Layout = #layout;

            #inline
            fn decode_bare(#reader: &mut #runtime::codec::Decoder<#lifetime>, #pattern: #args) -> Self {
                #body
            }
        }
    }
}

/// Everything up to the last number that others need is read into variables; what follows, in the
/// struct expression.
pub(super) fn body(
    item: &Struct,
    constructor: &TokenStream,
    reader: &Ident,
    context: &Context,
) -> TokenStream {
    let last = item
        .fields
        .iter()
        .enumerate()
        .rposition(|(index, field)| match field.role {
            Role::Mask(_) => true,
            Role::Value(_) => is_named(item, index),
            Role::Flag(_) | Role::Count => false,
        });
    let names = Names {
        item,
        place: Place::Read,
        context,
    };
    let (mut lets, mut members) = (TokenStream::new(), Vec::new());
    for (index, field) in item.fields.iter().enumerate() {
        let (ident, place) = (&field.ident, member(field));
        let early = last.is_some_and(|last| index <= last);
        match &field.role {
            Role::Count => {}
            Role::Mask(mask) => {
                let (read, member) = read_mask(mask, field, reader, names);
                lets.extend(quote!(let #ident = #read;));
                members.extend(member);
            }
            Role::Flag(bit) => {
                let present = present(*bit, names);
                members.push(quote!(#place: #present));
            }
            Role::Value(value) if early => {
                let read = read_value(value, reader, names);
                lets.extend(quote!(let #ident = #read;));
                members.push(match field.place {
                    Some(_) => quote!(#place: #ident),
                    None => quote!(#ident),
                });
            }
            Role::Value(value) => {
                let read = read_value(value, reader, names);
                members.push(quote!(#place: #read));
            }
        }
    }
    if item.unit && lets.is_empty() {
        constructor.clone()
    } else {
        quote!(#lets #constructor { #(#members),* })
    }
}

/// Whether a later field needs the number in this one.
fn is_named(item: &Struct, index: usize) -> bool {
    let var = Var::Field(index);
    item.fields.iter().any(|field| match &field.role {
        Role::Value(value) => value_uses(value, var),
        Role::Mask(_) | Role::Flag(_) | Role::Count => false,
    })
}

fn read_mask(
    mask: &Mask,
    field: &Field,
    reader: &Ident,
    names: Names<'_>,
) -> (TokenStream, Option<TokenStream>) {
    let (ident, place) = (&field.ident, member(field));
    let kept = match mask.guarded() {
        u32::MAX => quote!(0),
        guarded => {
            let guarded = hexadecimal(guarded);
            quote!(#ident & !#guarded)
        }
    };
    match (mask.bit, mask.stored) {
        (Some(bit), _) => {
            let present = present(bit, names);
            let member = quote!(#place: (#present).then_some(#kept));
            (quote!(#reader.masked_nat(#present)), Some(member))
        }
        (None, true) => (quote!(#reader.nat()), Some(quote!(#place: #kept))),
        (None, false) => {
            let guarded = hexadecimal(mask.guarded());
            (quote!(#reader.mask(#guarded)), None)
        }
    }
}

/// `flags & 0x8 != 0`.
pub(super) fn present(bit: Bit, names: Names<'_>) -> TokenStream {
    let (mask, bit) = (names.var(bit.mask), bit_literal(bit.bit));
    quote!(#mask & #bit != 0)
}

fn read_value(value: &Value, reader: &Ident, names: Names<'_>) -> TokenStream {
    match (value.bit, &value.with) {
        (None, Some(with)) => {
            let module = &with.module;
            quote!(#module::decode(#reader))
        }
        (Some(bit), Some(with)) => {
            let (present, module) = (present(bit, names), &with.module);
            quote!((#present).then(|| #module::decode(#reader)))
        }
        (Some(bit), None) => {
            let present = present(bit, names);
            let codec = names.codec(&value.wire);
            quote!(#reader.optional(#present, #codec))
        }
        (None, None) => read(&value.wire, reader, names),
    }
}

/// Reads a value that is there.
pub(super) fn read(wire: &Wire, reader: &Ident, names: Names<'_>) -> TokenStream {
    match wire {
        Wire::Number(Number::Nat) => quote!(#reader.nat()),
        Wire::Number(Number::Int) => quote!(#reader.int()),
        Wire::Number(Number::Long | Number::Int53) => quote!(#reader.long()),
        Wire::Number(Number::Double) => quote!(#reader.double()),
        Wire::Number(Number::Float) => quote!(#reader.float()),
        Wire::String => quote!(#reader.string()),
        Wire::Bytes => quote!(#reader.bytes()),
        Wire::Raw => quote!(#reader.raw()),
        Wire::Bool => quote!(#reader.bool()),
        Wire::Object => quote!(#reader.object()),
        Wire::Function => quote!(#reader.function()),
        Wire::Call => quote!(#reader.call()),
        Wire::Boxed(args) => {
            let args = names.arguments(args);
            quote!(#reader.boxed(#args))
        }
        Wire::Bare(args) => {
            let args = names.arguments(args);
            quote!(#reader.bare(#args))
        }
        Wire::Vector(element) => {
            let element = names.codec(element);
            quote!(#reader.vector(#element))
        }
        Wire::List(element) => {
            let element = names.codec(element);
            quote!(#reader.list(#element))
        }
        Wire::Tuple(count, element) => {
            let (count, element) = (names.count(*count), names.codec(element));
            quote!(#reader.tuple(#count, #element))
        }
        Wire::WithId(..)
        | Wire::Array(..)
        | Wire::Param(_)
        | Wire::Record(_)
        | Wire::Nullable(..)
        | Wire::Answer(_) => {
            let codec = names.codec(wire);
            quote!(#reader.value(#codec))
        }
    }
}
