//! Enums, and aliases of the only constructor's struct.

use tl_parser::schema::{Combinator, TypeId};

use crate::rust::derives::Traits;
use crate::rust::lower::docs::Count;
use crate::rust::lower::traits::of_other_crates;
use crate::rust::lower::{Lowering, docs, structs};
use crate::rust::model::{
    Alias, Conversion, Enum, Generics, Ident, Item, Known, Param, Ty, Variant, VariantKind,
};
use crate::rust::names::Name;
use crate::rust::plan::{MAX_VARIANT, Plan, TypePlan, UNKNOWN_VARIANT};

impl Lowering<'_, '_> {
    /// Returns the alias of a type with one constructor.
    pub(super) fn alias(&self, id: TypeId) -> Option<Item> {
        let ty = &self.schema[id];
        let plan = self.plans.types[id].as_ref();
        let plan = plan.filter(|plan| plan.path.is_here())?;
        let only = plan.alias_of?;
        let params: Vec<Ident> = plan
            .params
            .iter()
            .filter_map(Param::type_ident)
            .cloned()
            .collect();
        let args = params.iter().cloned().map(Ty::Param).collect();
        let target = &self.plans.combinators[only].as_ref()?.path;
        Some(Item::Alias(Alias {
            ident: plan.path.name.ident.clone(),
            params,
            target: target.seen_from(plan.path.depth(), args),
            docs: docs::ty(
                &ty.docs,
                ty.name,
                Count::One(self.schema[only].name),
                plan.path.name.renamed,
            ),
        }))
    }

    /// Returns the enum of a type.
    pub(super) fn union(&mut self, id: TypeId) -> Option<Item> {
        let ty = &self.schema[id];
        let plan = self.plans.types[id].as_ref();
        let plan = plan.filter(|plan| plan.path.is_here())?;
        let names = self.plans.variant_names(self.schema, id, &mut self.cases);
        let mut variants = Vec::with_capacity(names.len());
        for (&id, name) in ty.constructors.iter().zip(names) {
            let constructor = self.plans.combinators[id].as_ref()?;
            variants.push(variant(&self.schema[id], constructor, plan, name));
        }
        let filler = ty
            .constructors
            .iter()
            .position(|id| Some(*id) == plan.filler);
        let mut filler = filler.unwrap_or_default();
        let mut traits = self.plans.enum_traits(ty, plan);
        if plan.unknown {
            traits = traits.without(Traits::DEFAULT);
            filler = variants.len();
            variants.push(Variant {
                ident: Ident::new(UNKNOWN_VARIANT),
                docs: "A constructor that this code does not have.".into(),
                attributes: Vec::new(),
                kind: VariantKind::Unknown,
                conversion: None,
            });
        }
        let count = match variants.is_empty() {
            true => Count::None,
            false => Count::Many,
        };
        let mut attributes = Vec::from_iter(of_other_crates(traits, &self.plans.derive_paths));
        attributes.extend_from_slice(&plan.attributes);
        Some(Item::Enum(Enum {
            ident: plan.path.name.ident.clone(),
            name: ty.name.into(),
            params: plan.params.clone(),
            generics: Generics::default(),
            docs: docs::ty(&ty.docs, ty.name, count, plan.path.name.renamed),
            derives: traits.names(),
            non_exhaustive: plan.non_exhaustive,
            attributes,
            directions: plan.directions,
            compiled: plan.compiled,
            variants,
            filler,
            getters: plan.getters.clone(),
        }))
    }
}

/// Returns the variant of a constructor.
fn variant(
    combinator: &Combinator<'_>,
    constructor: &Plan<'_, '_>,
    plan: &TypePlan,
    name: Name,
) -> Variant {
    let renamed = name.renamed.then_some(combinator.name);
    let docs = docs::member("variant", &combinator.docs, &constructor.tl, renamed);
    let ident = name.ident.clone();
    let args = struct_args(&plan.params, &constructor.named);
    let structure = constructor.path.seen_from(plan.path.depth(), args);
    let kind = if combinator.fields.is_empty() {
        VariantKind::Unit(structs::constructor(combinator, constructor))
    } else if constructor.is_variant {
        let fields = structs::structure(combinator, constructor, name);
        VariantKind::Fields(Box::new(fields))
    } else {
        VariantKind::Newtype {
            ty: match constructor.size > MAX_VARIANT {
                true => Ty::Box(Box::new(structure.clone())),
                false => structure.clone(),
            },
            constructor: Some(Known {
                id: combinator.id,
                name: combinator.name.into(),
            }),
        }
    };
    // Nobody creates a value that is never encoded.
    let from = plan.directions.encode && constructor.traits.has(Traits::FROM);
    Variant {
        ident,
        docs,
        attributes: constructor.variant_attributes.clone(),
        kind,
        conversion: (!constructor.is_variant).then(|| Conversion {
            ty: structure,
            from,
            from_boxed: from && plan.boxed,
            try_from: constructor.traits.has(Traits::TRY_FROM),
        }),
    }
}

/// Returns the arguments for a variant's struct: the enum's parameters that the struct has too.
fn struct_args(params: &[Param], named: &[bool]) -> Vec<Ty> {
    let named = params.iter().zip(named).filter(|(_, named)| **named);
    let idents = named.filter_map(|(param, _)| param.type_ident());
    idents.cloned().map(Ty::Param).collect()
}
