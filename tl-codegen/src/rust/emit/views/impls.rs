//! `impl Decode` of views, which decode a value or skip it.

use crate::rust::config::Impls;
use crate::rust::emit::enums::{arguments, variant_structs};
use crate::rust::emit::generics::{
    Bound, Parameters, args_pattern, args_pattern_without_flags, args_type,
};
use crate::rust::emit::layout;
use crate::rust::emit::template::{Emit, Output, code, lines};
use crate::rust::emit::variables::argument;
use crate::rust::emit::views::arms::by_id;
use crate::rust::emit::views::check;
use crate::rust::emit::views::decode::{decode_fields, decode_variant};
use crate::rust::emit::views::types::Types;
use crate::rust::model::{Enum, Struct};

pub(super) fn of_struct(item: &Struct, types: Types<'_>, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let body = code(|out| {
        if layout::of_struct(item, Impls::Generated).is_some() {
            layout_of_owned(parameters, types, out);
        }
        lines!(
            out,
            "
            fn decode_bare(#coder: &mut #runtime::codec::Decoder<'a>, #pattern: #args) -> Self {
                #fields
            }

            fn check_bare(#coder: &mut #runtime::codec::Decoder<'a>, #checked: #args) {
                #checks
            }
            ",
            pattern = args_pattern(item),
            checked = args_pattern_without_flags(item),
            args = args_type(&item.params),
            fields = code(|out| decode_fields(item, "Self", out)),
            checks = code(|out| check::fields(item, types, out)),
        );
    });
    out.with_coder(argument("decoder", &[item]).as_str(), &mut |out| {
        implement(parameters, types, &body, out);
    });
}

pub(super) fn of_enum(item: &Enum, types: Types<'_>, out: &mut Output<'_>) {
    let (args, pattern) = arguments(item);
    let body = code(|out| {
        lines!(
            out,
            "
            fn decode_bare(#coder: &mut #runtime::codec::Decoder<'a>, #pattern: #args_type) -> Self {
                #value
            }

            fn check_bare(#coder: &mut #runtime::codec::Decoder<'a>, #pattern: #args_type) {
                #checks
            }
            ",
            pattern,
            args_type = args_type(&item.params),
            value = code(|out| {
                let value = |it: &_, out: &mut Output<'_>| {
                    decode_variant(it, item, args, out);
                };
                by_id(item, &value, out);
            }),
            checks = code(|out| {
                let check = |it: &_, out: &mut Output<'_>| {
                    check::variant(it, item, args, types, out);
                };
                by_id(item, &check, out);
            }),
        );
    });
    out.with_coder(
        argument("decoder", &variant_structs(item)).as_str(),
        &mut |out| {
            implement(Parameters::of_enum(item), types, &body, out);
        },
    );
}

fn implement(parameters: Parameters<'_>, types: Types<'_>, body: &dyn Emit, out: &mut Output<'_>) {
    lines!(
        out,
        "

        impl#generics #decode_trait for #ident#names {
            #body
        }
        ",
        generics = parameters.impl_generics(Bound::Decode),
        decode_trait = parameters.decode_trait(),
        ident = types.name(parameters.ident),
        names = parameters.type_generics(),
        body,
    );
}

/// Writes the layout, which is that of the owned type, if that has one.
fn layout_of_owned(parameters: Parameters<'_>, types: Types<'_>, out: &mut Output<'_>) {
    lines!(
        out,
        "
        const LAYOUT: #runtime::codec::Layout = <#owned as #decode_trait>::LAYOUT;

        ",
        owned = types.owned_with(parameters),
        decode_trait = parameters.decode_trait(),
    );
}
