//! `impl Function`, and `impl JsonFunction`.
//!
//! ```text
//! type Response = Vec<i64>;
//! type Form = ListOf<Int53>;
//! ```

use crate::rust::config::Impls;
use crate::rust::emit::generics::{Bound, Parameters, uses};
use crate::rust::emit::inline;
use crate::rust::emit::json::form_type;
use crate::rust::emit::template::{Emit, Output, code, lines, rust};
use crate::rust::emit::variables::{Place, Site};
use crate::rust::model::{Response, Role, Struct, Ty, Var, Wire};

pub(super) fn function(item: &Struct, out: &mut Output<'_>) {
    let Some(response) = &item.response else {
        return;
    };
    let parameters = Parameters::of_struct(item);
    let site = Site {
        item,
        place: Place::Value,
    };
    lines!(
        out,
        "

        impl#generics #runtime::Function for #ident#names#predicates {
            type Response = #response;

            #inline
            fn form(&self) -> impl #runtime::codec::Form<Self::Response> {
                #form
            }
        }
        ",
        generics = parameters.impl_generics(Bound::Function),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::Function),
        response = code(|out| match response {
            Response::Value { ty, .. } => ty.emit(out),
            Response::AsField(index) => called(item, *index, "Function", "Response", out),
        }),
        inline = inline(item),
        form = code(|out| match response {
            Response::Value { wire, .. } => {
                masks(site, wire, out);
                out.line(0);
                let codec = site.codec(wire);
                match out.context.impls {
                    Impls::Generated => codec.emit(out),
                    // Of a type that is written by hand, nobody knows whether it can be encoded.
                    Impls::Derive => rust!(
                        out,
                        "#runtime::__private::Answered::<Self::Response, _>::new(#codec).form()",
                        codec
                    ),
                }
            }
            Response::AsField(index) => lines!(
                out,
                "#place.form()",
                place = item.fields.get(*index).map(|field| site.receiver(field)),
            ),
        }),
    );
}

/// The words of the masks that the result is given.
fn masks(site: Site<'_>, wire: &Wire, out: &mut Output<'_>) {
    for (index, field) in site.item.fields.iter().enumerate() {
        match &field.role {
            Role::Mask(mask) if uses(wire, Var::Field(index)) => lines!(
                out,
                "let #ident = #word;",
                ident = field.ident,
                word = site.word(field, mask, None)
            ),
            Role::Mask(_) | Role::Flag(_) | Role::Value(_) | Role::Count => {}
        }
    }
}

/// What a trait of functions says of the call in a field: `X::Response`.
fn called(item: &Struct, index: usize, function: &str, says: &str, out: &mut Output<'_>) {
    let Some(Role::Value(value)) = item.fields.get(index).map(|field| &field.role) else {
        return;
    };
    let called = &value.ty;
    if let Ty::Param(_) = called {
        rust!(out, "#called::#says", called, says);
    } else {
        rust! { out, "<#called as #runtime::#function>::#says", called, function, says }
    }
}

pub(super) fn json_function(item: &Struct, out: &mut Output<'_>) {
    let Some(response) = &item.response else {
        return;
    };
    let parameters = Parameters::of_struct(item);
    let called = |index, says: &'static str| {
        code(move |out| called(item, index, "json::JsonFunction", says, out))
    };
    lines!(
        out,
        "

        impl#generics #runtime::json::JsonFunction for #ident#names#predicates {
            type Response = #response;
            type Form = #form;
        }
        ",
        generics = parameters.impl_generics(Bound::JsonFunction),
        ident = item.ident,
        names = parameters.type_generics(),
        predicates = parameters.where_clause(Bound::JsonFunction),
        response = code(|out| match response {
            Response::Value { ty, .. } => ty.emit(out),
            Response::AsField(index) => called(*index, "Response").emit(out),
        }),
        form = code(|out| match response {
            Response::Value { wire, .. } => {
                form_type(wire, &|call, out| called(call, "Form").emit(out), out);
            }
            Response::AsField(index) => called(*index, "Form").emit(out),
        }),
    );
}
