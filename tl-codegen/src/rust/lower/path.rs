//! Where items are in the file.

use crate::rust::model::Ty;
use crate::rust::names::ident;

/// Where an item is: `types::photos::Photo`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// From the root of the file: `["types", "photos"]`.
    pub modules: Vec<String>,
    /// `Photo`.
    pub name: String,
    /// Whether another item took the name that this one would have had.
    pub renamed: bool,
}

impl Path {
    /// The path as it is written in a module that is `depth` modules below the root of the file.
    pub(super) fn seen_from(&self, depth: usize, args: Vec<Ty>) -> Ty {
        let parts = self
            .modules
            .iter()
            .chain([&self.name])
            .map(|part| ident(part));
        Ty::Item(depth, parts.collect(), args)
    }
}
