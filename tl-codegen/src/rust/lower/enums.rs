//! Enums, and aliases of the struct of an only constructor.

use std::collections::BTreeMap;

use tl_parser::schema::{Schema, Type, TypeId};

use crate::rust::derives::Traits;
use crate::rust::lower::docs::Count;
use crate::rust::lower::{Lowering, docs, structs, traits};
use crate::rust::model::{
    Alias, Conversion, Enum, Generics, Ident, Item, Known, Param, Payload, Ty, Variant, VariantKind,
};
use crate::rust::names::{Cases, Name, Taken, split};
use crate::rust::plan::MAX_VARIANT;

impl Lowering<'_, '_> {
    /// The alias of the struct of a type's only constructor.
    pub(super) fn alias(&self, id: TypeId) -> Option<Item> {
        let ty = &self.schema[id];
        let plan = self.plans.types[id].as_ref()?;
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
            path: plan.path.parts.clone(),
            params,
            target: target.seen_by(&plan.path, args),
            docs: docs::ty(
                &ty.docs,
                ty.name,
                Count::One(self.schema[only].name),
                plan.path.name.renamed,
            ),
        }))
    }

    /// The enum of a type.
    pub(super) fn union(&mut self, id: TypeId) -> Option<Item> {
        let ty = &self.schema[id];
        let plan = self.plans.types[id].as_ref()?;
        let unknown = plan.unknown.then(|| Ident::new(UNKNOWN));
        let camel_type = &plan.path.name.ident;
        let names = variant_names(self.schema, ty, camel_type, &unknown, &mut self.cases);
        let mut variants = Vec::with_capacity(names.len());
        let mut conversions = Vec::with_capacity(names.len());
        let mut filler = 0;
        let mut common = match ty.constructors.is_empty() {
            true => plan.traits,
            false => Traits::INHERITED,
        };
        for (index, (&id, name)) in ty.constructors.iter().zip(names).enumerate() {
            let combinator = &self.schema[id];
            let constructor = self.plans.combinators[id].as_mut()?;
            common = common.common(constructor.traits);
            if Some(id) == plan.filler {
                filler = index;
            }
            let args = struct_args(&plan.params, &constructor.named);
            let structure = constructor.path.seen_by(&plan.path, args);
            let (tl, renamed) = (combinator.tl(), name.renamed.then_some(combinator.name));
            let docs = docs::member("variant", &combinator.docs, &tl, renamed);
            let payload = if combinator.fields.is_empty() {
                Payload::Unit
            } else if constructor.size > MAX_VARIANT {
                Payload::Boxed
            } else {
                Payload::Plain
            };
            let newtype = |ty| VariantKind::Newtype {
                ty,
                constructor: Some(Known {
                    id: combinator.id,
                    name: combinator.name.into(),
                }),
            };
            let ident = name.ident.clone();
            let kind = match payload {
                Payload::Unit => VariantKind::Unit(structs::constructor(combinator, tl)),
                _ if constructor.is_variant => {
                    let body = std::mem::take(&mut constructor.body);
                    let fields = structs::structure(
                        combinator,
                        name,
                        constructor.traits,
                        constructor.directions,
                        body,
                    );
                    VariantKind::Fields(Box::new(fields))
                }
                Payload::Plain => newtype(structure.clone()),
                Payload::Boxed => newtype(Ty::Box(Box::new(structure.clone()))),
            };
            variants.push(Variant { ident, docs, kind });
            if constructor.is_variant {
                continue;
            }
            // What is never encoded, nobody makes.
            let from = plan.directions.encode && constructor.traits.has(Traits::FROM);
            conversions.push(Conversion {
                variant: index,
                ty: structure,
                payload,
                from,
                from_boxed: from && plan.boxed,
                try_from: constructor.traits.has(Traits::TRY_FROM),
            });
        }
        if let Some(ident) = unknown {
            filler = variants.len();
            variants.push(Variant {
                ident,
                docs: "A constructor that the schema does not have.".into(),
                kind: VariantKind::Unknown,
            });
        }
        let count = match variants.is_empty() {
            true => Count::None,
            false => Count::Many,
        };
        Some(Item::Enum(Enum {
            ident: plan.path.name.ident.clone(),
            name: ty.name.into(),
            params: plan.params.clone(),
            generics: Generics::default(),
            docs: docs::ty(&ty.docs, ty.name, count, plan.path.name.renamed),
            derives: traits::names(common),
            non_exhaustive: plan.non_exhaustive,
            directions: plan.directions,
            variants,
            filler,
            conversions,
        }))
    }
}

/// The variant for constructors that the schema does not have. No other one is called so, so that it is
/// the same whatever constructors are added.
const UNKNOWN: &str = "Unknown";

/// Short names where they can be told apart, else longer ones, with the namespace at last, and with
/// a number where even that is not enough.
fn variant_names(
    schema: &Schema<'_>,
    ty: &Type<'_>,
    camel_type: &Ident,
    reserved: &Option<Ident>,
    cases: &mut Cases,
) -> Vec<Name> {
    let constructors = ty.constructors.iter().map(|id| schema[*id].name);
    let short = |name| cases.variant(split(name).1, camel_type.as_str());
    let mut names: Vec<Ident> = constructors.clone().map(short).collect();
    let longer: [fn(&mut Cases, &str) -> Ident; 2] = [
        |cases, name| cases.camel(split(name).1),
        |cases, name| cases.camel(&name.replace('.', "_")),
    ];
    for longer in longer {
        let repeated = repeated(&names, reserved);
        if !repeated.contains(&true) {
            break;
        }
        for ((name, ident), repeated) in constructors.clone().zip(&mut names).zip(repeated) {
            if repeated {
                *ident = longer(cases, name);
            }
        }
    }
    let mut taken = Taken::default();
    if let Some(reserved) = reserved {
        taken.unique(reserved);
    }
    names.iter().map(|name| taken.unique(name)).collect()
}

/// For each name, whether it occurs more than once, or is reserved.
fn repeated(names: &[Ident], reserved: &Option<Ident>) -> Vec<bool> {
    let mut counts: BTreeMap<Ident, usize> = BTreeMap::new();
    for name in names.iter().chain(reserved) {
        let before = counts.get(name).copied().unwrap_or_default();
        counts.insert(name.clone(), before + 1);
    }
    names
        .iter()
        .map(|name| counts.get(name) > Some(&1))
        .collect()
}

/// The arguments for a variant's struct: those of the enum's parameters that the struct has too.
fn struct_args(params: &[Param], named: &[bool]) -> Vec<Ty> {
    let named = params.iter().zip(named).filter(|(_, named)| **named);
    let idents = named.filter_map(|(param, _)| param.type_ident());
    idents.cloned().map(Ty::Param).collect()
}
