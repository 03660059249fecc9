//! The findings of one file.

use crate::diagnostic::Diagnostic;

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
