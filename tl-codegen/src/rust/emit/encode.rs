//! `impl Encode`.
//!
//! ```text
//! fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
//!     let flags = (self.silent as u32) | ((self.media.is_some() as u32) << 1);
//!     encoder.nat(flags);
//!     encoder.int(self.id);
//!     encoder.optional(&self.media, Boxed);
//! }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::emit::decode::present;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::masks::word;
use crate::rust::emit::names::{Names, Place, pattern};
use crate::rust::emit::params::{args_pattern, args_type};
use crate::rust::emit::{Context, argument, arguments, head, id_literal, inline, records};
use crate::rust::model::{
    Bit, Enum, Field, Identity, Mask, Number, Role, Struct, Value, Var, Variant, VariantKind, Wire,
};

pub(super) fn write_struct(item: &Struct, context: &Context) -> TokenStream {
    let (runtime, ident) = (&context.runtime, &item.ident);
    let parameters = Parameters::of_struct(item);
    let generics = parameters.impl_generics(Bound::Write, context);
    let type_names = parameters.type_generics();
    let predicates = parameters.where_clause(Bound::Write);
    let write_trait = parameters.write_trait(context);
    let (pattern, args) = (args_pattern(item), args_type(&item.params));
    let head = head(&item.identity, context);
    let writer = argument("encoder", [item]);
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
        impl #generics #write_trait for #ident #type_names #predicates {
            const HEAD: #runtime::codec::Head = #head;

            #inline
            fn encode_bare(&self, #writer: &mut #runtime::codec::Encoder, #pattern: #args) {
                #body
            }
        }
    }
}

fn write_field(field: &Field, writer: &Ident, names: Names<'_>) -> TokenStream {
    let place = names.field(field);
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
            quote!(#writer.agree(#present, #place, #constructor, #name);)
        }
        Role::Mask(mask) => write_mask(field, mask, writer, names),
        Role::Value(value @ Value { bit: Some(bit), .. }) => {
            let write = write_optional(value, &place, writer, names);
            match bit.mask {
                Var::Field(_) => write,
                Var::Param(_) => {
                    let (present, name) = (present(*bit, names), &field.name);
                    quote!(#writer.agree(#present, #place.is_some(), #constructor, #name); #write)
                }
            }
        }
        Role::Value(Value {
            with: Some(with), ..
        }) => {
            let module = &with.module;
            quote!(#module::encode(&#place, #writer);)
        }
        Role::Value(Value { wire, .. }) => write(wire, &place, writer, names),
    }
}

fn write_optional(
    value: &Value,
    place: &TokenStream,
    writer: &Ident,
    names: Names<'_>,
) -> TokenStream {
    if let Some(with) = &value.with {
        let module = &with.module;
        return quote! {
            if let ::core::option::Option::Some(value) = &#place {
                #module::encode(value, #writer);
            }
        };
    }
    let codec = names.codec(&value.wire);
    quote!(#writer.optional(&#place, #codec);)
}

fn write_mask(field: &Field, mask: &Mask, writer: &Ident, names: Names<'_>) -> TokenStream {
    let (ident, place) = (&field.ident, names.field(field));
    let word = word(field, mask, names, Some(writer));
    let Some(bit) = mask.bit else {
        return quote!(let #ident = #word; #writer.nat(#ident););
    };
    let (constructor, name) = (names.item.identity.name(), &field.name);
    let agree = matches!(bit.mask, Var::Param(_)).then(|| {
        let present = present(bit, names);
        quote!(#writer.agree(#present, #place.is_some(), #constructor, #name);)
    });
    quote! {
        let #ident = #word;
        #agree
        #writer.masked_nat(#place.is_some(), #ident, #constructor, #name);
    }
}

/// Writes the value at a place.
fn write(wire: &Wire, place: &TokenStream, writer: &Ident, names: Names<'_>) -> TokenStream {
    match wire {
        Wire::Number(Number::Nat) => quote!(#writer.nat(#place);),
        Wire::Number(Number::Int) => quote!(#writer.int(#place);),
        Wire::Number(Number::Long | Number::Int53) => quote!(#writer.long(#place);),
        Wire::Number(Number::Double) => quote!(#writer.double(#place);),
        Wire::Number(Number::Float) => quote!(#writer.float(#place);),
        Wire::Bool => quote!(#writer.bool(#place);),
        Wire::String => quote!(#writer.string(&#place);),
        Wire::Bytes => quote!(#writer.bytes(&#place);),
        Wire::Raw => quote!(#writer.raw(&#place);),
        Wire::Object | Wire::Function | Wire::Call => quote!(#writer.boxed(&#place, ());),
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
        Wire::WithId(..)
        | Wire::Array(..)
        | Wire::Param(_)
        | Wire::Record(_)
        | Wire::Nullable(..)
        | Wire::Answer(_) => {
            let codec = names.codec(wire);
            quote!(#writer.value(&#place, #codec);)
        }
    }
}

pub(super) fn write_enum(item: &Enum, context: &Context) -> TokenStream {
    let (runtime, ident, name) = (&context.runtime, &item.ident, &item.name);
    let parameters = Parameters::of_enum(item);
    let generics = parameters.impl_generics(Bound::Write, context);
    let type_names = parameters.type_generics();
    let predicates = parameters.where_clause(Bound::Write);
    let write_trait = parameters.write_trait(context);
    let args_type = args_type(&item.params);
    let (args, pattern) = arguments(item);
    let writer = argument("encoder", records(item));
    let variants = item.variants.iter();
    let arms = variants.map(|variant| write_variant(variant, &writer, &args, context));
    quote! {
        impl #generics #write_trait for #ident #type_names #predicates {
            const HEAD: #runtime::codec::Head = #runtime::codec::Head::Type(#name);

            fn encode_bare(&self, #writer: &mut #runtime::codec::Encoder, #pattern: #args_type) {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

fn write_variant(
    variant: &Variant,
    writer: &Ident,
    args: &TokenStream,
    context: &Context,
) -> TokenStream {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(constructor) => {
            let id = id_literal(constructor.id);
            quote!(Self::#ident => #writer.id(#id),)
        }
        VariantKind::Newtype { .. } => quote!(Self::#ident(value) => #writer.boxed(value, #args),),
        VariantKind::Record(record) => write_record(record, writer, context),
        VariantKind::Other { id, rest } => quote! {
            Self::#ident { #id: id, #rest: rest } => {
                #writer.id(*id);
                #writer.raw(::core::convert::AsRef::<[u8]>::as_ref(rest));
            }
        },
    }
}

/// The arm of a variant that holds the fields itself.
fn write_record(item: &Struct, writer: &Ident, context: &Context) -> TokenStream {
    let names = Names {
        item,
        place: Place::Variant,
        context,
    };
    let members = pattern(item);
    let fields = item
        .fields
        .iter()
        .map(|field| write_field(field, writer, names));
    let id = match &item.identity {
        Identity::Constructor(constructor) => {
            let id = id_literal(constructor.id);
            quote!(#writer.id(#id);)
        }
        Identity::Record(_) => TokenStream::new(),
    };
    let ident = &item.ident;
    quote! {
        Self::#ident { #members } => { #id #(#fields)* }
    }
}
