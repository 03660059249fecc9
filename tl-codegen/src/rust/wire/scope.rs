//! Which variables there are where a field stands.

use tl_parser::ast::ParamKind;
use tl_parser::schema::{Arg, Combinator, CombinatorKind, Field, Nat, Schema, TypeExpr, VarId};
use tl_parser::source::Span;

use crate::rust::model::{Count, Var};
use crate::rust::wire::Unsupported;
use crate::sorted::{Map, Set};

/// Fields, and the parameters that they can name.
#[derive(Debug, Clone)]
pub struct Scope<'a, 's> {
    /// The schema.
    pub schema: &'a Schema<'s>,
    /// The combinator.
    pub combinator: &'a Combinator<'s>,
    /// Its fields, or those of a repetition in it.
    pub fields: &'a [Field<'s>],
    /// The variables that the parameters are, in order; `None` where a constructor says what the
    /// parameter of its type is.
    pub params: Vec<Option<VarId>>,
    /// The kinds of the parameters.
    pub kinds: Vec<ParamKind>,
    /// What each variable is; the first where several are one.
    vars: Map<VarId, Var>,
    /// The first field that is a call of each variable, in the scope of a function's result, where `X`
    /// is the answer to the call `!X`.
    calls: Map<VarId, usize>,
}

/// What each variable is: a parameter before a field.
fn vars(params: &[Option<VarId>], fields: &[Field<'_>]) -> Map<VarId, Var> {
    let mut vars = Map::default();
    for (index, param) in params.iter().enumerate() {
        if let Some(var) = param {
            vars.or_insert(*var, Var::Param(index));
        }
    }
    for (index, field) in fields.iter().enumerate() {
        if let Some(var) = field.var {
            vars.or_insert(var, Var::Field(index));
        }
    }
    vars
}

impl<'a, 's> Scope<'a, 's> {
    /// The scope of a combinator's own fields.
    #[must_use]
    pub fn new(schema: &'a Schema<'s>, combinator: &'a Combinator<'s>) -> Self {
        let (params, kinds): (Vec<_>, _) = match (combinator.kind, combinator.result.boxed()) {
            (CombinatorKind::Constructor, Some((ty, args))) => (
                args.iter().map(variable).collect(),
                schema[ty].params.clone(),
            ),
            _ => (Vec::new(), Vec::new()),
        };
        Self {
            schema,
            combinator,
            fields: &combinator.fields,
            vars: vars(&params, &combinator.fields),
            params,
            kinds,
            calls: Map::default(),
        }
    }

    /// The scope of the combinator's result.
    #[must_use]
    pub fn of_result(&self) -> Self {
        let mut calls = Map::default();
        for (index, field) in self.fields.iter().enumerate() {
            if let TypeExpr::Call(var, _) = field.ty {
                calls.or_insert(var, index);
            }
        }
        Self {
            calls,
            ..self.clone()
        }
    }

    /// The scope of a repetition: its parameters are the variables from outside that it names.
    #[must_use]
    pub fn of_repetition(&self, fields: &'a [Field<'s>]) -> Self {
        let mut params = Vec::new();
        let mut kinds = Vec::new();
        let mut known: Set<VarId> = fields.iter().filter_map(|field| field.var).collect();
        for field in fields {
            field.each_variable(&mut |var| {
                if known.insert(var) {
                    params.push(Some(var));
                    let kind = self.combinator.var(var).map(|var| var.kind);
                    kinds.push(kind.unwrap_or(ParamKind::Nat));
                }
            });
        }
        Self {
            schema: self.schema,
            combinator: self.combinator,
            fields,
            vars: vars(&params, fields),
            params,
            kinds,
            calls: Map::default(),
        }
    }

    /// The field with the call whose answer a variable of the result is.
    ///
    /// # Errors
    /// If the call may be absent: no one says then what the answer is.
    pub(super) fn answer(&self, var: VarId) -> Result<Option<usize>, Unsupported> {
        let call = self.calls.get(&var).copied();
        match call.and_then(|index| self.fields.get(index)) {
            Some(field) if field.mask.is_some() => Err(Unsupported {
                what: "an answer to a call that may be absent",
                span: field.span,
            }),
            _ => Ok(call),
        }
    }

    /// What a variable is.
    ///
    /// # Errors
    /// If nothing gives it a value here.
    pub fn var(&self, var: VarId, span: Span) -> Result<Var, Unsupported> {
        let mut all = self.combinator.fields.iter();
        let mut is_answer = || all.any(|field| is_call(field, var));
        self.vars.get(&var).copied().ok_or_else(|| Unsupported {
            what: if is_answer() {
                "a field that holds the answer to a call"
            } else {
                "a parameter that nothing gives a value"
            },
            span,
        })
    }

    /// The parameter that a variable is.
    pub(super) fn param(&self, var: VarId) -> Option<usize> {
        match self.vars.get(&var)? {
            Var::Param(index) => Some(*index),
            Var::Field(_) => None,
        }
    }

    /// The TL name of a parameter.
    pub(crate) fn name(&self, param: Option<VarId>) -> &'a str {
        let var = param.and_then(|var| self.combinator.var(var));
        var.map_or("p", |var| var.name)
    }

    /// What a number is.
    ///
    /// # Errors
    /// If nothing gives its variable a value here.
    pub fn count(&self, nat: Nat, span: Span) -> Result<Count, Unsupported> {
        let var = nat.var.map(|var| self.var(var, span)).transpose()?;
        Ok(Count { var, add: nat.add })
    }
}

/// `query:!X`.
fn is_call(field: &Field<'_>, var: VarId) -> bool {
    matches!(field.ty, TypeExpr::Call(called, _) if called == var)
}

fn variable(arg: &Arg<'_>) -> Option<VarId> {
    match arg {
        Arg::Type(TypeExpr::Var(var, _)) => Some(*var),
        Arg::Nat(Nat { var, add: 0 }) => *var,
        Arg::Type(_) | Arg::Nat(_) => None,
    }
}
