//! Which traits the Rust types can have that not every type has: `Default` and `Hash`.

use tl_parser::schema::{Arg, CombinatorId, Field, IndexVec, Schema, TypeExpr};

use crate::rust::plan::{Planner, Plans};
use crate::rust::wire::MAX_ARRAY;
use crate::rust::wire::builtin::row;

impl Planner<'_, '_, '_> {
    /// Whether all fields have a default, given that what they contain is planned already.
    pub(super) fn have_default(&self, fields: &[Field<'_>]) -> bool {
        fields.iter().all(|field| {
            field.mask.is_some() || self.may_be_null(field) || self.type_has_default(&field.ty)
        })
    }

    fn type_has_default(&self, ty: &TypeExpr<'_>) -> bool {
        let (builtin, constructor, args) = match ty {
            TypeExpr::Nat(_) | TypeExpr::Call(..) | TypeExpr::Var(..) => return true,
            // A list has a default whatever its elements are, and an array where they have one.
            TypeExpr::Repeat(count, fields, _) => {
                let list = count.var.is_some() || count.add > MAX_ARRAY;
                return list || self.have_default(fields);
            }
            TypeExpr::Boxed(ty, args, _) => {
                let plan = self.plans.types[*ty].as_ref();
                (
                    self.schema[*ty].builtin,
                    plan.and_then(|plan| plan.alias_of),
                    args,
                )
            }
            TypeExpr::Bare(id, args, _) => (self.schema[*id].builtin, Some(*id), args),
        };
        if let Some(builtin) = builtin {
            // Lists have one.
            return row(builtin).is_none_or(|row| row.default);
        }
        let plan = constructor.and_then(|id| self.plans.combinators[id].as_ref());
        let args_have_default = || {
            args.iter().all(|arg| match arg {
                Arg::Type(ty) => self.type_has_default(ty),
                Arg::Nat(_) => true,
            })
        };
        plan.is_some_and(|plan| plan.body.default) && args_have_default()
    }
}

impl Plans<'_, '_> {
    /// Finds the constructors and functions in which something, at any depth, forbids `Hash`.
    pub(super) fn forbid_hashes(&mut self, schema: &Schema<'_>) {
        // By constructor: what contains its values.
        let mut users = IndexVec::filled(Vec::new(), schema.combinators.len());
        let mut without = Vec::new();
        for (id, combinator) in schema.combinators.entries() {
            for field in &combinator.fields {
                let mut contains = |inner: CombinatorId| users[inner].push(id);
                if !may_have_hash(schema, &field.ty, &mut contains) {
                    without.push(id);
                }
            }
        }
        while let Some(id) = without.pop() {
            if let Some(plan) = &mut self.combinators[id] {
                if std::mem::replace(&mut plan.hash, false) {
                    without.extend(&users[id]);
                }
            }
        }
    }
}

/// Calls `contained` for the constructors inside, and says whether nothing built in forbids `Hash`.
fn may_have_hash(
    schema: &Schema<'_>,
    ty: &TypeExpr<'_>,
    contained: &mut dyn FnMut(CombinatorId),
) -> bool {
    let (builtin, args) = match ty {
        TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) => return true,
        TypeExpr::Repeat(_, fields, _) => {
            let mut fields = fields.iter();
            return fields.all(|field| may_have_hash(schema, &field.ty, contained));
        }
        TypeExpr::Boxed(ty, args, _) => {
            schema[*ty]
                .constructors
                .iter()
                .for_each(|&id| contained(id));
            (schema[*ty].builtin, args)
        }
        TypeExpr::Bare(id, args, _) => {
            contained(*id);
            (schema[*id].builtin, args)
        }
    };
    let own = builtin.and_then(row).is_none_or(|row| row.hash);
    let args = args.iter().filter(|arg| match arg {
        Arg::Type(ty) => !may_have_hash(schema, ty, contained),
        Arg::Nat(_) => false,
    });
    own && args.count() == 0
}
