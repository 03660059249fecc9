//! A declaration with values in the place of its variables.

use super::Why;
use crate::syntax::ast::{Body, Combinator, Expr, ExprKind, Field, ParamKind};

/// Puts values in the place of variables.
pub(super) struct Values<'g, 's> {
    /// The value of the next variable, by its name; `None` where it stays one.
    give: &'g mut dyn FnMut(&'s str) -> Option<Expr<'s>>,
    /// Whether a count that is not written, but has a value, is written.
    counts: bool,
    /// The variables in scope, the last one last.
    scope: Vec<(&'s str, ParamKind, Option<Expr<'s>>)>,
    /// Whether all fields can have what they need.
    fits: bool,
}

impl<'g, 's> Values<'g, 's> {
    pub(super) fn new(give: &'g mut dyn FnMut(&'s str) -> Option<Expr<'s>>, counts: bool) -> Self {
        Self {
            give,
            counts,
            scope: Vec::new(),
            fits: true,
        }
    }

    /// The declaration without the variables that got values.
    pub(super) fn combinator(mut self, ast: &Combinator<'s>) -> Result<Combinator<'s>, Why> {
        let mut ast = ast.clone();
        ast.params
            .retain(|param| self.stays(param.name.value, param.kind));
        if let Body::Fields(fields) = &mut ast.body {
            self.fields(fields);
        }
        self.expr(&mut ast.result);
        if self.fits {
            Ok(ast)
        } else {
            Err("a mask, or the answer of a call, would be a value")
        }
    }

    /// Whether a variable got no value.
    fn stays(&mut self, name: &'s str, kind: ParamKind) -> bool {
        let value = (self.give)(name);
        let stays = value.is_none();
        self.scope.push((name, kind, value));
        stays
    }

    fn fields(&mut self, fields: &mut Vec<Field<'s>>) {
        fields.retain_mut(|field| {
            let name = field.name.map_or("", |name| name.value);
            let called = field.ty.word().filter(|_| field.bang);
            let needed = field.mask.map(|mask| mask.name.value).or(called);
            self.fits &= needed.is_none_or(|name| self.value(name).is_none());
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
                self.fields(fields);
                self.scope.truncate(outer);
            }
            ExprKind::Nat | ExprKind::Number(_) => {}
        }
    }

    fn value(&self, name: &str) -> Option<&Expr<'s>> {
        let mut known = self.scope.iter().rev();
        known.find(|(known, ..)| *known == name)?.2.as_ref()
    }

    /// The value of the last `#` in scope.
    fn last_number(&self) -> Option<Expr<'s>> {
        let mut numbers = self.scope.iter().rev();
        let (_, _, value) = numbers.find(|(_, kind, _)| *kind == ParamKind::Nat)?;
        value.clone()
    }
}
