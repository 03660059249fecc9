//! Changes after which old and new peers misread each other.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Combinator, CombinatorId, CombinatorKind, Field, TypeExpr, VarId};
use tl_parser::source::Span;

use super::bits::{Bits, Taken};
use super::forms::{Difference, Forms, takes_bytes};
use super::uses::{Boxing, used_vars};
use crate::compare::align::{FieldPair, align, moved};
use crate::compare::changes::Comparison;

pub(super) fn check(comparison: &Comparison<'_, '_>, found: &mut Vec<Diagnostic>) {
    let (before, now) = (Boxing::of(comparison.old), Boxing::of(comparison.new));
    let reused = ids_reused(comparison, found);
    let mut bits = None;
    for (old_id, new_id) in comparison.kept() {
        let (old, new) = (&comparison.old[old_id], &comparison.new[new_id]);
        // The same text has the same bytes. The declarations that it refers to are compared by themselves.
        if old.id == new.id && old.tl() == new.tl() {
            continue;
        }
        let pairs = align(&old.fields, &new.fields);
        let declaration = Declaration {
            comparison,
            old,
            new,
            new_id,
            last_kept: pairs
                .iter()
                .filter(|it| it.old.is_some())
                .filter_map(|it| it.new)
                .max(),
            used: OnceCell::new(),
            forms: Forms::new(comparison, old, new, &pairs),
            pairs,
        };
        let is_bare = before.bare.contains(&old_id) || now.bare.contains(&new_id);
        let mut of_fields = Vec::new();
        declaration.fields(
            bits.get_or_insert_with(|| Bits::new(comparison)),
            &mut of_fields,
        );
        let keeps_id = old.id == new.id;
        let shows_id =
            before.shows_id(comparison.old, old_id) || now.shows_id(comparison.new, new_id);
        if !keeps_id && shows_id && !reused.contains(&new.id) {
            let can_keep_id = !reused.contains(&old.id);
            found.push(declaration.id_changed(&of_fields, can_keep_id));
        }
        if keeps_id {
            declaration.result(found);
        }
        if keeps_id || is_bare {
            let why = match keeps_id {
                true => format!(
                    "`{}` keeps its id #{:08x}, so nothing tells old values from new ones",
                    new.name, new.id
                ),
                false => format!(
                    "`{}` is used bare, without an id that would tell old values from new ones",
                    new.name
                ),
            };
            found.extend(of_fields.into_iter().map(|it| it.note(why.clone())));
        }
    }
    removed(comparison, &reused, found);
    added(comparison, found);
}

/// Returns the span of a declaration's name.
fn name(combinator: &Combinator<'_>) -> Span {
    combinator.ast.name.span
}

fn removed(comparison: &Comparison<'_, '_>, reused: &HashSet<u32>, found: &mut Vec<Diagnostic>) {
    // If the id was reused, a more serious finding already reports it.
    let gone = comparison.removed().map(|(_, gone)| gone);
    for gone in gone.filter(|gone| !reused.contains(&gone.id)) {
        let code = match gone.kind {
            CombinatorKind::Constructor => Code::ConstructorRemoved,
            CombinatorKind::Function => Code::FunctionRemoved,
        };
        let message = format!("the {} `{}` is gone", gone.kind.name(), gone.name);
        let label = "old peers still send it";
        found.push(Diagnostic::new(code, message, name(gone), label).about(gone.span));
    }
}

fn added(comparison: &Comparison<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (_, come) in comparison.added() {
        match come.kind {
            CombinatorKind::Constructor => {
                let old = come.ty().and_then(|ty| comparison.pairs.old_type_of(ty));
                let Some(ty) = old.map(|ty| comparison.old[ty].name) else {
                    continue;
                };
                let message = format!("`{ty}` has a new constructor `{}`", come.name);
                let label = "old peers cannot read it";
                let code = Code::ConstructorAdded;
                found.push(Diagnostic::new(code, message, name(come), label).about(come.span));
            }
            CombinatorKind::Function => {
                let first = come.fields.first();
                if let Some(first) = first.filter(|it| it.var.is_none()) {
                    if !come.annotations.is_empty() {
                        let message = format!(
                            "the new function `{}` does not begin with a mask",
                            come.name
                        );
                        let label = "so that no field can be added later";
                        found.push(
                            Diagnostic::new(Code::UnmaskedFunction, message, first.span, label)
                                .about(come.span),
                        );
                    }
                }
            }
        }
    }
}

/// Reports ids that belonged to other declarations before, and returns them.
fn ids_reused(comparison: &Comparison<'_, '_>, found: &mut Vec<Diagnostic>) -> HashSet<u32> {
    let mut reused = HashSet::new();
    let Comparison { old, new, pairs } = comparison;
    let mut owners: HashMap<u32, Vec<CombinatorId>> = HashMap::new();
    for (id, combinator) in old.combinators.entries() {
        owners.entry(combinator.id).or_default().push(id);
    }
    for (id, now) in new.combinators.entries() {
        let Some(owners) = owners.get(&now.id) else {
            continue;
        };
        let own = pairs.old_of(id);
        if own.is_some_and(|own| old[own].id == now.id) {
            continue;
        }
        // A constructor and a function may share an id, because they never occur at the same place.
        let other = owners
            .iter()
            .map(|&id| &old[id])
            .find(|it| it.kind == now.kind);
        if let Some(other) = other {
            let message = format!(
                "the id #{:08x} of `{}` was that of `{}`",
                now.id, now.name, other.name
            );
            let label = "old peers read another declaration";
            reused.insert(now.id);
            found.push(
                Diagnostic::new(Code::IdReused, message, name(now), label)
                    .label(name(other), "this one")
                    .about(now.span),
            );
        }
    }
    reused
}

/// A declaration that is in both schemas.
struct Declaration<'p, 'c, 's> {
    comparison: &'p Comparison<'c, 's>,
    old: &'c Combinator<'s>,
    new: &'c Combinator<'s>,
    new_id: CombinatorId,
    pairs: Vec<FieldPair>,
    /// The position of the last field that was there before.
    last_kept: Option<usize>,
    /// The variables that are used.
    used: OnceCell<HashSet<VarId>>,
    forms: Forms<'p, 'c, 's>,
}

impl<'s> Declaration<'_, '_, 's> {
    fn finding(&self, code: Code, message: String, place: Span, label: &str) -> Diagnostic {
        Diagnostic::new(code, message, place, label).about(self.new.span)
    }

    fn old_field(&self, pair: FieldPair) -> Option<&Field<'s>> {
        self.old.fields.get(pair.old?)
    }

    fn new_field(&self, pair: FieldPair) -> Option<&Field<'s>> {
        self.new.fields.get(pair.new?)
    }

    /// `of_fields` are the findings that the fields would have under the old id. `can_keep_id`: whether the old
    /// id does not belong to another declaration now.
    fn id_changed(&self, of_fields: &[Diagnostic], can_keep_id: bool) -> Diagnostic {
        let (old, new) = (self.old, self.new);
        let message = format!(
            "the id of `{}` changed from #{:08x} to #{:08x}",
            new.name, old.id, new.id
        );
        let label = "old peers do not know this id";
        let diagnostic = self
            .finding(Code::IdChanged, message, name(new), label)
            .label(name(old), "before");
        if !can_keep_id {
            return diagnostic;
        }
        if self.forms.ty(&old.result, &new.result) != Difference::None {
            let what = match new.kind {
                CombinatorKind::Constructor => "its type changed",
                CombinatorKind::Function => "its answer changed",
            };
            let kind = new.kind.name();
            return diagnostic.note(format!(
                "{what} too, so declare a new {kind} beside the old one instead"
            ));
        }
        // If fields that are always present changed too, keeping the old id would be worse.
        if !of_fields.is_empty() {
            let is_optional = |it: &Diagnostic| it.code == Code::OptionalFieldAdded;
            return match of_fields.iter().all(is_optional) {
                true => diagnostic
                    .note(format!(
                        "under its old id #{:08x}, new peers decode old values, but old peers misread values with \
                         the new field",
                        old.id
                    ))
                    .note("if old peers can get such values, declare a new constructor instead, which they refuse"),
                false => diagnostic,
            };
        }
        let is_added = |pair: &FieldPair| {
            let field = self.new_field(*pair).filter(|_| pair.old.is_none());
            field.is_some_and(|it| takes_bytes(self.comparison.new, it))
        };
        let diagnostic = match (self.pairs.iter().any(is_added), new.kind) {
            (false, _) => diagnostic.note("the fields have the same bytes as before"),
            (true, CombinatorKind::Constructor) => {
                diagnostic.note("values without the new field have the same bytes as before")
            }
            (true, CombinatorKind::Function) => diagnostic
                .note("calls without the new field have the same bytes as before")
                .note("old servers misread the new field, so update servers before clients"),
        };
        match (new.ast.id, old.name == "_") {
            (None, false) => {
                let end = name(new).at_end();
                diagnostic.suggest("keep the id", end, format!("#{:08x}", old.id))
            }
            (Some(id), _) => diagnostic.suggest("keep the id", id.span, format!("{:08x}", old.id)),
            (None, true) => diagnostic,
        }
    }

    fn result(&self, found: &mut Vec<Diagnostic>) {
        let (old, new) = (&self.old.result, &self.new.result);
        let difference = self.forms.ty(old, new);
        let code = match difference {
            Difference::None => return,
            Difference::Boxing => Code::BoxingChanged,
            Difference::Other => Code::ResultChanged,
        };
        let what = match self.new.kind {
            CombinatorKind::Constructor => "is of another type",
            CombinatorKind::Function => "is answered otherwise",
        };
        let message = format!("`{}` {what} than before", self.new.name);
        found.push(
            self.finding(code, message, new.span(), "this now")
                .label(old.span(), "this before")
                .note(format!("it keeps its id #{:08x}", self.new.id)),
        );
    }

    fn fields(&self, bits: &Bits<'_, '_, '_>, found: &mut Vec<Diagnostic>) {
        let (old_schema, new_schema) = (self.comparison.old, self.comparison.new);
        let with_bytes = self.pairs.iter().copied().filter(|&pair| {
            let before = self
                .old_field(pair)
                .is_some_and(|it| takes_bytes(old_schema, it));
            before
                && self
                    .new_field(pair)
                    .is_some_and(|it| takes_bytes(new_schema, it))
        });
        let moved = moved(with_bytes);
        for &pair in &self.pairs {
            match (self.old_field(pair), self.new_field(pair)) {
                (Some(before), Some(now)) => {
                    found.extend(self.kept(before, now));
                    if pair.new.is_some_and(|at| moved.contains(&at)) {
                        let message = format!("`{}` of `{}` has moved", now.tl(), self.new.name);
                        let label = "here now";
                        found.push(
                            self.finding(Code::FieldMoved, message, now.span, label)
                                .label(before.span, "here before"),
                        );
                    }
                }
                (Some(before), None) if takes_bytes(old_schema, before) => {
                    let message = format!("`{}` of `{}` is gone", before.tl(), self.new.name);
                    let label = "it had a field more";
                    found.push(
                        self.finding(Code::FieldRemoved, message, name(self.new), label)
                            .label(before.span, "old peers still write it"),
                    );
                }
                (None, Some(now)) => found.extend(self.added(pair, now, bits)),
                (Some(_) | None, None) => {}
            }
        }
    }

    /// Compares a field that is in both schemas.
    fn kept(&self, before: &Field<'s>, now: &Field<'s>) -> Option<Diagnostic> {
        let (what, code) = if self.forms.is_guarded_alike(before.mask, now.mask) {
            match self.forms.ty(&before.ty, &now.ty) {
                Difference::None => return None,
                Difference::Boxing => ("has other ids in front of values", Code::BoxingChanged),
                Difference::Other => ("has other bytes", Code::FieldTypeChanged),
            }
        } else {
            ("is guarded otherwise", Code::MaskChanged)
        };
        let message = format!("`{}` of `{}` {what} than before", now.tl(), self.new.name);
        let was = format!("`{}`", before.tl());
        let diagnostic = self.finding(code, message, now.span, "this now");
        Some(diagnostic.label(before.span, was))
    }

    /// Checks a new field.
    fn added(
        &self,
        pair: FieldPair,
        now: &Field<'s>,
        bits: &Bits<'_, '_, '_>,
    ) -> Option<Diagnostic> {
        let has_bytes = takes_bytes(self.comparison.new, now);
        let new = format!("`{}` has a new field `{}`", self.new.name, now.tl());
        let finding =
            |code, more: &str, label| self.finding(code, format!("{new}{more}"), now.span, label);
        let Some(mask) = now.mask else {
            let (code, more, label) = match self.is_appended_mask(pair, now) {
                true => (Code::MaskAppended, " at its end", "old calls end before it"),
                false => (Code::FieldAdded, "", "old peers neither write nor read it"),
            };
            return has_bytes.then(|| finding(code, more, label));
        };
        let taken = |label, place, there| {
            let finding = finding(Code::BitReused, " on a bit that is in use", label);
            Some(finding.label(place, there))
        };
        let bit = bits.bit(self.new_id, mask);
        match bit.taken {
            Some(Taken::Field(place)) => {
                return taken(
                    "old peers set this bit for something else",
                    place,
                    "for this",
                );
            }
            Some(Taken::Number(place)) => {
                return taken("this bit is set for all peers", place, "here");
            }
            None => {}
        }
        // The caller sets the mask of a call and knows the server; a new mask has a finding of its own.
        (has_bytes && bit.of_a_value).then(|| {
            let label = "old peers misread what has this bit set";
            finding(
                Code::OptionalFieldAdded,
                " on a bit that old peers do not know",
                label,
            )
        })
    }

    /// Whether a field of a function is a mask that is used and comes after all its old fields.
    fn is_appended_mask(&self, pair: FieldPair, field: &Field<'s>) -> bool {
        let (Some(at), Some(var)) = (pair.new, field.var) else {
            return false;
        };
        let used = || self.used.get_or_init(|| used_vars(self.new));
        self.new.kind == CombinatorKind::Function
            && matches!(field.ty, TypeExpr::Nat(_))
            && self.last_kept < Some(at)
            && used().contains(&var)
    }
}
