//! Collects the diagnostics of one file while it is parsed, up to a limit: a file with a million errors is
//! not TL at all.

use super::{Diagnostic, sort};
use crate::source::Span;

/// The maximum number of diagnostics of one file.
pub(super) const MAX: usize = 1000;

/// The diagnostics of a file that is being parsed. They are pending until it is known what they are about.
#[derive(Default)]
pub(crate) struct Sink {
    known: Vec<Diagnostic>,
    /// Diagnostics whose declaration is not known yet.
    pending: Vec<Diagnostic>,
    /// The number of further diagnostics.
    untold: usize,
}

impl Sink {
    /// Adds a diagnostic, unless there are too many already.
    pub(crate) fn push(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.known.len() + self.pending.len() < MAX {
            self.pending.push(diagnostic());
        } else {
            self.untold += 1;
        }
    }

    /// Whether there are diagnostics to [settle](Self::settle).
    pub(crate) fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Assigns the pending diagnostics in `extent` to `declaration`, and those before it to none.
    pub(crate) fn settle(&mut self, declaration: Span, extent: Span) {
        let place = |it: &Diagnostic| it.place().map_or(0, |place| place.start);
        for it in std::mem::take(&mut self.pending) {
            if place(&it) < extent.start {
                self.known.push(it);
            } else if place(&it) < extent.end {
                self.known.push(it.about(declaration));
            } else {
                self.pending.push(it);
            }
        }
    }

    /// Returns all in the order of the text; so far, those of the lexer come before those of the grammar for
    /// each declaration. The last one says how many more there are.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.known.append(&mut self.pending);
        sort(&mut self.known);
        let last = self.known.pop().map(|last| last.before(self.untold));
        self.known.extend(last);
        self.known
    }
}
