//! The types of views.

use crate::rust::emit::codec::tuple;
use crate::rust::emit::generics::{Parameters, args_type};
use crate::rust::emit::template::{Emit, Output, code, rust};
use crate::rust::emit::variables::Site;
use crate::rust::model::{
    Argument, Ident, Mapped, Param, Struct, Ty, Views, Wire, is_boxed_or_bare, is_lazy_variant,
    lazy_arguments, list_element,
};

/// The types of views, as seen from the module of one view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Types<'v> {
    pub(super) views: &'v Views,
    /// The path of that view.
    path: &'v [Ident],
    /// The path of its owned type.
    owned: &'v [Ident],
}

impl<'v> Types<'v> {
    /// The types as seen from the module of the view at `path`, whose owned type is at `owned`.
    pub(super) fn new(views: &'v Views, path: &'v [Ident], owned: &'v [Ident]) -> Self {
        Self { views, path, owned }
    }

    /// Returns the name of the view, which has a number if a module of the schema has the plain name.
    pub(super) fn name(self, owned: &'v Ident) -> &'v Ident {
        self.path.last().unwrap_or(owned)
    }

    /// Writes the owned type of the view, without its arguments.
    pub(super) fn owned(self) -> impl Emit + 'v {
        self.at(self.owned)
    }

    /// Writes the type at a path, without its arguments.
    fn at(self, path: &'v [Ident]) -> impl Emit + 'v {
        code(move |out| {
            for _ in 1..self.path.len() {
                out.push("super::");
            }
            path.emit(out);
        })
    }

    /// Writes the owned type of the view, with the type parameters of the view.
    pub(super) fn owned_with<'p>(self, parameters: Parameters<'p>) -> impl Emit + 'p
    where
        'v: 'p,
    {
        code(move |out| {
            self.owned().emit(out);
            parameters.type_arguments().emit(out);
        })
    }

    /// Writes the view of a type in a form, for a field of the item.
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

    /// Writes the parts of the value in a variant, if it has some.
    pub(super) fn parts(self, ty: &Ty) -> Option<impl Emit + 'v> {
        let Ty::Item(_, path, _) = unboxed(ty) else {
            return None;
        };
        let parts = self.views.get(path)?.parts.as_ref()?;
        Some(code(move |out| self.at(parts).emit(out)))
    }

    /// Writes the type of the value in a variant.
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

    /// Writes another item: its view, or the item itself if the view does not borrow.
    fn item(self, path: &[Ident], args: &[Ty], out: &mut Output<'_>) {
        let view = self.views.get(path).filter(|view| view.borrows);
        self.at(view.map_or(path, |view| &view.path)).emit(out);
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

/// Returns the type in the box of a variant.
pub(super) fn unboxed(ty: &Ty) -> &Ty {
    match ty {
        Ty::Box(inner) => inner,
        ty => ty,
    }
}
