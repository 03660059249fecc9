//! Chooses the constructors of an example: meaningful ones that are not long.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::rc::Rc;

use tl_codegen::__private::Items;
use tl_codegen::__private::model::{Enum, FieldRole, Ident, Item, Ty, VariantKind};

/// The cost of writing a value of each item, and the variants of each enum to choose from.
#[derive(Default)]
pub(super) struct Costs {
    /// The number of values in the shortest value of an item. An item whose values have no end has no cost.
    of_items: BTreeMap<Rc<[Ident]>, u32>,
    variants: BTreeMap<Rc<[Ident]>, Choice>,
}

/// The variants of an enum that an example may use, by index.
#[derive(Clone, Copy)]
struct Choice {
    shortest: usize,
    /// The first meaningful one that is not long.
    good: Option<usize>,
}

const ENDLESS: u32 = u32::MAX;
/// The maximum cost of a variant if there is a shorter one.
const LONG: u32 = 12;
/// The depth up to which meaningful variants are chosen.
const DEEP: usize = 3;

/// An item whose cost is not known yet.
struct Waiting<'i> {
    path: &'i Rc<[Ident]>,
    /// The known part of a struct's cost.
    cost: u32,
    /// The number of fields with unknown cost; `None` for an enum, whose cost is the first one found.
    fields: Option<usize>,
}

impl Costs {
    pub(super) fn new(items: &Items) -> Self {
        let mut costs = Self::default();
        costs.find(items);
        for (path, item) in &items.by_path {
            if let Item::Enum(item) = item {
                let choice = costs.choice(item).map(|choice| (path.clone(), choice));
                costs.variants.extend(choice);
            }
        }
        costs
    }

    /// Computes the costs in ascending order, so that each is a sum of known ones.
    fn find(&mut self, items: &Items) {
        let mut waiting: Vec<Waiting<'_>> = Vec::new();
        let mut users: BTreeMap<&[Ident], Vec<usize>> = BTreeMap::new();
        let mut found = BinaryHeap::new();
        for (path, item) in &items.by_path {
            let number = waiting.len();
            let mut here = Waiting {
                path,
                cost: 1,
                fields: matches!(item, Item::Struct(_)).then_some(0),
            };
            each_inside(item, &mut |inside| match (inside, &mut here.fields) {
                (Inside::Item(path), fields) => {
                    users.entry(path).or_default().push(number);
                    fields.iter_mut().for_each(|count| *count += 1);
                }
                (Inside::Value(cost), Some(_)) => here.cost = here.cost.saturating_add(cost),
                (Inside::Value(cost), None) => found.push(Reverse((cost, number))),
            });
            if here.fields == Some(0) {
                found.push(Reverse((here.cost, number)));
            }
            waiting.push(here);
        }
        while let Some(Reverse((cost, number))) = found.pop() {
            let Some(path) = waiting.get(number).map(|it| it.path) else {
                continue;
            };
            if cost == ENDLESS || self.of_items.contains_key(path) {
                continue;
            }
            self.of_items.insert(path.clone(), cost);
            for &user in users.get(&**path).into_iter().flatten() {
                match waiting.get_mut(user) {
                    Some(Waiting {
                        cost: sum,
                        fields: Some(fields),
                        ..
                    }) => {
                        *sum = sum.saturating_add(cost);
                        *fields -= 1;
                        if *fields == 0 {
                            found.push(Reverse((*sum, user)));
                        }
                    }
                    Some(_) => found.push(Reverse((cost, user))),
                    None => {}
                }
            }
        }
    }

    fn of_variant(&self, kind: &VariantKind) -> u32 {
        match inside_variant(kind) {
            Some(Inside::Value(cost)) => cost,
            Some(Inside::Item(path)) => self.of_path(path),
            None => ENDLESS,
        }
    }

    /// Returns the number of values in the shortest value of an item; the largest number if it has no end.
    pub(super) fn of_path(&self, path: &[Ident]) -> u32 {
        self.of_items.get(path).copied().unwrap_or(ENDLESS)
    }

    pub(super) fn of_type(&self, ty: &Ty) -> u32 {
        match inside_type(ty) {
            Inside::Value(cost) => cost,
            Inside::Item(path) => self.of_path(path),
        }
    }

    /// Returns the index of the first meaningful variant, or of the shortest one if there is none. Deep inside
    /// a value it is always the shortest, so that the example ends.
    pub(super) fn variant(&self, path: &[Ident], depth: usize) -> Option<usize> {
        let choice = self.variants.get(path)?;
        let good = choice.good.filter(|_| depth <= DEEP);
        Some(good.unwrap_or(choice.shortest))
    }

    fn choice(&self, item: &Enum) -> Option<Choice> {
        let costs = item.variants.iter().enumerate();
        let costs = costs.map(|(index, it)| (self.of_variant(&it.kind), index));
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
        Some(Choice {
            shortest: costs.iter().min()?.1,
            good: good(2).or_else(|| good(1)).map(|(_, index)| *index),
        })
    }
}

/// The cost of a value: a number, or the cost of an item.
enum Inside<'i> {
    Value(u32),
    Item(&'i [Ident]),
}

/// Calls `found` for each required field of a struct, and for each variant of an enum.
fn each_inside<'i>(item: &'i Item, found: &mut dyn FnMut(Inside<'i>)) {
    match item {
        Item::Struct(item) => {
            for field in &item.fields {
                if let FieldRole::Value(value) = &field.role {
                    if !field.role.may_be_left_out() {
                        found(inside_type(&value.ty));
                    }
                }
            }
        }
        Item::Enum(item) => {
            let variants = item.variants.iter();
            variants
                .filter_map(|it| inside_variant(&it.kind))
                .for_each(found);
        }
        Item::Alias(alias) => found(inside_type(&alias.target)),
        Item::Transparent(_) => {}
    }
}

/// Returns the content of a variant; `None` if an example cannot use it.
fn inside_variant(kind: &VariantKind) -> Option<Inside<'_>> {
    match kind {
        VariantKind::Unit(_) => Some(Inside::Value(1)),
        VariantKind::Newtype { ty, .. } => Some(inside_type(ty)),
        VariantKind::Fields(_) | VariantKind::Other { .. } | VariantKind::Unknown => None,
    }
}

fn inside_type(ty: &Ty) -> Inside<'_> {
    let mut inside = None;
    ty.each(&mut |ty| {
        let own = match ty {
            Ty::Item(_, path, _) => Some(Inside::Item(path)),
            Ty::Object => Some(Inside::Value(ENDLESS)),
            Ty::Number(_)
            | Ty::Bool
            | Ty::True
            | Ty::Raw(_)
            | Ty::String
            | Ty::Bytes
            | Ty::Vec(_)
            | Ty::Array(..)
            | Ty::Box(_)
            | Ty::Option(_)
            | Ty::Secret(_)
            | Ty::Param(_)
            | Ty::Answer(_)
            | Ty::Named(..)
            | Ty::Verbatim(_) => None,
        };
        inside = inside.take().or(own);
    });
    inside.unwrap_or(Inside::Value(1))
}
