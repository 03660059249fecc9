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

use crate::rust::emit::names::{Names, Place};
use crate::rust::emit::params::{
    Bound, args_pattern, args_type, impl_generics, read_trait, type_generics, uses,
};
use crate::rust::emit::sizes::{enum_filler, min_size, struct_filler};
use crate::rust::emit::types::ty;
use crate::rust::emit::{
    Context, argument, bit_literal, head, hexadecimal, id_literal, inline, payloads,
};
use crate::rust::model::{Bit, Enum, Mask, Number, Role, Struct, Value, Var, VariantKind, Wire};

pub(super) fn read_struct(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let generics = impl_generics(&item.calls, &item.params, Bound::Read, context);
    let names = type_generics(&item.calls, &item.params);
    let read_trait = read_trait(&item.params, context);
    let (pattern, args) = (args_pattern(item), args_type(&item.params));
    let head = head(&item.identity, context);
    let (min_size, filler) = (min_size(item, context), struct_filler(item, context));
    let reader = argument("reader", item);
    let body = body(item, &reader, context);
    let inline = inline(item);
    let reader = if item.fields.is_empty() {
        quote!(_)
    } else {
        quote!(#reader)
    };
    quote! {
        impl #generics #read_trait for #ident #names {
            const HEAD: #runtime::Head = #head;
            const MIN_SIZE: usize = #min_size;
            #filler

            #inline
            fn read_bare(#reader: &mut #runtime::Reader<'a>, #pattern: #args) -> Self {
                #body
            }
        }
    }
}

/// Everything up to the last number that others need is read into variables; what follows, in the
/// struct expression.
fn body(item: &Struct, reader: &Ident, context: &Context) -> TokenStream {
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
        let ident = &field.ident;
        let early = last.is_some_and(|last| index <= last);
        match &field.role {
            Role::Count => {}
            Role::Mask(mask) => {
                let (read, member) = read_mask(mask, ident, reader, names);
                lets.extend(quote!(let #ident = #read;));
                members.extend(member);
            }
            Role::Flag(bit) => {
                let present = present(*bit, names);
                members.push(quote!(#ident: #present));
            }
            Role::Value(value) if early => {
                let read = read_value(value, reader, names);
                lets.extend(quote!(let #ident = #read;));
                members.push(quote!(#ident));
            }
            Role::Value(value) => {
                let read = read_value(value, reader, names);
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

/// Whether a later field needs the number in this one.
fn is_named(item: &Struct, index: usize) -> bool {
    let var = Var::Field(index);
    item.fields.iter().any(|field| match &field.role {
        Role::Value(value) => uses(&value.wire, var),
        Role::Mask(_) | Role::Flag(_) | Role::Count => false,
    })
}

fn read_mask(
    mask: &Mask,
    ident: &Ident,
    reader: &Ident,
    names: Names<'_>,
) -> (TokenStream, Option<TokenStream>) {
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
            let member = quote!(#ident: (#present).then_some(#kept));
            (quote!(#reader.masked_nat(#present)), Some(member))
        }
        (None, true) => (quote!(#reader.nat()), Some(quote!(#ident: #kept))),
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
    match value.bit {
        Some(bit) => {
            let present = present(bit, names);
            let codec = names.codec(&value.wire);
            quote!(#reader.optional(#present, #codec))
        }
        None => read(&value.wire, reader, names),
    }
}

/// Reads a value that is there.
pub(super) fn read(wire: &Wire, reader: &Ident, names: Names<'_>) -> TokenStream {
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
        Wire::Object => quote!(#reader.object()),
        Wire::Function => quote!(#reader.function()),
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
        Wire::Array(..) | Wire::Param(_) | Wire::Record(_) => {
            let codec = names.codec(wire);
            quote!(#reader.value(#codec))
        }
    }
}

pub(super) fn read_enum(item: &Enum, context: &Context) -> TokenStream {
    let (runtime, ident, name) = (&context.runtime, &item.ident, &item.name);
    let generics = impl_generics(&[], &item.params, Bound::Read, context);
    let type_names = type_generics(&[], &item.params);
    let read_trait = read_trait(&item.params, context);
    let args_type = args_type(&item.params);
    let args = if item.params.is_empty() {
        quote!(())
    } else {
        quote!(args)
    };
    let read = |ident: &Ident| quote!(Self::#ident(#runtime::Read::read_bare(reader, #args)));
    let arms = payloads(item).map(|(ident, kind)| match kind {
        VariantKind::Unit(constructor) => {
            let id = id_literal(constructor.id);
            quote!(#id => Self::#ident,)
        }
        VariantKind::Newtype { ty: payload } => {
            let (payload, value) = (ty(payload, context), read(ident));
            quote!(<#payload as #runtime::Identify>::ID => #value,)
        }
    });
    let filler = item.variants.get(item.filler);
    let value = filler.map(|variant| match variant.kind {
        VariantKind::Unit(_) => {
            let ident = &variant.ident;
            quote!(Self::#ident)
        }
        VariantKind::Newtype { .. } => read(&variant.ident),
    });
    let filler = enum_filler(item, context);
    let has_payload = item
        .variants
        .iter()
        .any(|variant| matches!(variant.kind, VariantKind::Newtype { .. }));
    let pattern = if item.params.is_empty() || !has_payload {
        quote!(_)
    } else {
        quote!(args)
    };
    quote! {
        impl #generics #read_trait for #ident #type_names {
            const HEAD: #runtime::Head = #runtime::Head::Type(#name);
            #filler

            fn read_bare(reader: &mut #runtime::Reader<'a>, #pattern: #args_type) -> Self {
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
