//! Identifiers of Rust.

use std::borrow::Borrow;
use std::fmt;
use std::rc::Rc;

/// An identifier of Rust, as it is written: `photo`, `r#type`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(Rc<str>);

impl Ident {
    /// Creates an identifier from its text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Creates an identifier from a name, with underscores added until it is free.
    #[must_use]
    pub fn free(name: &str, is_taken: &dyn Fn(&str) -> bool) -> Self {
        let mut name = name.to_owned();
        while is_taken(&name) {
            name.push('_');
        }
        Self::new(&name)
    }

    /// Returns the identifier as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name without the mark that a keyword gets: `type` for `r#type`, `self` for `self_`.
    #[must_use]
    pub fn plain(&self) -> &str {
        let name = self.0.strip_prefix("r#").unwrap_or(&self.0);
        name.trim_end_matches('_')
    }
}

impl Borrow<str> for Ident {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
