//! The parts of a value that comes from a stream: its last lists are decoded as they arrive.
//!
//! ```text
//! pub struct PhotosParts<'s, 'a> { pub count: i32, pub photos: Elements<'s, 'a, Photo<'a>, VectorOf<Boxed>> }
//! ```

use crate::rust::emit::decode::{construct, flag, is_read, kept_bits, path_name};
use crate::rust::emit::template::{Docs, Emit, Output, code, lines, rust};
use crate::rust::emit::variables::{Site, argument};
use crate::rust::emit::views::arms::{arms, keep_unknown, lone_arm};
use crate::rust::emit::views::decode::decode_first;
use crate::rust::emit::views::types::{Types, unboxed};
use crate::rust::emit::views::{member_type, variant_definition};
use crate::rust::model::{
    Enum, Field, FieldRole, Ident, Struct, Ty, Value, Variant, VariantKind, Wire, last_lists,
};

/// Writes the struct of the parts of a constructor, and the code that decodes it.
pub(super) fn of_struct(item: &Struct, parts: &[Ident], types: Types<'_>, out: &mut Output<'_>) {
    let Some(name) = parts.last() else { return };
    let stream = &argument("stream", &[item]);
    lines!(
        out,
        "

        #docs
        #derives
        pub struct #name<'s, 'a> {
            #members
        }
        ",
        docs = Docs(&item.docs),
        derives = debug(&item.derives),
        name,
        members = code(|out| members(item, "pub ", types, out)),
    );
    let body = code(|out| read(item, name, stream, out));
    implement(&item.ident, name, stream, types, &body, out);
}

/// Writes the enum of the parts of a type, and the code that decodes it.
pub(super) fn of_enum(item: &Enum, parts: &[Ident], types: Types<'_>, out: &mut Output<'_>) {
    let Some(name) = parts.last() else { return };
    let stream = &Ident::new("stream");
    lines!(
        out,
        "

        #docs
        #derives
        pub enum #name<'s, 'a> {
            #variants
        }
        ",
        docs = Docs(&item.docs),
        derives = debug(&item.derives),
        name,
        variants = code(|out| {
            let ty = |ty: &Ty, out: &mut Output<'_>| match types.parts(ty) {
                Some(parts) => rust!(out, "#parts<'s, 'a>", parts),
                None => types.of_variant(ty, &item.params).emit(out),
            };
            let members = |fields: &Struct, out: &mut Output<'_>| members(fields, "", types, out);
            for variant in &item.variants {
                variant_definition(variant, &ty, &members, out);
            }
        }),
    );
    let body = code(|out| {
        let write = |it: &_, out: &mut Output<'_>| arm(it, item, name, types, out);
        let body = code(|out| match item.variants.as_slice() {
            [only] => lone_arm(only, &write, out),
            _ => {
                let arms = code(|out| arms(item, &write, out));
                lines! { out, "
                    match id {
                        #arms
                    }
                ", arms }
            }
        });
        lines! { out, "
            let id = #coder.id();
            #body
        ", body }
    });
    out.with_coder("stream.decoder()", &mut |out| {
        implement(&item.ident, name, stream, types, &body, out);
    });
}

fn debug(of_owned: &[&'static str]) -> impl Emit {
    let has_debug = of_owned.contains(&"Debug");
    code(move |out| out.push(if has_debug { "#[derive(Debug)]" } else { "" }))
}

fn implement(
    view: &Ident,
    parts: &Ident,
    stream: &Ident,
    types: Types<'_>,
    body: &dyn Emit,
    out: &mut Output<'_>,
) {
    lines!(
        out,
        "

        impl<'a> #runtime::views::Streamed<'a> for #view<'a> {
            type Parts<'s>
                = #parts<'s, 'a>
            where
                'a: 's;

            fn read_bare<'s>(#stream: &'s #runtime::Stream<'a>) -> #parts<'s, 'a>
            where
                'a: 's,
            {
                #body
            }
        }
        ",
        view = types.name(view),
        parts,
        stream,
        body,
    );
}

fn first_list(item: &Struct) -> usize {
    let roles = item.fields.iter().map(|field| &field.role);
    last_lists(roles).unwrap_or(item.fields.len())
}

/// Returns the value, the type and the form of the elements of a list that is decoded as it arrives.
fn list(field: &Field, index: usize, first: usize) -> Option<(&Value, &Ty, &Wire)> {
    match &field.role {
        FieldRole::Value(value) if index >= first => match (&value.ty, &value.wire) {
            (Ty::Vec(ty), Wire::Vector(form) | Wire::List(form)) => Some((value, ty, form)),
            _ => None,
        },
        _ => None,
    }
}

fn members(item: &Struct, visibility: &str, types: Types<'_>, out: &mut Output<'_>) {
    let first = first_list(item);
    for (index, field) in item.fields.iter().enumerate() {
        if !field.role.is_member() {
            continue;
        }
        let ty = code(|out| match list(field, index, first) {
            Some((value, element, form)) => {
                let element = types.of(element, Some(form), Some(item));
                let codec = Site::decoding(item).codec_type(&value.wire);
                let elements = code(|out| {
                    rust!(
                        out,
                        "#runtime::views::Elements<'s, 'a, #element, #codec>",
                        element,
                        codec
                    );
                });
                match value.bit {
                    Some(_) => rust!(out, "::core::option::Option<#elements>", elements),
                    None => elements.emit(out),
                }
            }
            None => member_type(field, item, types).emit(out),
        });
        let (docs, ident) = (Docs(&field.docs), &field.ident);
        lines! { out, "
            #docs
            #visibility#ident: #ty,
        ", docs, visibility, ident, ty }
    }
}

/// Decodes the fields before the lists, and prepares the lists.
fn read(item: &Struct, constructor: &dyn Emit, stream: &Ident, out: &mut Output<'_>) {
    let site = Site::decoding(item);
    let first = first_list(item);
    out.with_coder(argument("decoder", &[item]).as_str(), &mut |out| {
        if item.fields.iter().take(first).any(is_read) {
            lines!(out, "let mut #coder = #stream.decoder();", stream);
        }
        decode_first(first, site, out);
    });
    let members = code(|out| {
        for (index, field) in item.fields.iter().enumerate() {
            let ident = &field.ident;
            match (&field.role, list(field, index, first)) {
                (FieldRole::Mask(mask), _) => {
                    kept_bits(mask, field, site, out);
                }
                (FieldRole::Flag(bit), _) => flag(*bit, field, site, out),
                (_, Some((value, ..))) => {
                    let promise = code(|out| match path_name(field, &value.wire, out) {
                        Some(name) => rust!(out, "#stream.promise_field(#name)", stream, name),
                        None => rust!(out, "#stream.promise()", stream),
                    });
                    match value.bit {
                        Some(bit) => {
                            let present = site.present(bit);
                            lines! { out, "#ident: (#present).then(|| #promise),", ident, present, promise }
                        }
                        None => lines!(out, "#ident: #promise,", ident, promise),
                    }
                }
                (FieldRole::Value(_), None) => lines!(out, "#ident,", ident),
                (FieldRole::Count, None) => {}
            }
        }
    });
    construct(item, constructor, &members, out);
}

fn arm(variant: &Variant, item: &Enum, name: &Ident, types: Types<'_>, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) => lines!(out, "#name::#ident", name, ident),
        VariantKind::Newtype { ty, .. } => match types.parts(ty) {
            Some(_) => {
                let descend = matches!(ty, Ty::Box(_)).then_some("stream.decoder().descend();");
                let view = types.of(unboxed(ty), None, None);
                lines! { out, "
                    #descend
                    #name::#ident(<#view as #runtime::views::Streamed<'a>>::read_bare(stream))
                ", descend, name, ident, view }
            }
            None => lines! { out, "
                #name::#ident(#runtime::Decode::decode_bare(&mut #coder, ()))
            ", name, ident },
        },
        VariantKind::Fields(item) => {
            let constructor = code(|out| rust!(out, "#name::#ident", name, ident));
            read(item, &constructor, &Ident::new("stream"), out);
        }
        VariantKind::Unknown => {
            let unknown = keep_unknown(item);
            lines!(out, "#name::#ident(#unknown)", name, ident, unknown);
        }
        VariantKind::Other { .. } => {}
    }
}
