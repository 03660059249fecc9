//! Matching of the declarations of two schemas.

use std::collections::HashMap;
use std::hash::Hash;

use tl_parser::schema::{
    Combinator, CombinatorId, CombinatorKind, Field, IndexVec, Origin, Schema, Type, TypeId,
};

/// The items that correspond in both schemas.
pub(crate) struct Pairs {
    combinators: Both<CombinatorId>,
    types: Both<TypeId>,
}

/// The ids of corresponding items, in both directions.
struct Both<I> {
    new_of: IndexVec<I, Option<I>>,
    old_of: IndexVec<I, Option<I>>,
}

impl<I: tl_parser::schema::Id> Both<I> {
    fn new(old: usize, new: usize) -> Self {
        Self {
            new_of: IndexVec::filled(None, old),
            old_of: IndexVec::filled(None, new),
        }
    }

    fn add(&mut self, old: I, new: I) {
        self.new_of[old] = Some(new);
        self.old_of[new] = Some(old);
    }

    fn has_old(&self, id: I) -> bool {
        self.new_of[id].is_some()
    }

    fn has_new(&self, id: I) -> bool {
        self.old_of[id].is_some()
    }
}

impl Pairs {
    pub(crate) fn new(old: &Schema<'_>, new: &Schema<'_>) -> Self {
        let mut pairs = Self {
            combinators: Both::new(old.combinators.len(), new.combinators.len()),
            types: Both::new(old.types.len(), new.types.len()),
        };
        // A declaration that keeps its id and its fields is the same one, even if another has its name now.
        pairs.by_key(old, new, |_, it| Some((it.kind, it.id, texts(it))));
        pairs.by_name(old, new);
        // A new declaration with the id of a removed one was renamed.
        pairs.by_key(old, new, |_, it| Some((it.kind, it.id)));
        pairs.types_by_constructors(old, new);
        pairs.by_fields(old, new);
        pairs.types_by_constructors(old, new);
        pairs
    }

    /// Returns the new declaration for an old one.
    pub(crate) fn new_of(&self, old: CombinatorId) -> Option<CombinatorId> {
        self.combinators.new_of[old]
    }

    /// Returns the old declaration for a new one.
    pub(crate) fn old_of(&self, new: CombinatorId) -> Option<CombinatorId> {
        self.combinators.old_of[new]
    }

    /// Returns the new type for an old one.
    pub(crate) fn new_type_of(&self, old: TypeId) -> Option<TypeId> {
        self.types.new_of[old]
    }

    /// Returns the old type for a new one.
    pub(crate) fn old_type_of(&self, new: TypeId) -> Option<TypeId> {
        self.types.old_of[new]
    }

    fn by_name(&mut self, old: &Schema<'_>, new: &Schema<'_>) {
        let types: HashMap<&str, TypeId> =
            new.types.entries().map(|(id, it)| (it.name, id)).collect();
        for (id, ty) in old.types.entries() {
            if let Some(&new) = types.get(ty.name) {
                self.types.add(id, new);
            }
        }
        let key = |it: &Combinator<'_>| (it.kind, it.name.to_owned());
        let has_name = |it: &Combinator<'_>| it.name != "_";
        let named = new.combinators.entries().filter(|(_, it)| has_name(it));
        let named: HashMap<_, CombinatorId> = named.map(|(id, it)| (key(it), id)).collect();
        for (id, combinator) in old.combinators.entries() {
            let now = named.get(&key(combinator)).copied();
            let now = now.filter(|&now| !self.combinators.has_new(now));
            if let Some(now) = now.filter(|_| !self.combinators.has_old(id)) {
                self.combinators.add(id, now);
            }
        }
    }

    /// Matches renamed declarations by fields and result, if no other declaration has the same.
    fn by_fields(&mut self, old: &Schema<'_>, new: &Schema<'_>) {
        type Key = (CombinatorKind, Option<TypeId>, Vec<String>);
        let old_key = |pairs: &Self, it: &Combinator<'_>| -> Option<Key> {
            let ty = it.ty().and_then(|ty| pairs.new_type_of(ty));
            Some((it.kind, ty, fields(it)?))
        };
        let new_key = |pairs: &Self, it: &Combinator<'_>| -> Option<Key> {
            let ty = it.ty().filter(|&ty| pairs.types.has_new(ty));
            Some((it.kind, ty, fields(it)?))
        };
        self.by_keys(old, new, old_key, new_key);
    }

    fn by_key<K: Hash + Eq>(
        &mut self,
        old: &Schema<'_>,
        new: &Schema<'_>,
        key: impl Fn(&Self, &Combinator<'_>) -> Option<K>,
    ) {
        self.by_keys(old, new, &key, &key);
    }

    /// Matches unmatched declarations whose key is unique.
    fn by_keys<K: Hash + Eq>(
        &mut self,
        old: &Schema<'_>,
        new: &Schema<'_>,
        old_key: impl Fn(&Self, &Combinator<'_>) -> Option<K>,
        new_key: impl Fn(&Self, &Combinator<'_>) -> Option<K>,
    ) {
        let gone = unmatched(
            old,
            |id| self.combinators.has_old(id),
            |it| old_key(self, it),
        );
        let come = unmatched(
            new,
            |id| self.combinators.has_new(id),
            |it| new_key(self, it),
        );
        for (key, old) in gone {
            if let (Some(old), Some(&Some(new))) = (old, come.get(&key)) {
                self.combinators.add(old, new);
            }
        }
    }

    /// Matches a type whose constructors now all belong to one other type, which is its new name.
    fn types_by_constructors(&mut self, old: &Schema<'_>, new: &Schema<'_>) {
        for (id, ty) in old.types.entries() {
            if self.types.has_old(id) || ty.origin != Origin::Declared {
                continue;
            }
            let now = ty.constructors.iter().filter_map(|&it| self.new_of(it));
            let mut now = now.map(|it| new[it].ty());
            let Some(Some(first)) = now.next() else {
                continue;
            };
            if !self.types.has_new(first) && now.all(|other| other == Some(first)) {
                self.types.add(id, first);
            }
        }
    }
}

/// Returns the unmatched declarations by key; `None` for a key that several have.
fn unmatched<K: Hash + Eq>(
    schema: &Schema<'_>,
    is_matched: impl Fn(CombinatorId) -> bool,
    key: impl Fn(&Combinator<'_>) -> Option<K>,
) -> HashMap<K, Option<CombinatorId>> {
    let mut found = HashMap::new();
    for (id, combinator) in schema.combinators.entries() {
        if is_matched(id) || combinator.origin != Origin::Declared {
            continue;
        }
        if let Some(key) = key(combinator) {
            let only = |found: &mut Option<_>| *found = None;
            found.entry(key).and_modify(only).or_insert(Some(id));
        }
    }
    found
}

/// Returns the fields as text.
fn texts(combinator: &Combinator<'_>) -> Vec<String> {
    combinator.fields.iter().map(Field::meaning).collect()
}

/// Returns the fields as text, if there are enough to recognise a declaration by.
fn fields(combinator: &Combinator<'_>) -> Option<Vec<String>> {
    const ENOUGH: usize = 2;
    (combinator.fields.len() >= ENOUGH).then(|| texts(combinator))
}

/// Whether the schema itself declares a type.
pub(crate) fn is_declared(ty: &Type<'_>) -> bool {
    ty.origin == Origin::Declared && ty.builtin.is_none()
}
