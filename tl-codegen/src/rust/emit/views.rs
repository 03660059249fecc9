//! The module `views`: types that borrow from the input and are decoded on demand.
//!
//! ```text
//! pub struct Photo<'a> { pub photo: super::Photo<'a>, pub users: List<'a, super::User<'a>> }
//!
//! fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self { … }
//! fn check_bare(decoder: &mut Decoder<'a>, _: ()) { … }
//! fn into_owned(self) -> types::photos::Photo { … }
//! ```

mod answers;
mod arms;
mod check;
mod decode;
mod impls;
mod opened;
mod owned;
mod parts;
mod traits;
mod types;

pub(super) use answers::answer;

use crate::rust::emit::field_type::field_type;
use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Docs, Emit, Output, code, lines, rust, separated};
use crate::rust::emit::views::traits::Traits;
use crate::rust::emit::views::types::Types;
use crate::rust::model::{
    Alias, Enum, Field, Generics, Ident, Item, Param, Struct, Ty, Variant, VariantKind, Views,
};

/// Writes the view of an item, or another name for the item if the view does not borrow.
pub(super) fn view(item: &Item, path: &[Ident], views: &Views, out: &mut Output<'_>) {
    let Some(view) = views.get(path) else { return };
    let types = Types::new(views, &view.path, path);
    match item {
        Item::Alias(item) => alias(item, view.borrows, types, out),
        Item::Struct(item) if view.borrows => {
            let item = &borrowing(item);
            structure(item, types, view.copy, out);
            declare(Parameters::of_struct(item), types, out);
            impls::of_struct(item, types, out);
            owned::of_struct(item, types, out);
            if let Some(parts) = &view.parts {
                parts::of_struct(item, parts, types, out);
            }
        }
        Item::Enum(item) if view.borrows => {
            let item = &Enum {
                generics: generics(&[], &item.params),
                ..item.clone()
            };
            enumeration(item, types, view.copy, out);
            declare(Parameters::of_enum(item), types, out);
            impls::of_enum(item, types, out);
            owned::of_enum(item, types, out);
            if let Some(parts) = &view.parts {
                parts::of_enum(item, parts, types, out);
            }
            if let Some(opened) = &view.opened {
                opened::of_enum(item, opened, types, view.copy, out);
            }
        }
        Item::Struct(item) => {
            other_name(&item.docs, Parameters::of_struct(item), types, out);
            owned::of_struct(item, types, out);
        }
        Item::Enum(item) => {
            other_name(&item.docs, Parameters::of_enum(item), types, out);
            owned::of_enum(item, types, out);
        }
        Item::Transparent(_) => {}
    }
}

/// Returns the struct, generic over the lifetime of the input.
fn borrowing(item: &Struct) -> Struct {
    Struct {
        generics: generics(&item.calls, &item.params),
        ..item.clone()
    }
}

fn generics(calls: &[Ident], params: &[Param]) -> Generics {
    let types = calls
        .iter()
        .chain(params.iter().filter_map(Param::type_ident));
    let types = types.map(|ident| ident.as_str().to_owned());
    Generics {
        lifetimes: vec!["'a".into()],
        arguments: ["'a".to_owned()].into_iter().chain(types).collect(),
        ..Generics::default()
    }
}

/// Whether the owned type gets `Copy`, since the views of types that contain it have it.
pub(crate) fn is_copied(item: &Item, path: &[Ident], views: &Views) -> bool {
    let derives = match item {
        Item::Struct(item) => &item.derives,
        Item::Enum(item) => &item.derives,
        Item::Alias(_) | Item::Transparent(_) => return false,
    };
    let is_plain = views
        .get(path)
        .is_some_and(|view| view.copy && !view.borrows);
    is_plain && derives.contains(&"Clone") && !derives.contains(&"Copy")
}

/// Writes the view of a type with one constructor.
fn alias(item: &Alias, borrows: bool, types: Types<'_>, out: &mut Output<'_>) {
    let parameters = code(|out| {
        let lifetime = borrows.then(|| Ident::new("'a"));
        let parameters: Vec<&Ident> = lifetime.iter().chain(&item.params).collect();
        let names = separated(&parameters, ", ", |name, out| name.emit(out));
        if !parameters.is_empty() {
            rust!(out, "<#names>", names);
        }
    });
    lines!(
        out,
        "

        #docs
        pub type #ident#parameters = #target;
        ",
        docs = Docs(&item.docs),
        ident = types.name(&item.ident),
        parameters,
        target = types.of(&item.target, None, None),
    );
}

/// Writes the view of an item that does not borrow.
fn other_name(docs: &str, parameters: Parameters<'_>, types: Types<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "

        #docs
        pub type #ident#names = #owned#names;
        ",
        docs = Docs(docs),
        ident = types.name(parameters.ident),
        names = parameters.type_generics(),
        owned = types.owned(),
    );
}

fn structure(item: &Struct, types: Types<'_>, copy: bool, out: &mut Output<'_>) {
    let traits = Traits::new(&item.derives, copy, &item.generics.arguments);
    lines!(
        out,
        "

        #docs
        #derives
        pub struct #ident#generics {
            #members
        }
        ",
        docs = Docs(&item.docs),
        derives = traits.derive(),
        ident = types.name(&item.ident),
        generics = Parameters::of_struct(item).type_generics(),
        members = code(|out| members(item, "pub ", types, out)),
    );
    traits.write(types.name(&item.ident), out);
}

fn enumeration(item: &Enum, types: Types<'_>, copy: bool, out: &mut Output<'_>) {
    let traits = Traits::new(&item.derives, copy, &item.generics.arguments);
    lines!(
        out,
        "

        #docs
        #derives
        pub enum #ident#generics {
            #variants
        }
        ",
        docs = Docs(&item.docs),
        derives = traits.derive(),
        ident = types.name(&item.ident),
        generics = Parameters::of_enum(item).type_generics(),
        variants = code(|out| {
            let ty = |ty: &Ty, out: &mut Output<'_>| types.of_variant(ty, &item.params).emit(out);
            let members = |fields: &Struct, out: &mut Output<'_>| members(fields, "", types, out);
            for variant in &item.variants {
                variant_definition(variant, &ty, &members, out);
            }
        }),
    );
    traits.write(types.name(&item.ident), out);
}

/// Writes a variant; `held` writes the type of its value, and `members` its fields.
fn variant_definition(
    variant: &Variant,
    held: &dyn Fn(&Ty, &mut Output<'_>),
    members: &dyn Fn(&Struct, &mut Output<'_>),
    out: &mut Output<'_>,
) {
    let ident = &variant.ident;
    let docs = Docs(&variant.docs);
    match &variant.kind {
        VariantKind::Unit(_) => lines! { out, "
            #docs
            #ident,
        ", docs, ident },
        VariantKind::Newtype { ty, .. } => lines! { out, "
            #docs
            #ident(#ty),
        ", docs, ident, ty = code(|out| held(ty, out)) },
        VariantKind::Fields(fields) => lines! { out, "
            #docs
            #ident {
                #members
            },
        ", docs, ident, members = code(|out| members(fields, out)) },
        // Any other constructor, which is borrowed.
        VariantKind::Unknown => lines! { out, "
            #docs
            #ident(#runtime::value::UnknownRef<'a>),
        ", docs, ident },
        VariantKind::Other { .. } => {}
    }
}

/// Writes the Rust fields of a struct or variant.
fn members(item: &Struct, visibility: &str, types: Types<'_>, out: &mut Output<'_>) {
    for field in item.members() {
        lines!(
            out,
            "
            #docs
            #visibility#ident: #ty,
            ",
            docs = Docs(&field.docs),
            visibility,
            ident = field.ident,
            ty = member_type(field, item, types),
        );
    }
}

/// Writes the type of a field in the struct.
fn member_type<'i>(field: &'i Field, item: &'i Struct, types: Types<'i>) -> impl Emit + 'i {
    field_type(&field.role, move |value| {
        types.of(&value.ty, Some(&value.wire), Some(item))
    })
}

/// Writes that the view begins on the wire like the owned type.
fn declare(parameters: Parameters<'_>, types: Types<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #runtime::codec::Declared for #ident#names {
            type Kind = <#owned as #runtime::codec::Declared>::Kind;
            const HEAD: #runtime::codec::Head = <#owned as #runtime::codec::Declared>::HEAD;
        }
        ",
        generics = parameters.impl_generics(Bound::Declared),
        ident = types.name(parameters.ident),
        names = parameters.type_generics(),
        owned = types.owned_with(parameters),
    );
}
