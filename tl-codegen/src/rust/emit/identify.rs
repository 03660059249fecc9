//! `impl Identify`.

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Hex, Output, Quoted, code, lines};
use crate::rust::model::{Identity, Struct};

pub(super) fn identify(item: &Struct, out: &mut Output<'_>) {
    let Identity::Constructor(constructor) = &item.identity else {
        return;
    };
    let parameters = Parameters::of_struct(item);
    // An object of any type is encoded, if anything.
    let has_json = out.context.json && parameters.is_empty() && item.directions.encode;
    let json = has_json.then_some(code(|out| {
        lines!(
            out,
            "
            const JSON: ::core::option::Option<#runtime::json::JsonForm<Self>> =
                #runtime::json::JsonForm::#form;
            ",
            form = match item.directions.decode {
                true => "OWN",
                false => "ENCODED",
            }
        )
    }));
    lines!(
        out,
        "

        impl#generics #runtime::Identify for #ident#names#predicates {
            const ID: u32 = #id;
            const NAME: &'static str = #name;
            const TL: &'static str = #tl;
            #json
        }
        ",
        generics = parameters.impl_generics(Bound::Identify),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::Identify),
        id = Hex(constructor.id, 8),
        name = Quoted(&constructor.name),
        tl = Quoted(&constructor.tl),
        json,
    );
}
