//! What stands right of `=`, or of the colon of a field: on the same line, or on the next.

use super::Printer;
use super::output::{Fit, fits, last_line, multiline, newlines};
use super::sort::Sort;
use super::token::Run;
use super::width::{Shape, TAB};

#[derive(Clone, Copy)]
pub(super) enum Right {
    Expr(Run),
    Type(Run),
}

impl Right {
    pub(super) fn run(self) -> Run {
        match self {
            Self::Expr(run) | Self::Type(run) => run,
        }
    }
}

impl Printer {
    /// Writes the space or line break and the right side; the left side, the operator included,
    /// was written from `mark` on.
    pub(super) fn assign_right(&mut self, mark: usize, right: Right, shape: Shape) -> Fit {
        let left = self.since(mark);
        let mut used = last_line(left);
        if multiline(left) {
            used = used.saturating_sub(shape.indent);
        }
        let same = shape.after(used + 1).unwrap_or(Shape {
            width: 0,
            offset: shape.offset + used + 1,
            ..shape
        });
        let run = right.run();
        if self.tokens.flat(run) && self.tokens.width(run) <= same.width || self.sure(right, same) {
            self.push(" ");
            return self.right(right, same);
        }
        self.choose_line(right, same)
    }

    /// Whether the right side stays on the line for certain, as it looks the same on the next.
    fn sure(&self, right: Right, shape: Shape) -> bool {
        matches!(right, Right::Expr(run) if match self.tokens.sort(run) {
            Sort::Fields { open } => {
                self.tokens.width(Run::new(run.lo, open)) + 2 <= shape.width
            }
            _ => false,
        })
    }

    pub(super) fn right(&mut self, right: Right, shape: Shape) -> Fit {
        match right {
            Right::Expr(run) => self.expr(run, shape),
            Right::Type(run) => self.ty(run, shape),
        }
    }

    fn choose_line(&mut self, right: Right, same: Shape) -> Fit {
        let here = self.capture(|printer| printer.right(right, same));
        let beside = |text: &&String| !multiline(text) && super::output::width(text) <= same.width;
        if let Some(text) = here.as_ref().filter(beside) {
            self.push(" ");
            self.push(text);
            return Some(());
        }
        let next = same.nested().before(same.overhead())?;
        let below = self.capture(|printer| printer.right(right, next));
        match (here, below) {
            (Some(here), Some(below)) if !fits(&below, next) || !prefer_below(&here, &below) => {
                self.push(" ");
                self.push(&here);
            }
            (_, Some(below)) => {
                self.newline(same.indent + TAB);
                self.push(&below);
            }
            (Some(here), None) => {
                self.push(" ");
                self.push(&here);
            }
            (None, None) => return None,
        }
        Some(())
    }
}

/// Whether what stands on the next line looks better there.
pub(super) fn prefer_below(here: &str, below: &str) -> bool {
    let opens = |text: &str, bracket| {
        text.split('\n')
            .next()
            .unwrap_or_default()
            .ends_with(bracket)
    };
    !multiline(below)
        || newlines(here) > newlines(below) + 1
        || ['(', '{', '[']
            .into_iter()
            .any(|bracket| opens(here, bracket) && !opens(below, bracket))
}
