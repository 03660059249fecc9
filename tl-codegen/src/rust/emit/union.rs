//! `impl Read` and `impl Write` of an enum.
//!
//! ```text
//! fn read_bare(reader: &mut Reader<'a>, _: ()) -> Self {
//!     match reader.id() {
//!         0x1cd7bf0d => Self::Empty,
//!         <InputPhoto as Identify>::ID => Self::Photo(Read::read_bare(reader, ())),
//!         id => { reader.unexpected_id(id); Self::Empty }
//!     }
//! }
//! ```

use crate::rust::emit::codec::enum_filler;
use crate::rust::emit::decode::decode_fields;
use crate::rust::emit::encode::encode_fields;
use crate::rust::emit::generics::{Bound, Parameters, args_type};
use crate::rust::emit::template::{Hex, Output, Quoted, code, lines};
use crate::rust::emit::variables::{Place, Site, argument, pattern};
use crate::rust::model::{Enum, Ident, Identity, Struct, Variant, VariantKind};

pub(super) fn decode_enum(item: &Enum, out: &mut Output<'_>) {
    let parameters = Parameters::of_enum(item);
    let reader = &argument("reader", records(item));
    let (args, pattern) = arguments(item);
    let takes_rest = item.variants.iter().any(is_other);
    lines!(
        out,
        "

        impl#generics #read_trait for #ident#names#predicates {
            const HEAD: #runtime::Head = #runtime::Head::Type(#name);
            #filler
            #takes_rest

            fn read_bare(#reader: &mut #runtime::Reader<#lifetime>, #pattern: #args_type) -> Self {
                match #reader.id() {
                    #arms
                }
            }
        }
        ",
        generics = parameters.impl_generics(Bound::Read),
        read_trait = parameters.read_trait(),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::Read),
        name = Quoted(&item.name),
        filler = enum_filler(item),
        takes_rest = takes_rest.then_some("const TAKES_REST: bool = true;"),
        reader,
        lifetime = parameters.lifetime(),
        pattern,
        args_type = args_type(&item.params),
        arms = code(|out| {
            for variant in item.variants.iter().filter(|variant| !is_other(variant)) {
                decode_variant(variant, reader, args, out);
            }
            unknown(item, reader, args, out);
        }),
    );
}

fn is_other(variant: &Variant) -> bool {
    matches!(variant.kind, VariantKind::Other { .. })
}

/// The variants that hold a constructor's fields themselves.
pub(super) fn records(item: &Enum) -> impl Iterator<Item = &Struct> {
    item.variants
        .iter()
        .filter_map(|variant| match &variant.kind {
            VariantKind::Record(record) => Some(&**record),
            VariantKind::Unit(_) | VariantKind::Newtype { .. } | VariantKind::Other { .. } => None,
        })
}

/// What the variants are given of the arguments of the type, and the pattern for it.
fn arguments(item: &Enum) -> (&'static str, &'static str) {
    let has_payload = |variant: &Variant| matches!(variant.kind, VariantKind::Newtype { .. });
    if item.params.is_empty() {
        ("()", "_")
    } else if item.variants.iter().any(has_payload) {
        ("args", "args")
    } else {
        ("args", "_")
    }
}

fn decode_variant(variant: &Variant, reader: &Ident, args: &str, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(constructor) => lines!(
            out,
            "#id => Self::#ident,",
            id = Hex(constructor.id, 8),
            ident
        ),
        VariantKind::Newtype { ty, .. } => lines!(
            out,
            "
            <#ty as #runtime::Identify>::ID => {
                Self::#ident(#runtime::Read::read_bare(#reader, #args))
            }
            ",
            ty,
            ident,
            reader,
            args
        ),
        VariantKind::Record(record) => lines!(
            out,
            "
            #id => {
                #value
            }
            ",
            id = record_id(record),
            value = code(|out| decode_record(record, reader, out))
        ),
        VariantKind::Other { .. } => {}
    }
}

/// The arm for every id that no variant has.
fn unknown(item: &Enum, reader: &Ident, args: &str, out: &mut Output<'_>) {
    let other = item
        .variants
        .iter()
        .find_map(|variant| match &variant.kind {
            VariantKind::Other { id, rest } => Some((&variant.ident, id, rest)),
            VariantKind::Unit(_) | VariantKind::Newtype { .. } | VariantKind::Record(_) => None,
        });
    match other {
        Some((ident, id, rest)) => lines!(
            out,
            "
            id => Self::#ident {
                #id: id,
                #rest: ::core::convert::From::from(#reader.take_rest()),
            },
            ",
            ident,
            id,
            rest,
            reader
        ),
        None => lines!(
            out,
            "
            id => {
                #reader.unexpected_id(id);
                #filler
            }
            ",
            reader,
            filler = code(|out| filler(item, reader, args, out))
        ),
    }
}

fn decode_record(item: &Struct, reader: &Ident, out: &mut Output<'_>) {
    decode_fields(item, &format!("Self::{}", item.ident), reader, out);
}

fn record_id(item: &Struct) -> Option<Hex> {
    match &item.identity {
        Identity::Constructor(constructor) => Some(Hex(constructor.id, 8)),
        Identity::Record(_) => None,
    }
}

/// The value that a failed read gives.
fn filler(item: &Enum, reader: &Ident, args: &str, out: &mut Output<'_>) {
    let Some(variant) = item.variants.get(item.filler) else {
        return;
    };
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) => lines!(out, "Self::#ident", ident),
        VariantKind::Newtype { .. } => lines!(
            out,
            "Self::#ident(#runtime::Read::read_bare(#reader, #args))",
            ident,
            reader,
            args
        ),
        VariantKind::Record(record) => decode_record(record, reader, out),
        // Its arm takes every id.
        VariantKind::Other { .. } => {}
    }
}

pub(super) fn encode_enum(item: &Enum, out: &mut Output<'_>) {
    let parameters = Parameters::of_enum(item);
    let writer = &argument("writer", records(item));
    let (args, pattern) = arguments(item);
    lines!(
        out,
        "

        impl#generics #write_trait for #ident#names#predicates {
            const HEAD: #runtime::Head = #runtime::Head::Type(#name);

            fn write_bare(&self, #writer: &mut #runtime::Writer, #pattern: #args_type) {
                match self {
                    #arms
                }
            }
        }
        ",
        generics = parameters.impl_generics(Bound::Write),
        write_trait = parameters.write_trait(),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::Write),
        name = Quoted(&item.name),
        writer,
        pattern,
        args_type = args_type(&item.params),
        arms = code(|out| {
            for variant in &item.variants {
                encode_variant(variant, writer, args, out);
            }
        }),
    );
}

fn encode_variant(variant: &Variant, writer: &Ident, args: &str, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(constructor) => lines!(
            out,
            "Self::#ident => #writer.id(#id),",
            ident,
            writer,
            id = Hex(constructor.id, 8)
        ),
        VariantKind::Newtype { .. } => lines!(
            out,
            "Self::#ident(value) => #writer.boxed(value, #args),",
            ident,
            writer,
            args
        ),
        VariantKind::Record(record) => {
            let site = Site {
                item: record,
                place: Place::Variant,
            };
            lines!(
                out,
                "
                Self::#ident { #members } => {
                    #id
                    #fields
                }
                ",
                ident,
                members = pattern(record),
                id = record_id(record).map(|id| code(move |out| {
                    lines!(out, "#writer.id(#id);", writer, id);
                })),
                fields = code(|out| encode_fields(writer, site, out))
            );
        }
        VariantKind::Other { id, rest } => lines!(
            out,
            "
            Self::#ident { #id: id, #rest: rest } => {
                #writer.id(*id);
                #writer.raw(::core::convert::AsRef::<[u8]>::as_ref(rest));
            }
            ",
            ident,
            id,
            rest,
            writer
        ),
    }
}
