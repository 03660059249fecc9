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

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::emit::decode::present;
use crate::rust::emit::masks::word;
use crate::rust::emit::names::{Names, Place};
use crate::rust::emit::params::{
    Bound, args_pattern, args_type, impl_generics, type_generics, write_trait,
};
use crate::rust::emit::{Context, argument, head, id_literal, inline, payloads};
use crate::rust::model::{
    Bit, Enum, Field, Mask, Number, Role, Struct, Value, Var, VariantKind, Wire,
};

pub(super) fn write_struct(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let generics = impl_generics(&item.calls, &item.params, Bound::Write, context);
    let type_names = type_generics(&item.calls, &item.params);
    let write_trait = write_trait(&item.params, context);
    let (pattern, args) = (args_pattern(item), args_type(&item.params));
    let head = head(&item.identity, context);
    let writer = argument("writer", item);
    let names = Names {
        item,
        place: Place::Value,
        context,
    };
    let body: TokenStream = item
        .fields
        .iter()
        .map(|field| write_field(field, &writer, names))
        .collect();
    let inline = inline(item);
    let writer = if body.is_empty() {
        quote!(_)
    } else {
        quote!(#writer)
    };
    quote! {
        impl #generics #write_trait for #ident #type_names {
            const HEAD: #runtime::Head = #head;

            #inline
            fn write_bare(&self, #writer: &mut #runtime::Writer, #pattern: #args) {
                #body
            }
        }
    }
}

fn write_field(field: &Field, writer: &Ident, names: Names<'_>) -> TokenStream {
    let ident = &field.ident;
    let constructor = names.item.identity.name();
    match &field.role {
        Role::Count => TokenStream::new(),
        // A bit that was given must be what the field says; one of a mask is made from it.
        Role::Flag(Bit {
            mask: Var::Field(_),
            ..
        }) => TokenStream::new(),
        Role::Flag(bit) => {
            let (present, name) = (present(*bit, names), &field.name);
            quote!(#writer.agree(#present, self.#ident, #constructor, #name);)
        }
        Role::Mask(mask) => write_mask(field, mask, writer, names),
        Role::Value(Value {
            bit: Some(bit),
            wire,
            ..
        }) => {
            let codec = names.codec(wire);
            let write = quote!(#writer.optional(&self.#ident, #codec););
            match bit.mask {
                Var::Field(_) => write,
                Var::Param(_) => {
                    let (present, name) = (present(*bit, names), &field.name);
                    quote!(#writer.agree(#present, self.#ident.is_some(), #constructor, #name); #write)
                }
            }
        }
        Role::Value(Value { wire, .. }) => write(wire, &quote!(self.#ident), writer, names),
    }
}

fn write_mask(field: &Field, mask: &Mask, writer: &Ident, names: Names<'_>) -> TokenStream {
    let ident = &field.ident;
    let word = word(field, mask, names.item, Some(writer));
    let Some(bit) = mask.bit else {
        return quote!(let #ident = #word; #writer.nat(#ident););
    };
    let (constructor, name) = (names.item.identity.name(), &field.name);
    let agree = matches!(bit.mask, Var::Param(_)).then(|| {
        let present = present(bit, names);
        quote!(#writer.agree(#present, self.#ident.is_some(), #constructor, #name);)
    });
    quote! {
        let #ident = #word;
        #agree
        #writer.masked_nat(self.#ident.is_some(), #ident, #constructor, #name);
    }
}

/// Writes the value at a place.
fn write(wire: &Wire, place: &TokenStream, writer: &Ident, names: Names<'_>) -> TokenStream {
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
        Wire::Object | Wire::Function => quote!(#writer.boxed(&#place, ());),
        Wire::Boxed(args) => {
            let args = names.arguments(args);
            quote!(#writer.boxed(&#place, #args);)
        }
        Wire::Bare(args) => {
            let args = names.arguments(args);
            quote!(#writer.bare(&#place, #args);)
        }
        Wire::Vector(element) => {
            let element = names.codec(element);
            quote!(#writer.vector(&#place, #element);)
        }
        Wire::List(element) => {
            let element = names.codec(element);
            quote!(#writer.list(&#place, #element);)
        }
        Wire::Tuple(count, element) => {
            let (count, element) = (names.count(*count), names.codec(element));
            quote!(#writer.tuple(#count, &#place, #element);)
        }
        Wire::Array(..) | Wire::Param(_) | Wire::Record(_) => {
            let codec = names.codec(wire);
            quote!(#writer.value(&#place, #codec);)
        }
    }
}

pub(super) fn write_enum(item: &Enum, context: &Context) -> TokenStream {
    let (runtime, ident, name) = (&context.runtime, &item.ident, &item.name);
    let generics = impl_generics(&[], &item.params, Bound::Write, context);
    let type_names = type_generics(&[], &item.params);
    let write_trait = write_trait(&item.params, context);
    let args_type = args_type(&item.params);
    let args = if item.params.is_empty() {
        quote!(())
    } else {
        quote!(args)
    };
    let arms = payloads(item).map(|(ident, kind)| match kind {
        VariantKind::Unit(constructor) => {
            let id = id_literal(constructor.id);
            quote!(Self::#ident => writer.id(#id),)
        }
        VariantKind::Newtype { .. } => quote!(Self::#ident(value) => writer.boxed(value, #args),),
    });
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
        impl #generics #write_trait for #ident #type_names {
            const HEAD: #runtime::Head = #runtime::Head::Type(#name);

            fn write_bare(&self, writer: &mut #runtime::Writer, #pattern: #args_type) {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}
