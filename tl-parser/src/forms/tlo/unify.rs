//! Whether two results can be one type: `Maybe t` and `Maybe t`, but not `Vector 0` and `Vector (n+1)`.
//!
//! It follows the steps of the official parser, whose answer for sums of numbers depends on the order: it
//! says that `T n n` and `T (m+1) m` overlap.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Arg, Combinator, CombinatorId, Nat, Schema, TypeExpr, TypeId, VarId};

/// Whether the results of two of the constructors of a type have a type in common.
pub(super) fn overlaps(schema: &Schema<'_>, constructors: &[CombinatorId]) -> bool {
    let rows = constructors.iter().map(|&id| {
        let args = schema[id].result.applied(schema).map_or(&[][..], |it| it.1);
        let args = args.iter().collect();
        Row { id, args }
    });
    // Where no result has a variable, results that differ have no type in common.
    let mut groups: Vec<Vec<Row<'_, '_>>> = vec![rows.collect()];
    while let Some(rows) = groups.pop() {
        let width = rows.first().map_or(0, |row| row.args.len());
        let word = |row: &Row<'_, '_>, at: usize| Some(head(schema, row.args.get(at)?)?.0);
        let is_known = |at: &usize| rows.iter().all(|row| word(row, *at).is_some());
        let Some(at) = (0..width).find(is_known) else {
            if pairs_overlap(schema, &rows) {
                return true;
            }
            continue;
        };
        let mut split: BTreeMap<Option<Word>, Vec<Row<'_, '_>>> = BTreeMap::new();
        for mut row in rows {
            let word = word(&row, at);
            let arg = row.args.swap_remove(at);
            row.args
                .extend(head(schema, arg).map_or(&[][..], |it| it.1));
            split.entry(word).or_default().push(row);
        }
        groups.extend(split.into_values().filter(|rows| rows.len() > 1));
    }
    false
}

/// The result of a constructor.
struct Row<'t, 's> {
    id: CombinatorId,
    /// The arguments that may differ from those of the other results in the group.
    args: Vec<&'t Arg<'s>>,
}

/// Whether two of the results have a type in common.
fn pairs_overlap(schema: &Schema<'_>, rows: &[Row<'_, '_>]) -> bool {
    // Results without variables only have a type in common if they are the same, so most pairs need no look.
    let (mut same, mut with_variables) = (BTreeSet::new(), Vec::new());
    rows.iter().enumerate().any(|(at, one)| {
        let mut words = Vec::new();
        let overlap = |other: &Row<'_, '_>| overlap(schema, &schema[other.id], &schema[one.id]);
        match spell(schema, one.args.iter().copied(), &mut words) {
            Some(()) => !same.insert(words) || with_variables.iter().copied().any(overlap),
            None => {
                with_variables.push(one);
                rows.get(..at).unwrap_or_default().iter().any(overlap)
            }
        }
    })
}

/// A part of a type that is not a variable.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Type(TypeId),
    Number(u32),
    Nat,
}

/// Returns the first part of an argument, and the arguments of that; `None` if it has a variable.
fn head<'t, 's>(schema: &Schema<'s>, arg: &'t Arg<'s>) -> Option<(Word, &'t [Arg<'s>])> {
    match arg {
        Arg::Type(TypeExpr::Nat(_)) => Some((Word::Nat, &[])),
        Arg::Type(ty) => {
            let (ty, args) = ty.applied(schema)?;
            Some((Word::Type(ty), args))
        }
        Arg::Nat(Nat { var: None, add }) => Some((Word::Number(*add), &[])),
        Arg::Nat(_) => None,
    }
}

/// Adds the parts of arguments in order; `None` if they have variables.
fn spell<'t, 's: 't>(
    schema: &Schema<'s>,
    args: impl IntoIterator<Item = &'t Arg<'s>>,
    words: &mut Vec<Word>,
) -> Option<()> {
    for arg in args {
        let (word, inner) = head(schema, arg)?;
        words.push(word);
        spell(schema, inner, words)?;
    }
    Some(())
}

/// Whether the results of two constructors of a type have a type in common.
fn overlap(schema: &Schema<'_>, one: &Combinator<'_>, other: &Combinator<'_>) -> bool {
    let mut unifier = Unifier {
        schema,
        types: BTreeMap::new(),
        numbers: BTreeMap::new(),
    };
    unifier.types((&one.result, Side::One), (&other.result, Side::Other))
        && unifier.numbers.values().all(|it| unifier.is_natural(*it))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    One,
    Other,
}

type Var = (Side, VarId);
type Typed<'t, 's> = (&'t TypeExpr<'s>, Side);

/// A variable plus a number, or a number.
#[derive(Debug, Clone, Copy)]
struct Sum {
    var: Option<Var>,
    add: i64,
}

/// The value of a variable: a sum plus a number.
#[derive(Debug, Clone, Copy)]
struct Bound {
    to: Sum,
    more: i64,
}

struct Unifier<'t, 's> {
    schema: &'t Schema<'s>,
    types: BTreeMap<Var, Typed<'t, 's>>,
    numbers: BTreeMap<Var, Bound>,
}

impl<'t, 's> Unifier<'t, 's> {
    fn types(&mut self, mut one: Typed<'t, 's>, mut other: Typed<'t, 's>) -> bool {
        loop {
            if var(other).is_some() {
                (one, other) = (other, one);
            }
            let Some(this) = var(one) else {
                break;
            };
            if self.is(other, this) {
                return true;
            }
            if self.mentions(other, this) {
                return false;
            }
            match self.types.get(&this) {
                Some(bound) => one = *bound,
                None => {
                    self.types.insert(this, other);
                    return true;
                }
            }
        }
        match (one.0.applied(self.schema), other.0.applied(self.schema)) {
            (Some((ty, args)), Some((other_ty, others))) => {
                ty == other_ty
                    && args
                        .iter()
                        .zip(others)
                        .all(|(arg, other_arg)| self.args((arg, one.1), (other_arg, other.1)))
            }
            (None, None) => matches!((one.0, other.0), (TypeExpr::Nat(_), TypeExpr::Nat(_))),
            _ => false,
        }
    }

    fn args(&mut self, one: (&'t Arg<'s>, Side), other: (&'t Arg<'s>, Side)) -> bool {
        match (one.0, other.0) {
            (Arg::Type(first), Arg::Type(second)) => self.types((first, one.1), (second, other.1)),
            (Arg::Nat(first), Arg::Nat(second)) => {
                let (one, other) = (sum(*first, one.1), sum(*second, other.1));
                match other.var {
                    Some(_) => self.numbers(other, one),
                    None => self.numbers(one, other),
                }
            }
            (Arg::Type(_), Arg::Nat(_)) | (Arg::Nat(_), Arg::Type(_)) => false,
        }
    }

    fn numbers(&mut self, one: Sum, other: Sum) -> bool {
        let (first, second) = match (self.reduced(one, other), self.reduced(other, one)) {
            (Err(is_same), _) | (Ok(_), Err(is_same)) => return is_same,
            (Ok(first), Ok(second)) => (first, second),
        };
        let ((first, x), (second, y)) = (first, second);
        match (first.var, second.var) {
            (None, None) => return x == y,
            (Some(var), None) => self.bind(var, second, x - y),
            (None, Some(var)) => self.bind(var, first, y - x),
            (Some(var), Some(_)) if x >= y => self.bind(var, second, x - y),
            (Some(_), Some(var)) => self.bind(var, first, y - x),
        }
        true
    }

    fn bind(&mut self, var: Var, to: Sum, less: i64) {
        let more = -(less + to.add);
        self.numbers.insert(var, Bound { to, more });
    }

    /// Returns the end of a sum's chain of variables, and the total that is added on the way. If the chain of
    /// the other sum contains the variable at this end, returns the error whether the numbers added to the
    /// two are the same.
    fn reduced(&self, sum: Sum, other: Sum) -> Result<(Sum, i64), bool> {
        let (mut at, mut total) = (sum, 0);
        loop {
            total += at.add;
            let Some(var) = at.var else {
                return Ok((at, total));
            };
            let Some(bound) = self.numbers.get(&var) else {
                return match self.leads_to(other, var, at.add) {
                    Some(is_same) => Err(is_same),
                    None => Ok((at, total)),
                };
            };
            total += bound.more;
            at = bound.to;
        }
    }

    /// Whether the chain of a sum contains a variable with this number added; `None` if it does not contain
    /// the variable.
    fn leads_to(&self, mut sum: Sum, wanted: Var, mut add: i64) -> Option<bool> {
        loop {
            let var = sum.var?;
            if var == wanted {
                return Some(add == sum.add);
            }
            let bound = self.numbers.get(&var)?;
            add += bound.more;
            sum = bound.to;
        }
    }

    /// Whether the value of a variable can be non-negative.
    fn is_natural(&self, bound: Bound) -> bool {
        let (mut at, mut total) = (bound.to, bound.more);
        loop {
            total += at.add;
            let Some(var) = at.var else {
                return total >= 0;
            };
            let Some(bound) = self.numbers.get(&var) else {
                return true;
            };
            total += bound.more;
            at = bound.to;
        }
    }

    /// Whether a type is this variable, or another one that stands for it.
    fn is(&self, mut ty: Typed<'t, 's>, wanted: Var) -> bool {
        while let Some(var) = var(ty) {
            if var == wanted {
                return true;
            }
            match self.types.get(&var) {
                Some(bound) => ty = *bound,
                None => return false,
            }
        }
        false
    }

    fn mentions(&self, ty: Typed<'t, 's>, wanted: Var) -> bool {
        if self.is(ty, wanted) {
            return true;
        }
        let mut ty = ty;
        while let Some(&bound) = var(ty).and_then(|var| self.types.get(&var)) {
            ty = bound;
        }
        let args = ty.0.applied(self.schema).map_or(&[][..], |it| it.1);
        let mut args = args.iter().filter_map(Arg::ty);
        args.any(|arg| self.mentions((arg, ty.1), wanted))
    }
}

fn var((ty, side): Typed<'_, '_>) -> Option<Var> {
    match ty {
        TypeExpr::Var(var, _) => Some((side, *var)),
        _ => None,
    }
}

fn sum(nat: Nat, side: Side) -> Sum {
    Sum {
        var: nat.var.map(|var| (side, var)),
        add: nat.add.into(),
    }
}

#[cfg(test)]
mod tests;
