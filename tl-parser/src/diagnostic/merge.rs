//! Many findings for one reason as one, for people: the reason is said once.

use std::borrow::Cow;

use super::{Advice, Code, Diagnostic, Severity};
use crate::hasher::Map;
use crate::source::FileId;

/// What a finding has in common with all others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Alike {
    /// What follows their number: `declarations have an id that their text does not give`.
    pub what: &'static str,
    /// The reason, in words that hold for all of them.
    pub reason: String,
}

/// So many are shown one by one.
const FEW: usize = 3;

/// How many of them are shown as examples.
const EXAMPLES: usize = 2;

/// Findings of one code, in one file, for one reason.
type Key<'d> = (Code, Severity, Option<FileId>, &'d Alike);

/// The findings as people read them: where many have one reason, the first stands for all, with two
/// of them as examples and the number of the others.
#[must_use]
pub fn merged(diagnostics: &[Diagnostic]) -> Vec<Cow<'_, Diagnostic>> {
    let mut alike: Map<Key<'_>, Vec<&Diagnostic>> = Map::default();
    for diagnostic in diagnostics {
        if let Some(key) = key(diagnostic) {
            alike.entry(key).or_default().push(diagnostic);
        }
    }
    let shown = diagnostics.iter().filter_map(|diagnostic| {
        let all = key(diagnostic).and_then(|key| Some((key.3, alike.get(&key)?)));
        match all {
            Some((common, all)) if all.len() > FEW => {
                let is_first = all.first().is_some_and(|it| std::ptr::eq(*it, diagnostic));
                is_first.then(|| Cow::Owned(merge(diagnostic, common, all)))
            }
            Some(_) | None => Some(Cow::Borrowed(diagnostic)),
        }
    });
    shown.collect()
}

fn key(diagnostic: &Diagnostic) -> Option<Key<'_>> {
    let file = diagnostic.place().map(|place| place.file);
    let alike = diagnostic.alike.as_deref()?;
    Some((diagnostic.code, diagnostic.severity, file, alike))
}

fn merge(first: &Diagnostic, common: &Alike, all: &[&Diagnostic]) -> Diagnostic {
    let mut labels = Vec::new();
    for it in all.iter().take(EXAMPLES) {
        labels.extend(it.labels.first().cloned());
    }
    let mut merged = Diagnostic {
        message: format!("{} {}", all.len(), common.what),
        labels,
        alike: None,
        ..first.clone()
    };
    if let Some(reason) = merged.reasons.first_mut() {
        reason.clone_from(&common.reason);
    }
    merged = merged.note(format!("and {} more", all.len() - EXAMPLES));
    // The last of those that are shown of a file may say how many are not.
    let last = all
        .last()
        .filter(|last| last.reasons.len() > first.reasons.len());
    merged
        .reasons
        .extend(last.and_then(|last| last.reasons.last()).cloned());
    for advice in &mut merged.advice {
        if let Advice::Allow(_) | Advice::AllowWhere(_) = advice {
            *advice = Advice::AllowInFile;
        }
    }
    merged
}

#[cfg(test)]
mod tests;
