//! The modules of a file, and where in them each item is.

use std::rc::Rc;

use tl_parser::schema::{CombinatorId, CombinatorKind, Id, IndexVec, TypeId};

use crate::rust::model::{Ident, Module, Ty};
use crate::rust::names::{Cases, Name, Taken, split};

/// What stands for items until they are lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemId {
    /// The struct of a constructor or function, and those of the elements of its repetitions.
    Structs(CombinatorId),
    /// The enum of a type.
    Enum(TypeId),
    /// The alias that a type is.
    Alias(TypeId),
}

/// Where an item is: `types::photos::Photo`.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    /// From the root of the file, with the name.
    parts: Rc<[Ident]>,
    /// `Photo`.
    pub name: Name,
}

impl Path {
    /// How many modules below the root of the file the item is.
    pub(crate) fn depth(&self) -> usize {
        self.parts.len().saturating_sub(1)
    }

    /// The path as it is written in a module that is `depth` modules below the root of the file.
    pub(crate) fn seen_from(&self, depth: usize, args: Vec<Ty>) -> Ty {
        Ty::Item(depth, self.parts.clone(), args)
    }
}

/// The modules of a file, while they are filled.
pub(super) struct Modules(IndexVec<ModuleId, Contents>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ModuleId(usize);

impl Id for ModuleId {
    fn new(index: usize) -> Self {
        Self(index)
    }

    fn index(self) -> usize {
        self.0
    }
}

const TYPES: ModuleId = ModuleId(0);
const ENUMS: ModuleId = ModuleId(1);
const FUNCTIONS: ModuleId = ModuleId(2);

struct Contents {
    path: Vec<Ident>,
    docs: String,
    taken: Taken,
    items: Vec<ItemId>,
    inner: Vec<ModuleId>,
}

impl Contents {
    fn new(path: Vec<Ident>, docs: String) -> Self {
        Self {
            path,
            docs,
            taken: Taken::default(),
            items: Vec::new(),
            inner: Vec::new(),
        }
    }
}

impl Modules {
    /// The modules that every file has.
    pub(super) fn new() -> Self {
        let enums = "The types: an enum where there are several constructors.";
        let roots = [
            ("types", "The constructors, a struct each."),
            ("enums", enums),
            ("functions", "The functions, a struct each."),
        ];
        let roots = roots.map(|(name, docs)| Contents::new(vec![Ident::new(name)], docs.into()));
        Self(Vec::from(roots).into())
    }

    /// Gives a place to the struct of a constructor or function, or to that of an element.
    pub(super) fn add_struct(
        &mut self,
        kind: CombinatorKind,
        name: &str,
        item: Option<ItemId>,
        cases: &mut Cases,
    ) -> Path {
        let root = match kind {
            CombinatorKind::Constructor => TYPES,
            CombinatorKind::Function => FUNCTIONS,
        };
        self.add(root, name, item, cases)
    }

    /// Gives a place to the enum or alias of a type.
    pub(super) fn add_type(&mut self, name: &str, item: ItemId, cases: &mut Cases) -> Path {
        self.add(ENUMS, name, Some(item), cases)
    }

    fn add(&mut self, root: ModuleId, name: &str, item: Option<ItemId>, cases: &mut Cases) -> Path {
        let (namespace, name) = split(name);
        let id = self.module(root, namespace, cases);
        let module = &mut self.0[id];
        module.items.extend(item);
        let name = module.taken.unique(&cases.camel(name));
        Path {
            parts: module.path.iter().chain([&name.ident]).cloned().collect(),
            name,
        }
    }

    /// The module of a namespace.
    fn module(&mut self, root: ModuleId, namespace: &str, cases: &mut Cases) -> ModuleId {
        let mut id = root;
        for part in namespace.split('.').filter(|part| !part.is_empty()) {
            let name = cases.snake(part);
            let mut inner = self.0[id].inner.iter().copied();
            let found = inner.find(|&inner| self.0[inner].path.last() == Some(&name));
            id = found.unwrap_or_else(|| self.open(id, name));
        }
        id
    }

    /// A new module in another one.
    fn open(&mut self, outer: ModuleId, name: Ident) -> ModuleId {
        let mut path = self.0[outer].path.clone();
        path.push(name);
        let mut docs = String::from("The namespace `");
        for (index, part) in path.iter().skip(1).enumerate() {
            docs.push_str(if index > 0 { "." } else { "" });
            docs.push_str(part.plain());
        }
        docs.push_str("`.");
        let id = self.0.push(Contents::new(path, docs));
        self.0[outer].inner.push(id);
        id
    }

    /// All modules with what is in them.
    pub(super) fn finish(mut self) -> Vec<Module<ItemId>> {
        [TYPES, ENUMS, FUNCTIONS]
            .map(|root| self.finished(root))
            .into()
    }

    fn finished(&mut self, id: ModuleId) -> Module<ItemId> {
        let contents = &mut self.0[id];
        let ident = contents.path.pop().unwrap_or_else(|| Ident::new("_"));
        let (docs, items) = (
            std::mem::take(&mut contents.docs),
            std::mem::take(&mut contents.items),
        );
        let inner = std::mem::take(&mut contents.inner);
        let modules: Vec<_> = inner.into_iter().map(|id| self.finished(id)).collect();
        let is_enum = |item: &ItemId| matches!(item, ItemId::Enum(_));
        Module {
            has_enums: items.iter().any(is_enum) || modules.iter().any(|it| it.has_enums),
            ident,
            docs,
            items,
            modules,
        }
    }
}
