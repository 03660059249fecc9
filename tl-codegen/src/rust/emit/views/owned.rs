//! `impl View`: the conversion from views to owned values.

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Emit, Output, code, lines};
use crate::rust::emit::views::types::Types;
use crate::rust::model::{Enum, FieldRole, Struct, Variant, VariantKind};

pub(super) fn of_struct(item: &Struct, types: Types<'_>, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let body = code(|out| {
        let members = code(|out| members(item, "self.", types, out));
        let owned = types.owned();
        lines! { out, "
            #owned {
                #members
            }
        ", owned, members }
    });
    implement(parameters, types, &body, out);
}

pub(super) fn of_enum(item: &Enum, types: Types<'_>, out: &mut Output<'_>) {
    let body = code(|out| {
        if item.variants.is_empty() {
            // The view of a type without constructors is the owned type.
            return lines!(out, "self");
        }
        let owned = types.owned();
        let arms = code(|out| {
            for variant in &item.variants {
                arm(variant, &owned, types, out);
            }
        });
        lines! { out, "
            match self {
                #arms
            }
        ", arms }
    });
    implement(Parameters::of_enum(item), types, &body, out);
}

/// Writes the impl. A view that does not borrow and has no arguments is its own owned value.
fn implement(parameters: Parameters<'_>, types: Types<'_>, body: &dyn Emit, out: &mut Output<'_>) {
    let is_itself = parameters.is_empty();
    let borrows = !parameters.is_owned();
    lines!(
        out,
        "

        impl#generics #runtime::View for #view#names {
            type Owned = #owned#arguments;

            fn into_owned(self) -> #owned#arguments {
                #body
            }
        }
        ",
        generics = parameters.impl_generics(Bound::View),
        view = code(|out| match borrows {
            true => types.name(parameters.ident).emit(out),
            false => types.owned().emit(out),
        }),
        names = parameters.type_generics(),
        owned = types.owned(),
        arguments = parameters.owned_arguments(),
        body = code(|out| match is_itself {
            true => lines!(out, "self"),
            false => body.emit(out),
        }),
    );
}

pub(super) fn arm(variant: &Variant, owned: &dyn Emit, types: Types<'_>, out: &mut Output<'_>) {
    let ident = &variant.ident;
    match &variant.kind {
        VariantKind::Unit(_) => lines!(out, "Self::#ident => #owned::#ident,", ident, owned),
        VariantKind::Newtype { ty, .. } if types.views.is_owned(ty) => lines!(
            out,
            "Self::#ident(value) => #owned::#ident(value),",
            ident,
            owned
        ),
        VariantKind::Newtype { .. } | VariantKind::Unknown => lines!(
            out,
            "Self::#ident(value) => #owned::#ident(#runtime::View::into_owned(value)),",
            ident,
            owned
        ),
        VariantKind::Fields(item) => {
            let (pattern, members) = (names(item), code(|out| members(item, "", types, out)));
            lines! { out, "
                Self::#ident { #pattern } => #owned::#ident {
                    #members
                },
            ", ident, pattern, owned, members }
        }
        VariantKind::Other { .. } => {}
    }
}

fn names(item: &Struct) -> impl Emit + '_ {
    code(|out| {
        for (number, field) in item.members().enumerate() {
            out.push(if number > 0 { ", " } else { "" });
            field.ident.emit(out);
        }
    })
}

/// Writes the fields of the owned value; `from` is the prefix of the view's fields.
fn members(item: &Struct, from: &str, types: Types<'_>, out: &mut Output<'_>) {
    for field in item.members() {
        let ident = &field.ident;
        match &field.role {
            FieldRole::Value(value) if !types.views.is_owned(&value.ty) => lines!(
                out,
                "#ident: #runtime::View::into_owned(#from#ident),",
                ident,
                from
            ),
            _ if from.is_empty() => lines!(out, "#ident,", ident),
            FieldRole::Value(_) | FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => {
                lines!(out, "#ident: #from#ident,", ident, from);
            }
        }
    }
}
