//! `impl Decode` and `impl Encode` of an enum.
//!
//! ```text
//! fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
//!     match decoder.id() {
//!         0x1cd7bf0d => Self::Empty,
//!         <InputPhoto as Identify>::ID => Self::Photo(Read::decode_bare(decoder, ())),
//!         id => { decoder.unexpected_id(id); Self::Empty }
//!     }
//! }
//! ```

use crate::rust::config::Impls;
use crate::rust::emit::decode::decode_fields;
use crate::rust::emit::encode::encode_fields;
use crate::rust::emit::generics::{Bound, Parameters, args_type};
use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, lines, rust};
use crate::rust::emit::variables::{References, Site, argument, of_self};
use crate::rust::emit::{inline, layout};
use crate::rust::model::{Enum, Ident, Struct, Ty, Variant, VariantKind};

pub(super) fn decode_enum(item: &Enum, out: &mut Output<'_>) {
    let parameters = Parameters::of_enum(item);
    let (args, pattern) = arguments(item);
    out.with_coder(argument("decoder", &variant_structs(item)).as_str(), &mut |out| {
        lines!(
            out,
            "

            impl#generics #decode_trait for #target {
                #layout
                #inline
                fn decode_bare(#coder: &mut #runtime::codec::Decoder<#lifetime>, #pattern: #args_type) -> Self {
                    #end
                    #value
                }
            }
            ",
            generics = parameters.impl_generics(Bound::Decode),
            decode_trait = parameters.decode_trait(),
            target = parameters.target(Bound::Decode),
            layout = layout::of_enum(item, out.context.impls),
            end = layout::end(item, out.context.impls),
            inline = inline(item.compiled.decode),
            lifetime = parameters.lifetime(),
            pattern,
            args_type = args_type(&item.params),
            value = code(|out| match item.variants.as_slice() {
                // This is the only variant, so the id distinguishes nothing.
                [
                    Variant {
                        ident,
                        kind: VariantKind::Unknown,
                        ..
                    },
                ] => lines!(
                    out,
                    "
                    let id = #coder.id();
                    #value
                    ",
                    value = keep_unknown(ident, item)
                ),
                _ => lines!(
                    out,
                    "
                    match #coder.id() {
                        #arms
                    }
                    ",
                    arms = code(|out| arms(item, args, out))
                ),
            }),
        );
    });
}

fn arms(item: &Enum, args: &str, out: &mut Output<'_>) {
    let last = last_arm(item).map(|_| item.filler);
    for (index, variant) in item.variants.iter().enumerate() {
        if Some(index) != last {
            decode_variant(variant, args, out);
        }
    }
    unknown(item, args, out);
}

/// Writes the variant for a constructor that the schema does not have, whose id is `id`.
fn keep_unknown<'i>(ident: &'i Ident, item: &'i Enum) -> impl Emit + 'i {
    code(move |out| {
        rust!(
            out,
            "Self::#ident(::core::convert::From::from(#coder.unknown(id, #name)))",
            ident,
            name = Quoted(&item.name)
        );
    })
}

/// Returns the variants that contain the fields of a constructor themselves.
pub(super) fn variant_structs(item: &Enum) -> Vec<&Struct> {
    item.variants.iter().filter_map(Variant::fields).collect()
}

/// Returns the arguments for the variants, and the pattern for the arguments of the type.
pub(super) fn arguments(item: &Enum) -> (&'static str, &'static str) {
    let has_payload = |variant: &Variant| matches!(variant.kind, VariantKind::Newtype { .. });
    if item.params.is_empty() {
        ("()", "_")
    } else if item.variants.iter().any(has_payload) {
        ("args", "args")
    } else {
        ("args", "_")
    }
}

fn decode_variant(variant: &Variant, args: &str, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(constructor) => lines!(
            out,
            "#id => Self::#ident,",
            id = Hex(constructor.id, 8),
            ident
        ),
        VariantKind::Newtype { ty, constructor } => lines!(
            out,
            "
            #id => {
                Self::#ident(#payload)
            }
            ",
            payload = payload(ty, args),
            id = code(|out| match (constructor, out.context.impls) {
                (Some(it), Impls::Generated) => Hex(it.id, 8).emit(out),
                // The derive knows only the type.
                _ => rust!(out, "<#ty as #runtime::Identify>::ID", ty),
            }),
            ident
        ),
        VariantKind::Fields(item) => lines!(
            out,
            "
            #id => {
                #value
            }
            ",
            id = variant_id(item),
            value = code(|out| decode_variant_fields(item, out))
        ),
        VariantKind::Other { .. } | VariantKind::Unknown => {}
    }
}

/// Returns the fields of the variant that a failed decode yields, if its arm is the last one. That arm then
/// also matches every other id, so that the code for the fields is written only once.
fn last_arm(item: &Enum) -> Option<&Struct> {
    let is_last = item.variants.len() > 1 && !item.variants.iter().any(Variant::is_other);
    let fields = item.variants.get(item.filler)?.fields();
    fields.filter(|_| is_last)
}

/// Writes the arm for every id that no variant has.
fn unknown(item: &Enum, args: &str, out: &mut Output<'_>) {
    let other = item.variants.iter().find(|variant| variant.is_other());
    let other = other.map(|variant| (&variant.ident, &variant.kind));
    match (other, last_arm(item)) {
        (Some((ident, VariantKind::Other { id, rest })), _) => lines!(
            out,
            "
            #self_id => Self::#ident {
                #id: #self_id,
                #rest: ::core::convert::From::from(#coder.take_rest()),
            },
            ",
            ident,
            id,
            self_id = of_self(id),
            rest,
        ),
        (Some((ident, _)), _) => {
            lines!(out, "id => #value,", value = keep_unknown(ident, item));
        }
        (None, Some(fields)) => lines!(
            out,
            "
            id => {
                if id != #known {
                    #coder.unexpected_id(id);
                }
                #value
            }
            ",
            known = variant_id(fields),
            value = code(|out| decode_variant_fields(fields, out))
        ),
        (None, None) => lines!(
            out,
            "
            id => {
                #coder.unexpected_id(id);
                #filler
            }
            ",
            filler = code(|out| filler(item, args, out))
        ),
    }
}

fn decode_variant_fields(item: &Struct, out: &mut Output<'_>) {
    decode_fields(item, &format!("Self::{}", item.ident), out);
}

fn variant_id(item: &Struct) -> Option<Hex> {
    item.identity.id().map(|id| Hex(id, 8))
}

/// Decodes the value in a variant. The derive names the type, so that all errors about it are at one place.
fn payload<'i>(ty: &'i Ty, args: &'i str) -> impl Emit + 'i {
    code(move |out| match out.context.impls {
        Impls::Generated => rust!(out, "#runtime::Decode::decode_bare(#coder, #args)", args),
        Impls::Derive => rust!(
            out,
            "<#ty as #runtime::Decode<'_, _>>::decode_bare(#coder, #args)",
            ty,
            args
        ),
    })
}

/// Writes the value that a failed decode yields.
fn filler(item: &Enum, args: &str, out: &mut Output<'_>) {
    let Some(variant) = item.variants.get(item.filler) else {
        return;
    };
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) => lines!(out, "Self::#ident", ident),
        VariantKind::Newtype { ty, .. } => lines!(
            out,
            "Self::#ident(#payload)",
            ident,
            payload = payload(ty, args)
        ),
        VariantKind::Fields(item) => decode_variant_fields(item, out),
        // Its arm matches every id.
        VariantKind::Other { .. } | VariantKind::Unknown => {}
    }
}

pub(super) fn encode_enum(item: &Enum, out: &mut Output<'_>) {
    let parameters = Parameters::of_enum(item);
    let (args, pattern) = arguments(item);
    out.with_coder(
        argument("encoder", &variant_structs(item)).as_str(),
        &mut |out| {
            lines!(
                out,
                "

            impl#generics #encode_trait for #target {
                #inline
                fn encode_bare(&self, #coder: &mut #runtime::codec::Encoder, #pattern: #args_type) {
                    match self {
                        #arms
                    }
                }
            }
            ",
                generics = parameters.impl_generics(Bound::Encode),
                encode_trait = parameters.encode_trait(),
                target = parameters.target(Bound::Encode),
                inline = inline(item.compiled.encode),
                pattern,
                args_type = args_type(&item.params),
                arms = code(|out| {
                    for variant in &item.variants {
                        encode_variant(variant, args, out);
                    }
                }),
            );
        },
    );
}

fn encode_variant(variant: &Variant, args: &str, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(constructor) => lines!(
            out,
            "Self::#ident => #coder.id(#id),",
            ident,
            id = Hex(constructor.id, 8)
        ),
        VariantKind::Newtype { .. } => lines!(
            out,
            "Self::#ident(value) => #coder.boxed(value, #args),",
            ident,
            args
        ),
        VariantKind::Fields(item) => {
            let references = References::new(item);
            let site = Site::in_variant(item, &references);
            lines!(
                out,
                "
                Self::#ident { #members } => {
                    #fields
                }
                ",
                ident,
                members = site.pattern(),
                fields = code(|out| encode_fields(site, out))
            );
        }
        VariantKind::Other { id, rest } => lines!(
            out,
            "
            Self::#ident { #id: #self_id, #rest: #self_rest } => {
                #coder.id(*#self_id);
                #coder.raw(::core::convert::AsRef::<[u8]>::as_ref(#self_rest));
            }
            ",
            ident,
            id,
            self_id = of_self(id),
            rest,
            self_rest = of_self(rest),
        ),
        VariantKind::Unknown => lines!(out, "Self::#ident(value) => #coder.unknown(value),", ident),
    }
}
