//! Which constructor an example uses: one that says something, and is not long.

use std::collections::BTreeMap;
use std::rc::Rc;

use tl_codegen::__private::Items;
use tl_codegen::__private::model::{Enum, FieldRole, Ident, Item, Ty, VariantKind};

/// How many values it takes to write one of an item; the most where that has no end.
pub(super) struct Costs(BTreeMap<Rc<[Ident]>, u32>);

const ENDLESS: u32 = u32::MAX;
/// What an example may take where there is a shorter one.
const LONG: u32 = 12;
/// How far inside a value says more than it must.
const DEEP: usize = 3;

impl Costs {
    pub(super) fn new(items: &Items) -> Self {
        let known = items.by_path.keys().map(|path| (path.clone(), ENDLESS));
        let mut costs = Self(known.collect());
        // Each round finds what is made of what the rounds before found.
        loop {
            let mut changed = false;
            for (path, item) in &items.by_path {
                let cost = costs.of_item(item);
                if let Some(known) = costs.0.get_mut(path).filter(|known| cost < **known) {
                    *known = cost;
                    changed = true;
                }
            }
            if !changed {
                return costs;
            }
        }
    }

    fn of_item(&self, item: &Item) -> u32 {
        match item {
            Item::Struct(item) => {
                let fields = item.fields.iter().filter_map(|field| match &field.role {
                    FieldRole::Value(value) if !field.role.may_be_left_out() => Some(&value.ty),
                    FieldRole::Value(_)
                    | FieldRole::Flag(_)
                    | FieldRole::Mask(_)
                    | FieldRole::Count => None,
                });
                fields.fold(1, |cost, ty| cost.saturating_add(self.of_type(ty)))
            }
            Item::Enum(item) => {
                let costs = (0..item.variants.len()).map(|index| self.of_variant(item, index));
                costs.min().unwrap_or(ENDLESS)
            }
            Item::Alias(alias) => self.of_type(&alias.target),
            Item::Transparent(_) => ENDLESS,
        }
    }

    fn of_variant(&self, item: &Enum, index: usize) -> u32 {
        match item.variants.get(index).map(|variant| &variant.kind) {
            Some(VariantKind::Unit(_)) => 1,
            Some(VariantKind::Newtype { ty, .. }) => self.of_type(ty),
            Some(VariantKind::Fields(_) | VariantKind::Other { .. } | VariantKind::Unknown)
            | None => ENDLESS,
        }
    }

    pub(super) fn of_type(&self, ty: &Ty) -> u32 {
        match ty {
            Ty::Item(_, path, _) => self.0.get(path).copied().unwrap_or(ENDLESS),
            Ty::Vec(inner)
            | Ty::Box(inner)
            | Ty::Option(inner)
            | Ty::Secret(inner)
            | Ty::Array(inner, _) => self.of_type(inner),
            Ty::Object => ENDLESS,
            Ty::Number(_)
            | Ty::Bool
            | Ty::True
            | Ty::Raw(_)
            | Ty::String
            | Ty::Bytes
            | Ty::Param(_)
            | Ty::Answer(_)
            | Ty::Named(..)
            | Ty::Verbatim(_) => 1,
        }
    }

    /// Whether no value can be written.
    pub(super) fn is_endless(&self, path: &[Ident]) -> bool {
        self.0.get(path).is_none_or(|cost| *cost == ENDLESS)
    }

    /// The first variant that says something, or else the shortest: an index. Far inside it is the
    /// shortest, since a tree has an end.
    pub(super) fn variant(&self, item: &Enum, depth: usize) -> Option<usize> {
        let costs = (0..item.variants.len()).map(|index| (self.of_variant(item, index), index));
        let costs: Vec<(u32, usize)> = costs.filter(|(cost, _)| *cost < ENDLESS).collect();
        let says_something = |index: usize| {
            let name = item
                .variants
                .get(index)
                .map(|variant| variant.ident.plain());
            let nothing = [
                "Empty",
                "NotModified",
                "Unknown",
                "Forbidden",
                "Unsupported",
            ];
            name.is_some_and(|name| !nothing.iter().any(|end| name.ends_with(end)))
        };
        let good = |least: u32| {
            let mut long_enough = costs
                .iter()
                .filter(|(cost, _)| (least..=LONG).contains(cost));
            long_enough.find(|(_, index)| says_something(*index))
        };
        let good = good(2).or_else(|| good(1)).filter(|_| depth <= DEEP);
        good.or_else(|| costs.iter().min()).map(|(_, index)| *index)
    }
}
