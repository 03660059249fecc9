//! What fields and parameters are called in Rust.

use tl_parser::ast::ParamKind;
use tl_parser::schema::{CombinatorKind, TypeExpr, VarId};

use crate::rust::model::{Ident, Param};
use crate::rust::names::{Cases, Name, Taken, split};
use crate::rust::wire::Scope;

/// The Rust names of a scope, each once.
#[derive(Debug)]
pub struct Locals {
    /// Of the fields.
    pub fields: Vec<Name>,
    /// Of the parameters; each of type `Type` with the Rust type parameter that it could have.
    pub params: Vec<Param>,
    /// Of the type parameters that stand for calls.
    pub calls: Vec<(VarId, Ident)>,
}

impl Locals {
    /// The names in a scope.
    pub(super) fn new(scope: &Scope<'_, '_>, cases: &mut Cases) -> Self {
        let mut names = Names::new(scope.combinator.name, cases);
        let mut fields = Vec::with_capacity(scope.fields.len());
        for field in scope.fields {
            fields.push(names.variable(field.name.unwrap_or("value")));
        }
        let mut params = Vec::with_capacity(scope.params.len());
        for (var, kind) in scope.params.iter().zip(&scope.kinds) {
            params.push(names.param(scope.name(*var), *kind));
        }
        let mut calls: Vec<(VarId, Ident)> = Vec::new();
        if scope.combinator.kind == CombinatorKind::Function {
            for field in scope.fields {
                let TypeExpr::Call(var, _) = field.ty else {
                    continue;
                };
                if calls.iter().all(|(known, _)| *known != var) {
                    calls.push((var, names.type_param(scope.name(Some(var)))));
                }
            }
        }
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
        let index = scope.params.iter().position(|param| *param == Some(var))?;
        self.params.get(index)?.type_ident()
    }
}

/// The parameters of the type `name`, by their TL names.
pub fn type_params<'n>(
    name: &str,
    params: impl IntoIterator<Item = (&'n str, ParamKind)>,
    cases: &mut Cases,
) -> Vec<Param> {
    let mut names = Names::new(name, cases);
    let params = params.into_iter();
    params.map(|(name, kind)| names.param(name, kind)).collect()
}

/// Names of variables and type parameters, none of them given twice.
struct Names<'n> {
    item: &'n str,
    variables: Taken,
    /// Empty until there is a type parameter.
    types: Option<Taken>,
    cases: &'n mut Cases,
}

impl<'n> Names<'n> {
    /// The names in the item with that TL name.
    fn new(item: &'n str, cases: &'n mut Cases) -> Self {
        Self {
            item,
            variables: Taken::default(),
            types: None,
            cases,
        }
    }

    fn variable(&mut self, name: &str) -> Name {
        self.variables.unique(&self.cases.snake(name))
    }

    fn type_param(&mut self, name: &str) -> Ident {
        let name = self.cases.camel(name);
        self.types().unique(&name).ident
    }

    /// The names of type parameters; that of the item is taken.
    fn types(&mut self) -> &mut Taken {
        let Self { item, cases, .. } = self;
        self.types.get_or_insert_with(|| {
            let mut taken = Taken::default();
            taken.unique(&cases.camel(split(item).1));
            taken
        })
    }

    fn param(&mut self, name: &str, kind: ParamKind) -> Param {
        let variable = self.variable(name).ident;
        match kind {
            ParamKind::Nat => Param::Nat(variable),
            ParamKind::Type => {
                let ident = self.type_param(name);
                let codec = Ident::new(&["C", ident.as_str()].concat());
                Param::Type {
                    codec: self.types().unique(&codec).ident,
                    ident: Some(ident),
                    variable,
                }
            }
        }
    }
}
