//! Comparison of the bytes of a declaration in both schemas.

use std::collections::HashMap;

use tl_parser::schema::{
    Arg, Builtin, Combinator, CombinatorId, Field, IndexVec, Mask, Nat, Schema, TypeExpr, TypeId,
    VarId,
};

use crate::compare::align::{FieldPair, align, moved};
use crate::compare::changes::Comparison;

/// How the bytes of a value differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    None,
    /// Only the ids in front of values differ.
    Boxing,
    Other,
}

/// A declaration in both schemas, and the new variable for each old one.
pub(super) struct Forms<'p, 'c, 's> {
    comparison: &'p Comparison<'c, 's>,
    vars: IndexVec<VarId, Option<VarId>>,
}

impl<'p, 'c, 's> Forms<'p, 'c, 's> {
    pub(super) fn new(
        comparison: &'p Comparison<'c, 's>,
        old: &Combinator<'s>,
        new: &Combinator<'s>,
        pairs: &[FieldPair],
    ) -> Self {
        let mut forms = Self {
            comparison,
            vars: IndexVec::filled(None, old.vars.len()),
        };
        let params = |it: &Combinator<'s>| -> Vec<(VarId, &'s str)> {
            let vars = it.vars.entries().filter(|(_, var)| var.param);
            vars.map(|(id, var)| (id, var.name)).collect()
        };
        let (before, now) = (params(old), params(new));
        let place: HashMap<&str, VarId> = now.iter().map(|&(id, name)| (name, id)).collect();
        let same_number = before.len() == now.len();
        for (&(id, name), at) in before.iter().zip(0..) {
            let by_place = now.get(at).filter(|_| same_number).map(|(id, _)| *id);
            forms.vars[id] = place.get(name).copied().or(by_place);
        }
        forms.add_fields(&old.fields, &new.fields, pairs);
        forms
    }

    /// Adds the variables that are fields.
    fn add_fields(&mut self, old: &[Field<'s>], new: &[Field<'s>], pairs: &[FieldPair]) {
        for (before, now) in both(old, new, pairs) {
            if let (Some(before), Some(_)) = (before.var, now.var) {
                self.vars[before] = now.var;
            }
            if let (TypeExpr::Repeat(_, old, _), TypeExpr::Repeat(_, new, _)) =
                (&before.ty, &now.ty)
            {
                self.add_fields(old, new, &align(old, new));
            }
        }
    }

    /// Whether the same bit of the same mask guards both, or neither is guarded.
    pub(super) fn is_guarded_alike(&self, old: Option<Mask>, new: Option<Mask>) -> bool {
        match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                old.bit == new.bit && self.vars.find(old.var) == Some(&Some(new.var))
            }
            _ => false,
        }
    }

    pub(super) fn ty(&self, old: &TypeExpr<'s>, new: &TypeExpr<'s>) -> Difference {
        let Comparison {
            old: before,
            new: now,
            pairs,
        } = self.comparison;
        let same = |is_same: bool| match is_same {
            true => Difference::None,
            false => Difference::Other,
        };
        let var = |old: &VarId, new: &VarId| same(self.vars.find(*old) == Some(&Some(*new)));
        match (old, new) {
            (TypeExpr::Nat(_), TypeExpr::Nat(_)) => Difference::None,
            (TypeExpr::Var(old, _), TypeExpr::Var(new, _))
            | (TypeExpr::Call(old, _), TypeExpr::Call(new, _)) => var(old, new),
            (TypeExpr::Repeat(old_count, old, _), TypeExpr::Repeat(new_count, new, _)) => {
                same(self.nat(*old_count, *new_count)).max(self.fields(old, new))
            }
            (TypeExpr::Bare(old, old_args, _), TypeExpr::Bare(new, new_args, _)) => {
                let is_same = pairs.new_of(*old) == Some(*new)
                    || is_alike(before[*old].builtin, now[*new].builtin);
                let types = before[*old].ty().zip(now[*new].ty());
                let args = types.map(|types| self.args(types, old_args, new_args));
                same(is_same).max(args.unwrap_or(Difference::None))
            }
            (TypeExpr::Nat(_), TypeExpr::Bare(new, ..)) => {
                same(is_alike(Some(Builtin::Int), now[*new].builtin))
            }
            (TypeExpr::Bare(old, ..), TypeExpr::Nat(_)) => {
                same(is_alike(before[*old].builtin, Some(Builtin::Int)))
            }
            _ => {
                let (Some((old_ty, old_args)), Some((new_ty, new_args))) =
                    (old.applied(before), new.applied(now))
                else {
                    return Difference::Other;
                };
                let is_same = pairs.new_type_of(old_ty) == Some(new_ty);
                let boxing = match old.boxed().is_some() == new.boxed().is_some() {
                    true => Difference::None,
                    false => Difference::Boxing,
                };
                let args = self.args((old_ty, new_ty), old_args, new_args);
                same(is_same).max(boxing).max(args)
            }
        }
    }

    /// Compares the arguments of parameters that the type had before. New parameters are compared where they
    /// are used.
    fn args(&self, types: (TypeId, TypeId), old: &[Arg<'s>], new: &[Arg<'s>]) -> Difference {
        let names = |schema, ty| param_names(schema, ty);
        let before = names(self.comparison.old, types.0);
        let now = names(self.comparison.new, types.1);
        let mut difference = Difference::None;
        for (at, old_arg) in old.iter().enumerate() {
            let place = match old.len() == new.len() {
                true => Some(at),
                false => before
                    .get(at)
                    .and_then(|name| now.iter().position(|it| it == name)),
            };
            let Some(new_arg) = place.and_then(|at| new.get(at)) else {
                continue;
            };
            difference = difference.max(match (old_arg, new_arg) {
                (Arg::Type(old), Arg::Type(new)) => self.ty(old, new),
                (Arg::Nat(old), Arg::Nat(new)) if self.nat(*old, *new) => Difference::None,
                _ => Difference::Other,
            });
        }
        difference
    }

    fn nat(&self, old: Nat, new: Nat) -> bool {
        let var = old.var.map(|var| self.vars.find(var).copied().flatten());
        old.add == new.add && var == new.var.map(Some)
    }

    /// Compares the elements of a repetition.
    fn fields(&self, old: &[Field<'s>], new: &[Field<'s>]) -> Difference {
        let pairs = align(old, new);
        let has_bytes = |pair: &FieldPair| {
            let before = pair.old.and_then(|at| old.get(at));
            let now = pair.new.and_then(|at| new.get(at));
            before.is_some_and(|it| takes_bytes(self.comparison.old, it))
                || now.is_some_and(|it| takes_bytes(self.comparison.new, it))
        };
        let with_bytes: Vec<_> = pairs.iter().copied().filter(has_bytes).collect();
        let all_there = with_bytes
            .iter()
            .all(|it| it.old.is_some() && it.new.is_some());
        if !all_there || !moved(with_bytes.into_iter()).is_empty() {
            return Difference::Other;
        }
        let each = both(old, new, &pairs).map(|(before, now)| {
            match self.is_guarded_alike(before.mask, now.mask) {
                true => self.ty(&before.ty, &now.ty),
                false => Difference::Other,
            }
        });
        each.max().unwrap_or(Difference::None)
    }
}

/// Returns the fields that are in both declarations.
pub(super) fn both<'f, 's>(
    old: &'f [Field<'s>],
    new: &'f [Field<'s>],
    pairs: &'f [FieldPair],
) -> impl Iterator<Item = (&'f Field<'s>, &'f Field<'s>)> {
    pairs
        .iter()
        .filter_map(|pair| Some((old.get(pair.old?)?, new.get(pair.new?)?)))
}

/// Whether a field takes bytes if it is present: every type does except a bare `true`.
pub(super) fn takes_bytes(schema: &Schema<'_>, field: &Field<'_>) -> bool {
    match &field.ty {
        TypeExpr::Bare(constructor, ..) => schema[*constructor].builtin != Some(Builtin::True),
        _ => true,
    }
}

/// Whether bare values of both types are encoded alike.
fn is_alike(old: Option<Builtin>, new: Option<Builtin>) -> bool {
    let class = |builtin| match builtin {
        Builtin::Int53 => Builtin::Long,
        Builtin::Bytes | Builtin::SecureString | Builtin::SecureBytes => Builtin::String,
        other => other,
    };
    match (old, new) {
        // Each constructor of `Bool` is a distinct value.
        (Some(Builtin::Bool), _) | (None, _) | (_, None) => false,
        (Some(old), Some(new)) => class(old) == class(new),
    }
}

/// Returns the names of a type's parameters, as its first constructor declares them.
fn param_names<'s>(schema: &Schema<'s>, ty: TypeId) -> Vec<Option<&'s str>> {
    let constructor: Option<&CombinatorId> = schema[ty].constructors.first();
    let Some(constructor) = constructor.map(|&it| &schema[it]) else {
        return Vec::new();
    };
    let args = constructor.result.boxed().map_or(&[][..], |(_, args)| args);
    let names = args.iter().map(|arg| match arg {
        Arg::Type(TypeExpr::Var(var, _)) | Arg::Nat(Nat { var: Some(var), .. }) => {
            constructor.var(*var).map(|var| var.name)
        }
        _ => None,
    });
    names.collect()
}
