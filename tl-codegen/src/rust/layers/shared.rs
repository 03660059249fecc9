//! Finds the items of a layer that are the same as in an earlier one: their names and code are the same,
//! and so is everything that they name.

use crate::rust::layers::placed::Placed;

/// The item that stands for others, in the first layer that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owner {
    pub(super) layer: usize,
    pub(super) item: usize,
}

/// Returns the owners of the items of each layer.
pub(super) fn owners(layers: &[Placed]) -> Vec<Vec<Owner>> {
    let mut owners: Vec<Vec<Owner>> = Vec::with_capacity(layers.len());
    for (index, layer) in layers.iter().enumerate() {
        let mut own: Vec<Option<Owner>> = vec![None; layer.items.len()];
        for (earlier, others) in layers.iter().zip(&owners).rev() {
            if own.iter().all(Option::is_some) {
                break;
            }
            for (own, same) in own.iter_mut().zip(same(layer, earlier)) {
                *own = own.or_else(|| others.get(same?).copied());
            }
        }
        let own = own.into_iter().enumerate();
        let own = own.map(|(item, owner)| owner.unwrap_or(Owner { layer: index, item }));
        owners.push(own.collect());
    }
    owners
}

/// Returns for each item of a layer the item of another layer that is the same.
fn same(layer: &Placed, other: &Placed) -> Vec<Option<usize>> {
    let items = layer.items.iter();
    let mut same: Vec<Option<usize>> = items
        .map(|place| {
            let found = other.at(&place.path)?;
            let is_same = other.items.get(found)?.text == place.text;
            is_same.then_some(found)
        })
        .collect();
    // The items that name each item, so that only these are checked again when an item turns out to differ.
    let mut named_by = vec![Vec::new(); layer.items.len()];
    for (index, place) in layer.items.iter().enumerate() {
        for &name in &place.names {
            if let Some(named_by) = named_by.get_mut(name) {
                named_by.push(index);
            }
        }
    }
    let different = same.iter().enumerate().filter(|(_, same)| same.is_none());
    let mut different: Vec<usize> = different.map(|(index, _)| index).collect();
    while let Some(index) = different.pop() {
        for &outer in named_by.get(index).into_iter().flatten() {
            if let Some(same) = same.get_mut(outer).filter(|same| same.is_some()) {
                *same = None;
                different.push(outer);
            }
        }
    }
    same
}
