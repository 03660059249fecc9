//! Decides which constructors are a variant without a struct: those without fields, and those whose fields
//! should be in the variant.

use tl_parser::schema::{CombinatorId, IndexVec, Schema, TypeId};

use crate::rust::model::{FieldRole, Ident, Module, Ty};
use crate::rust::names::{Cases, Claims, Name, split};
use crate::rust::plan::reach::Reach;
use crate::rust::plan::selections::Selections;
use crate::rust::plan::{ItemId, MAX_VARIANT, Planner, Plans, TypePlan, key};
use crate::rust::selector::unmatched::Structless;

/// The variant for constructors that the schema does not have. No other variant has this name, so it stays
/// the same when constructors are added.
pub(crate) const UNKNOWN_VARIANT: &str = "Unknown";

impl Selections<'_> {
    fn are_flat(&mut self, ty: &str, constructor: &str) -> bool {
        self.flat.selects(ty) || self.flat.selects(constructor)
    }
}

impl Planner<'_, '_, '_> {
    /// Returns for each constructor whether it does not need a struct: a value of it is a variant, without
    /// fields or with fields that should be there, it is nowhere bare, and it is not in a registry.
    pub(super) fn without_structs(&mut self, reach: &Reach) -> IndexVec<CombinatorId, bool> {
        let (schema, selections) = (self.schema, &mut self.selections);
        let mut variants = IndexVec::filled(false, schema.combinators.len());
        if self.config.registry {
            return variants;
        }
        for (ty, plan) in schema.types.iter().zip(&self.plans.types) {
            if !plan.as_ref().is_some_and(TypePlan::is_enum) {
                continue;
            }
            for &id in &ty.constructors {
                // A type with parameters has other names for them than its constructors.
                let is_flat = ty.params.is_empty() && selections.are_flat(ty.name, schema[id].name);
                let is_in_variant = is_flat || schema[id].fields.is_empty();
                variants[id] = is_in_variant && !reach.bare[id] && !self.externs.has(id);
            }
        }
        variants
    }

    /// Moves the fields of a constructor that does not need a struct from the module of structs to the module
    /// of the enum. A constructor that is too large for a variant stays a struct, in a box.
    pub(super) fn move_into_variant(&mut self, id: CombinatorId, ty: TypeId) {
        let (Some(plan), Some(ty)) = (&mut self.plans.combinators[id], &self.plans.types[ty])
        else {
            return;
        };
        if !plan.is_variant {
            return;
        }
        plan.is_variant = plan.size <= MAX_VARIANT;
        let (from, to) = (plan.path.depth(), ty.path.depth());
        if plan.is_variant && from != to {
            for field in &mut plan.body.fields {
                if let FieldRole::Value(value) = &mut field.role {
                    value.ty.move_to(from, to);
                }
            }
        }
    }
}

impl Ty {
    /// Changes the type to how it is written in another module, given the depths of both modules.
    pub(super) fn move_to(&mut self, from: usize, to: usize) {
        self.each_mut(&mut |ty| match ty {
            Ty::Item(up, ..) if *up > 0 => *up = *up + to - from,
            _ => {}
        });
    }
}

impl Plans<'_, '_> {
    /// Returns the constructors that are only a variant.
    pub(super) fn structless<'s>(&self, schema: &'s Schema<'_>) -> Vec<Structless<'s>> {
        let types = schema.types.iter();
        let constructors = types.flat_map(|ty| ty.constructors.iter().map(|&id| (ty.name, id)));
        let is_variant = |id| {
            self.combinators[id]
                .as_ref()
                .is_some_and(|it| it.is_variant)
        };
        let variants = constructors.filter(|&(_, id)| is_variant(id));
        let variants = variants.map(|(ty, id)| Structless {
            ty,
            constructor: schema[id].name,
            has_fields: !schema[id].fields.is_empty(),
        });
        variants.collect()
    }

    /// Drops the modules of namespaces that are empty because everything in them is a variant.
    pub(super) fn drop_empty_modules(&mut self) {
        let mut modules = std::mem::take(&mut self.modules);
        for module in &mut modules {
            self.drop_empty(module);
        }
        self.modules = modules;
    }

    /// Returns the names of the variants of an enum: the names that the user chose for the constructors, or
    /// otherwise one of these: the last part of the constructor's name, without or with the name of the type in
    /// front, or the whole name, with the namespace.
    pub(crate) fn variant_names(
        &self,
        schema: &Schema<'_>,
        ty: TypeId,
        cases: &mut Cases,
    ) -> Vec<Name> {
        let plan = self.types[ty].as_ref();
        let ty = &schema[ty];
        let camel_type = cases.camel(split(ty.name).1);
        let mut claims = Claims::default();
        if plan.is_some_and(|plan| plan.unknown) {
            claims.add(&[Ident::new(UNKNOWN_VARIANT)]);
        }
        let mut variants = Vec::with_capacity(ty.constructors.len());
        for &id in &ty.constructors {
            let combinator = &schema[id];
            let plan = self.combinators[id].as_ref();
            let of_struct = plan.filter(|plan| plan.path.is_here());
            let of_struct = of_struct.map(|plan| &plan.path.name);
            let chosen = of_struct.filter(|name| name.chosen);
            let (namespace, last) = split(combinator.name);
            let long = match of_struct {
                Some(name) if !name.chosen && !name.renamed => name.ident.clone(),
                _ => cases.camel(last),
            };
            let full = match namespace {
                "" => long.clone(),
                _ => cases.camel(&combinator.name.replace('.', "_")),
            };
            let names = [cases.variant(last, camel_type.as_str()), long, full];
            if chosen.is_none() {
                claims.add(&names);
            }
            variants.push((chosen, names, key(combinator)));
        }
        let names = variants
            .into_iter()
            .map(|(chosen, names, key)| match chosen {
                Some(name) => name.clone(),
                None => claims.choose(&names, &key),
            });
        names.collect()
    }

    /// Drops empty modules inside. Returns whether anything is left.
    fn drop_empty(&self, module: &mut Module<ItemId>) -> bool {
        module.items.retain(|item| match *item {
            ItemId::Structs(id) => {
                let plan = self.combinators[id].as_ref();
                plan.is_some_and(|plan| !plan.is_variant || !plan.elements.is_empty())
            }
            ItemId::Enum(_) | ItemId::Alias(_) => true,
        });
        module.modules.retain_mut(|inner| self.drop_empty(inner));
        !module.items.is_empty() || !module.modules.is_empty()
    }
}
