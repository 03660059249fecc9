//! Writes the module `views`, after the items.

use crate::rust::emit::{FileWriter, is_copied};
use crate::rust::model::{Ident, Item, Module, View};
use crate::rust::plan::{ItemId, PlannedViews};
use crate::sorted::Map;

/// The views that other layers have written. Items are named by their paths.
pub(super) trait Written {
    /// Returns the module of the layer that has written this view of an item.
    fn view(&mut self, path: &[Ident], view: &View) -> Option<Ident>;
    /// Whether a layer has already written the answer to this function as a view.
    fn answer(&mut self, path: &[Ident]) -> bool;
}

/// For a single layer, nothing was written before.
impl Written for () {
    fn view(&mut self, _: &[Ident], _: &View) -> Option<Ident> {
        None
    }

    fn answer(&mut self, _: &[Ident]) -> bool {
        false
    }
}

/// Writes the module `views`, and keeps the items with views until then.
pub(super) struct ViewWriter {
    planned: PlannedViews,
    kept: Map<ItemId, Vec<(Vec<Ident>, Item)>>,
}

impl ViewWriter {
    pub(super) fn new(planned: PlannedViews) -> Self {
        Self {
            planned,
            kept: Map::default(),
        }
    }

    /// Gives an item `Copy` if views of others copy it. The item is in the module at that path.
    pub(super) fn prepare(&self, item: &mut Item, modules: &[Ident]) {
        if !is_copied(item, &path(item, modules), &self.planned.views) {
            return;
        }
        match item {
            Item::Struct(item) => item.derives.push("Copy"),
            Item::Enum(item) => item.derives.push("Copy"),
            Item::Alias(_) | Item::Transparent(_) => {}
        }
    }

    /// Keeps an item that has a view, or is a function whose answer has one.
    pub(super) fn keep(&mut self, id: ItemId, item: Item, modules: &[Ident]) {
        let path = path(&item, modules);
        if self.planned.views.get(&path).is_some()
            || self.planned.answers.binary_search(&id).is_ok()
        {
            self.kept.or_default(id).push((path, item));
        }
    }

    /// Writes the views that are not written yet, and re-exports the others.
    pub(super) fn write(&self, written: &mut dyn Written, writer: &mut FileWriter<'_>) {
        self.module(&self.planned.module, true, written, writer);
    }

    fn module(
        &self,
        module: &Module<ItemId>,
        is_root: bool,
        written: &mut dyn Written,
        writer: &mut FileWriter<'_>,
    ) {
        writer.open(module);
        for id in &module.items {
            for (path, item) in self.kept.get(id).into_iter().flatten() {
                let view = self.planned.views.get(path);
                match view.and_then(|view| written.view(path, view)) {
                    Some(layer) => writer.reexport_view(&layer, item, path, &self.planned.views),
                    None => writer.view(item, path, &self.planned.views),
                }
            }
        }
        let answers = self.planned.answers.iter().filter(|_| is_root);
        for (path, item) in answers.filter_map(|id| self.kept.get(id)).flatten() {
            if let (Item::Struct(item), false) = (item, written.answer(path)) {
                writer.answer(item, path, &self.planned.views);
            }
        }
        for inner in &module.modules {
            self.module(inner, false, written, writer);
        }
        writer.close();
    }
}

/// Returns the path of an item in those modules.
fn path(item: &Item, modules: &[Ident]) -> Vec<Ident> {
    modules.iter().chain([item.ident()]).cloned().collect()
}
