//! Whether two results can be one type: `Maybe t` and `Maybe t`, but not `Vector 0` and `Vector (n+1)`.

use std::collections::BTreeMap;

use crate::schema::{Arg, Combinator, Nat, Schema, TypeExpr, VarId};

/// Whether the results of two constructors of a type have a type in common.
pub(super) fn overlap(schema: &Schema<'_>, one: &Combinator<'_>, other: &Combinator<'_>) -> bool {
    let mut unifier = Unifier {
        schema,
        types: BTreeMap::new(),
        numbers: BTreeMap::new(),
    };
    unifier.types((&one.result, Side::One), (&other.result, Side::Other))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    One,
    Other,
}

type Var = (Side, VarId);
type Typed<'t, 's> = (&'t TypeExpr<'s>, Side);

/// A variable and a number, or a number.
#[derive(Debug, Clone, Copy)]
struct Sum {
    var: Option<Var>,
    add: i64,
}

struct Unifier<'t, 's> {
    schema: &'t Schema<'s>,
    types: BTreeMap<Var, Typed<'t, 's>>,
    numbers: BTreeMap<Var, Sum>,
}

impl<'t, 's> Unifier<'t, 's> {
    fn types(&mut self, one: Typed<'t, 's>, other: Typed<'t, 's>) -> bool {
        let (one, other) = (self.followed(one), self.followed(other));
        match (var(one), var(other)) {
            (Some(one), Some(other)) if one == other => true,
            (Some(var), _) => self.bind(var, other),
            (None, Some(var)) => self.bind(var, one),
            (None, None) => match (one.0.applied(self.schema), other.0.applied(self.schema)) {
                (Some((ty, args)), Some((other_ty, others))) => {
                    ty == other_ty
                        && args
                            .iter()
                            .zip(others)
                            .all(|(arg, other_arg)| self.args((arg, one.1), (other_arg, other.1)))
                }
                (None, None) => matches!((one.0, other.0), (TypeExpr::Nat(_), TypeExpr::Nat(_))),
                _ => false,
            },
        }
    }

    fn args(&mut self, one: (&'t Arg<'s>, Side), other: (&'t Arg<'s>, Side)) -> bool {
        match (one.0, other.0) {
            (Arg::Type(first), Arg::Type(second)) => self.types((first, one.1), (second, other.1)),
            (Arg::Nat(first), Arg::Nat(second)) => {
                self.numbers(sum(*first, one.1), sum(*second, other.1))
            }
            (Arg::Type(_), Arg::Nat(_)) | (Arg::Nat(_), Arg::Type(_)) => false,
        }
    }

    fn numbers(&mut self, one: Sum, other: Sum) -> bool {
        let (one, other) = (self.reduced(one), self.reduced(other));
        match (one.var, other.var) {
            (None, None) => one.add == other.add,
            (Some(var), Some(same)) if var == same => one.add == other.add,
            (Some(var), None) => self.bind_number(var, other, other.add - one.add),
            (None, Some(var)) => self.bind_number(var, one, one.add - other.add),
            // The difference is that of the variables, and no number is negative.
            (Some(var), Some(_)) if one.add <= other.add => {
                self.bind_number(var, other, other.add - one.add)
            }
            (Some(_), Some(var)) => self.bind_number(var, one, one.add - other.add),
        }
    }

    fn bind_number(&mut self, var: Var, to: Sum, add: i64) -> bool {
        self.numbers.insert(var, Sum { add, ..to });
        add >= 0
    }

    fn bind(&mut self, var: Var, to: Typed<'t, 's>) -> bool {
        if self.mentions(to, var) {
            return false;
        }
        self.types.insert(var, to);
        true
    }

    /// What the variable stands for, if it is one.
    fn followed(&self, mut ty: Typed<'t, 's>) -> Typed<'t, 's> {
        while let Some(&bound) = var(ty).and_then(|var| self.types.get(&var)) {
            ty = bound;
        }
        ty
    }

    fn reduced(&self, mut sum: Sum) -> Sum {
        while let Some(bound) = sum.var.and_then(|var| self.numbers.get(&var)) {
            sum.var = bound.var;
            sum.add += bound.add;
        }
        sum
    }

    fn mentions(&self, ty: Typed<'t, 's>, wanted: Var) -> bool {
        let ty = self.followed(ty);
        if var(ty) == Some(wanted) {
            return true;
        }
        let args = ty.0.applied(self.schema).map_or(&[][..], |it| it.1);
        args.iter().any(|arg| match arg {
            Arg::Type(arg) => self.mentions((arg, ty.1), wanted),
            Arg::Nat(_) => false,
        })
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
