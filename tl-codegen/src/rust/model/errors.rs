//! The errors that calls may return.

use crate::rust::model::Ident;

/// A known error, which is a variant of the type of all errors.
#[derive(Debug, Clone)]
pub struct KnownError {
    /// The name of its variant: `FloodWait`.
    pub ident: Ident,
    /// Its name, with `%d` for the number in it: `FLOOD_WAIT_%d`.
    pub name: String,
    /// The codes that it comes with.
    pub codes: Vec<i32>,
    /// Its documentation.
    pub docs: String,
}

impl KnownError {
    /// Returns the text before and after its number, if it has one.
    #[must_use]
    pub fn around_number(&self) -> Option<(&str, &str)> {
        self.name.split_once("%d")
    }
}
