//! Diagnostics as the user sees them: each with its severity, and a limited number per file.

use std::borrow::Cow;
use std::ops::Deref;

use super::sink::MAX;
use super::{Code, Diagnostic, Levels, Severity, sort};
use crate::hasher::{Map, Set};
use crate::source::{FileId, Span};

/// A diagnostic as the user sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The severity for the user.
    pub severity: Severity,
    pub(super) diagnostic: Diagnostic,
    /// The number of diagnostics of its file that follow it and are not shown.
    pub(super) untold: usize,
}

impl Shown {
    /// Returns how many diagnostics it stands for: itself, and those after it that are not shown.
    #[must_use]
    pub fn count(&self) -> usize {
        self.untold.saturating_add(1)
    }

    /// Returns the notes below the text, one sentence each: the reasons, how to allow it by a comment, and
    /// how many more there are.
    pub fn notes(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let untold = (self.untold > 0).then(|| {
            let untold = self.untold;
            Cow::Owned(format!("{untold} more findings in this file are not shown"))
        });
        self.diagnostic.notes().chain(untold)
    }
}

/// A diagnostic with the default levels.
impl From<Diagnostic> for Shown {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            severity: Levels::default().severity(&diagnostic),
            untold: diagnostic.untold,
            diagnostic,
        }
    }
}

impl Deref for Shown {
    type Target = Diagnostic;

    fn deref(&self) -> &Diagnostic {
        &self.diagnostic
    }
}

/// Codes of valid declarations that may be the reason why no Rust can be generated.
const REASONS: [Code; 2] = [Code::EndlessExpansion, Code::UndeterminedParameter];

/// The diagnostics of one severity in one file, of which a limited number is shown.
type Group = (Option<FileId>, Severity);

impl Levels {
    /// Returns the diagnostics as the user sees them, in the order of the text and without those that are
    /// allowed. The number of errors and of warnings is limited for each file.
    ///
    /// If the reason why no code can be generated for a declaration is known, the reason is the error: it
    /// says why, and what to do.
    #[must_use]
    pub fn show(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Shown> {
        diagnostics.retain(|it| !self.silence(it));
        sort(&mut diagnostics);
        let about = |codes: &[Code]| -> Set<Span> {
            let found = diagnostics.iter().filter(|it| codes.contains(&it.code));
            found.filter_map(|it| it.about).collect()
        };
        let (reasons, refused) = (about(&REASONS), about(&[Code::Unsupported]));
        let is_in =
            |it: &Diagnostic, all: &Set<Span>| it.about.is_some_and(|about| all.contains(&about));
        diagnostics.retain(|it| it.code != Code::Unsupported || !is_in(it, &reasons));
        let severity = |it: &Diagnostic| match REASONS.contains(&it.code) && is_in(it, &refused) {
            true => Severity::Error,
            false => self.severity(it),
        };
        let group =
            |it: &Diagnostic| -> Group { (it.place().map(|place| place.file), severity(it)) };
        // For each group, how many are known, and how many more were only counted.
        let mut all: Map<Group, (usize, usize)> = Map::default();
        for it in &diagnostics {
            let (known, untold) = all.entry(group(it)).or_default();
            *known += 1;
            *untold += it.untold;
        }
        let mut counts: Map<Group, usize> = Map::default();
        let mut shown = Vec::with_capacity(diagnostics.len());
        for diagnostic in diagnostics {
            let group = group(&diagnostic);
            let count = counts.entry(group).or_default();
            *count += 1;
            if *count > MAX {
                continue;
            }
            let (known, untold) = all.get(&group).copied().unwrap_or_default();
            let is_last = *count == known.min(MAX);
            shown.push(Shown {
                severity: group.1,
                diagnostic,
                untold: if is_last { known - *count + untold } else { 0 },
            });
        }
        shown
    }
}

#[cfg(test)]
mod tests;
