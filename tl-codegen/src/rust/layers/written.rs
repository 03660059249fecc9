//! The views that layers have written. An item that layers share has only one view.

use crate::rust::layers::module_name;
use crate::rust::layers::placed::Placed;
use crate::rust::layers::shared::Owner;
use crate::rust::model::{Ident, View};
use crate::rust::views;
use crate::sorted::{Map, Set};

/// The views that the layers have written so far, by the owners of the items.
#[derive(Default)]
pub(super) struct Written {
    /// The view of an item, and the layer that has it.
    views: Map<Owner, (usize, View)>,
    /// The functions that are answered with views.
    answers: Set<Owner>,
}

/// The same, as seen from one layer, with the owners of its items.
pub(super) struct OfLayer<'w> {
    pub(super) written: &'w mut Written,
    pub(super) layers: &'w [Placed],
    pub(super) owners: &'w [Owner],
    pub(super) own: usize,
}

impl OfLayer<'_> {
    /// Returns the owner of the item at a path of this layer.
    fn owner(&self, path: &[Ident]) -> Option<Owner> {
        let item = self.layers.get(self.own)?.at(path)?;
        self.owners.get(item).copied()
    }
}

impl views::Written for OfLayer<'_> {
    fn view(&mut self, path: &[Ident], view: &View) -> Option<Ident> {
        let owner = self.owner(path)?;
        match self.written.views.get(&owner) {
            Some((layer, known)) if known == view => {
                Some(module_name(self.layers.get(*layer)?.number))
            }
            Some(_) => None,
            None => {
                self.written.views.insert(owner, (self.own, view.clone()));
                None
            }
        }
    }

    fn answer(&mut self, path: &[Ident]) -> bool {
        let owner = self.owner(path);
        owner.is_some_and(|owner| !self.written.answers.insert(owner))
    }
}
