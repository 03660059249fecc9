//! The modules of a file, and the places of the items in them.

use std::borrow::Cow;
use std::rc::Rc;

use tl_parser::schema::{Combinator, CombinatorId, CombinatorKind, TypeId};

use crate::rust::choice::RustName;
use crate::rust::model::{Ident, Module, Ty};
use crate::rust::names::{Cases, Claims, Name, Taken, split};
use crate::sorted::Map;

/// An item that is not lowered yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ItemId {
    /// The structs of a constructor or function, and of its repetitions' elements.
    Structs(CombinatorId),
    /// The enum of a type.
    Enum(TypeId),
    /// The alias of a type.
    Alias(TypeId),
}

/// Returns a key that distinguishes a constructor or function from others with its Rust name: its TL name,
/// which includes the id if the name is `_`: `_#98d90743`.
pub(crate) fn key<'s>(combinator: &Combinator<'s>) -> Cow<'s, str> {
    match split(combinator.name) {
        (_, "_") => format!("{}#{:08x}", combinator.name, combinator.id).into(),
        _ => combinator.name.into(),
    }
}

/// The path of an item: `types::photos::Photo`.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    /// The path from the root of the file, with the name.
    pub parts: Rc<[Ident]>,
    /// `Photo`.
    pub name: Name,
    is_here: bool,
}

impl Path {
    /// The path of an item that the file does not have, as it is written everywhere.
    pub(super) fn elsewhere(path: &str) -> Self {
        Self {
            parts: [Ident::new(path)].into(),
            name: Name::by_rule(Ident::new(path), false),
            is_here: false,
        }
    }

    /// Whether the file has the item.
    pub(crate) fn is_here(&self) -> bool {
        self.is_here
    }

    /// Returns the number of modules that the item is below the root of the file.
    pub(crate) fn depth(&self) -> usize {
        self.parts.len().saturating_sub(1)
    }

    /// Returns the path as it is written in a module that is `depth` modules below the root of the file.
    pub(crate) fn seen_from(&self, depth: usize, args: Vec<Ty>) -> Ty {
        let up = if self.is_here { depth } else { 0 };
        Ty::Item(up, self.parts.clone(), args)
    }
}

/// The maximum depth of modules: more than any schema needs, and less than what rustc has a stack for.
pub(super) const MAX_MODULES: usize = 64;

/// The modules of a file, while they are being filled.
pub(super) struct Modules {
    types: Open,
    pub(super) enums: Open,
    functions: Open,
}

impl Default for Modules {
    fn default() -> Self {
        let root = |name, docs: &str| Open::new(vec![Ident::new(name)], docs.into());
        let of_enums =
            "The types, each as an enum or as an alias of its only constructor's struct.";
        Self {
            types: root("types", "The constructors, each as a struct."),
            enums: root("enums", of_enums),
            functions: root("functions", "The functions, each as a struct."),
        }
    }
}

impl Modules {
    /// Returns the module for the structs of constructors or functions.
    pub(super) fn of(&mut self, kind: CombinatorKind) -> &mut Open {
        match kind {
            CombinatorKind::Constructor => &mut self.types,
            CombinatorKind::Function => &mut self.functions,
        }
    }

    /// Returns all modules with their items.
    pub(super) fn finish(self) -> Vec<Module<ItemId>> {
        [self.types, self.enums, self.functions]
            .map(Open::finish)
            .into()
    }
}

/// A module that is being filled.
pub(super) struct Open {
    path: Vec<Ident>,
    docs: String,
    names: Claims,
    /// The names of views.
    taken: Taken,
    items: Vec<ItemId>,
    inner: Vec<Open>,
    /// The index of each name in `inner`.
    index: Map<Ident, usize>,
}

impl Open {
    pub(super) fn new(path: Vec<Ident>, docs: String) -> Self {
        Self {
            path,
            docs,
            names: Claims::default(),
            taken: Taken::default(),
            items: Vec::new(),
            inner: Vec::new(),
            index: Map::default(),
        }
    }

    /// Announces an item with that TL name, so that no other item gets its name.
    pub(super) fn announce(&mut self, name: &str, cases: &mut Cases) {
        let (module, name) = self.module_of(name, cases);
        module.names.add(&[cases.camel(name)]);
    }

    /// Adds the item with that TL name to this module, or to the inner module for its namespace. Before that,
    /// all items must be announced, except those that the user renames. A struct that comes with another has
    /// no id; `key` distinguishes the item from others with its Rust name.
    pub(super) fn add(
        &mut self,
        name: &str,
        key: &str,
        chosen: Option<&RustName>,
        item: Option<ItemId>,
        cases: &mut Cases,
    ) -> Path {
        let (module, name) = self.module_of(name, cases);
        module.items.extend(item);
        let name = match chosen {
            Some(RustName(name)) => Name::chosen(name),
            None => module.names.choose(&[cases.camel(name)], key),
        };
        let parts = module.path.iter().chain([&name.ident]);
        Path {
            parts: parts.cloned().collect(),
            name,
            is_here: true,
        }
    }

    /// Returns the module for a TL name, and the last part of the name.
    fn module_of<'n>(&mut self, name: &'n str, cases: &mut Cases) -> (&mut Open, &'n str) {
        let (namespace, name) = split(name);
        let mut module = self;
        let parts = namespace.split('.').filter(|part| !part.is_empty());
        // For a longer name, it is reported that there is no Rust code.
        for part in parts.take(MAX_MODULES) {
            module = module.inner(cases.snake(part));
        }
        (module, name)
    }

    /// Adds the view of an item at the same place below this module, and returns its path. `parts` is the way
    /// there.
    pub(super) fn mirror(&mut self, parts: &[Ident], item: Option<ItemId>) -> Rc<[Ident]> {
        let Some((name, modules)) = parts.split_last() else {
            return Rc::from([]);
        };
        let mut module = self;
        for part in modules {
            module = module.inner(part.clone());
        }
        module.items.extend(item);
        let name = module.taken.unique(name);
        module.path.iter().chain([&name.ident]).cloned().collect()
    }

    /// Adds a type beside a view that it belongs to, such as its parts, `PhotosParts`.
    pub(super) fn beside(&mut self, view: &[Ident], what: &str) -> Rc<[Ident]> {
        let mut path = view.to_vec();
        if let Some(name) = path.last_mut() {
            *name = Ident::new(&[name.plain(), what].concat());
        }
        let path = path.get(self.path.len()..).unwrap_or_default();
        self.mirror(path, None)
    }

    /// Returns the inner module with that name.
    fn inner(&mut self, name: Ident) -> &mut Open {
        let index = self.index.get(&name).copied();
        let index = index.unwrap_or_else(|| {
            let mut path = self.path.clone();
            path.push(name.clone());
            let namespace: Vec<&str> = path.iter().skip(1).map(Ident::plain).collect();
            let docs = format!("The namespace `{}`.", namespace.join("."));
            self.inner.push(Open::new(path, docs));
            let last = self.inner.len() - 1;
            self.index.insert(name, last);
            last
        });
        #[allow(clippy::indexing_slicing, reason = "it was found there, or put there")]
        &mut self.inner[index]
    }

    /// Returns the module without empty inner modules.
    pub(super) fn finish(mut self) -> Module<ItemId> {
        let modules = self.inner.into_iter().map(Open::finish);
        let modules: Vec<_> = modules
            .filter(|it| !it.items.is_empty() || !it.modules.is_empty())
            .collect();
        Module {
            ident: self.path.pop().unwrap_or_else(|| Ident::new("_")),
            docs: self.docs,
            items: self.items,
            modules,
        }
    }
}
