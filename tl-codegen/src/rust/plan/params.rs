//! Which parameters of TL types are parameters of Rust types.
//!
//! Rust wants each type parameter to be the type of something: `resultFalse {t:Type} = Maybe t`
//! becomes a struct without one.

use tl_parser::schema::{Arg, CombinatorId, CombinatorKind, Field, Schema, TypeExpr, VarId};

use crate::rust::model::Param;
use crate::rust::names::Cases;
use crate::rust::plan::Plans;
use crate::rust::wire::{Scope, type_params};

impl Plans<'_, '_> {
    /// Finds the parameters that are named by the fields of constructors.
    pub(super) fn name_params(&mut self, schema: &Schema<'_>) {
        let mut generic: Vec<CombinatorId> = Vec::new();
        for (id, combinator) in schema.combinators.entries() {
            let has_params = combinator
                .result
                .boxed()
                .is_some_and(|(_, args)| !args.is_empty());
            if has_params && combinator.kind == CombinatorKind::Constructor {
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
        for id in schema.combinators.ids() {
            self.name_params_of_elements(schema, id);
        }
    }

    /// Looks at a constructor again; says whether something new was found.
    fn name_params_of(&mut self, schema: &Schema<'_>, id: CombinatorId) -> bool {
        let mut found = false;
        for (index, var) in Scope::new(schema, &schema[id])
            .params
            .into_iter()
            .enumerate()
        {
            let (Some(var), Some(plan)) = (var, &self.combinators[id]) else {
                continue;
            };
            let is_new = plan.named.get(index) == Some(&false);
            if !is_new || !self.are_of(schema, &schema[id].fields, var) {
                continue;
            }
            found = true;
            let plan = self.combinators[id].as_mut().map(|plan| &mut plan.named);
            let ty = schema[id].ty().and_then(|ty| self.types[ty].as_mut());
            for named in [plan, ty.map(|ty| &mut ty.named)].into_iter().flatten() {
                if let Some(place) = named.get_mut(index) {
                    *place = true;
                }
            }
        }
        found
    }

    /// Whether the Rust type of one of the fields names the parameter that a variable is.
    pub(super) fn are_of(&self, schema: &Schema<'_>, fields: &[Field<'_>], var: VarId) -> bool {
        fields
            .iter()
            .any(|field| self.is_of(schema, &field.ty, var))
    }

    fn is_of(&self, schema: &Schema<'_>, ty: &TypeExpr<'_>, var: VarId) -> bool {
        // Of a builtin all arguments count.
        let (args, named) = match ty {
            TypeExpr::Nat(_) => return false,
            TypeExpr::Var(named, _) | TypeExpr::Call(named, _) => return *named == var,
            TypeExpr::Repeat(_, fields, _) => return self.are_of(schema, fields, var),
            TypeExpr::Boxed(ty, args, _) => {
                let plan = self.types[*ty].as_ref();
                let is_builtin = schema[*ty].builtin.is_some();
                (
                    args,
                    (!is_builtin).then(|| plan.map_or(&[][..], |it| &it.named)),
                )
            }
            TypeExpr::Bare(id, args, _) => {
                let plan = self.combinators[*id].as_ref();
                let is_builtin = schema[*id].builtin.is_some();
                (
                    args,
                    (!is_builtin).then(|| plan.map_or(&[][..], |it| &it.named)),
                )
            }
        };
        args.iter().enumerate().any(|(index, arg)| match arg {
            Arg::Nat(_) => false,
            Arg::Type(ty) => {
                let counts = named.is_none_or(|named| named.get(index) == Some(&true));
                counts && self.is_of(schema, ty, var)
            }
        })
    }
}

/// The parameters of a type, as one of its constructors calls them.
pub(super) fn of_type(
    constructor: &Scope<'_, '_>,
    ty: &str,
    named: &[bool],
    cases: &mut Cases,
) -> Vec<Param> {
    let mut params = Vec::new();
    for (var, kind) in constructor.params.iter().zip(&constructor.kinds) {
        let var = var.and_then(|var| constructor.combinator.var(var));
        params.push((var.map_or("p", |var| var.name), *kind));
    }
    kept(type_params(ty, params, cases), named)
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
