//! The variables that a field can use.

use std::rc::Rc;

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
    /// The variables and kinds of the parameters, in order; `None` if a constructor fixes the parameter of its
    /// type.
    pub params: Vec<(Option<VarId>, ParamKind)>,
    /// The parameter or field that each variable is; the first if there are several.
    vars: Map<VarId, Var>,
    /// The first field of the combinator with a call of each variable.
    calls: Rc<Map<VarId, usize>>,
    /// Whether it is the scope of a function's result, in which `X` is the answer to the call `!X`.
    is_of_result: bool,
}

/// Returns the parameter or field that each variable is; a parameter comes before a field.
fn vars(params: &[(Option<VarId>, ParamKind)], fields: &[Field<'_>]) -> Map<VarId, Var> {
    let mut vars = Map::default();
    for (index, (var, _)) in params.iter().enumerate() {
        if let Some(var) = var {
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

/// Returns the first field with a call of each variable: `query:!X`.
fn calls(fields: &[Field<'_>]) -> Map<VarId, usize> {
    let mut calls = Map::default();
    for (index, field) in fields.iter().enumerate() {
        if let TypeExpr::Call(var, _) = field.ty {
            calls.or_insert(var, index);
        }
    }
    calls
}

impl<'a, 's> Scope<'a, 's> {
    /// Returns the scope of a combinator's own fields.
    #[must_use]
    pub fn new(schema: &'a Schema<'s>, combinator: &'a Combinator<'s>) -> Self {
        let params: Vec<_> = match (combinator.kind, combinator.result.boxed()) {
            (CombinatorKind::Constructor, Some((ty, args))) => {
                let kinds = schema[ty].params.iter().copied();
                args.iter().map(variable).zip(kinds).collect()
            }
            _ => Vec::new(),
        };
        Self {
            schema,
            combinator,
            fields: &combinator.fields,
            vars: vars(&params, &combinator.fields),
            params,
            calls: Rc::new(calls(&combinator.fields)),
            is_of_result: false,
        }
    }

    /// Returns the scope of the combinator's result.
    #[must_use]
    pub fn of_result(&self) -> Self {
        Self {
            is_of_result: true,
            ..self.clone()
        }
    }

    /// Returns the scope of a repetition, whose parameters are the variables from outside that it names.
    #[must_use]
    pub fn of_repetition(&self, fields: &'a [Field<'s>]) -> Self {
        let mut params = Vec::new();
        let mut known: Set<VarId> = fields.iter().filter_map(|field| field.var).collect();
        for field in fields {
            field.each_variable(&mut |var| {
                if known.insert(var) {
                    let kind = self.combinator.var(var).map(|var| var.kind);
                    params.push((Some(var), kind.unwrap_or(ParamKind::Nat)));
                }
            });
        }
        Self {
            schema: self.schema,
            combinator: self.combinator,
            fields,
            vars: vars(&params, fields),
            params,
            calls: Rc::clone(&self.calls),
            is_of_result: false,
        }
    }

    /// Returns the field with the call, if a variable of the result is the answer to one.
    ///
    /// # Errors
    /// If the call may be absent, since the answer is then unknown.
    pub(super) fn answer(&self, var: VarId) -> Result<Option<usize>, Unsupported> {
        let call = self.calls.get(&var).filter(|_| self.is_of_result).copied();
        match call.and_then(|index| self.fields.get(index)) {
            Some(field) if field.mask.is_some() => {
                let what = "an answer to a call that may be absent";
                Err(Unsupported::new(what, field.span))
            }
            _ => Ok(call),
        }
    }

    /// Returns the field or parameter that a variable is.
    ///
    /// # Errors
    /// If nothing gives it a value here.
    pub fn var(&self, var: VarId, span: Span) -> Result<Var, Unsupported> {
        let known = self.vars.get(&var).copied();
        known.ok_or_else(|| match self.calls.contains_key(&var) {
            true => Unsupported::new("a field that holds the answer to a call", span),
            false => Unsupported {
                undetermined: Some(var),
                ..Unsupported::new("a parameter that nothing gives a value", span)
            },
        })
    }

    /// Returns the index of the parameter that a variable is.
    pub(super) fn param(&self, var: VarId) -> Option<usize> {
        match self.vars.get(&var)? {
            Var::Param(index) => Some(*index),
            Var::Field(_) => None,
        }
    }

    /// Returns the TL name of a parameter.
    pub(crate) fn name(&self, param: Option<VarId>) -> &'a str {
        let var = param.and_then(|var| self.combinator.var(var));
        var.map_or("p", |var| var.name)
    }

    /// Returns the count that a number is.
    ///
    /// # Errors
    /// If nothing gives its variable a value here.
    pub fn count(&self, nat: Nat, span: Span) -> Result<Count, Unsupported> {
        let var = nat.var.map(|var| self.var(var, span)).transpose()?;
        Ok(Count { var, add: nat.add })
    }
}

fn variable(arg: &Arg<'_>) -> Option<VarId> {
    match arg {
        Arg::Type(TypeExpr::Var(var, _)) => Some(*var),
        Arg::Nat(Nat { var, add: 0 }) => *var,
        Arg::Type(_) | Arg::Nat(_) => None,
    }
}
