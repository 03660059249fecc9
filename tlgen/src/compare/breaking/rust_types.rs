//! Rust types as text, the same for the same type.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use tl_codegen::__private::model::{Alias, Ident, Item, Ty};

/// A type as text.
#[derive(Clone)]
pub(super) struct Named {
    /// Without aliases: `types::User`.
    meant: String,
    /// As it is generated: `enums::User`.
    written: String,
}

impl Named {
    /// What has no aliases in it.
    pub(super) fn new(text: &str) -> Self {
        Self {
            meant: text.into(),
            written: text.into(),
        }
    }

    /// `Option<T>` of it.
    pub(super) fn option(self) -> Self {
        Self {
            meant: format!("Option<{}>", self.meant),
            written: format!("Option<{}>", self.written),
        }
    }

    /// Whether it is another type. That an alias of a struct has become an enum is said of the type
    /// itself, not of all that holds it.
    pub(super) fn differs(&self, other: &Self) -> bool {
        self.meant != other.meant && self.written != other.written
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.meant)
    }
}

/// What the aliases of a file stand for.
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

    pub(super) fn name(&self, ty: &Ty) -> Named {
        Named {
            meant: self.text(ty),
            written: Aliases(HashMap::new()).text(ty),
        }
    }

    /// Its text without aliases: `Vec<types::User>`.
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
            Ty::Verbatim(text) => text.clone(),
        }
    }
}
