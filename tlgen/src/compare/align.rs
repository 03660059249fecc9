//! Matching of the fields of two versions of a declaration.

use std::collections::{HashMap, HashSet};

use tl_parser::schema::Field;

/// The indices of a field in the old and the new list; one is `None` if the field was removed or added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldPair {
    pub(crate) old: Option<usize>,
    pub(crate) new: Option<usize>,
}

/// Returns the removed fields, then all fields of the new list in order.
///
/// Fields with the same name match. A field was renamed if the same two fields are around it, it has the same
/// position between them, and only its name differs; either may have none.
pub(crate) fn align(old: &[Field<'_>], new: &[Field<'_>]) -> Vec<FieldPair> {
    if old.len() == new.len()
        && old
            .iter()
            .map(|it| it.name)
            .eq(new.iter().map(|it| it.name))
    {
        let same = (0..new.len()).map(Some);
        return same.map(|at| FieldPair { old: at, new: at }).collect();
    }
    let named = old.iter().enumerate();
    let named: HashMap<&str, usize> = named
        .filter_map(|(at, field)| Some((field.name?, at)))
        .collect();
    let mut old_of: Vec<Option<usize>> = new
        .iter()
        .map(|field| named.get(field.name?).copied())
        .collect();
    let mut new_of = vec![None; old.len()];
    for (new_at, old_at) in old_of.iter().enumerate() {
        if let Some(slot) = old_at.and_then(|at| new_of.get_mut(at)) {
            *slot = Some(new_at);
        }
    }
    let alike = gaps(&new_of, &old_of)
        .into_iter()
        .flat_map(|gap| gap.alike(old, new));
    for (old_at, new_at) in alike {
        // Both indices are within these lists.
        if let (Some(one), Some(other)) = (old_of.get_mut(new_at), new_of.get_mut(old_at)) {
            (*one, *other) = (Some(old_at), Some(new_at));
        }
    }
    let removed = new_of.iter().enumerate().filter(|(_, new)| new.is_none());
    let removed = removed.map(|(at, _)| FieldPair {
        old: Some(at),
        new: None,
    });
    let now = old_of
        .iter()
        .enumerate()
        .map(|(at, &old)| FieldPair { old, new: Some(at) });
    removed.chain(now).collect()
}

/// The unmatched fields between two matched ones.
#[derive(Default)]
struct Gap {
    removed: Vec<usize>,
    added: Vec<usize>,
}

/// Returns the gaps with unmatched fields, each after one matched field.
fn gaps(new_of: &[Option<usize>], old_of: &[Option<usize>]) -> Vec<Gap> {
    let mut gaps: HashMap<Option<usize>, Gap> = HashMap::new();
    let mut after = None;
    for (at, new) in new_of.iter().enumerate() {
        match new {
            Some(_) => after = *new,
            None => gaps.entry(after).or_default().removed.push(at),
        }
    }
    after = None;
    for (at, old) in old_of.iter().enumerate() {
        match old {
            Some(_) => after = Some(at),
            None => gaps.entry(after).or_default().added.push(at),
        }
    }
    // Gaps are independent of each other, so their order makes no difference.
    gaps.into_values().collect()
}

impl Gap {
    /// Returns the pairs of fields in this gap that differ only in name.
    fn alike(self, old: &[Field<'_>], new: &[Field<'_>]) -> Vec<(usize, usize)> {
        let (mut alike, mut removed, mut added) = (Vec::new(), self.removed, self.added);
        for is_masked in [false, true] {
            let of_kind = |fields: &[Field<'_>], all: &[usize]| -> Vec<usize> {
                let fits = |it: &Field<'_>| it.mask.is_some() == is_masked;
                let all = all.iter().copied();
                all.filter(|&at| fields.get(at).is_some_and(fits)).collect()
            };
            let (before, now) = (of_kind(old, &removed), of_kind(new, &added));
            // If fields were added or removed too, the renamed ones are ambiguous.
            if before.len() == now.len() {
                let both = before.into_iter().zip(now);
                let same = |&(before, now): &(usize, usize)| {
                    old.get(before).map(rest) == new.get(now).map(rest)
                };
                alike.extend(both.filter(same));
            }
        }
        // Other unnamed fields are matched by position.
        let (before, now): (HashSet<usize>, HashSet<usize>) = alike.iter().copied().unzip();
        let is_unnamed =
            |fields: &[Field<'_>], at: usize| fields.get(at).is_some_and(|it| it.name.is_none());
        removed.retain(|&at| !before.contains(&at) && is_unnamed(old, at));
        added.retain(|&at| !now.contains(&at) && is_unnamed(new, at));
        alike.extend(removed.into_iter().zip(added));
        alike
    }
}

/// Returns a field's text without the name.
fn rest(field: &Field<'_>) -> String {
    let text = field.meaning();
    let name = field.ast.name.map_or(0, |name| name.value.len() + 1);
    text.get(name..).unwrap_or_default().to_owned()
}

/// Of the matched fields, returns those that changed their position relative to the others, by their indices in
/// the new list: all except a longest subsequence that kept its order.
pub(crate) fn moved(pairs: impl Iterator<Item = FieldPair>) -> HashSet<usize> {
    let kept: Vec<(usize, usize)> = pairs.filter_map(|it| Some((it.old?, it.new?))).collect();
    // The last element of the best subsequence of each length, and the predecessor of each element in its
    // subsequence.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; kept.len()];
    let old_at = |at: usize| kept.get(at).map(|(old, _)| *old);
    for (at, &(old, _)) in kept.iter().enumerate() {
        let length = ends.partition_point(|&end| old_at(end) < Some(old));
        if let Some(slot) = before.get_mut(at) {
            *slot = length
                .checked_sub(1)
                .and_then(|last| ends.get(last))
                .copied();
        }
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; kept.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(slot) = stays.get_mut(at) {
            *slot = true;
        }
        next = before.get(at).copied().flatten();
    }
    let moved = kept.iter().zip(stays).filter(|(_, stays)| !stays);
    moved.map(|((_, new), _)| *new).collect()
}
