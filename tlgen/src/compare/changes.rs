//! What changed from one schema to another.

use std::collections::BTreeMap;

use serde::Serialize;
use tl_parser::print;
use tl_parser::schema::{Combinator, CombinatorId, CombinatorKind, Field, Origin, Schema, TypeId};

use super::align::{align, moved};
use super::pairs::{Pairs, is_declared};

/// Two schemas, and which of their items correspond.
pub(crate) struct Comparison<'c, 's> {
    pub(crate) old: &'c Schema<'s>,
    pub(crate) new: &'c Schema<'s>,
    pub(crate) pairs: Pairs,
}

impl<'c, 's> Comparison<'c, 's> {
    pub(crate) fn new(old: &'c Schema<'s>, new: &'c Schema<'s>) -> Self {
        let pairs = Pairs::new(old, new);
        Self { old, new, pairs }
    }

    /// Returns the declarations of files that are in both schemas.
    pub(crate) fn kept(&self) -> impl Iterator<Item = (CombinatorId, CombinatorId)> {
        let both = self.new.combinators.entries().filter_map(|(id, now)| {
            let before = self.pairs.old_of(id)?;
            let origins = [self.old[before].origin, now.origin];
            origins.contains(&Origin::Declared).then_some((before, id))
        });
        // A builtin has one form, however it is declared.
        both.filter(|&(before, now)| {
            self.old[before].builtin.is_none() || self.new[now].builtin.is_none()
        })
    }

    /// Returns the declarations of files that are only in the old schema.
    pub(crate) fn removed(&self) -> impl Iterator<Item = (CombinatorId, &'c Combinator<'s>)> {
        let all = self.old.combinators.entries();
        all.filter(|(id, it)| it.origin == Origin::Declared && self.pairs.new_of(*id).is_none())
    }

    /// Returns the declarations of files that are only in the new schema.
    pub(crate) fn added(&self) -> impl Iterator<Item = (CombinatorId, &'c Combinator<'s>)> {
        let all = self.new.combinators.entries();
        all.filter(|(id, it)| it.origin == Origin::Declared && self.pairs.old_of(*id).is_none())
    }

    /// Returns all changes.
    pub(crate) fn changes(&self) -> Changes<'c, 's> {
        let mut types: BTreeMap<Place, TypeChange<'c, 's>> = BTreeMap::new();
        let mut functions = Vec::new();
        let removed = self.removed().map(|(_, it)| (Some(it), None));
        let kept = self.kept();
        let kept = kept.map(|(old, new)| (Some(&self.old[old]), Some(&self.new[new])));
        let added = self.added().map(|(_, it)| (None, Some(it)));
        for (old, new) in removed.chain(in_order(kept.chain(added))) {
            let Some(change) = Change::new(old, new) else {
                continue;
            };
            match self.type_of(old, new) {
                Some((place, old, new)) if change.kind() == CombinatorKind::Constructor => {
                    let of_type = types.entry(place).or_insert_with(|| TypeChange {
                        old: old.map(|id| self.old[id].name),
                        new: new.map(|id| self.new[id].name),
                        constructors: Vec::new(),
                    });
                    of_type.constructors.push(change);
                }
                _ => functions.push(change),
            }
        }
        self.renamed_types(&mut types);
        Changes {
            types: types.into_values().collect(),
            functions,
        }
    }

    /// Adds types whose name is the only change.
    fn renamed_types(&self, types: &mut BTreeMap<Place, TypeChange<'c, 's>>) {
        for (id, ty) in self.new.types.entries().filter(|(_, ty)| is_declared(ty)) {
            let Some(old) = self.pairs.old_type_of(id).map(|old| self.old[old].name) else {
                continue;
            };
            if old != ty.name {
                types.entry(Place::New(id)).or_insert_with(|| TypeChange {
                    old: Some(old),
                    new: Some(ty.name),
                    constructors: Vec::new(),
                });
            }
        }
    }

    /// Returns the type that a changed constructor belongs to: its place, and its old and new id.
    fn type_of(
        &self,
        old: Option<&Combinator<'s>>,
        new: Option<&Combinator<'s>>,
    ) -> Option<(Place, Option<TypeId>, Option<TypeId>)> {
        if let Some(new) = new {
            let id = new.ty()?;
            return Some((Place::New(id), self.pairs.old_type_of(id), Some(id)));
        }
        let id = old?.ty()?;
        Some(match self.pairs.new_type_of(id) {
            Some(new) => (Place::New(new), Some(id), Some(new)),
            None => (Place::Gone(id), Some(id), None),
        })
    }
}

/// Sorts the pairs by their order in the new schema.
fn in_order<'c, 's: 'c>(
    all: impl Iterator<Item = (Option<&'c Combinator<'s>>, Option<&'c Combinator<'s>>)>,
) -> impl Iterator<Item = (Option<&'c Combinator<'s>>, Option<&'c Combinator<'s>>)> {
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, new)| new.map(|new| new.span));
    all.into_iter()
}

/// The order of types: those of the new schema, then the removed ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    New(TypeId),
    Gone(TypeId),
}

/// All changes.
pub(crate) struct Changes<'c, 's> {
    /// The changes of constructors, by type.
    pub(crate) types: Vec<TypeChange<'c, 's>>,
    pub(crate) functions: Vec<Change<'c, 's>>,
}

impl Changes<'_, '_> {
    pub(crate) fn are_none(&self) -> bool {
        self.types.is_empty() && self.functions.is_empty()
    }
}

/// The kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum How {
    Added,
    Removed,
    /// The name changed; other changes may come with it.
    Renamed,
    Changed,
    /// The position changed; only fields are moved.
    Moved,
}

impl How {
    pub(crate) fn word(self) -> &'static str {
        match self {
            How::Added => "added",
            How::Removed => "removed",
            How::Renamed => "renamed",
            How::Changed => "changed",
            How::Moved => "moved",
        }
    }

    /// Classifies a change. The outer options tell whether it existed before and exists now, the inner ones are
    /// its names.
    fn of(old: Option<Option<&str>>, new: Option<Option<&str>>) -> Self {
        match (old, new) {
            (None, _) => How::Added,
            (_, None) => How::Removed,
            (old, new) if old != new => How::Renamed,
            _ => How::Changed,
        }
    }
}

/// The changes of a type.
pub(crate) struct TypeChange<'c, 's> {
    /// The old name; `None` if the type is new.
    pub(crate) old: Option<&'s str>,
    /// The new name; `None` if the type was removed.
    pub(crate) new: Option<&'s str>,
    pub(crate) constructors: Vec<Change<'c, 's>>,
}

impl<'s> TypeChange<'_, 's> {
    pub(crate) fn how(&self) -> How {
        How::of(self.old.map(Some), self.new.map(Some))
    }

    /// Returns the new name, or the old one if the type was removed.
    pub(crate) fn name(&self) -> &'s str {
        self.new.or(self.old).unwrap_or_default()
    }
}

/// The changes of a declaration.
pub(crate) struct Change<'c, 's> {
    pub(crate) old: Option<&'c Combinator<'s>>,
    pub(crate) new: Option<&'c Combinator<'s>>,
    pub(crate) fields: Vec<FieldChange>,
    /// The old and new parameters, if they differ.
    pub(crate) parameters: Option<(String, String)>,
    /// The old and new result, if they differ.
    pub(crate) result: Option<(String, String)>,
    /// The old and new annotations, if they differ.
    pub(crate) annotations: Option<(String, String)>,
}

/// A change of a field, with its old and new text.
pub(crate) struct FieldChange {
    pub(crate) how: How,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    /// Whether it may be null now, if that has changed.
    pub(crate) nullable: Option<bool>,
}

impl FieldChange {
    /// Returns `may now be null`, if it could not be null before, or the reverse.
    pub(crate) fn null(&self) -> Option<&'static str> {
        self.nullable.map(|now| match now {
            true => "may now be null",
            false => "may no longer be null",
        })
    }
}

impl<'c, 's> Change<'c, 's> {
    /// Returns `None` if nothing has changed.
    fn new(old: Option<&'c Combinator<'s>>, new: Option<&'c Combinator<'s>>) -> Option<Self> {
        let mut change = Self {
            old,
            new,
            fields: Vec::new(),
            parameters: None,
            result: None,
            annotations: None,
        };
        if let (Some(old), Some(new)) = (old, new) {
            let (before, now) = (old.meaning(), new.meaning());
            change.fields = fields(&old.fields, &new.fields);
            let is_same = before == now && old.ast.arrow == new.ast.arrow;
            if is_same && old.annotations == new.annotations && change.fields.is_empty() {
                return None;
            }
            change.parameters = differing(parameters(old), parameters(new));
            change.result = differing(result(old, &before), result(new, &now));
            change.annotations = differing(annotations(old), annotations(new));
        }
        Some(change)
    }

    pub(crate) fn how(&self) -> How {
        How::of(
            self.old.map(|it| Some(it.name)),
            self.new.map(|it| Some(it.name)),
        )
    }

    /// Returns the new declaration, or the old one if it was removed.
    fn combinator(&self) -> Option<&'c Combinator<'s>> {
        self.new.or(self.old)
    }

    pub(crate) fn kind(&self) -> CombinatorKind {
        let kind = self.combinator().map(|it| it.kind);
        kind.unwrap_or(CombinatorKind::Constructor)
    }

    /// Returns the new name, or the old one if the declaration was removed.
    pub(crate) fn name(&self) -> &'s str {
        self.combinator().map(|it| it.name).unwrap_or_default()
    }

    /// Returns the old and new id, if they differ and one of them is written.
    pub(crate) fn ids(&self) -> Option<(u32, u32)> {
        let (old, new) = (self.old?, self.new?);
        let is_written = old.written_id.or(new.written_id).is_some();
        (is_written && old.id != new.id).then_some((old.id, new.id))
    }
}

/// Returns the text of a declaration, with its id if one is written.
pub(crate) fn shown(combinator: &Combinator<'_>) -> String {
    match combinator.written_id {
        Some(_) => combinator.tl(),
        None => print::combinator(combinator.ast, None),
    }
}

fn fields(old: &[Field<'_>], new: &[Field<'_>]) -> Vec<FieldChange> {
    let pairs = align(old, new);
    let moved = moved(pairs.iter().copied());
    let mut changes = Vec::new();
    for pair in pairs {
        let before = pair.old.and_then(|at| old.get(at));
        let now = pair.new.and_then(|at| new.get(at));
        let both = before.zip(now);
        let is_same = both.is_some_and(|(before, now)| before.meaning() == now.meaning());
        let is_moved = pair.new.is_some_and(|at| moved.contains(&at));
        let nullable = both.filter(|(before, now)| before.nullable != now.nullable);
        let nullable = nullable.map(|(_, now)| now.nullable);
        if is_same && !is_moved && nullable.is_none() {
            continue;
        }
        changes.push(FieldChange {
            how: match is_same && is_moved {
                true => How::Moved,
                false => How::of(before.map(|it| it.name), now.map(|it| it.name)),
            },
            old: before.map(Field::tl),
            new: now.map(Field::tl),
            nullable,
        });
    }
    changes
}

fn differing(old: String, new: String) -> Option<(String, String)> {
    (old != new).then_some((old, new))
}

/// Returns the parameters as text: `{t:Type} {n:#}`.
fn parameters(combinator: &Combinator<'_>) -> String {
    let params = combinator.vars.iter().filter(|var| var.param);
    let texts = params.map(|var| {
        let kind = match var.kind {
            tl_parser::ast::ParamKind::Type => "Type",
            tl_parser::ast::ParamKind::Nat => "#",
        };
        format!("{{{}:{kind}}}", var.name)
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// Returns the result as text: `photos.Photo`, or `=> photos.Photo` if the declaration has `=>` instead of `=`.
fn result(combinator: &Combinator<'_>, meaning: &str) -> String {
    let result = meaning.rsplit_once(" = ").map_or("", |(_, result)| result);
    match combinator.ast.arrow {
        true => format!("=> {result}"),
        false => result.to_owned(),
    }
}

/// Returns the annotations as text: `@read @any`.
fn annotations(combinator: &Combinator<'_>) -> String {
    let all = combinator.annotations.iter().map(|it| format!("@{it}"));
    all.collect::<Vec<_>>().join(" ")
}
