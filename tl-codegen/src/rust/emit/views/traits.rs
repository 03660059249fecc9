//! The traits of the standard library that a view has, as far as its owned type has them.
//!
//! ```text
//! #[derive(Copy, PartialEq)]
//! pub struct Photo<'a> { … }
//!
//! impl Clone for Photo<'_> { fn clone(&self) -> Self { *self } }
//! impl Debug for Photo<'_> { … &View::into_owned(*self) … }
//! ```
//!
//! Derived impls of `Debug` and `Clone` name each field, and took a quarter of the compile time of views.

use crate::rust::emit::template::{Emit, Output, code, lines, rust, separated};
use crate::rust::model::Ident;

/// The traits of a view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits<'i> {
    /// The traits that the owned type derives.
    of_owned: &'i [&'static str],
    copy: bool,
    /// Whether it has no parameters but the lifetime, so that its traits need no bounds.
    is_plain: bool,
}

impl<'i> Traits<'i> {
    /// The traits of a view; `copy` tells whether it can be copied, and `generics` is what it is generic over.
    pub(super) fn new(of_owned: &'i [&'static str], copy: bool, generics: &[String]) -> Self {
        let has = |name| of_owned.contains(&name);
        Self {
            of_owned,
            copy: copy && has("Clone"),
            is_plain: generics.len() == 1,
        }
    }

    fn has(self, name: &str) -> bool {
        self.of_owned.contains(&name) || name == "Copy" && self.copy
    }

    /// Whether a trait has an impl instead of a derive.
    fn is_written(self, name: &str) -> bool {
        match name {
            "Clone" => self.is_plain && self.copy,
            // `Debug` shows the owned value, which is made from a clone of the view.
            "Debug" => self.is_plain && self.has("Clone"),
            _ => false,
        }
    }

    /// `#[derive(Copy, PartialEq)]`.
    pub(super) fn derive(self) -> impl Emit + 'i {
        code(move |out| {
            let mut names = vec!["Debug", "Clone", "Copy", "PartialEq"];
            names.retain(|name| match *name {
                "Copy" => self.copy,
                name => self.has(name) && !self.is_written(name),
            });
            if !names.is_empty() {
                let names = separated(&names, ", ", |name, out| out.push(name));
                rust!(out, "#[derive(#names)]", names);
            }
        })
    }

    /// Writes the impls of the other traits.
    pub(super) fn write(self, ident: &Ident, out: &mut Output<'_>) {
        if self.is_written("Clone") {
            lines! { out, "

                impl ::core::clone::Clone for #ident<'_> {
                    fn clone(&self) -> Self {
                        *self
                    }
                }
            ", ident }
        }
        if self.has("Debug") && self.is_written("Debug") {
            let value = match self.copy {
                true => "*self",
                false => "::core::clone::Clone::clone(self)",
            };
            lines! { out, "

                impl ::core::fmt::Debug for #ident<'_> {
                    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        ::core::fmt::Debug::fmt(&#runtime::View::into_owned(#value), f)
                    }
                }
            ", ident, value }
        }
    }
}
