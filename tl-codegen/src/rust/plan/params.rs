//! Decides which parameters of TL types are parameters of Rust types.
//!
//! Rust requires that each type parameter is used, so `resultFalse {t:Type} = Maybe t` becomes a struct
//! without one.

use std::collections::VecDeque;

use tl_parser::schema::{
    Arg, CombinatorId, CombinatorKind, Field, Schema, Type, TypeExpr, TypeId, VarId,
};

use crate::rust::model::{Ident, Param};
use crate::rust::names::Cases;
use crate::rust::plan::Plans;
use crate::rust::wire::{Scope, type_params};
use crate::sorted::{Map, Set};

impl Plans<'_, '_> {
    /// Finds the parameters that the fields of constructors name.
    pub(super) fn name_params(&mut self, schema: &Schema<'_>) {
        let mut next: VecDeque<CombinatorId> = VecDeque::new();
        let mut users: Map<Applied, Vec<CombinatorId>> = Map::default();
        for (id, combinator) in schema.combinators.entries() {
            if let (CombinatorKind::Constructor, Some((_, [_, ..]))) =
                (combinator.kind, combinator.result.boxed())
            {
                next.push_back(id);
                for field in &combinator.fields {
                    field.ty.each(&mut |ty| {
                        let Some(used) = generic(ty) else { return };
                        let users = users.or_default(used);
                        if users.last() != Some(&id) {
                            users.push(id);
                        }
                    });
                }
            }
        }
        // Types may be arguments of each other, so when something new is found about a type, its users are checked
        // again.
        while let Some(id) = next.pop_front() {
            for changed in self.name_params_of(schema, id).into_iter().flatten() {
                next.extend(users.get(&changed).into_iter().flatten());
            }
        }
    }

    /// Checks a constructor again. Returns the constructor and type about which something new was found.
    fn name_params_of(&mut self, schema: &Schema<'_>, id: CombinatorId) -> [Option<Applied>; 2] {
        let named = self.named_by(&Scope::new(schema, &schema[id]));
        let Some(plan) = &mut self.combinators[id] else {
            return [None, None];
        };
        if plan.named == named {
            return [None, None];
        }
        plan.named = named;
        let mut of_type = None;
        let ty = schema[id].ty();
        // The enum has no variant for a constructor that the user excludes.
        let is_variant = || ty.is_some_and(|ty| schema[ty].constructors.contains(&id));
        let planned = ty.and_then(|ty| self.types[ty].as_mut());
        let known = planned.into_iter().flat_map(|it| &mut it.named);
        for (known, named) in known.zip(&plan.named) {
            if *named && !*known && is_variant() {
                *known = true;
                of_type = ty.map(Applied::Boxed);
            }
        }
        [Some(Applied::Bare(id)), of_type]
    }

    /// Returns for each parameter whether the Rust types of the fields name it.
    pub(super) fn named_by(&self, scope: &Scope<'_, '_>) -> Vec<bool> {
        let mut named = Set::default();
        self.add_named(scope.schema, scope.fields, &mut named);
        let params = scope.params.iter();
        let is_named = params.map(|(var, _)| var.is_some_and(|var| named.contains(&var)));
        is_named.collect()
    }

    fn add_named(&self, schema: &Schema<'_>, fields: &[Field<'_>], named: &mut Set<VarId>) {
        for field in fields {
            self.add_named_in(schema, &field.ty, named);
        }
    }

    /// Adds the parameters that the Rust type names.
    fn add_named_in(&self, schema: &Schema<'_>, ty: &TypeExpr<'_>, named: &mut Set<VarId>) {
        let (builtin, args, plan) = match ty {
            TypeExpr::Nat(_) => return,
            TypeExpr::Var(var, _) | TypeExpr::Call(var, _) => {
                named.insert(*var);
                return;
            }
            TypeExpr::Repeat(_, fields, _) => return self.add_named(schema, fields, named),
            TypeExpr::Boxed(ty, args, _) => {
                let plan = self.types[*ty].as_ref().map(|plan| &plan.named);
                (schema[*ty].builtin, args, plan)
            }
            TypeExpr::Bare(id, args, _) => {
                let plan = self.combinators[*id].as_ref().map(|plan| &plan.named);
                (schema[*id].builtin, args, plan)
            }
        };
        for (index, arg) in args.iter().enumerate() {
            let counts = plan.is_some_and(|plan| plan.get(index) == Some(&true));
            match arg {
                Arg::Type(ty) if builtin.is_some() || counts => {
                    self.add_named_in(schema, ty, named);
                }
                Arg::Type(_) | Arg::Nat(_) => {}
            }
        }
    }
}

/// A type or constructor that may have arguments in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Applied {
    Boxed(TypeId),
    Bare(CombinatorId),
}

/// Returns the type or constructor that an expression gives arguments.
fn generic(ty: &TypeExpr<'_>) -> Option<Applied> {
    match ty {
        TypeExpr::Boxed(ty, args, _) if !args.is_empty() => Some(Applied::Boxed(*ty)),
        TypeExpr::Bare(id, args, _) if !args.is_empty() => Some(Applied::Bare(*id)),
        TypeExpr::Nat(_)
        | TypeExpr::Var(..)
        | TypeExpr::Call(..)
        | TypeExpr::Boxed(..)
        | TypeExpr::Bare(..)
        | TypeExpr::Repeat(..) => None,
    }
}

/// Returns the parameters of a type, whose enum is `item`, with the names in one of its constructors, if it has
/// any.
pub(super) fn of_type(
    ty: &Type<'_>,
    item: &Ident,
    constructor: Option<&Scope<'_, '_>>,
    named: &[bool],
    cases: &mut Cases,
) -> Vec<Param> {
    let mut params = Vec::new();
    for (index, kind) in ty.params.iter().enumerate() {
        let var = constructor.and_then(|it| it.params.get(index)?.0);
        params.push((constructor.map_or("p", |it| it.name(var)), *kind));
    }
    kept(type_params(item.clone(), params, cases), named)
}

/// Returns the parameters. Only those that are named remain type parameters of Rust.
pub(super) fn kept(params: Vec<Param>, named: &[bool]) -> Vec<Param> {
    let params = params.into_iter().enumerate();
    let kept = params.map(|(index, param)| match named.get(index) {
        Some(true) => param,
        Some(false) | None => param.with_type_ident(|_| None),
    });
    kept.collect()
}
