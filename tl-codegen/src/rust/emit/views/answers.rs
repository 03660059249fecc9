//! `impl FunctionView`: the answer to a function, as a view.

use crate::rust::emit::generics::{Bound, Parameters};
use crate::rust::emit::template::{Emit, Output, code, lines, rust};
use crate::rust::emit::views::types::Types;
use crate::rust::model::{Ident, Response, Struct, Views};

/// Writes the impl in the module `views`.
pub(in crate::rust::emit) fn answer(
    item: &Struct,
    path: &[Ident],
    views: &Views,
    out: &mut Output<'_>,
) {
    let Some(response) = &item.response else {
        return;
    };
    let root = [Ident::new("views"), item.ident.clone()];
    let types = Types::new(views, &root, path);
    let parameters = Parameters::of_struct(item);
    lines!(
        out,
        "

        impl#generics #runtime::FunctionView for #function#names {
            type View<'a> = #view;
        }
        ",
        generics = parameters.impl_generics(Bound::FunctionView),
        function = types.owned(),
        names = parameters.type_generics(),
        view = code(|out| match response {
            Response::Value { ty, wire } => types.of(ty, Some(wire), Some(item)).emit(out),
            Response::AsField(index) => {
                let call = item.call(*index);
                rust!(out, "<#call as #runtime::FunctionView>::View<'a>", call);
            }
        }),
    );
}
