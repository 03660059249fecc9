//! The part of a schema that is generated, and the directions in which its values go: everything that
//! the user chose, and everything that it reaches.
//!
//! A function that is encoded encodes its arguments and decodes its answer, and one that is decoded
//! does the reverse.

use std::borrow::Cow;

use tl_parser::schema::{
    Arg, Builtin, Combinator, CombinatorId, CombinatorKind, IndexVec, Schema, TypeExpr, TypeId,
};

use crate::rust::config::{Config, Role};
use crate::rust::model::Directions;
use crate::rust::plan::externs::Externs;
use crate::rust::plan::is_generated;
use crate::rust::plan::selections::Selections;
use crate::rust::selector::Selector;
use crate::sorted::Set;

/// Returns the schema with types that do not have the constructors that the user excludes.
pub(crate) fn without_excluded<'a, 's>(
    schema: &'a Schema<'s>,
    excluded: &[Selector],
) -> Cow<'a, Schema<'s>> {
    if excluded.is_empty() {
        return Cow::Borrowed(schema);
    }
    let is_excluded = |name| excluded.iter().any(|it| it.selects_in_namespace(name));
    let mut rest = schema.clone();
    for ty in rest.types.iter_mut() {
        let whole = is_excluded(ty.name);
        ty.constructors.retain(|&id| {
            let it = &schema[id];
            !is_generated(it.builtin, it.origin) || !(whole || is_excluded(it.name))
        });
    }
    Cow::Owned(rest)
}

/// The directions in which the values of each item go; `None` if it is not generated.
#[derive(Clone)]
pub(super) struct Reach {
    pub combinators: IndexVec<CombinatorId, Option<Directions>>,
    pub types: IndexVec<TypeId, Option<Directions>>,
    /// Whether something that is generated holds the constructor bare.
    pub bare: IndexVec<CombinatorId, bool>,
    /// Whether a constructor that is generated, one of its own too, or an object of unknown type holds the type.
    held: IndexVec<TypeId, bool>,
    /// Whether a function that is generated takes the type, or answers with it.
    called: IndexVec<TypeId, bool>,
    /// The types with a constructor that the user excludes.
    reduced: Set<TypeId>,
    /// The directions that a client needs; `None` if the user chooses a role.
    client: Option<Box<Reach>>,
}

impl Reach {
    pub(super) fn new(
        schema: &Schema<'_>,
        config: &Config,
        externs: &Externs,
        selections: &mut Selections<'_>,
    ) -> Self {
        let mut walk = Walk::new(schema, externs);
        walk.keep(selections);
        let client = config.role.is_none().then(|| {
            let mut client = Walk::new(schema, externs);
            client.reach.clone_from(&walk.reach);
            client.chosen.clone_from(&walk.chosen);
            client.objects = walk.objects;
            client.direct(config, Some(Role::Client));
            Box::new(client.reach)
        });
        walk.direct(config, config.role);
        walk.reach.client = client;
        walk.reach
    }

    /// Returns the directions of a constructor or function whose code is compiled where it is defined.
    pub(super) fn compiled(&self, id: CombinatorId, it: &Combinator<'_>) -> Directions {
        let only_called = it.ty().is_some_and(|ty| self.only_called(ty)) && !self.bare[id];
        match it.kind {
            CombinatorKind::Constructor if !only_called => self.of_client(id),
            CombinatorKind::Constructor | CombinatorKind::Function => Directions::NONE,
        }
    }

    /// Returns the directions of a type whose code is compiled where it is defined.
    pub(super) fn compiled_of_type(&self, id: TypeId) -> Directions {
        match &self.client {
            _ if self.only_called(id) => Directions::NONE,
            None => Directions::BOTH,
            Some(client) => client.types[id].unwrap_or(Directions::NONE),
        }
    }

    /// Returns the directions of a constructor or function that a client needs; both if the user chooses a role.
    pub(super) fn of_client(&self, id: CombinatorId) -> Directions {
        match &self.client {
            None => Directions::BOTH,
            Some(client) => client.combinators[id].unwrap_or(Directions::NONE),
        }
    }

    /// Whether functions take the type or answer with it, and nothing else holds it. A program needs its code
    /// only for the functions that it calls.
    fn only_called(&self, id: TypeId) -> bool {
        self.called[id] && !self.held[id]
    }

    /// Returns the only constructor of a type. If there is another one that is excluded, the type still
    /// counts as one of several.
    pub(super) fn only(&self, schema: &Schema<'_>, ty: TypeId) -> Option<CombinatorId> {
        match schema[ty].constructors.as_slice() {
            [only] if !self.reduced.contains(&ty) => Some(*only),
            _ => None,
        }
    }
}

/// Returns everything that some items reach: constructors or functions in those directions, and types
/// that are decoded.
pub(super) fn reached_from(
    schema: &Schema<'_>,
    reach: &Reach,
    externs: &Externs,
    combinators: &[(CombinatorId, Directions)],
    types: &[TypeId],
) -> Reach {
    let mut walk = Walk::new(schema, externs);
    walk.reach.reduced.clone_from(&reach.reduced);
    for (id, directions) in combinators {
        walk.combinator(*id, *directions);
    }
    for id in types {
        walk.ty(*id, Directions::DECODE);
    }
    walk.finish();
    walk.reach
}

#[derive(Clone, Copy)]
enum Item {
    Combinator(CombinatorId),
    Type(TypeId),
}

struct Walk<'w, 's> {
    schema: &'w Schema<'s>,
    externs: &'w Externs,
    reach: Reach,
    /// The items that the user chose.
    chosen: Vec<Item>,
    /// The items whose directions have changed.
    queue: Vec<Item>,
    /// Whether anything holds an object of unknown type.
    objects: bool,
}

impl<'w, 's> Walk<'w, 's> {
    fn new(schema: &'w Schema<'s>, externs: &'w Externs) -> Self {
        Self {
            schema,
            externs,
            reach: Reach {
                combinators: IndexVec::filled(None, schema.combinators.len()),
                types: IndexVec::filled(None, schema.types.len()),
                bare: IndexVec::filled(false, schema.combinators.len()),
                held: IndexVec::filled(false, schema.types.len()),
                called: IndexVec::filled(false, schema.types.len()),
                reduced: Set::default(),
                client: None,
            },
            chosen: Vec::new(),
            queue: Vec::new(),
            objects: false,
        }
    }

    /// Finds the items to generate.
    fn keep(&mut self, selections: &mut Selections<'_>) {
        let schema = self.schema;
        let mut listed = IndexVec::filled(false, schema.combinators.len());
        for ty in schema.types.iter() {
            for &constructor in &ty.constructors {
                listed[constructor] = true;
            }
        }
        for (id, it) in schema.combinators.entries() {
            let ty = it.ty().filter(|_| it.kind == CombinatorKind::Constructor);
            let reduced = ty.filter(|_| !listed[id]);
            self.reach.reduced.extend(reduced);
            // It may be excluded with its type.
            let is_left = reduced.is_none();
            let chosen =
                is_generated(it.builtin, it.origin) && selections.chooses(it.name, is_left);
            if chosen && !self.externs.has(id) {
                self.chosen.push(Item::Combinator(id));
                self.combinator(id, Directions::NONE);
            }
        }
        for (id, it) in schema.types.entries() {
            // If none of its constructors is left, the type is generated only if something reaches it.
            let is_left = !(it.constructors.is_empty() && self.reach.reduced.contains(&id));
            let chosen =
                is_generated(it.builtin, it.origin) && selections.chooses(it.name, is_left);
            if chosen && !self.externs.has_type(id) {
                self.chosen.push(Item::Type(id));
                self.ty(id, Directions::NONE);
            }
        }
        self.finish();
    }

    /// Finds the directions of everything that is generated.
    fn direct(&mut self, config: &Config, role: Option<Role>) {
        // An object of unknown type is decoded by the registry, and encodes itself.
        let any = config.registry || (config.binary && self.objects);
        if any {
            self.reach.held = IndexVec::filled(true, self.schema.types.len());
        }
        let function = match role {
            None => Directions {
                decode: config.registry,
                encode: true,
            },
            Some(Role::Client) => Directions::ENCODE,
            Some(Role::Server) => Directions {
                decode: true,
                encode: any,
            },
            Some(Role::Both) => Directions::BOTH,
        };
        let constructor = match role {
            Some(Role::Client | Role::Server) if !any => Directions::NONE,
            None | Some(Role::Client | Role::Server | Role::Both) => Directions::BOTH,
        };
        for (id, it) in self.schema.combinators.entries() {
            if self.reach.combinators[id].is_some() {
                let directions = match it.kind {
                    CombinatorKind::Constructor => constructor,
                    CombinatorKind::Function => function,
                };
                self.combinator(id, directions);
            }
        }
        for id in self.schema.types.ids() {
            if self.reach.types[id].is_some() {
                self.ty(id, constructor);
            }
        }
        self.finish();
        self.direct_chosen(function);
        self.direct_rest();
    }

    /// Sets the directions of items that the user chose without a function that reaches them, such as
    /// updates: those that all functions of the schema give them.
    fn direct_chosen(&mut self, function: Directions) {
        let all = self.schema.combinators.entries();
        let functions = all.filter(|(_, it)| it.kind == CombinatorKind::Function);
        let functions = functions.map(|(id, _)| (id, function)).collect::<Vec<_>>();
        // If all of them are generated, everything that they reach has its directions.
        let is_there = |&(id, _): &(CombinatorId, Directions)| self.reach.combinators[id].is_some();
        if functions.iter().all(is_there) {
            return;
        }
        let of_all = reached_from(self.schema, &self.reach, self.externs, &functions, &[]);
        let mut chosen = std::mem::take(&mut self.chosen);
        chosen.retain(|item| match *item {
            Item::Combinator(id) => self.reach.combinators[id] == Some(Directions::NONE),
            Item::Type(id) => self.reach.types[id] == Some(Directions::NONE),
        });
        for item in chosen {
            match item {
                Item::Combinator(id) => {
                    self.combinator(id, of_all.combinators[id].unwrap_or(Directions::NONE));
                }
                Item::Type(id) => self.ty(id, of_all.types[id].unwrap_or(Directions::NONE)),
            }
        }
        self.finish();
    }

    /// Sets the directions of items that no function reaches, such as errors: they may come from either side.
    fn direct_rest(&mut self) {
        for id in self.schema.combinators.ids() {
            if self.reach.combinators[id] == Some(Directions::NONE) {
                self.combinator(id, Directions::BOTH);
            }
        }
        self.finish();
        for (id, it) in self.schema.types.entries() {
            if self.reach.types[id] != Some(Directions::NONE) {
                continue;
            }
            let of_constructors = it.constructors.iter();
            let of_constructors = of_constructors.filter_map(|&it| self.reach.combinators[it]);
            self.ty(
                id,
                match of_constructors.fold(Directions::BOTH, |all, it| all & it) {
                    Directions::NONE => Directions::BOTH,
                    common => common,
                },
            );
        }
        self.finish();
    }

    /// Goes on until nothing changes.
    fn finish(&mut self) {
        while let Some(item) = self.queue.pop() {
            match item {
                Item::Combinator(id) => self.inside(id),
                Item::Type(id) => {
                    let directions = self.reach.types[id].unwrap_or(Directions::NONE);
                    for &constructor in &self.schema[id].constructors {
                        self.combinator(constructor, directions);
                    }
                }
            }
        }
    }

    /// Adds the contents of a constructor or function, and the answer to the function.
    fn inside(&mut self, id: CombinatorId) {
        // An item from elsewhere contains items from elsewhere.
        if self.externs.has(id) {
            return;
        }
        let combinator = &self.schema[id];
        let directions = self.reach.combinators[id].unwrap_or(Directions::NONE);
        for field in &combinator.fields {
            self.expr(combinator.kind, &field.ty, directions);
        }
        match (combinator.kind, combinator.ty()) {
            (CombinatorKind::Function, _) => {
                self.expr(combinator.kind, &combinator.result, !directions);
            }
            // The name of its type is an alias, which has no code.
            (CombinatorKind::Constructor, Some(ty)) => {
                if self.reach.only(self.schema, ty).is_some() {
                    self.ty(ty, Directions::NONE);
                }
            }
            (CombinatorKind::Constructor, None) => {}
        }
    }

    fn expr(&mut self, kind: CombinatorKind, expr: &TypeExpr<'s>, directions: Directions) {
        let (builtin, args) = match expr {
            TypeExpr::Nat(_) | TypeExpr::Var(..) => return,
            // In a constructor it is a call of any function.
            TypeExpr::Call(..) => {
                self.objects |= kind == CombinatorKind::Constructor;
                return;
            }
            TypeExpr::Repeat(_, fields, _) => {
                for field in fields {
                    self.expr(kind, &field.ty, directions);
                }
                return;
            }
            TypeExpr::Boxed(id, args, _) => {
                match kind {
                    CombinatorKind::Constructor => self.reach.held[*id] = true,
                    CombinatorKind::Function => self.reach.called[*id] = true,
                }
                self.ty(*id, directions);
                (self.schema[*id].builtin, args)
            }
            TypeExpr::Bare(id, args, _) => {
                self.reach.bare[*id] = true;
                self.combinator(*id, directions);
                (self.schema[*id].builtin, args)
            }
        };
        self.objects |= matches!(builtin, Some(Builtin::Object | Builtin::Function));
        for ty in args.iter().filter_map(Arg::ty) {
            self.expr(kind, ty, directions);
        }
    }

    fn combinator(&mut self, id: CombinatorId, directions: Directions) {
        let it = &self.schema[id];
        let known = &mut self.reach.combinators[id];
        if is_generated(it.builtin, it.origin) && add(known, directions) {
            self.queue.push(Item::Combinator(id));
        }
    }

    fn ty(&mut self, id: TypeId, directions: Directions) {
        let it = &self.schema[id];
        let known = &mut self.reach.types[id];
        if is_generated(it.builtin, it.origin) && add(known, directions) {
            self.queue.push(Item::Type(id));
        }
    }
}

/// Adds directions. Returns whether anything changed.
fn add(known: &mut Option<Directions>, directions: Directions) -> bool {
    let all = Some(known.unwrap_or(Directions::NONE) | directions);
    std::mem::replace(known, all) != all
}

#[cfg(test)]
mod tests;
