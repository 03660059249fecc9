//! Translates TL to Rust: makes items with their documentation from [`plan`].
//!
//! A construct that Rust code cannot express yet is a diagnostic at its place, and no definition is dropped.
//!
//! [`plan`]: crate::rust::plan

mod docs;
mod emptied;
mod enums;
mod errors;
mod lossy;
mod registry;
mod structs;
mod traits;

use std::rc::Rc;

use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::{CombinatorId, IndexVec, Schema, TypeId};

use crate::rust::config::Config;
use crate::rust::model::{Ident, Item};
use crate::rust::names::Cases;
use crate::rust::plan::{Foreign, ItemId, Plans};
use crate::sorted::Map;

pub use lossy::lossy_strings;

/// A schema that is lowered item by item, so that the items of a whole schema are never in memory.
pub(crate) struct Lowering<'a, 's> {
    schema: &'a Schema<'s>,
    config: &'a Config,
    cases: Cases,
    pub(super) plans: Plans<'a, 's>,
}

impl<'a, 's> Lowering<'a, 's> {
    /// Plans all items, and reports what cannot be generated. The items must not be used if there was an
    /// error.
    pub(crate) fn new(
        schema: &'a Schema<'s>,
        foreign: &[Foreign],
        config: &'a Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut cases = Cases::default();
        Self {
            schema,
            config,
            plans: Plans::new(schema, config, foreign, &mut cases, diagnostics),
            cases,
        }
    }

    /// Returns the constant `LAYER`.
    pub(crate) fn layer(&self) -> Option<i32> {
        let of_schema = self.schema.layer;
        let of_schema = of_schema.and_then(|layer| i32::try_from(layer).ok());
        self.config.layer.or(of_schema)
    }

    /// Makes the items that an id stands for.
    pub(crate) fn items(&mut self, id: ItemId) -> Vec<Item> {
        match id {
            ItemId::Structs(id) => self.structs(id).into_iter().map(Item::Struct).collect(),
            ItemId::Enum(id) => self.union(id).into_iter().collect(),
            ItemId::Alias(id) => self.alias(id).into_iter().collect(),
        }
    }
}

/// All items of a schema, by their paths from the root of the file: `types::photos::Photo`.
#[derive(Debug, Default)]
pub struct Items {
    /// The items.
    pub by_path: Map<Rc<[Ident]>, Item>,
    /// The path of the struct of each constructor and function that has one.
    pub combinators: IndexVec<CombinatorId, Option<Rc<[Ident]>>>,
    /// The path of the enum or alias of each type that has one.
    pub types: IndexVec<TypeId, Option<Rc<[Ident]>>>,
}

/// Returns all items of a schema, with their paths. They must not be used if there is an error among the
/// diagnostics that this adds.
pub fn items(schema: &Schema<'_>, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Items {
    let mut lowering = Lowering::new(schema, &[], config, diagnostics);
    let mut items = Items::default();
    for id in schema.combinators.ids() {
        let path = lowering.plans.combinators[id].as_ref();
        let path = path.map(|plan| plan.path.parts.clone());
        let structs = lowering.structs(id);
        let module = path.as_ref().and_then(|path| path.split_last());
        let module = module.map_or(&[][..], |(_, module)| module);
        for item in structs {
            let path = module.iter().chain([&item.ident]).cloned().collect();
            items.by_path.insert(path, Item::Struct(item));
        }
        let path = path.filter(|path| items.by_path.contains_key(path));
        items.combinators.push(path);
    }
    for id in schema.types.ids() {
        let path = lowering.plans.types[id].as_ref();
        let path = path.map(|plan| plan.path.parts.clone());
        let item = lowering.alias(id).or_else(|| lowering.union(id));
        if let (Some(path), Some(item)) = (&path, item) {
            items.by_path.insert(path.clone(), item);
        }
        items.types.push(path);
    }
    items
}
