//! Merges many findings with one reason into one, so that people read the reason once.

use std::borrow::Cow;

use super::{Advice, Code, Diagnostic, Severity, Shown};
use crate::hasher::Map;
use crate::source::FileId;

/// What a finding has in common with all others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Alike {
    /// The text after their number: `declarations have an id that their text does not give`.
    pub what: &'static str,
    /// The reason, in words that hold for all of them.
    pub reason: String,
}

/// Up to this many are shown one by one.
const FEW: usize = 3;

/// How many of them are shown as examples.
const EXAMPLES: usize = 2;

/// Findings of one code, in one file, for one reason.
type Key<'d> = (Code, Severity, Option<FileId>, &'d Alike);

/// Returns the findings as people read them: if many have one reason, the first represents all, with two of
/// them as examples and the number of the others.
#[must_use]
pub fn merged(diagnostics: &[Shown]) -> Vec<Cow<'_, Shown>> {
    let mut alike: Map<Key<'_>, Vec<&Shown>> = Map::default();
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

fn key(diagnostic: &Shown) -> Option<Key<'_>> {
    let file = diagnostic.place().map(|place| place.file);
    let alike = diagnostic.alike.as_deref()?;
    Some((diagnostic.code, diagnostic.severity, file, alike))
}

fn merge(first: &Shown, common: &Alike, all: &[&Shown]) -> Shown {
    let examples = all.iter().take(EXAMPLES);
    let others = first.reasons.iter().skip(1).cloned();
    let more = format!("and {} more", all.len() - EXAMPLES);
    let in_file = |advice: &Advice| match advice {
        Advice::Allow(_) | Advice::AllowWhere(_) => Advice::AllowInFile,
        Advice::Replace(_) | Advice::AllowInFile | Advice::AllowByOption(_) => advice.clone(),
    };
    let diagnostic = Diagnostic {
        message: format!("{} {}", all.len(), common.what),
        labels: examples
            .filter_map(|it| it.labels.first())
            .cloned()
            .collect(),
        reasons: [common.reason.clone()]
            .into_iter()
            .chain(others)
            .chain([more])
            .collect(),
        advice: first.advice.iter().map(in_file).collect(),
        alike: None,
        ..first.diagnostic.clone()
    };
    Shown {
        diagnostic,
        severity: first.severity,
        untold: all.iter().map(|it| it.untold).sum(),
    }
}

#[cfg(test)]
mod tests;
