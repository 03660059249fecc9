//! What the fields and parameters of a scope are called in Rust.

use tl_parser::ast::ParamKind;
use tl_parser::schema::{CombinatorKind, TypeExpr, VarId};

use crate::rust::form::Scope;
use crate::rust::model::{Ident, Param};
use crate::rust::names::{Taken, camel, ident, snake};

/// The Rust names of a scope, each once.
#[derive(Debug, Clone)]
pub struct Locals {
    /// Of the fields.
    pub fields: Vec<Ident>,
    /// Of the parameters; each of type `Type` with the Rust type parameter that it could have.
    pub params: Vec<Param>,
    /// Of the type parameters that stand for calls.
    pub calls: Vec<(VarId, Ident)>,
}

impl Locals {
    /// The names in a scope.
    #[must_use]
    pub fn new(scope: &Scope<'_, '_>) -> Self {
        let mut variables = Taken::default();
        let mut types = taken(scope.combinator.name);
        let fields = scope.fields.iter();
        let fields = fields.map(|field| variables.unique(snake(field.name.unwrap_or("value"))));
        let fields = fields.map(|name| ident(&name)).collect();
        let name = |var: Option<VarId>| {
            let var = var.and_then(|var| scope.combinator.var(var));
            var.map_or("p", |var| var.name)
        };
        let params = scope.params.iter().zip(&scope.kinds);
        let params = params.map(|(var, kind)| param(name(*var), *kind, &mut variables, &mut types));
        let params = params.collect();
        let calls = calls(scope)
            .into_iter()
            .map(|var| (var, ident(&types.unique(camel(name(Some(var)))))));
        let calls = calls.collect();
        Self {
            fields,
            params,
            calls,
        }
    }

    /// The Rust type parameter that stands for the call of `!X`.
    #[must_use]
    pub fn call(&self, var: VarId) -> Option<&Ident> {
        let mut calls = self.calls.iter();
        calls.find(|(call, _)| *call == var).map(|(_, ident)| ident)
    }

    /// The Rust type parameter that a variable is in the scope.
    #[must_use]
    pub fn param(&self, scope: &Scope<'_, '_>, var: VarId) -> Option<&Ident> {
        let param = scope.params.iter().position(|param| *param == Some(var));
        param
            .and_then(|index| self.params.get(index))
            .and_then(Param::type_ident)
    }
}

/// The parameters of the type `name`, by their TL names.
pub fn type_params<'n>(
    name: &str,
    params: impl Iterator<Item = (&'n str, ParamKind)>,
) -> Vec<Param> {
    let (mut variables, mut types) = (Taken::default(), taken(name));
    params
        .map(|(name, kind)| param(name, kind, &mut variables, &mut types))
        .collect()
}

/// The names that type parameters cannot have: that of the item with that TL name.
fn taken(name: &str) -> Taken {
    let mut taken = Taken::default();
    taken.unique(camel(name.rsplit('.').next().unwrap_or(name)));
    taken
}

fn param(name: &str, kind: ParamKind, variables: &mut Taken, types: &mut Taken) -> Param {
    let variable = ident(&variables.unique(snake(name)));
    match kind {
        ParamKind::Nat => Param::Nat(variable),
        ParamKind::Type => {
            let type_name = types.unique(camel(name));
            let codec = ident(&types.unique(format!("C{type_name}")));
            Param::Type {
                ident: Some(ident(&type_name)),
                codec,
                variable,
            }
        }
    }
}

/// The parameters of a function that its fields call: `X` of `{X:Type} query:!X = X`.
fn calls(scope: &Scope<'_, '_>) -> Vec<VarId> {
    let mut calls = Vec::new();
    if scope.combinator.kind == CombinatorKind::Function {
        for field in scope.fields {
            match field.ty {
                TypeExpr::Call(var, _) if !calls.contains(&var) => calls.push(var),
                TypeExpr::Call(..)
                | TypeExpr::Nat(_)
                | TypeExpr::Var(..)
                | TypeExpr::Boxed(..)
                | TypeExpr::Bare(..)
                | TypeExpr::Repeat(..) => {}
            }
        }
    }
    calls
}
