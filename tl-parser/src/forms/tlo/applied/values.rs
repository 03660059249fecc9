//! Replaces the variables of a declaration by values.

use super::Why;
use crate::syntax::ast::{Body, Combinator, Expr, ExprKind, Field, ParamKind};

/// Replaces variables by values.
pub(super) struct Values<'g, 's> {
    /// Returns the value of the next variable, by its name; `None` if it stays a variable.
    give: &'g mut dyn FnMut(&'s str) -> Option<Expr<'s>>,
    /// Whether an implicit count that has a value is written.
    counts: bool,
    /// The variables in scope, the last one last.
    scope: Vec<(&'s str, ParamKind, Option<Expr<'s>>)>,
    /// The reason why the values cannot be inserted, if any.
    obstacle: Option<Why>,
}

impl<'g, 's> Values<'g, 's> {
    pub(super) fn new(give: &'g mut dyn FnMut(&'s str) -> Option<Expr<'s>>, counts: bool) -> Self {
        Self {
            give,
            counts,
            scope: Vec::new(),
            obstacle: None,
        }
    }

    /// Returns the declaration without the variables that have values.
    pub(super) fn combinator(mut self, ast: &Combinator<'s>) -> Result<Combinator<'s>, Why> {
        let mut ast = ast.clone();
        ast.params
            .retain(|param| self.stays(param.name.value, param.kind));
        if let Body::Fields(fields) = &mut ast.body {
            self.fields(fields);
        }
        self.expr(&mut ast.result);
        match self.obstacle {
            Some(why) => Err(why),
            None => Ok(ast),
        }
    }

    /// Adds a variable to the scope, and returns whether it has no value.
    fn stays(&mut self, name: &'s str, kind: ParamKind) -> bool {
        let value = (self.give)(name);
        let stays = value.is_none();
        self.scope.push((name, kind, value));
        stays
    }

    fn fields(&mut self, fields: &mut Vec<Field<'s>>) {
        fields.retain_mut(|field| {
            let name = field.name.map_or("", |name| name.value);
            if field
                .mask
                .is_some_and(|mask| self.value(mask.name.value).is_some())
            {
                self.obstacle = Some("a mask would be a value");
            }
            self.expr(&mut field.ty);
            match (&field.ty.kind, field.mask) {
                (ExprKind::Nat, None) => self.stays(name, ParamKind::Nat),
                (ExprKind::Nat, Some(_)) => {
                    self.scope.push((name, ParamKind::Nat, None));
                    true
                }
                _ => true,
            }
        });
    }

    fn expr(&mut self, at: &mut Expr<'s>) {
        match &mut at.kind {
            ExprKind::Apply { head, args } if args.is_empty() => {
                if let Some(value) = self.value(head.value) {
                    *at = value.clone();
                }
            }
            ExprKind::Apply { args: parts, .. } | ExprKind::Sum(parts) => {
                parts.iter_mut().for_each(|part| self.expr(part));
            }
            ExprKind::Bare(inner) => self.expr(inner),
            ExprKind::Repeat { count, fields } => {
                match count {
                    Some(count) => self.expr(count),
                    None if self.counts => *count = self.last_number().map(Box::new),
                    None => {}
                }
                let outer = self.scope.len();
                let was_empty = fields.is_empty();
                self.fields(fields);
                if fields.is_empty() && !was_empty {
                    self.obstacle = Some("a list would have no fields");
                }
                self.scope.truncate(outer);
            }
            ExprKind::Nat | ExprKind::Number(_) => {}
        }
    }

    fn value(&self, name: &str) -> Option<&Expr<'s>> {
        let mut known = self.scope.iter().rev();
        known.find(|(known, ..)| *known == name)?.2.as_ref()
    }

    /// Returns the value of the last `#` in scope.
    fn last_number(&self) -> Option<Expr<'s>> {
        let mut numbers = self.scope.iter().rev();
        let (_, _, value) = numbers.find(|(_, kind, _)| *kind == ParamKind::Nat)?;
        value.clone()
    }
}
