//! Rust types as text; equal types have equal text.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use tl_codegen::__private::model::{Alias, Ident, Item, Ty};

/// A type of a file, and whether it is inside an `Option`.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) ty: &'a Ty,
    pub(super) is_option: bool,
    pub(super) aliases: &'a Aliases<'a>,
}

impl Named<'_> {
    /// Whether the types differ. If an alias of a struct has become an enum, only the type itself is reported,
    /// not every field of that type.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let written = |it: &Self| Aliases(HashMap::new()).text(it.ty);
        self.is_option != other.is_option
            || (self.aliases.text(self.ty) != other.aliases.text(other.ty)
                && written(self) != written(other))
    }
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.aliases.text(self.ty);
        match self.is_option {
            true => write!(f, "Option<{text}>"),
            false => f.write_str(&text),
        }
    }
}

/// The targets of a file's aliases.
pub(super) struct Aliases<'a>(HashMap<&'a [Ident], &'a Rc<[Ident]>>);

impl<'a> Aliases<'a> {
    pub(super) fn of(items: &'a [Item]) -> Self {
        let aliases = items.iter().filter_map(|item| match item {
            Item::Alias(Alias {
                path,
                target: Ty::Item(_, target, _),
                ..
            }) => Some((path.as_ref(), target)),
            _ => None,
        });
        Self(aliases.collect())
    }

    /// Returns the text of a type without aliases: `Vec<types::User>`.
    fn text(&self, ty: &Ty) -> String {
        let of = |outer: &str, inner: &Ty| format!("{outer}<{}>", self.text(inner));
        match ty {
            Ty::Number(number) => number.rust_type().into(),
            Ty::Bool => "bool".into(),
            Ty::True => "True".into(),
            Ty::Raw(size) => format!("[u8; {size}]"),
            Ty::String => "String".into(),
            Ty::Bytes => "Vec<u8>".into(),
            Ty::Vec(inner) => of("Vec", inner),
            Ty::Array(inner, size) => format!("[{}; {size}]", self.text(inner)),
            Ty::Box(inner) => of("Box", inner),
            Ty::Option(inner) => of("Option", inner),
            Ty::Secret(inner) => of("Secret", inner),
            Ty::Object => "Box<dyn AnyObject>".into(),
            Ty::Param(ident) => ident.to_string(),
            Ty::Answer(ident) => format!("{ident}::Response"),
            Ty::Item(_, path, args) => {
                let path = self.0.get(path.as_ref()).copied().unwrap_or(path);
                let path: Vec<_> = path.iter().map(Ident::as_str).collect();
                let args: Vec<_> = args.iter().map(|arg| self.text(arg)).collect();
                match args.as_slice() {
                    [] => path.join("::"),
                    args => format!("{}<{}>", path.join("::"), args.join(", ")),
                }
            }
            Ty::Named(path, _) => path.to_string(),
            Ty::Verbatim(text) => text.clone(),
        }
    }
}
