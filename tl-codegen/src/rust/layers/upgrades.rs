//! Finds the items of a layer that can be made from those of the previous layer without a guess: everything
//! in the older item has its place in the newer one, and whatever is new there may be left out.

use std::cell::RefCell;
use std::rc::Rc;

use crate::rust::layers::placed::{Place, Placed};
use crate::rust::layers::shared::Owner;
use crate::rust::model::{
    Argument, Change, Count, Enum, Field, FieldRole, FieldUpgrade, GuardedBit, Held, Ident, Item,
    Mask, Struct, Ty, Upgrade, UpgradeBody, Var, Variant, VariantUpgrade, Wire,
};
use crate::sorted::{Map, Set};

/// Returns for each layer how its items are made from those of the previous layer.
pub(super) fn upgrades(layers: &[Placed], owners: &[Vec<Owner>]) -> Vec<Vec<Upgrade>> {
    let mut all: Vec<Vec<Upgrade>> = layers.iter().map(|_| Vec::new()).collect();
    let mut made = Set::default();
    for index in 1..layers.len() {
        let Some(step) = Step::new(layers, owners, index) else {
            continue;
        };
        for (pair, body) in step.possible() {
            // The conversion exists already.
            let Some(body) = body else { continue };
            let (from, to) = (step.owner(0, pair.old), step.owner(1, pair.new));
            // If an item changes back and forth, one conversion is enough.
            if let (Some(from), Some(to), Some(all)) = (from, to, all.get_mut(index)) {
                if made.insert((from, to)) {
                    all.push(Upgrade {
                        from: path(layers, from),
                        to: path(layers, to),
                        body,
                    });
                }
            }
        }
    }
    all
}

/// Returns the path of an item from the module that contains all layers.
fn path(layers: &[Placed], owner: Owner) -> Rc<[Ident]> {
    let layer = layers.get(owner.layer);
    let path = layer.and_then(|layer| layer.whole_path(owner.item));
    path.unwrap_or_default()
}

/// An item of the older layer, and the item of the newer one that might be made from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    old: usize,
    new: usize,
}

/// What is known about a pair so far.
#[derive(Default)]
struct Candidate {
    /// Whether the conversion is impossible.
    is_impossible: bool,
    /// The conversion, unless it exists already.
    body: Option<Option<UpgradeBody>>,
    /// The pairs whose conversion uses this one.
    users: Vec<Pair>,
}

type Candidates = Map<Pair, Candidate>;

/// The step from a layer to the next.
struct Step<'l> {
    old: &'l Placed,
    new: &'l Placed,
    owners: [&'l [Owner]; 2],
}

impl<'l> Step<'l> {
    fn new(layers: &'l [Placed], owners: &'l [Vec<Owner>], index: usize) -> Option<Self> {
        let before = index.checked_sub(1)?;
        Some(Self {
            old: layers.get(before)?,
            new: layers.get(index)?,
            owners: [owners.get(before)?, owners.get(index)?],
        })
    }

    /// Returns the owner of an item of the older layer (`side` is 0) or of the newer one (1).
    fn owner(&self, side: usize, item: usize) -> Option<Owner> {
        self.owners.get(side)?.get(item).copied()
    }

    fn are_same(&self, Pair { old, new }: Pair) -> bool {
        self.owner(0, old) == self.owner(1, new)
    }

    /// Returns the pairs with a conversion, and the conversion unless it exists already. At first every pair is
    /// assumed to have one; a pair without one rules out those that need it.
    fn possible(&self) -> Vec<(Pair, Option<UpgradeBody>)> {
        let pairs = self.pairs();
        let candidates = pairs.iter().map(|pair| (*pair, Candidate::default()));
        let mut candidates: Candidates = candidates.collect();
        let mut open = pairs.clone();
        while let Some(pair) = open.pop() {
            let used = RefCell::default();
            let body = self.body(pair, &candidates, &used);
            for it in used.into_inner() {
                let candidate = candidates.or_default(it);
                candidate.users.push(pair);
            }
            let candidate = candidates.or_default(pair);
            if body.is_none() {
                candidate.is_impossible = true;
                open.append(&mut candidate.users);
            }
            candidate.body = body;
        }
        let found = |pair| Some((pair, candidates.get_mut(&pair)?.body.take()?));
        pairs.into_iter().filter_map(found).collect()
    }

    /// Returns the items that have the same name and differ, and the structs of types that have become
    /// enums.
    fn pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (new, place) in self.new.items.iter().enumerate() {
            let Some(old) = self.old.at(&place.path) else {
                continue;
            };
            let only = self.old.items.get(old).and_then(|older| match &older.item {
                Item::Alias(alias) => self.old.find(older, &alias.target),
                Item::Struct(_) | Item::Enum(_) | Item::Transparent(_) => None,
            });
            let old = only.unwrap_or(old);
            let is_item = !matches!(place.item, Item::Alias(_));
            if is_item && !self.are_same(Pair { old, new }) {
                pairs.push(Pair { old, new });
            }
        }
        pairs
    }

    /// Returns the conversion of a pair, and adds the other pairs that it needs to `used`.
    fn body(
        &self,
        pair: Pair,
        candidates: &Candidates,
        used: &RefCell<Vec<Pair>>,
    ) -> Option<Option<UpgradeBody>> {
        let both = Both {
            step: self,
            candidates,
            used,
            old: self.old.items.get(pair.old)?,
            new: self.new.items.get(pair.new)?,
        };
        match (&both.old.item, &both.new.item) {
            (Item::Struct(old), Item::Struct(new)) => both.structs(old, new).map(Some),
            (Item::Enum(old), Item::Enum(new)) => both.enums(old, new).map(Some),
            (Item::Struct(old), Item::Enum(new)) => both.variant(old, new),
            _ => None,
        }
    }
}

/// An item, and the one that might be made from it.
struct Both<'s, 'l> {
    step: &'s Step<'l>,
    candidates: &'s Candidates,
    used: &'s RefCell<Vec<Pair>>,
    old: &'l Place,
    new: &'l Place,
}

impl Both<'_, '_> {
    fn structs(&self, old: &Struct, new: &Struct) -> Option<UpgradeBody> {
        let is_plain = |it: &Struct| it.calls.is_empty() && it.params.is_empty();
        let is_function = old.response.is_some() || new.response.is_some();
        let is_same_name = old.identity.name() == new.identity.name();
        if is_function || !is_plain(old) || !is_plain(new) || !is_same_name {
            return None;
        }
        let (before, now) = (by_name(old), by_name(new));
        // A field that has no place would be lost.
        if before.keys().any(|name| !now.contains_key(name)) {
            return None;
        }
        // A value with only some of the fields of a bit would not encode.
        let is_together = |bit: &GuardedBit| {
            let guarded = bit.fields.iter().filter_map(|&index| new.fields.get(index));
            let guarded = guarded.filter(|field| field.role.is_member());
            let mut older = guarded.map(|field| {
                let older = before.get(&(&field.name, &field.ident));
                older.map(|older| older.role.bit())
            });
            let first = older.next();
            older.all(|it| Some(it) == first)
        };
        let masks = new.fields.iter().filter_map(|field| match &field.role {
            FieldRole::Mask(mask) => Some(mask),
            FieldRole::Flag(_) | FieldRole::Value(_) | FieldRole::Count => None,
        });
        if !masks.flat_map(|mask| &mask.bits).all(is_together) {
            return None;
        }
        let field = |field: &Field| {
            let older = before.get(&(&field.name, &field.ident)).copied();
            let upgrade = self.field(older, &field.role)?;
            // A value of another length or with other bits would not encode.
            let counts_now = counts(new, &field.role);
            let is_of_old_size = older.is_none_or(|older| {
                counts_now.is_empty() || counts(old, &older.role) == counts_now
            });
            is_of_old_size.then(|| (field.ident.clone(), upgrade))
        };
        let fields: Option<Vec<_>> = new.members().map(field).collect();
        fields.map(UpgradeBody::Struct)
    }

    fn field(&self, old: Option<&Field>, new: &FieldRole) -> Option<FieldUpgrade> {
        let Some(old) = old else {
            return match new {
                FieldRole::Flag(_) => Some(FieldUpgrade::False),
                FieldRole::Mask(mask) if mask.bit.is_none() => Some(FieldUpgrade::NoBits),
                role => role.may_be_left_out().then_some(FieldUpgrade::None),
            };
        };
        let (change, is_some) = match (&old.role, new) {
            (FieldRole::Flag(_), FieldRole::Flag(_)) => (Change::Same, false),
            // The bits that guard nothing must be the same.
            (FieldRole::Mask(old), FieldRole::Mask(new)) if bits(old) == bits(new) => {
                (Change::Same, false)
            }
            (FieldRole::Value(old), FieldRole::Value(new)) => {
                let change = self.change(&old.ty, &new.ty)?;
                match (old.bit.is_some(), new.bit.is_some()) {
                    (true, true) => (inside(change), false),
                    (false, is_optional) => (change, is_optional),
                    (true, false) => return None,
                }
            }
            _ => return None,
        };
        Some(FieldUpgrade::Field(old.ident.clone(), change, is_some))
    }

    /// Returns how a value of a type is converted to another.
    fn change(&self, old: &Ty, new: &Ty) -> Option<Change> {
        match (old, new) {
            (Ty::Named(..), Ty::Named(..)) => (old == new).then_some(Change::Same),
            (Ty::Item(old_up, old_path, old_args), Ty::Item(new_up, new_path, new_args)) => {
                let mut arguments = old_args.iter().zip(new_args);
                let keep_arguments = old_args.len() == new_args.len()
                    && arguments.all(|(old, new)| self.change(old, new) == Some(Change::Same));
                // Types from elsewhere. Their arguments may be types of a layer, whose paths are alike in both.
                if (*old_up, *new_up) == (0, 0) {
                    return (old_path == new_path && keep_arguments).then_some(Change::Same);
                }
                let pair = Pair {
                    old: self.step.old.resolve(self.old, old)?,
                    new: self.step.new.resolve(self.new, new)?,
                };
                if self.step.are_same(pair) {
                    return keep_arguments.then_some(Change::Same);
                }
                // A generic type has no conversion.
                if !keep_arguments || !old_args.is_empty() {
                    return None;
                }
                if self.candidates.get(&pair)?.is_impossible {
                    return None;
                }
                self.used.borrow_mut().push(pair);
                Some(Change::From)
            }
            (Ty::Box(old), Ty::Box(new)) => Some(match self.change(old, new)? {
                Change::Same => Change::Same,
                change => Change::Boxed(Box::new(Change::Unboxed(Box::new(change)))),
            }),
            (Ty::Box(old), new) => Some(Change::Unboxed(Box::new(self.change(old, new)?))),
            (old, Ty::Box(new)) => Some(Change::Boxed(Box::new(self.change(old, new)?))),
            (Ty::Vec(old), Ty::Vec(new)) => Some(match self.change(old, new)? {
                Change::Same => Change::Same,
                change => Change::Elements(Box::new(change)),
            }),
            (Ty::Option(old), Ty::Option(new)) => Some(inside(self.change(old, new)?)),
            (Ty::Array(old, of), Ty::Array(new, length)) if of == length => {
                Some(inside(self.change(old, new)?))
            }
            (Ty::Secret(old), Ty::Secret(new)) => self
                .change(old, new)
                .filter(|change| *change == Change::Same),
            (Ty::Number(old), Ty::Number(new)) => (old == new).then_some(Change::Same),
            (Ty::Raw(old), Ty::Raw(new)) => (old == new).then_some(Change::Same),
            (Ty::Bool, Ty::Bool)
            | (Ty::True, Ty::True)
            | (Ty::String, Ty::String)
            | (Ty::Bytes, Ty::Bytes)
            | (Ty::Object, Ty::Object) => Some(Change::Same),
            _ => None,
        }
    }

    fn enums(&self, old: &Enum, new: &Enum) -> Option<UpgradeBody> {
        if !old.params.is_empty() || !new.params.is_empty() || old.variants.is_empty() {
            return None;
        }
        let now = constructors(new);
        let mut variants = Vec::with_capacity(old.variants.len());
        for variant in &old.variants {
            let upgrade = match variant.constructor() {
                Some((_, name)) => {
                    let own = &variant.conversion.as_ref()?.ty;
                    self.upgrade(own, variant.held(), now.get(name)?)?
                }
                None => {
                    let found = new.variants.iter().find(|it| it.is_unknown())?;
                    VariantUpgrade {
                        ident: variant.is_unknown().then(|| found.ident.clone())?,
                        payload: Some((Held::Value, Change::Same)),
                    }
                }
            };
            variants.push((variant.ident.clone(), upgrade));
        }
        Some(UpgradeBody::Enum(variants))
    }

    /// Converts the struct of a type's only constructor to a variant. If the variant holds that same struct, the
    /// enum already has a `From`.
    fn variant(&self, old: &Struct, new: &Enum) -> Option<Option<UpgradeBody>> {
        let own = Ty::Item(
            self.old.path.len().checked_sub(1)?,
            self.old.path.iter().cloned().collect(),
            Vec::new(),
        );
        let now = constructors(new);
        let variant = now.get(old.identity.name())?;
        let conversion = variant.conversion.as_ref()?;
        let upgrade = self.upgrade(&own, (!old.unit).then_some(&own), variant)?;
        let is_there = conversion.from && self.change(&own, &conversion.ty) == Some(Change::Same);
        Some((!is_there).then_some(UpgradeBody::Variant(upgrade)))
    }

    /// Returns the conversion to a variant from the value that had its constructor: from `held`, or from nothing
    /// if the struct `own` has no fields.
    fn upgrade(&self, own: &Ty, held: Option<&Ty>, new: &Variant) -> Option<VariantUpgrade> {
        let payload = match (held, new.held()) {
            (None, None) => {
                self.change(own, &new.conversion.as_ref()?.ty)?;
                None
            }
            // The value would be lost.
            (Some(_), None) => return None,
            (Some(old), Some(new)) => Some((Held::Value, self.change(old, new)?)),
            (None, Some(new)) => {
                let item = self.step.old.resolve(self.old, own)?;
                let path = self.step.old.whole_path(item)?;
                Some((Held::Nothing(path), self.change(own, new)?))
            }
        };
        let ident = new.ident.clone();
        Some(VariantUpgrade { ident, payload })
    }
}

fn inside(change: Change) -> Change {
    match change {
        Change::Same => Change::Same,
        change => Change::Inside(Box::new(change)),
    }
}

/// Returns the counts and numbers on which the form of a field depends: each is the value of a field, by its
/// name, plus a constant.
fn counts<'i>(item: &'i Struct, role: &FieldRole) -> Vec<(Option<&'i str>, u32)> {
    let mut counts = Vec::new();
    let mut add = |count: &Count| {
        let field = count.var.and_then(|var| match var {
            Var::Field(index) => item.fields.get(index),
            Var::Param(_) => None,
        });
        counts.push((field.map(|field| field.name.as_str()), count.add));
    };
    if let FieldRole::Value(value) = role {
        value.wire.each(&mut |wire| {
            if let Wire::Tuple(count, _) = wire {
                add(count);
            }
            for argument in wire.arguments() {
                if let Argument::Nat(count) = argument {
                    add(count);
                }
            }
        });
    }
    counts
}

/// Returns the bits that a mask guards, and whether the mask itself is guarded.
fn bits(mask: &Mask) -> (u32, bool) {
    (mask.guarded(), mask.bit.is_some())
}

/// Returns the fields in Rust by their names in TL and in Rust.
fn by_name(item: &Struct) -> Map<(&String, &Ident), &Field> {
    let named = item
        .members()
        .map(|field| ((&field.name, &field.ident), field));
    named.collect()
}

/// Returns the variants that hold constructors, by the names of the constructors.
fn constructors(item: &Enum) -> Map<&str, &Variant> {
    let variants = item.variants.iter();
    let named = variants.filter_map(|it| Some((it.constructor()?.1, it)));
    named.collect()
}
