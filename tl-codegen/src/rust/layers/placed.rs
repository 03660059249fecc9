//! The items of a layer, and the items that each names.

use std::rc::Rc;

use crate::rust::emit::{self, Context};
use crate::rust::layers::module_name;
use crate::rust::lower::Lowering;
use crate::rust::model::{
    FieldRole, Ident, Item, Module, RegistryEntry, Response, Struct, Ty, VariantKind,
};
use crate::rust::plan::ItemId;
use crate::rust::views::ViewWriter;
use crate::sorted::{Map, Set};

/// A layer, lowered.
pub(super) struct Placed {
    pub(super) number: u32,
    /// The modules, with indices into `items`.
    pub(super) modules: Vec<Module<usize>>,
    pub(super) items: Vec<Place>,
    /// The items by their paths.
    by_path: Map<Vec<Ident>, usize>,
    pub(super) registry: Vec<RegistryEntry>,
    /// The views, which keep what they are of.
    pub(super) views: Option<ViewWriter>,
}

/// An item and where it is.
pub(super) struct Place {
    /// The path from the module of the layer, with the name.
    pub(super) path: Vec<Ident>,
    pub(super) item: Item,
    /// Its code, without documentation.
    pub(super) text: String,
    /// The items that it names.
    pub(super) names: Vec<usize>,
}

impl Placed {
    pub(super) fn new(number: u32, lowering: &mut Lowering<'_, '_>, context: &Context) -> Self {
        let mut placed = Self {
            number,
            modules: Vec::new(),
            items: Vec::new(),
            by_path: Map::default(),
            registry: lowering.registry(),
            views: lowering.plans.views.take().map(ViewWriter::new),
        };
        let modules = std::mem::take(&mut lowering.plans.modules);
        let mut path = Vec::new();
        let modules = modules.into_iter();
        placed.modules = modules
            .map(|module| placed.module(module, &mut path, lowering, context))
            .collect();
        for index in 0..placed.items.len() {
            let names = placed.items.get(index).map(|place| placed.names(place));
            if let (Some(names), Some(place)) = (names, placed.items.get_mut(index)) {
                place.names = names;
            }
        }
        placed
    }

    fn module(
        &mut self,
        module: Module<ItemId>,
        path: &mut Vec<Ident>,
        lowering: &mut Lowering<'_, '_>,
        context: &Context,
    ) -> Module<usize> {
        path.push(module.ident.clone());
        let mut items = Vec::with_capacity(module.items.len());
        let ids = module.items.into_iter();
        let lowered = ids.flat_map(|id| lowering.items(id).into_iter().map(move |item| (id, item)));
        for (id, mut item) in lowered {
            if let Some(views) = &mut self.views {
                views.prepare(&mut item, path);
                views.keep(id, item.clone(), path);
            }
            let mut path = path.clone();
            path.push(item.ident().clone());
            items.push(self.items.len());
            self.by_path.insert(path.clone(), self.items.len());
            self.items.push(Place {
                text: without_docs(&emit::item(&item, context)),
                path,
                item,
                names: Vec::new(),
            });
        }
        let modules = module.modules.into_iter();
        let modules = modules
            .map(|inner| self.module(inner, path, lowering, context))
            .collect();
        path.pop();
        Module {
            ident: module.ident,
            docs: module.docs,
            items,
            modules,
        }
    }

    fn names(&self, place: &Place) -> Vec<usize> {
        let mut names = Set::default();
        place
            .item
            .types(&mut |ty| names.extend(self.find(place, ty)));
        names.iter().copied().collect()
    }

    /// Returns the item that a type refers to, as seen from another item.
    pub(super) fn find(&self, from: &Place, ty: &Ty) -> Option<usize> {
        let Ty::Item(up, path, _) = ty else {
            return None;
        };
        let outer = from.path.len().checked_sub(1 + up)?;
        let mut whole = from.path.get(..outer)?.to_vec();
        whole.extend(path.iter().cloned());
        self.by_path.get(&whole).copied()
    }

    /// The same, but an alias is resolved to its target.
    pub(super) fn resolve(&self, from: &Place, ty: &Ty) -> Option<usize> {
        let found = self.find(from, ty)?;
        let place = self.items.get(found)?;
        match &place.item {
            Item::Alias(alias) => self.find(place, &alias.target),
            Item::Struct(_) | Item::Enum(_) | Item::Transparent(_) => Some(found),
        }
    }

    /// Returns the path of an item from the root.
    pub(super) fn whole_path(&self, item: usize) -> Option<Rc<[Ident]>> {
        let names = &self.items.get(item)?.path;
        let module = module_name(self.number);
        Some([module].into_iter().chain(names.iter().cloned()).collect())
    }

    /// Returns the item at a path.
    pub(super) fn at(&self, path: &[Ident]) -> Option<usize> {
        self.by_path.get(path).copied()
    }
}

fn without_docs(text: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("///");
    text.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

impl Item {
    /// Calls `found` for each type that the code of the item names.
    fn types(&self, found: &mut dyn FnMut(&Ty)) {
        match self {
            Item::Struct(item) => of_struct(item, found),
            Item::Alias(item) => item.target.each(found),
            Item::Enum(item) => {
                for variant in &item.variants {
                    if let Some(conversion) = &variant.conversion {
                        conversion.ty.each(found);
                    }
                    match &variant.kind {
                        VariantKind::Newtype { ty, .. } => ty.each(found),
                        VariantKind::Fields(item) => of_struct(item, found),
                        VariantKind::Unit(_) | VariantKind::Other { .. } | VariantKind::Unknown => {
                        }
                    }
                }
            }
            Item::Transparent(_) => {}
        }
    }
}

fn of_struct(item: &Struct, found: &mut dyn FnMut(&Ty)) {
    for field in &item.fields {
        if let FieldRole::Value(value) = &field.role {
            value.ty.each(found);
        }
    }
    if let Some(Response::Value { ty, .. }) = &item.response {
        ty.each(found);
    }
}
