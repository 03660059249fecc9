//! The positions of applications among the constructors.
//!
//! `Pair int;` applies each constructor that `Pair` has at that place. So it was written after the last
//! constructor that it applies.

use std::collections::{BTreeMap, BTreeSet};

use super::types::Types;
use crate::forms::tlo::applied::names::is_application;

/// The order in which constructors and applications are written.
#[derive(Default)]
pub(super) struct Order<'b> {
    /// The applications of types, by the number of the constructor that each follows.
    after: BTreeMap<usize, Vec<&'b str>>,
    /// The same applications.
    known: BTreeSet<&'b str>,
    /// The constructors to swap: the official parser puts one without a name last.
    swapped: Vec<(usize, usize)>,
}

impl<'b> Order<'b> {
    pub(super) fn of(types: &Types<'b>) -> Self {
        let mut order = Self::default();
        // Only a constructor without a name may occur twice.
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut next = 0;
        for ty in &types.rows {
            order.swapped.extend(swapped(&ty.constructors, next));
            for name in &ty.constructors {
                numbers.insert(name, next);
                next += 1;
            }
        }
        for ty in types.rows.iter().filter(|ty| ty.is_made()) {
            if let Some(number) = last_applied(ty.name, &ty.constructors, &numbers) {
                order.after.entry(number).or_default().push(ty.name);
                order.known.insert(ty.name);
            }
        }
        order
    }

    /// Whether the position of the application is known.
    pub(super) fn has(&self, application: &str) -> bool {
        self.known.contains(application)
    }

    /// Returns the applications that follow a constructor.
    pub(super) fn after(&self, number: usize) -> &[&'b str] {
        self.after.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Restores the original order of the constructors' texts.
    pub(super) fn restore(&self, constructors: &mut [String]) {
        for &(one, other) in &self.swapped {
            if one.max(other) < constructors.len() {
                constructors.swap(one, other);
            }
        }
    }
}

/// Returns the constructor without a name at the end, and the one with which it was swapped: an application
/// that comes before the constructor that it applies.
fn swapped(constructors: &[&str], first: usize) -> Option<(usize, usize)> {
    let last = constructors.len().checked_sub(1)?;
    if constructors.last() != Some(&"_") {
        return None;
    }
    let mut known = BTreeSet::new();
    let early = constructors.iter().position(|name| {
        known.insert(*name);
        let base = name.split(' ').next().unwrap_or_default();
        is_application(name) && !known.contains(base)
    })?;
    Some((first + early, first + last))
}

/// Returns the number of the last constructor that the application applies.
fn last_applied(
    application: &str,
    made: &[&str],
    numbers: &BTreeMap<&str, usize>,
) -> Option<usize> {
    let suffix = application.find(' ').and_then(|at| application.get(at..))?;
    let mut last: Option<(&str, usize)> = None;
    for name in made {
        // The name of the second one ends with the text of the first instead of the suffix.
        let end = match last {
            None => name.strip_suffix(suffix)?.len(),
            Some((before, _)) => name.find(&format!("{before}#"))?,
        };
        let base = name.get(..end)?;
        let number = *numbers.get(base)?;
        if last.is_some_and(|(_, last)| last >= number) {
            return None;
        }
        last = Some((base, number));
    }
    last.map(|(_, number)| number)
}
