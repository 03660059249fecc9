//! The types of views.

use crate::rust::emit::codec::tuple;
use crate::rust::emit::generics::{Parameters, args_type};
use crate::rust::emit::template::{Emit, Output, code, rust, separated};
use crate::rust::emit::variables::Site;
use crate::rust::emit::views::parts::unboxed;
use crate::rust::model::{
    Argument, Ident, Mapped, Param, Struct, Ty, Views, Wire, is_boxed_or_bare, is_lazy_variant,
    lazy_arguments, list_element,
};

/// The types of views, as they are written in the module of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Types<'v> {
    pub(super) views: &'v Views,
    /// The place of the view.
    path: &'v [Ident],
}

impl<'v> Types<'v> {
    /// In the module of the view that is there.
    pub(super) fn new(views: &'v Views, path: &'v [Ident]) -> Self {
        Self { views, path }
    }

    /// What the view is called, which has a number where a module of the schema is in its way.
    pub(super) fn name(self, owned: &'v Ident) -> &'v Ident {
        self.path.last().unwrap_or(owned)
    }

    /// The owned type at that path, without its arguments.
    pub(super) fn owned(self, path: &'v [Ident]) -> impl Emit + 'v {
        code(move |out| {
            for _ in 1..self.path.len() {
                out.push("super::");
            }
            separated(path, "::", |part, out| part.emit(out)).emit(out);
        })
    }

    /// The owned type at that path, with the type parameters of the view.
    pub(super) fn owned_with<'p>(
        self,
        path: &'p [Ident],
        parameters: Parameters<'p>,
    ) -> impl Emit + 'p
    where
        'v: 'p,
    {
        code(move |out| {
            let owned = Types::<'p> { ..self }.owned(path);
            rust!(
                out,
                "#owned#arguments",
                owned,
                arguments = parameters.type_arguments()
            );
        })
    }

    /// The view of a type in that form, of a field of the item.
    pub(super) fn of<'t>(
        self,
        ty: &'t Ty,
        wire: Option<&'t Wire>,
        item: Option<&'t Struct>,
    ) -> impl Emit + 't
    where
        'v: 't,
    {
        code(move |out| self.emit(ty, wire, item, out))
    }

    /// The parts of what a variant holds, where that is read from a stream.
    pub(super) fn parts(self, ty: &Ty) -> Option<impl Emit + 'v> {
        let Ty::Item(_, path, _) = unboxed(ty) else {
            return None;
        };
        let parts = self.views.get(path)?.parts.as_ref()?;
        Some(code(move |out| self.owned(parts).emit(out)))
    }

    /// What a variant holds.
    pub(super) fn of_variant<'t>(self, ty: &'t Ty, params: &'t [Param]) -> impl Emit + 't
    where
        'v: 't,
    {
        code(move |out| match ty {
            Ty::Box(inner) if is_lazy_variant(params) => {
                let (inner, args) = (self.of(inner, None, None), args_type(params));
                match params.is_empty() {
                    true => rust!(out, "#runtime::Lazy<'a, #inner>", inner),
                    false => rust!(out, "#runtime::Lazy<'a, #inner, #args>", inner, args),
                }
            }
            ty => self.emit(ty, None, None, out),
        })
    }

    fn emit(self, ty: &Ty, wire: Option<&Wire>, item: Option<&Struct>, out: &mut Output<'_>) {
        let inside = |ty, wire| self.of(ty, wire, item);
        let inner = wire.and_then(Wire::inner);
        match ty {
            Ty::String => out.push("&'a str"),
            Ty::Bytes => out.push("&'a [u8]"),
            Ty::Named(_, Mapped::String) => {
                rust!(out, "#runtime::views::Mapped<'a, str, #ty>", ty)
            }
            Ty::Named(_, Mapped::Bytes) => {
                rust!(out, "#runtime::views::Mapped<'a, [u8], #ty>", ty)
            }
            Ty::Vec(element) => match (list_element(wire), item) {
                (Some(form), Some(item)) => {
                    let element = inside(element, Some(form));
                    match is_boxed_or_bare(form) {
                        true => rust!(out, "#runtime::List<'a, #element>", element),
                        false => {
                            let codec = Site::decoding(item).codec_type(form);
                            rust!(out, "#runtime::List<'a, #element, #codec>", element, codec);
                        }
                    }
                }
                _ => {
                    let element = inside(element, inner);
                    rust!(out, "#runtime::alloc::vec::Vec<#element>", element);
                }
            },
            Ty::Box(value) => {
                let value = inside(value, wire);
                match lazy_arguments(wire) {
                    Some([]) => rust!(out, "#runtime::Lazy<'a, #value>", value),
                    Some(args) => {
                        let args = tuple(args, |arg, out| match (arg, item) {
                            (Argument::Form(wire), Some(item)) => {
                                Site::decoding(item).codec_type(wire).emit(out);
                            }
                            (Argument::Nat(_), _) | (_, None) => out.push("u32"),
                        });
                        rust!(out, "#runtime::Lazy<'a, #value, #args>", value, args);
                    }
                    None => rust!(out, "#runtime::alloc::boxed::Box<#value>", value),
                }
            }
            Ty::Array(element, size) => {
                rust!(
                    out,
                    "[#element; #size]",
                    element = inside(element, inner),
                    size
                );
            }
            Ty::Option(value) => {
                rust!(
                    out,
                    "::core::option::Option<#value>",
                    value = inside(value, inner)
                );
            }
            Ty::Secret(value) => {
                rust!(
                    out,
                    "#runtime::value::Secret<#value>",
                    value = inside(value, None)
                );
            }
            Ty::Answer(call) => rust!(out, "<#call as #runtime::FunctionView>::View<'a>", call),
            Ty::Item(_, path, args) => self.item(path, args, out),
            Ty::Number(_)
            | Ty::Bool
            | Ty::True
            | Ty::Raw(_)
            | Ty::Object
            | Ty::Param(_)
            | Ty::Verbatim(_) => ty.emit(out),
        }
    }

    /// Another item: its view, or itself where that borrows nothing.
    fn item(self, path: &[Ident], args: &[Ty], out: &mut Output<'_>) {
        let view = self.views.get(path).filter(|view| view.borrows);
        Types { ..self }
            .owned(view.map_or(path, |view| &view.path))
            .emit(out);
        let lifetime = view.is_some();
        if !lifetime && args.is_empty() {
            return;
        }
        out.push("<");
        if lifetime {
            out.push("'a");
        }
        for (number, arg) in args.iter().enumerate() {
            if lifetime || number > 0 {
                out.push(", ");
            }
            self.emit(arg, None, None, out);
        }
        out.push(">");
    }
}
