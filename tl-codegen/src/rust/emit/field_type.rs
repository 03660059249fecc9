//! The Rust type of a field: `Option<i32>` for `flags.0?int`.

use crate::rust::emit::template::{Emit, Output, code, rust, separated};
use crate::rust::model::{FieldRole, Ty, Value};

/// Writes the type of a field in its struct; `of_value` returns the type of a value that is present.
pub(super) fn field_type<'f, T: Emit>(
    role: &'f FieldRole,
    of_value: impl Fn(&'f Value) -> T,
) -> impl Emit {
    code(move |out| match role {
        FieldRole::Count => {}
        FieldRole::Mask(mask) if mask.bit.is_some() => out.push("::core::option::Option<u32>"),
        FieldRole::Mask(_) => out.push("u32"),
        FieldRole::Flag(_) => out.push("bool"),
        FieldRole::Value(value) if value.bit.is_some() => {
            rust!(out, "::core::option::Option<#ty>", ty = of_value(value));
        }
        FieldRole::Value(value) => of_value(value).emit(out),
    })
}

impl Emit for Ty {
    fn emit(&self, out: &mut Output<'_>) {
        match self {
            Ty::Number(number) => out.push(number.rust_type()),
            Ty::Bool => out.push("bool"),
            Ty::True => rust!(out, "#runtime::value::True"),
            Ty::Raw(size) => rust!(out, "[u8; #size]", size),
            Ty::String => rust!(out, "#runtime::alloc::string::String"),
            Ty::Bytes => rust!(out, "#runtime::alloc::vec::Vec<u8>"),
            Ty::Vec(inner) => rust!(out, "#runtime::alloc::vec::Vec<#inner>", inner = **inner),
            Ty::Array(inner, size) => rust!(out, "[#inner; #size]", inner = **inner, size),
            Ty::Box(inner) => rust!(out, "#runtime::alloc::boxed::Box<#inner>", inner = **inner),
            Ty::Option(inner) => rust!(out, "::core::option::Option<#inner>", inner = **inner),
            Ty::Secret(inner) => rust!(out, "#runtime::value::Secret<#inner>", inner = **inner),
            Ty::Object if !out.context.binary => rust!(out, "#runtime::json::Json"),
            Ty::Object => rust!(
                out,
                "#runtime::alloc::boxed::Box<dyn #runtime::value::AnyObject>"
            ),
            Ty::Param(ident) => ident.emit(out),
            Ty::Answer(ident) => rust!(out, "#ident::Response", ident),
            Ty::Item(up, path, args) => {
                for _ in 0..*up {
                    out.push("super::");
                }
                path.emit(out);
                if !args.is_empty() {
                    let args = separated(args, ", ", |arg, out| arg.emit(out));
                    rust!(out, "<#args>", args);
                }
            }
            // Each `$` stands for the path of the runtime.
            Ty::Named(path, _) => {
                for (number, part) in path.split('$').enumerate() {
                    if number > 0 {
                        rust!(out, "#runtime");
                    }
                    out.push(part);
                }
            }
            Ty::Verbatim(text) => out.push(text),
        }
    }
}
