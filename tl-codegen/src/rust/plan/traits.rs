//! Which traits the Rust types have: those that are wanted, as far as what they contain has them.

use tl_parser::schema::{Arg, CombinatorId, CombinatorKind, Field, IndexVec, Schema, TypeExpr};

use crate::rust::config::Config;
use crate::rust::derives::Traits;
use crate::rust::plan::{Plan, Planner, Selections};
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

impl Planner<'_, '_, '_> {
    /// Chooses the traits of all structs.
    pub(super) fn choose_traits(&mut self, config: &Config) {
        let schema = self.schema;
        let objects = match config.registry {
            true => Traits::OF_OBJECTS,
            false => Traits::default(),
        };
        for (id, ty) in schema.types.entries() {
            let traits = self.selections.traits(Traits::OF_TYPES, &[ty.name]).0;
            if let Some(plan) = &mut self.plans.types[id] {
                plan.traits = traits.and(objects);
            }
        }
        // By constructor or function: what is added to it by name.
        let mut added = IndexVec::filled(Traits::default(), schema.combinators.len());
        for (id, combinator) in schema.combinators.entries() {
            let of_type = combinator.ty().map(|ty| schema[ty].name);
            let names = [combinator.name, of_type.unwrap_or_default()];
            let (traits, by_name) = match combinator.kind {
                CombinatorKind::Function => self
                    .selections
                    .traits(Traits::OF_FUNCTIONS, &[combinator.name]),
                CombinatorKind::Constructor => self.selections.traits(Traits::OF_TYPES, &names),
            };
            added[id] = by_name;
            if let Some(plan) = &mut self.plans.combinators[id] {
                plan.traits = traits.and(objects);
            }
        }
        let mut plans = self.plans.combinators.iter().flatten();
        let hash = plans.any(|plan| plan.traits.has(Traits::HASH));
        let some = self.selections.derives.iter().any(|(_, it)| it.is_some());
        if hash || some {
            self.agree_on_traits(added);
        }
    }

    /// Adds what is added by name to all that is inside, and takes what is missing inside from all
    /// around.
    fn agree_on_traits(&mut self, mut added: IndexVec<CombinatorId, Traits>) {
        let (schema, plans) = (self.schema, &mut self.plans.combinators);
        // By constructor: what its values contain, and what contains them.
        let mut inside = IndexVec::filled(Vec::new(), schema.combinators.len());
        let mut around = IndexVec::filled(Vec::new(), schema.combinators.len());
        let mut without_hash = Vec::new();
        for (id, combinator) in schema.combinators.entries() {
            for field in &combinator.fields {
                let may_have_hash = may_have_hash(schema, &field.ty, &mut |inner| {
                    inside[id].push(inner);
                    around[inner].push(id);
                });
                if !may_have_hash {
                    without_hash.push(id);
                }
            }
        }
        let mut changed: Vec<CombinatorId> = schema.combinators.ids().collect();
        while let Some(id) = changed.pop() {
            for &inner in &inside[id] {
                let more = added[id].without(added[inner]);
                if let (false, Some(plan)) = (more.is_empty(), &mut plans[inner]) {
                    plan.traits = plan.traits.and(more);
                    added[inner] = added[inner].and(more);
                    changed.push(inner);
                }
            }
        }
        for id in without_hash {
            if let Some(plan) = &mut plans[id] {
                plan.traits = plan.traits.without(Traits::HASH);
            }
        }
        let mut changed: Vec<CombinatorId> = schema.combinators.ids().collect();
        while let Some(id) = changed.pop() {
            let Some(missing) = plans[id].as_ref().map(|plan| plan.missing()) else {
                continue;
            };
            for &outer in &around[id] {
                if let Some(plan) = &mut plans[outer] {
                    let kept = plan.traits.without(missing);
                    if std::mem::replace(&mut plan.traits, kept) != kept {
                        changed.push(outer);
                    }
                }
            }
        }
    }
}

impl Plan<'_, '_> {
    /// What nothing can have that contains it.
    fn missing(&self) -> Traits {
        Traits::INHERITED.without(self.traits)
    }
}

impl Selections<'_> {
    /// The traits of what is called so, given those by default, and which of them are added by name.
    fn traits(&mut self, default: Traits, names: &[&str]) -> (Traits, Traits) {
        let (mut traits, mut added) = (default, Traits::default());
        for (derives, selection) in &mut self.derives {
            let Some(selection) = selection else {
                traits = derives.apply(traits);
                continue;
            };
            let selected = names.iter().filter(|name| selection.selects(name));
            if selected.count() > 0 {
                traits = derives.apply(traits);
                added = added.and(derives.added);
            }
        }
        (traits, added)
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
            // All are asked, as each contains something.
            let fields = fields.iter();
            let without = fields.filter(|field| !may_have_hash(schema, &field.ty, contained));
            return without.count() == 0;
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
