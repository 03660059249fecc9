//! From the words of TL to the words of Rust: items with their documentation, from [`plan`].
//!
//! What Rust cannot say yet is a diagnostic at its place, and no definition is dropped.
//!
//! [`plan`]: crate::rust::plan

mod docs;
mod enums;
mod registry;
mod structs;

use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::Schema;

use crate::rust::config::Config;
use crate::rust::model::{File, Ident, Item, Module};
use crate::rust::names::Cases;
use crate::rust::plan::{ItemId, Plans};

/// A schema on its way to Rust, item by item: the items of a whole schema are never in memory.
pub(crate) struct Lowering<'a, 's> {
    schema: &'a Schema<'s>,
    config: &'a Config,
    cases: Cases,
    plans: Plans<'a, 's>,
}

impl<'a, 's> Lowering<'a, 's> {
    /// Plans all items, and reports what cannot be generated. The items are worth nothing where an
    /// error was.
    pub(crate) fn new(
        schema: &'a Schema<'s>,
        config: &'a Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut cases = Cases::default();
        Self {
            schema,
            config,
            plans: Plans::new(schema, config, &mut cases, diagnostics),
            cases,
        }
    }

    /// The file, with ids for items.
    pub(crate) fn file(&mut self) -> File<ItemId> {
        let of_schema = self.schema.layer;
        let of_schema = of_schema.and_then(|layer| i32::try_from(layer).ok());
        let registry = || registry::registry(self.schema, &self.plans);
        File {
            layer: self.config.layer.or(of_schema),
            registry: self.config.registry.then(registry),
            modules: std::mem::take(&mut self.plans.modules),
        }
    }

    /// The items that an id of the file stands for. Each is made once.
    pub(crate) fn items(&mut self, id: ItemId) -> Vec<Item> {
        match id {
            ItemId::Structs(id) => self.structs(id),
            ItemId::Enum(id) => self.union(id).into_iter().collect(),
            ItemId::Alias(id) => self.alias(id).into_iter().collect(),
        }
    }
}

/// The file that a schema becomes, as a whole.
pub fn lower(schema: &Schema<'_>, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> File {
    let mut lowering = Lowering::new(schema, config, diagnostics);
    let file = lowering.file();
    let modules = file.modules.into_iter();
    File {
        layer: file.layer,
        modules: modules.map(|module| whole(module, &mut lowering)).collect(),
        registry: file.registry,
    }
}

fn whole(module: Module<ItemId>, lowering: &mut Lowering<'_, '_>) -> Module {
    let items = module.items.into_iter();
    Module {
        ident: module.ident,
        docs: module.docs,
        has_enums: module.has_enums,
        items: items.flat_map(|id| lowering.items(id)).collect(),
        modules: Vec::from_iter(
            module
                .modules
                .into_iter()
                .map(|inner| whole(inner, lowering)),
        ),
    }
}

/// The traits to derive, where those are told that not every type can have.
fn derives(config: &Config, default: bool, hash: bool) -> Vec<Ident> {
    let chosen = &config.derives;
    let hash = chosen.hash && hash;
    // What the registry reads is `AnyObject`, which has these.
    let object = config.registry;
    let mut derives = Vec::with_capacity(6);
    for (name, chosen) in [
        ("Debug", chosen.debug || object),
        ("Clone", chosen.clone || object),
        ("Default", chosen.default && default),
        ("PartialEq", chosen.partial_eq || hash || object),
        ("Eq", hash),
        ("Hash", hash),
    ] {
        if chosen {
            derives.push(Ident::new(name));
        }
    }
    derives
}
