//! Which parameters of TL types are parameters of Rust types.
//!
//! Rust wants each type parameter to be the type of something: `resultFalse {t:Type} = Maybe t`
//! becomes a struct without one.

use tl_parser::schema::{Arg, CombinatorId, CombinatorKind, Schema, TypeExpr, TypeId, VarId};

use crate::rust::form::Scope;
use crate::rust::model::Param;

/// By position, whether a parameter of a type is one in Rust.
#[derive(Debug)]
pub(super) struct TypeParams {
    structs: Vec<Vec<bool>>,
    enums: Vec<Vec<bool>>,
}

impl TypeParams {
    pub(super) fn new(schema: &Schema<'_>) -> Self {
        let arity = |id: CombinatorId| match &schema[id].result {
            TypeExpr::Boxed(_, args, _) => args.len(),
            TypeExpr::Nat(_)
            | TypeExpr::Var(..)
            | TypeExpr::Call(..)
            | TypeExpr::Bare(..)
            | TypeExpr::Repeat(..) => 0,
        };
        let ids = || (0..).take(schema.combinators.len()).map(CombinatorId);
        let mut known = Self {
            structs: ids().map(|id| vec![false; arity(id)]).collect(),
            enums: schema
                .types
                .iter()
                .map(|ty| vec![false; ty.params.len()])
                .collect(),
        };
        let generic: Vec<CombinatorId> = ids().filter(|&id| arity(id) > 0).collect();
        // Types may be arguments of each other, so this goes on until nothing new is found.
        while generic
            .iter()
            .filter(|&&id| known.update(schema, id))
            .count()
            > 0
        {}
        known
    }

    /// Looks at a constructor again; says whether something new was found.
    fn update(&mut self, schema: &Schema<'_>, id: CombinatorId) -> bool {
        let combinator = &schema[id];
        let (CombinatorKind::Constructor, TypeExpr::Boxed(ty, ..)) =
            (combinator.kind, &combinator.result)
        else {
            return false;
        };
        let scope = Scope::new(schema, combinator);
        let mut found = false;
        for (index, var) in scope.params.iter().enumerate() {
            let Some(var) = *var else { continue };
            if self.of_struct(id).get(index) != Some(&false) {
                continue;
            }
            if combinator
                .fields
                .iter()
                .any(|field| self.mentions(schema, &field.ty, var))
            {
                found = true;
                for list in [
                    self.structs.get_mut(id.0 as usize),
                    self.enums.get_mut(ty.0 as usize),
                ] {
                    if let Some(place) = list.and_then(|list| list.get_mut(index)) {
                        *place = true;
                    }
                }
            }
        }
        found
    }

    /// Whether the Rust type of a TL type mentions the parameter that a variable is.
    fn mentions(&self, schema: &Schema<'_>, ty: &TypeExpr<'_>, var: VarId) -> bool {
        let (args, used): (_, Option<&[bool]>) = match ty {
            TypeExpr::Nat(_) => return false,
            TypeExpr::Var(named, _) | TypeExpr::Call(named, _) => return *named == var,
            TypeExpr::Repeat(_, fields, _) => {
                return fields
                    .iter()
                    .any(|field| self.mentions(schema, &field.ty, var));
            }
            TypeExpr::Boxed(ty, args, _) => (
                args,
                schema[*ty].builtin.is_none().then(|| self.of_enum(*ty)),
            ),
            TypeExpr::Bare(id, args, _) => (
                args,
                schema[*id].builtin.is_none().then(|| self.of_struct(*id)),
            ),
        };
        args.iter().enumerate().any(|(index, arg)| match arg {
            Arg::Nat(_) => false,
            Arg::Type(ty) => {
                let counts = used.is_none_or(|used| used.get(index) == Some(&true));
                counts && self.mentions(schema, ty, var)
            }
        })
    }

    /// Of a constructor's struct.
    pub(super) fn of_struct(&self, id: CombinatorId) -> &[bool] {
        self.structs.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Of the enum or alias of a type.
    pub(super) fn of_enum(&self, id: TypeId) -> &[bool] {
        self.enums.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a parameter of a repetition's record is one in Rust.
    pub(super) fn of_record(&self, schema: &Schema<'_>, scope: &Scope<'_, '_>) -> Vec<bool> {
        let mentioned = |var: &Option<VarId>| {
            var.is_some_and(|var| {
                scope
                    .fields
                    .iter()
                    .any(|field| self.mentions(schema, &field.ty, var))
            })
        };
        scope.params.iter().map(mentioned).collect()
    }
}

/// The parameters without the Rust type parameters that are not to be.
pub(super) fn keep(params: Vec<Param>, used: &[bool]) -> Vec<Param> {
    let keep = |(index, param): (usize, Param)| {
        param.with_type_ident(|ident| ident.filter(|_| used.get(index) == Some(&true)))
    };
    params.into_iter().enumerate().map(keep).collect()
}
