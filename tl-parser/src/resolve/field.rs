//! Resolves fields, masks, and the variables that they declare.

use super::declare::is_applied;
use super::expr::Resolved;
use super::problem::{Problem, Wanted};
use super::{Position, Resolver};
use crate::hasher::Names;
use crate::schema::{CombinatorKind, Field, Mask, TypeExpr};
use crate::source::Span;
use crate::syntax::ast::{self, Expr, ExprKind, ParamKind};

impl<'s> Resolver<'_, 's> {
    /// Resolves the fields of a combinator or repetition, and leaves out those with a problem.
    pub(super) fn fields(&mut self, fields: &'s [ast::Field<'s>]) -> Vec<Field<'s>> {
        let outside = self.subject.place;
        let mut resolved = Vec::with_capacity(fields.len());
        for (index, field) in fields.iter().enumerate() {
            self.subject.place = Position::Field(fields, index);
            resolved.extend(self.field(field));
        }
        self.subject.place = outside;
        resolved
    }

    /// Resolves the fields of a repetition; their variables are unknown after it.
    pub(super) fn inner_fields(&mut self, fields: &'s [ast::Field<'s>]) -> Vec<Field<'s>> {
        let mark = self.scope.mark();
        let resolved = self.fields(fields);
        self.unique(&[], fields);
        self.scope.leave(mark);
        resolved
    }

    fn field(&mut self, field: &'s ast::Field<'s>) -> Option<Field<'s>> {
        let name = field.name.map(|name| name.value).filter(|it| *it != "_");
        let mask = field.mask.map(|mask| self.mask(&mask)).transpose();
        let ty = if field.bang {
            self.call(&field.ty)
        } else {
            self.ty(&field.ty, Wanted::Field)
        };
        self.check_count(field, &mask, &ty);
        // The variable exists even if its own mask is wrong, so that its uses do not fail too.
        let var = matches!(ty, Ok(TypeExpr::Nat(_))).then(|| {
            let name = name.unwrap_or_default();
            self.scope.declare(name, ParamKind::Nat, false)
        });
        Some(Field {
            name,
            mask: mask.ok()?,
            ty: ty.ok()?,
            var,
            docs: String::new(),
            nullable: false,
            ast: field,
            span: field.span,
        })
    }

    /// Reports `flags:# ids:flags.0?[ int ]`: the last `#` is the mask, and not a count.
    fn check_count(
        &mut self,
        field: &ast::Field<'s>,
        mask: &Resolved<Option<Mask>>,
        ty: &Resolved<TypeExpr<'s>>,
    ) {
        let is_implicit = matches!(field.ty.kind, ExprKind::Repeat { count: None, .. });
        let Ok(TypeExpr::Repeat(count, _, span)) = ty else {
            return;
        };
        let span = *span;
        match (mask, field.mask) {
            (Ok(Some(mask)), Some(of)) if is_implicit && count.var == Some(mask.var) => {
                let mask = of.name.value;
                self.report(Problem::MaskCounts { mask, span });
            }
            _ if is_implicit && field.ty.repeated().is_empty() && self.is_array(span) => {
                self.report(Problem::NothingRepeated(span));
            }
            _ => {}
        }
    }

    /// Resolves `!X`. In a constructor it is any function: no type determines the `X` of `query:!X`.
    fn call(&mut self, expr: &'s Expr<'s>) -> Resolved<TypeExpr<'s>> {
        let var = expr.word().and_then(|word| self.scope.find(word));
        // An application may have given the parameter a value.
        let combinator = self.subject.combinator;
        if var.is_none() && combinator.is_some_and(|(ast, _)| is_applied(ast)) {
            return self.ty(expr, Wanted::Field);
        }
        let Some((id, _)) = var.filter(|(_, var)| var.kind == ParamKind::Type) else {
            return Err(self.report(Problem::NotACall(expr)));
        };
        match self.types.any_function() {
            Some(any) if combinator.is_some_and(|(_, it)| it == CombinatorKind::Constructor) => {
                self.subject.told.push(id);
                Ok(TypeExpr::Boxed(any, Vec::new(), expr.span))
            }
            _ => Ok(TypeExpr::Call(id, expr.span)),
        }
    }

    /// Resolves `flags.3?`.
    fn mask(&mut self, mask: &ast::Mask<'s>) -> Resolved<Mask> {
        let bit = match u8::try_from(mask.bit.value) {
            Ok(bit @ ..32) => Ok(bit),
            Ok(_) | Err(_) => Err(self.report(Problem::NoSuchBit(mask.bit))),
        };
        match self.scope.find(mask.name.value) {
            Some((var, found)) if found.kind == ParamKind::Nat => Ok(Mask { var, bit: bit? }),
            _ => Err(self.report(Problem::NotAMask(mask.name))),
        }
    }

    /// Reports fields with the same name, and fields with the name of a parameter.
    pub(super) fn unique(&mut self, params: &[ast::Param<'s>], fields: &[ast::Field<'s>]) {
        if params.len() + fields.len() < 2 {
            return;
        }
        let mut names = Vec::with_capacity(params.len() + fields.len());
        names.extend(params.iter().map(|param| param.name));
        names.extend(fields.iter().filter_map(|field| field.name));
        names.retain(|name| name.value != "_");
        let mut first: Names<'_, Span> = Names::default();
        for (index, &name) in names.iter().enumerate() {
            let first = if names.len() <= FEW {
                let mut before = names.iter().take(index);
                before.find(|it| it.value == name.value).map(|it| it.span)
            } else {
                let known = first.get(name.value).copied();
                if known.is_none() {
                    first.insert(name.value, name.span);
                }
                known
            };
            if let Some(first) = first {
                let params = index < params.len();
                self.report(Problem::SameName {
                    first,
                    name,
                    params,
                });
            }
        }
    }
}

/// Up to this many fields, looking at each is faster than hashing.
const FEW: usize = 24;
