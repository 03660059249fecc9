//! Which parameters of TL types are parameters of Rust types.
//!
//! Rust wants each type parameter to be the type of something: `resultFalse {t:Type} = Maybe t`
//! becomes a struct without one.

use tl_parser::schema::{Arg, CombinatorId, CombinatorKind, Field, Schema, Type, TypeExpr, VarId};

use crate::rust::model::Param;
use crate::rust::names::Cases;
use crate::rust::plan::Plans;
use crate::rust::wire::{Scope, type_params};

impl Plans<'_, '_> {
    /// Finds the parameters that are named by the fields of constructors.
    pub(super) fn name_params(&mut self, schema: &Schema<'_>) {
        let mut generic: Vec<CombinatorId> = Vec::new();
        for (id, combinator) in schema.combinators.entries() {
            if let (CombinatorKind::Constructor, Some((_, [_, ..]))) =
                (combinator.kind, combinator.result.boxed())
            {
                generic.push(id);
            }
        }
        // Types may be arguments of each other, so this goes on until nothing new is found.
        let mut found = true;
        while found {
            found = false;
            for &id in &generic {
                found |= self.name_params_of(schema, id);
            }
        }
    }

    /// Looks at a constructor again; says whether something new was found.
    fn name_params_of(&mut self, schema: &Schema<'_>, id: CombinatorId) -> bool {
        let named = self.named_by(&Scope::new(schema, &schema[id]));
        let Some(plan) = &mut self.combinators[id] else {
            return false;
        };
        if plan.named == named {
            return false;
        }
        plan.named = named;
        let ty = schema[id].ty().and_then(|ty| self.types[ty].as_mut());
        for (of_type, named) in ty.into_iter().flat_map(|ty| &mut ty.named).zip(&plan.named) {
            *of_type |= named;
        }
        true
    }

    /// By position, whether the Rust types of the fields name the parameter.
    pub(super) fn named_by(&self, scope: &Scope<'_, '_>) -> Vec<bool> {
        let named = |var| self.is_named(scope.schema, scope.fields, var);
        scope
            .params
            .iter()
            .map(|var| var.is_some_and(named))
            .collect()
    }

    fn is_named(&self, schema: &Schema<'_>, fields: &[Field<'_>], var: VarId) -> bool {
        fields
            .iter()
            .any(|field| self.is_named_in(schema, &field.ty, var))
    }

    fn is_named_in(&self, schema: &Schema<'_>, ty: &TypeExpr<'_>, var: VarId) -> bool {
        let (builtin, args, plan) = match ty {
            TypeExpr::Nat(_) => return false,
            TypeExpr::Var(named, _) | TypeExpr::Call(named, _) => return *named == var,
            TypeExpr::Repeat(_, fields, _) => return self.is_named(schema, fields, var),
            TypeExpr::Boxed(ty, args, _) => {
                let plan = self.types[*ty].as_ref().map(|plan| &plan.named);
                (schema[*ty].builtin, args, plan)
            }
            TypeExpr::Bare(id, args, _) => {
                let plan = self.combinators[*id].as_ref().map(|plan| &plan.named);
                (schema[*id].builtin, args, plan)
            }
        };
        args.iter().enumerate().any(|(index, arg)| match arg {
            Arg::Nat(_) => false,
            Arg::Type(ty) => {
                let counts = plan.is_some_and(|named| named.get(index) == Some(&true));
                (builtin.is_some() || counts) && self.is_named_in(schema, ty, var)
            }
        })
    }
}

/// The parameters of a type, as one of its constructors calls them, if it has any.
pub(super) fn of_type(
    ty: &Type<'_>,
    constructor: Option<&Scope<'_, '_>>,
    named: &[bool],
    cases: &mut Cases,
) -> Vec<Param> {
    let mut params = Vec::new();
    for (index, kind) in ty.params.iter().enumerate() {
        let var = constructor.and_then(|it| it.params.get(index).copied().flatten());
        params.push((constructor.map_or("p", |it| it.name(var)), *kind));
    }
    kept(type_params(ty.name, params, cases), named)
}

/// The parameters, as type parameters of Rust only where they are named.
pub(super) fn kept(mut params: Vec<Param>, named: &[bool]) -> Vec<Param> {
    for (index, param) in params.iter_mut().enumerate() {
        if named.get(index) != Some(&true) {
            param.remove_type_ident();
        }
    }
    params
}
