//! Which items of a layer are those of an earlier one: of the same name and code, and with all that they
//! name.

use crate::rust::layers::placed::Placed;

/// The item that stands for another, in the first layer that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owner {
    pub(super) layer: usize,
    pub(super) item: usize,
}

/// For each layer, the owners of its items.
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

/// For each item of a layer, that of another which is the same.
fn same(layer: &Placed, other: &Placed) -> Vec<Option<usize>> {
    let items = layer.items.iter();
    let mut same: Vec<Option<usize>> = items
        .map(|place| {
            let found = other.at(&place.path)?;
            let is_same = other.items.get(found)?.text == place.text;
            is_same.then_some(found)
        })
        .collect();
    // What is named by whom, to look again at those only whose names have just turned out to differ.
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
