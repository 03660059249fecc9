//! "Did you mean …?"

use crate::words::last_part;

/// The maximum number of names to compare in one run. Guesses do not help a schema with thousands of wrong
/// names, and it must not take long.
const BUDGET: usize = 1_000_000;

/// Finds the nearest of many names.
#[derive(Debug)]
pub(crate) struct Suggester {
    budget: usize,
}

impl Default for Suggester {
    fn default() -> Self {
        Self { budget: BUDGET }
    }
}

impl Suggester {
    /// Whether the budget allows for this many more names; subtracts them from it.
    pub(crate) fn affords(&mut self, names: usize) -> bool {
        let left = self.budget.checked_sub(names);
        self.budget = left.unwrap_or_default();
        left.is_some()
    }

    /// Returns the candidate that `name` was most likely meant to be; the first of equally near ones.
    pub(crate) fn nearest<'a>(
        &mut self,
        name: &str,
        mut candidates: impl Iterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.nearest_of(name, &mut || candidates.next())
    }

    /// Does the same for any iterator without being generic: most are long chains, and this would be compiled
    /// for each.
    fn nearest_of<'a>(
        &mut self,
        name: &str,
        next: &mut dyn FnMut() -> Option<&'a str>,
    ) -> Option<&'a str> {
        let wanted = last_part(name);
        let limit = limit(name);
        let mut best: Option<(usize, &'a str)> = None;
        while let Some(candidate) = next() {
            self.budget = self.budget.checked_sub(1)?;
            if candidate == name || is_other_letter(name, candidate) {
                continue;
            }
            // A missing or wrong namespace is a likelier slip than a wrong letter, and both are likelier than
            // two letters. A namespace too many is between these: nobody types one by accident.
            let distance = if candidate == wanted {
                3
            } else if last_part(candidate) == wanted {
                1
            } else {
                let bound = best.map_or(limit, |(distance, _)| {
                    (distance.saturating_sub(1) / 2).min(limit)
                });
                match distance(name, candidate, bound) {
                    Some(distance) => 2 * distance,
                    None => continue,
                }
            };
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }
}

/// Returns the one of a few names that `name` was most likely meant to be; the first of equally near ones.
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    Suggester::default().nearest(name, candidates)
}

/// Whether both names are single letters: each of these is one change from every other.
fn is_other_letter(one: &str, other: &str) -> bool {
    one.len() == 1 && other.len() == 1 && !one.eq_ignore_ascii_case(other)
}

/// Returns the largest distance at which two names may be the same name.
fn limit(name: &str) -> usize {
    match name.len() {
        0..=5 => 1,
        length => (length / 3).min(6),
    }
}

/// Returns the edit distance of two names, or `None` if it is above `bound`. A difference of case alone is 1,
/// however many letters it concerns.
fn distance(one: &str, other: &str, bound: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > bound || one.len().max(other.len()) > LONGEST {
        return None;
    }
    if one.eq_ignore_ascii_case(other) {
        return (bound >= 1).then_some(1);
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    // The two rows before the current one in the table of Damerau and Levenshtein.
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    let mut last = 0u8;
    for (row, &a) in one.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        current.push(row + 1);
        let mut least = row + 1;
        for (column, &b) in other.iter().enumerate() {
            let at =
                |cells: &[usize], index: usize| cells.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&above, column) + usize::from(a != b))
                .min(at(&above, column + 1) + 1)
                .min(at(&current, column) + 1);
            let swapped = column > 0 && row > 0 && last == b && other.get(column - 1) == Some(&a);
            if swapped {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            least = least.min(cost);
            current.push(cost);
        }
        // If every cell of a row is above the bound, all cells of the next rows are too.
        if least > bound {
            return None;
        }
        before = std::mem::replace(&mut above, current);
        last = a;
    }
    above.last().copied().filter(|&distance| distance <= bound)
}

/// Longer names are not compared letter by letter.
const LONGEST: usize = 128;

#[cfg(test)]
mod tests;
