//! `impl Function` and `impl Serve`, and the same for JSON.
//!
//! ```text
//! type Response = Vec<i64>;
//! type Form = VectorOf<Bare>;
//! ```

use crate::rust::config::Impls;
use crate::rust::emit::errors;
use crate::rust::emit::generics::{Bound, Parameters, uses};
use crate::rust::emit::json::form_type;
use crate::rust::emit::template::{Emit, Output, code, lines, rust};
use crate::rust::emit::variables::Site;
use crate::rust::model::{FieldRole, Response, Struct, Var, Wire};

/// Writes the traits of a function.
pub(super) fn function(item: &Struct, out: &mut Output<'_>) {
    let Some(response) = &item.response else {
        return;
    };
    if item.directions.encode {
        binary(item, response, Bound::Function, out);
    }
    if item.directions.decode {
        binary(item, response, Bound::Serve, out);
    }
}

/// Writes the traits of a function that is called and answered by JSON.
pub(super) fn json_function(item: &Struct, out: &mut Output<'_>) {
    let Some(response) = &item.response else {
        return;
    };
    if item.directions.encode {
        json(item, response, Bound::JsonFunction, out);
    }
    if item.directions.decode {
        json(item, response, Bound::JsonServe, out);
    }
}

fn binary(item: &Struct, response: &Response, of: Bound, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    let site = Site::encoding(item);
    let decoded = of == Bound::Function;
    lines!(
        out,
        "

        impl#generics #runtime::#name for #target {
            type Response = #response;
            #named
            #errors
            #paths
            #form
        }
        ",
        generics = parameters.impl_generics(of),
        name = of.name(),
        target = parameters.target(of),
        response = code(|out| answer(item, response, of, out)),
        errors = decoded.then(|| errors::of_function(&item.errors)),
        paths = (decoded && out.context.error_paths).then_some(code(|out| lines!(
            out,
            "

            const ERROR_PATHS: bool = true;
            "
        ))),
        named = decoded.then(|| code(|out| lines!(
            out,
            "type Form = #form;",
            form = code(|out| match response {
                Response::Value { wire, .. } => site.codec_type(wire).emit(out),
                Response::AsField(index) => site.codec_type(&Wire::Answer(*index)).emit(out),
            })
        ))),
        form = (!decoded || !response.is_boxed())
            .then_some(code(|out| form(item, response, of, site, out))),
    );
}

/// Writes the method for the form of the answer.
fn form(item: &Struct, response: &Response, of: Bound, site: Site<'_>, out: &mut Output<'_>) {
    let decoded = of == Bound::Function;
    let method = if decoded {
        "decode_form"
    } else {
        "encode_form"
    };
    lines!(
        out,
        "

        #[inline]
        fn #method(&self) -> #returned {
            #form
        }
        ",
        method,
        returned = code(|out| match decoded {
            true => out.push("Self::Form"),
            // The form of what a derive encodes cannot be named.
            false => rust!(out, "impl #runtime::codec::EncodeAs<Self::Response>"),
        }),
        form = code(|out| match response {
            Response::Value { wire, .. } => {
                masks(site, wire, out);
                out.line(0);
                let codec = site.answer(wire, method);
                match out.context.impls {
                    // It is not known whether a type that is written by hand can be encoded.
                    Impls::Derive if !decoded => rust!(
                        out,
                        "#runtime::__private::Answered::<Self::Response, _>::new(#codec).form()",
                        codec
                    ),
                    Impls::Generated | Impls::Derive => codec.emit(out),
                }
            }
            Response::AsField(index) => lines!(
                out,
                "#place.#method()",
                place = item.fields.get(*index).map(|field| site.receiver(field)),
                method
            ),
        }),
    );
}

fn json(item: &Struct, response: &Response, of: Bound, out: &mut Output<'_>) {
    let parameters = Parameters::of_struct(item);
    lines!(
        out,
        "

        impl#generics #runtime::#name for #target {
            type Response = #response;
            type Form = #form;
        }
        ",
        generics = parameters.impl_generics(of),
        name = of.name(),
        target = parameters.target(of),
        response = code(|out| answer(item, response, of, out)),
        form = code(|out| {
            let form = |call, out: &mut Output<'_>| called(item, call, of, "Form", out);
            match response {
                Response::Value { wire, .. } => form_type(wire, &form, out),
                Response::AsField(index) => form(*index, out),
            }
        }),
    );
}

/// Writes the Rust type of the answer.
fn answer(item: &Struct, response: &Response, of: Bound, out: &mut Output<'_>) {
    match response {
        Response::Value { ty, .. } => ty.emit(out),
        Response::AsField(index) => called(item, *index, of, "Response", out),
    }
}

/// Writes variables for the masks that the result needs.
fn masks(site: Site<'_>, wire: &Wire, out: &mut Output<'_>) {
    for (index, field) in site.item.fields.iter().enumerate() {
        match &field.role {
            FieldRole::Mask(mask) if uses(wire, Var::Field(index)) => lines!(
                out,
                "let #ident = #word;",
                ident = field.ident,
                word = site.word(field, mask, false)
            ),
            FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Value(_) | FieldRole::Count => {}
        }
    }
}

/// Writes an associated type of the call in a field: `<X as Function>::Response`.
fn called(item: &Struct, index: usize, of: Bound, says: &str, out: &mut Output<'_>) {
    let called = item.call(index);
    // The user may have other bounds on it, so the trait is named.
    rust!(
        out,
        "<#called as #runtime::#name>::#says",
        called,
        name = of.name(),
        says
    );
}
