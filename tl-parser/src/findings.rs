//! The findings of one file.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::FileId;

/// How many findings of one file are kept: a file of a million errors is not TL at all.
const MAX_FINDINGS: usize = 1000;

/// Where findings go.
pub(crate) struct Findings<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    /// Where those of this file begin.
    first: usize,
    dropped: usize,
}

impl<'d> Findings<'d> {
    pub(crate) fn new(diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self {
            first: diagnostics.len(),
            diagnostics,
            dropped: 0,
        }
    }

    /// Keeps a finding, unless there are too many already.
    pub(crate) fn push(&mut self, finding: impl FnOnce() -> Diagnostic) {
        if self.diagnostics.len() - self.first < MAX_FINDINGS {
            self.diagnostics.push(finding());
        } else {
            self.dropped += 1;
        }
    }

    /// Puts the findings in the order of the text: those of the lexer come before those of the
    /// grammar, a declaration at a time.
    pub(crate) fn finish(self) {
        let own = self.diagnostics.get_mut(self.first..).unwrap_or_default();
        own.sort_by_key(|finding| finding.labels.first().map(|label| label.span));
        if let (1.., Some(last)) = (self.dropped, own.last_mut()) {
            last.notes.push(format!(
                "{} more findings of this file are not shown",
                self.dropped
            ));
        }
    }
}

/// Keeps so many errors of each file, and so many warnings. What is left out is counted in a note.
pub(crate) fn limit(diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.len() <= MAX_FINDINGS {
        return;
    }
    diagnostics.sort_by_key(|finding| finding.labels.first().map(|label| label.span));
    // Where the last is that is kept, and how many are not.
    let mut kinds: HashMap<(Option<FileId>, Severity), (usize, usize)> = HashMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for finding in diagnostics.drain(..) {
        let file = finding.labels.first().map(|label| label.span.file);
        let (count, last) = kinds.entry((file, finding.severity)).or_default();
        *count += 1;
        if *count <= MAX_FINDINGS {
            *last = kept.len();
            kept.push(finding);
        }
    }
    for (count, last) in kinds.into_values() {
        if let (Some(dropped @ 1..), Some(last)) =
            (count.checked_sub(MAX_FINDINGS), kept.get_mut(last))
        {
            last.notes.push(format!(
                "{dropped} more findings of this file are not shown"
            ));
        }
    }
    *diagnostics = kept;
}
