//! Rust types as they are written.

use crate::rust::emit::template::{Emit, Output, rust, separated};
use crate::rust::model::Ty;

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
                separated(path, "::", |part, out| part.emit(out)).emit(out);
                if !args.is_empty() {
                    let args = separated(args, ", ", |arg, out| arg.emit(out));
                    rust!(out, "<#args>", args);
                }
            }
            Ty::Verbatim(text) => out.push(text),
        }
    }
}
