//! The input of pages: a schema, the facts about it, and the path of each page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use tl_codegen::facts::{Facts, FunctionFacts, Text};
use tl_parser::schema::{
    Combinator, CombinatorId, CombinatorKind, Field, IndexVec, Origin, Schema, TypeExpr, TypeId,
};

use super::example::Examples;
use super::page::{Entry, Target, Targets};
use super::paths::Paths;
use super::words::{shown_name, summary};

/// A schema with everything that is known about it.
pub(crate) struct Reference<'a, 's> {
    pub(super) schema: &'a Schema<'s>,
    pub(super) facts: &'a Facts,
    pub(super) examples: Option<Examples>,
    /// The pages of constructors, functions and types; builtins have none.
    pub(super) combinators: IndexVec<CombinatorId, Option<Rc<str>>>,
    pub(super) types: IndexVec<TypeId, Option<Rc<str>>>,
    pub(super) errors: BTreeMap<&'a str, Rc<str>>,
    pub(super) namespaces: BTreeMap<&'s str, Rc<str>>,
    /// The functions that return a type, and the declarations that take or contain it.
    pub(super) returned_by: IndexVec<TypeId, Users<'s>>,
    pub(super) used_by: IndexVec<TypeId, Users<'s>>,
    /// The functions that may fail with an error.
    pub(super) raised_by: BTreeMap<&'a str, Vec<CombinatorId>>,
    functions_by_name: BTreeMap<&'s str, CombinatorId>,
    constructors_by_name: BTreeMap<&'s str, CombinatorId>,
    types_by_name: BTreeMap<&'s str, TypeId>,
    titles: BTreeMap<Rc<str>, &'s str>,
    /// The summaries of constructors and functions.
    summaries: IndexVec<CombinatorId, Rc<str>>,
    /// The lengths of their declarations in bytes.
    lengths: IndexVec<CombinatorId, usize>,
    pub(super) types_in_short: IndexVec<TypeId, InShort>,
    pub(super) errors_in_short: BTreeMap<&'a str, InShort>,
    /// Builtins that are mentioned, by the name of the constructor or type.
    pub(super) builtins: BTreeMap<&'s str, Rc<str>>,
}

/// The summary of a description.
pub(super) struct InShort {
    pub(super) summary: Rc<str>,
    /// Whether other pages show the summary because the description is too long.
    pub(super) is_long: bool,
}

impl InShort {
    /// The maximum length in bytes of a description that other pages repeat.
    const REPEATED: usize = 2_000;

    fn of(text: &Text) -> Self {
        Self {
            summary: summary(text).into(),
            is_long: text.len() > Self::REPEATED,
        }
    }
}

/// The declarations that use or return a type.
#[derive(Clone, Default)]
pub(super) struct Users<'s> {
    pub(super) all: Vec<CombinatorId>,
    /// The functions among them, with their namespaces.
    functions: Vec<(&'s str, CombinatorId)>,
    by_namespace: BTreeMap<&'s str, Vec<CombinatorId>>,
}

impl<'s> Users<'s> {
    fn add(&mut self, id: CombinatorId, it: &Combinator<'s>) {
        self.all.push(id);
        if it.kind == CombinatorKind::Function {
            let namespace = namespace(it.name);
            self.functions.push((namespace, id));
            self.by_namespace.entry(namespace).or_default().push(id);
        }
    }

    /// Returns the functions among them, those of the namespace `first` before others.
    pub(super) fn functions(&self, first: &str) -> impl Iterator<Item = CombinatorId> {
        let near = self.by_namespace.get(first).into_iter().flatten();
        let far = self.functions.iter().filter(move |it| it.0 != first);
        near.copied().chain(far.map(|it| it.1))
    }
}

/// The pages that are not about one definition.
pub(super) const BUILTINS: &str = "builtins";
pub(super) const ERRORS: &str = "errors";
pub(super) const BOTS: &str = "bots";
pub(super) const OVERVIEW: &str = "index";

impl<'a, 's> Reference<'a, 's> {
    /// Joins facts to a schema by full names.
    pub(crate) fn new(schema: &'a Schema<'s>, facts: &'a Facts) -> Self {
        let mut new = Self {
            schema,
            facts,
            examples: Examples::new(schema),
            combinators: IndexVec::default(),
            types: IndexVec::default(),
            errors: BTreeMap::new(),
            namespaces: BTreeMap::new(),
            returned_by: IndexVec::filled(Users::default(), schema.types.len()),
            used_by: IndexVec::filled(Users::default(), schema.types.len()),
            raised_by: BTreeMap::new(),
            functions_by_name: BTreeMap::new(),
            constructors_by_name: BTreeMap::new(),
            types_by_name: BTreeMap::new(),
            titles: BTreeMap::new(),
            summaries: IndexVec::default(),
            lengths: IndexVec::default(),
            types_in_short: IndexVec::default(),
            errors_in_short: BTreeMap::new(),
            builtins: BTreeMap::new(),
        };
        new.give_paths();
        new.find_uses();
        for it in schema.combinators.iter() {
            let summary = summary(&new.description(it)).into();
            new.summaries.push(summary);
            new.lengths.push(it.tl().len());
        }
        for id in schema.types.ids() {
            let in_short = InShort::of(&new.type_description(id));
            new.types_in_short.push(in_short);
        }
        for (name, it) in &facts.errors {
            let in_short = InShort::of(&it.description);
            new.errors_in_short.insert(name, in_short);
        }
        new
    }

    /// Returns the facts about the functions that have pages.
    pub(super) fn functions(
        &self,
    ) -> impl Iterator<Item = (CombinatorId, Option<&'a FunctionFacts>)> + '_ {
        let all = self.schema.combinators.entries();
        let functions = all.filter(|(id, it)| {
            it.kind == CombinatorKind::Function && self.combinators[*id].is_some()
        });
        functions.map(|(id, it)| (id, self.facts.functions.get(it.name)))
    }

    /// Whether the facts say of any function whether bots may call it.
    pub(super) fn knows_bots(&self) -> bool {
        let mut known = self.functions().filter_map(|(_, known)| known);
        known.any(|it| it.callers.is_some() || it.business)
    }

    fn give_paths(&mut self) {
        let mut paths = Paths::default();
        for (id, it) in self.schema.combinators.entries() {
            let (folder, by_name) = match it.kind {
                CombinatorKind::Function => ("function/", &mut self.functions_by_name),
                CombinatorKind::Constructor => ("constructor/", &mut self.constructors_by_name),
            };
            let has_page = it.origin == Origin::Declared;
            let path = has_page.then(|| paths.give(folder, it.name));
            self.titles.extend(path.clone().map(|path| (path, it.name)));
            self.combinators.push(path);
            if has_page {
                by_name.entry(it.name).or_insert(id);
                self.namespaces
                    .entry(namespace(it.name))
                    .or_insert_with(|| "".into());
            } else {
                self.builtins.insert(it.name, it.name.into());
            }
        }
        for (id, it) in self.schema.types.entries() {
            let has_page = it.origin == Origin::Declared;
            let path = has_page.then(|| paths.give("type/", it.name));
            self.titles.extend(path.clone().map(|path| (path, it.name)));
            self.types.push(path);
            if has_page {
                self.types_by_name.insert(it.name, id);
                self.namespaces
                    .entry(namespace(it.name))
                    .or_insert_with(|| "".into());
            } else {
                self.builtins.insert(it.name, it.name.into());
            }
        }
        for (name, path) in &mut self.namespaces {
            *path = paths.give("namespace/", if name.is_empty() { "_" } else { name });
        }
        for name in self.facts.errors.keys() {
            self.errors.insert(name, paths.give("error/", name));
        }
    }

    fn find_uses(&mut self) {
        for (id, it) in self.schema.combinators.entries() {
            if self.combinators[id].is_none() {
                continue;
            }
            if it.kind == CombinatorKind::Function {
                for ty in types_of(self.schema, std::iter::once(&it.result)) {
                    self.returned_by[ty].add(id, it);
                }
                let known = self.facts.functions.get(it.name);
                for name in known.iter().flat_map(|known| known.errors.keys()) {
                    self.raised_by.entry(name).or_default().push(id);
                }
            }
            for ty in types_of(self.schema, it.fields.iter().map(|field| &field.ty)) {
                self.used_by[ty].add(id, it);
            }
        }
    }

    /// Returns the page of a type or constructor, by its TL name.
    pub(super) fn type_named(&self, name: &str) -> Option<Target> {
        let ty = self
            .types_by_name
            .get(name)
            .and_then(|id| self.types[*id].as_ref());
        let constructor = || {
            self.constructors_by_name
                .get(name)
                .and_then(|id| self.combinators[*id].as_ref())
        };
        if let Some(path) = ty.or_else(constructor) {
            return Some(path.into());
        }
        let anchor = self.builtins.get(name)?;
        Some(Target {
            path: BUILTINS.into(),
            anchor: Some(format!("field-{anchor}").into()),
        })
    }

    /// Returns the name of the definition that a page is about.
    pub(super) fn page_named(&self, path: &str) -> Option<Rc<str>> {
        self.titles.get(path).map(|name| shown_name(name).into())
    }

    /// Returns the description of a constructor or function, from the facts or else from comments.
    pub(super) fn description(&self, it: &Combinator<'_>) -> Cow<'a, Text> {
        let known = match it.kind {
            CombinatorKind::Function => self.facts.functions.get(it.name).map(|it| &it.description),
            CombinatorKind::Constructor => self
                .facts
                .constructors
                .get(it.name)
                .map(|it| &it.description),
        };
        Text::or_comment(known, &it.docs)
    }

    /// Returns the description of a field.
    pub(super) fn field_description(
        &self,
        it: &Combinator<'_>,
        field: &Field<'_>,
    ) -> Cow<'a, Text> {
        let known = match it.kind {
            CombinatorKind::Function => self.facts.functions.get(it.name).map(|it| &it.parameters),
            CombinatorKind::Constructor => {
                self.facts.constructors.get(it.name).map(|it| &it.fields)
            }
        };
        Text::or_comment(known.and_then(|known| known.get(field.name?)), &field.docs)
    }

    /// Returns the description of a type; that of its constructor if it has only one and no own description.
    pub(super) fn type_description(&self, id: TypeId) -> Cow<'a, Text> {
        let ty = &self.schema[id];
        let own = Text::or_comment(self.facts.types.get(ty.name), &ty.docs);
        match ty.constructors.as_slice() {
            [only] if own.is_empty() => self.description(&self.schema[*only]),
            _ => own,
        }
    }

    /// Returns the summary of a constructor or function.
    pub(super) fn summary(&self, id: CombinatorId) -> Rc<str> {
        self.summaries[id].clone()
    }

    /// Returns the length of a declaration in bytes.
    pub(super) fn length(&self, id: CombinatorId) -> usize {
        self.lengths[id]
    }

    /// Returns the summary of a type.
    pub(super) fn type_summary(&self, id: TypeId) -> Rc<str> {
        self.types_in_short[id].summary.clone()
    }

    /// Returns a link to a constructor or function.
    pub(super) fn entry(&self, id: CombinatorId) -> Option<Entry> {
        let (name, to) = (self.schema[id].name, self.combinators[id].clone()?);
        Some(Entry::new(shown_name(name), to, self.summary(id)))
    }

    /// Returns a link to a type.
    pub(super) fn type_entry(&self, id: TypeId) -> Option<Entry> {
        let (name, to) = (self.schema[id].name, self.types[id].clone()?);
        Some(Entry::new(shown_name(name), to, self.type_summary(id)))
    }

    /// Returns the types that these expressions name, except builtins.
    pub(super) fn types_of(&self, types: &[&TypeExpr<'s>]) -> Vec<TypeId> {
        let named = types_of(self.schema, types.iter().copied());
        named
            .into_iter()
            .filter(|id| self.schema[*id].builtin.is_none())
            .collect()
    }
}

impl Targets for Reference<'_, '_> {
    fn named(&self, name: &str) -> Option<Target> {
        let function = self
            .functions_by_name
            .get(name)
            .and_then(|id| self.combinators[*id].as_ref());
        match function {
            Some(path) => Some(path.into()),
            None => self.type_named(name).filter(|it| it.anchor.is_none()),
        }
    }

    /// Maps addresses of Telegram's documentation to our pages.
    fn at_address(&self, address: &str) -> Option<Target> {
        let (_, path) = address.split_once("://")?;
        let (host, path) = path.split_once('/')?;
        if host != "core.telegram.org" && host != "corefork.telegram.org" {
            return None;
        }
        let (kind, name) = path.split_once('/')?;
        match kind {
            "method" => self
                .functions_by_name
                .get(name)
                .and_then(|id| self.combinators[*id].as_ref()),
            "constructor" => self
                .constructors_by_name
                .get(name)
                .and_then(|id| self.combinators[*id].as_ref()),
            "type" => self
                .types_by_name
                .get(name)
                .and_then(|id| self.types[*id].as_ref()),
            _ => None,
        }
        .map(Target::from)
    }
}

/// Returns the namespace of a name: `photos` for `photos.updateProfilePhoto`.
pub(super) fn namespace(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

fn types_of<'e, 's: 'e>(
    schema: &Schema<'s>,
    types: impl Iterator<Item = &'e TypeExpr<'s>>,
) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for ty in types {
        ty.each(&mut |ty| found.extend(ty.applied(schema).map(|(id, _)| id)));
    }
    found
}
