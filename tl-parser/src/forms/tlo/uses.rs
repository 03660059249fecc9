//! Collects which types a schema uses, and how.

use std::collections::{BTreeMap, BTreeSet};

use super::applied::Heads;
use super::{TYPE_FINAL, TYPE_PERCENT, is_declared};
use crate::schema::{
    Arg, Combinator, CombinatorId, Field, IndexVec, Origin, Schema, TypeExpr, TypeId, VarId,
};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind};

/// The types that are used, and how.
pub(super) struct Uses {
    /// The flags of each type that is used.
    pub(super) types: IndexVec<TypeId, Option<u32>>,
    /// Whether a `#` that may be absent is used.
    pub(super) conditional: bool,
    /// The builtins whose types have no constructors of the schema, and these types.
    builtins: Vec<(TypeId, CombinatorId)>,
    /// For each type with several constructors, the bare uses of one of them by its name.
    pub(super) named: BTreeMap<TypeId, Vec<(CombinatorId, Span)>>,
}

impl Uses {
    pub(super) fn of(schema: &Schema<'_>) -> Self {
        let mut uses = Self {
            types: IndexVec::filled(None, schema.types.len()),
            conditional: false,
            builtins: Vec::new(),
            named: BTreeMap::new(),
        };
        for (id, it) in schema.combinators.entries() {
            let ty = it.ty().filter(|ty| !is_declared(schema, *ty));
            if let (Some(ty), Origin::Prelude, Some(_)) = (ty, it.origin, it.builtin) {
                uses.builtins.push((ty, id));
            }
        }
        for combinator in schema.combinators.iter() {
            if combinator.origin == Origin::Declared {
                uses.combinator(schema, combinator);
            }
        }
        uses
    }

    fn combinator(&mut self, schema: &Schema<'_>, combinator: &Combinator<'_>) {
        let mut conditional = BTreeSet::new();
        self.fields(
            schema,
            &combinator.fields,
            combinator.ast.fields(),
            &mut conditional,
        );
        self.ty(
            schema,
            &combinator.result,
            &combinator.ast.result,
            &mut conditional,
        );
    }

    /// Adds the uses in fields; `conditional` has the variables that may be absent.
    fn fields(
        &mut self,
        schema: &Schema<'_>,
        fields: &[Field<'_>],
        written: &[ast::Field<'_>],
        conditional: &mut BTreeSet<VarId>,
    ) {
        for (field, written) in fields.iter().zip(written) {
            self.conditional |= field.mask.is_some_and(|it| conditional.contains(&it.var));
            if !written.bang {
                self.ty(schema, &field.ty, &written.ty, conditional);
            }
            conditional.extend(field.var.filter(|_| field.mask.is_some()));
        }
    }

    fn ty(
        &mut self,
        schema: &Schema<'_>,
        ty: &TypeExpr<'_>,
        written: &ast::Expr<'_>,
        conditional: &mut BTreeSet<VarId>,
    ) {
        if let TypeExpr::Repeat(count, fields, _) = ty {
            self.conditional |= count.var.is_some_and(|it| conditional.contains(&it));
            self.fields(schema, fields, written.repeated(), conditional);
        }
        let Some((id, args)) = ty.applied(schema) else {
            return;
        };
        let (mut inner, mut has_percent) = (written, false);
        while let ExprKind::Bare(bare) = &inner.kind {
            (inner, has_percent) = (bare, true);
        }
        let (head, exprs) = inner
            .application()
            .map_or(("", &[][..]), |it| (it.0.value, it.1));
        let flag = match ty {
            TypeExpr::Bare(..) if has_percent && ast::is_type_name(head) => TYPE_PERCENT,
            TypeExpr::Bare(constructor, _, span) => {
                if schema[id].constructors.len() > 1 {
                    let named = self.named.entry(id).or_default();
                    named.push((*constructor, *span));
                }
                TYPE_FINAL
            }
            _ => 0,
        };
        let known = self.types[id];
        self.types[id] = Some(known.unwrap_or_default() | flag);
        for (arg, expr) in args.iter().zip(exprs) {
            match arg {
                Arg::Type(ty) => self.ty(schema, ty, expr, conditional),
                Arg::Nat(nat) => {
                    self.conditional |= nat.var.is_some_and(|it| conditional.contains(&it));
                }
            }
        }
        if known.is_none() {
            self.prelude(schema, id);
        }
    }

    /// Adds the uses in an application that stands alone; `outer` is for the application itself.
    pub(super) fn applied(
        &mut self,
        schema: &Schema<'_>,
        heads: &Heads<'_>,
        expr: &ast::Expr<'_>,
        outer: bool,
    ) {
        let (inner, has_percent) = match &expr.kind {
            ExprKind::Bare(inner) => (inner.as_ref(), true),
            _ => (expr, false),
        };
        let Some((head, args)) = inner.application() else {
            return;
        };
        if let Some((id, by_constructor)) = heads.find(head.value) {
            let flag = match by_constructor {
                _ if outer => 0,
                true => TYPE_FINAL,
                false if has_percent => TYPE_PERCENT,
                false => 0,
            };
            let known = self.types[id];
            self.types[id] = Some(known.unwrap_or_default() | flag);
            if known.is_none() {
                self.prelude(schema, id);
            }
        }
        for arg in args {
            self.applied(schema, heads, arg, false);
        }
    }

    /// Adds the uses in the builtins of a prelude type.
    fn prelude(&mut self, schema: &Schema<'_>, id: TypeId) {
        for at in 0..self.builtins.len() {
            if let Some((_, builtin)) = self.builtins.get(at).filter(|it| it.0 == id) {
                self.combinator(schema, &schema[*builtin]);
            }
        }
    }
}
