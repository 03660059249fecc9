//! Where the diagnostics of one file go while it is parsed: a file of a million errors is not TL at all.

use super::{Diagnostic, sort};
use crate::source::Span;

/// How many of one file are described.
pub(super) const MAX: usize = 1000;

/// The diagnostics of one file in the making: they are handed over when it is known what they are about.
#[derive(Default)]
pub(crate) struct Sink {
    known: Vec<Diagnostic>,
    /// Diagnostics whose declaration is not known yet.
    pending: Vec<Diagnostic>,
    /// How many more there are.
    untold: usize,
}

impl Sink {
    /// Keeps a diagnostic, unless there are too many already.
    pub(crate) fn push(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.known.len() + self.pending.len() < MAX {
            self.pending.push(diagnostic());
        } else {
            self.untold += 1;
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
                self.known.push(it);
            } else if place(&it) < extent.end {
                self.known.push(it.about(declaration));
            } else {
                self.pending.push(it);
            }
        }
    }

    /// All in the order of the text: those of the lexer come before those of the grammar, a
    /// declaration at a time. The last says how many more there are.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.known.append(&mut self.pending);
        sort(&mut self.known);
        let last = self.known.pop().map(|last| last.before(self.untold));
        self.known.extend(last);
        self.known
    }
}
