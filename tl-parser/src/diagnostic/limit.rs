//! How many diagnostics of one file are kept: a file of a million errors is not TL at all.

use super::{Diagnostic, Severity, sort};
use crate::hasher::Map;
use crate::source::{FileId, Span};

const MAX: usize = 1000;

/// Where the diagnostics of one file go while it is parsed.
pub(crate) struct Sink<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    /// Where those of this file begin.
    first: usize,
    /// Those of which is not known yet which declaration they are about.
    pending: Vec<Diagnostic>,
    dropped: usize,
}

impl<'d> Sink<'d> {
    pub(crate) fn new(diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self {
            first: diagnostics.len(),
            diagnostics,
            pending: Vec::new(),
            dropped: 0,
        }
    }

    /// Keeps a diagnostic, unless there are too many already.
    pub(crate) fn push(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.diagnostics.len() - self.first + self.pending.len() < MAX {
            self.pending.push(diagnostic());
        } else {
            self.dropped += 1;
        }
    }

    /// Whether a declaration is to be [settled](Self::settle).
    pub(crate) fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// What is pending in `extent` is about `declaration`, and what stands before it about none.
    pub(crate) fn settle(&mut self, declaration: Span, extent: Span) {
        let place = |it: &Diagnostic| it.place().map_or(0, |place| place.start);
        for it in std::mem::take(&mut self.pending) {
            if place(&it) < extent.start {
                self.diagnostics.push(it);
            } else if place(&it) < extent.end {
                self.diagnostics.push(it.about(declaration));
            } else {
                self.pending.push(it);
            }
        }
    }

    /// Puts the diagnostics in the order of the text: those of the lexer come before those of the
    /// grammar, a declaration at a time.
    pub(crate) fn finish(mut self) {
        self.diagnostics.append(&mut self.pending);
        let own = self.diagnostics.get_mut(self.first..).unwrap_or_default();
        sort(own);
        if let (1.., Some(last)) = (self.dropped, own.last_mut()) {
            last.reasons.push(not_shown(self.dropped));
        }
    }
}

fn not_shown(dropped: usize) -> String {
    format!("{dropped} more findings in this file are not shown")
}

/// Keeps so many errors of each file, and so many warnings. What is left out is counted in a note.
pub(crate) fn limit(diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.len() <= MAX {
        return;
    }
    sort(diagnostics);
    // Where the last is that is kept, and how many are not.
    let mut counts: Map<(Option<FileId>, Severity), (usize, usize)> = Map::default();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics.drain(..) {
        let file = diagnostic.place().map(|place| place.file);
        let (count, last) = counts.entry((file, diagnostic.severity)).or_default();
        *count += 1;
        if *count <= MAX {
            *last = kept.len();
            kept.push(diagnostic);
        }
    }
    for (count, last) in counts.into_values() {
        if let (Some(dropped @ 1..), Some(last)) = (count.checked_sub(MAX), kept.get_mut(last)) {
            last.reasons.push(not_shown(dropped));
        }
    }
    *diagnostics = kept;
}
