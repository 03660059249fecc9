//! Patterns.

use super::Printer;
use super::list::List;
use super::output::{Fit, multiline, width};
use super::token::{Group, Kind, Run};
use super::width::Shape;

impl Printer {
    pub(super) fn pattern(&mut self, run: Run, shape: Shape) -> Fit {
        let last = run.hi.saturating_sub(1);
        // rustfmt counts the dots behind fields twice.
        let dots = match self.tokens.kind(last) {
            Kind::Close(Group::Fields)
                if self.tokens.kind(last - 1) == Kind::Range
                    && self.tokens.kind(last - 2) == Kind::Comma =>
            {
                4
            }
            _ => 0,
        };
        if self.tokens.flat(run) && self.tokens.width(run) + dots <= shape.width {
            self.flat(run);
            return Some(());
        }
        self.deeper(run, |printer| printer.broken_pattern(run, shape))
    }

    fn broken_pattern(&mut self, run: Run, shape: Shape) -> Fit {
        let last = run.hi.saturating_sub(1);
        let alternatives = self.alternatives(run);
        if alternatives.len() > 1 {
            return self.or_pattern(&alternatives, shape);
        }
        let mut lo = run.lo;
        while matches!(
            self.tokens.kind(lo),
            Kind::Prefix | Kind::Keyword(_) | Kind::At
        ) || self.tokens.kind(lo + 1) == Kind::At
        {
            lo += 1;
        }
        let mark = self.out.len();
        if lo > run.lo && lo < run.hi {
            let head = Run::new(run.lo, lo);
            self.flat(head);
            let spaced = self.tokens.kind(lo - 1) != Kind::Prefix;
            if spaced {
                self.push(" ");
            }
            let used = self.tokens.width(head) + usize::from(spaced);
            if spaced && lo == last && self.tokens.kind(lo - 1) != Kind::At {
                // `mut name` takes two lines if need be.
                if used + self.tokens.width(Run::new(lo, run.hi)) > shape.width {
                    self.out.pop();
                    self.newline(shape.indent);
                }
                self.flat(Run::new(lo, run.hi));
                return Some(());
            }
            return self.pattern(Run::new(lo, run.hi), shape.after(used)?);
        }
        let open = self.tokens.mate(last);
        match self.tokens.kind(last) {
            Kind::Close(Group::Fields) => self.fields(run, open, shape, true),
            Kind::Close(Group::Call | Group::Paren) => {
                self.path(Run::new(run.lo, open), shape)?;
                self.list(mark, open, List::TuplePattern, shape)
            }
            _ if run.hi - run.lo == 1 => {
                // A name is as wide as it is.
                self.flat(run);
                Some(())
            }
            _ => self.path(run, shape),
        }
    }

    fn or_pattern(&mut self, alternatives: &[Run], shape: Shape) -> Fit {
        let mut texts = Vec::with_capacity(alternatives.len());
        for run in alternatives {
            texts.push(self.capture(|printer| printer.pattern(*run, shape))?);
        }
        let total = texts.iter().map(|text| width(text) + 3).sum::<usize>();
        let line = total <= shape.width + 3 && !texts.iter().any(|text| multiline(text));
        let packed = texts
            .iter()
            .zip(alternatives)
            .all(|(text, run)| width(text) <= 20 && !multiline(text) && self.short_pattern(*run));
        let mut used = 0;
        for (at, text) in texts.iter().enumerate() {
            let wide = width(text) + if at > 0 { 2 } else { 0 };
            if at > 0 {
                let below = if packed {
                    used + 1 + wide > shape.width
                } else {
                    !line
                };
                if below {
                    self.newline(shape.indent);
                    used = 0;
                } else {
                    self.push(" ");
                    used += 1;
                }
                self.push("| ");
            }
            self.push(text);
            used += wide;
        }
        Some(())
    }

    /// One token, or a tuple or tuple variant of one.
    fn short_pattern(&self, run: Run) -> bool {
        let mut lo = run.lo;
        while matches!(self.tokens.kind(lo), Kind::Prefix | Kind::Keyword(_)) {
            lo += 1;
        }
        if lo + 1 == run.hi {
            return true;
        }
        let open = match self.tokens.kind(lo) {
            Kind::Word => lo + 1,
            _ => lo,
        };
        match self.tokens.kind(open) {
            Kind::Open(Group::Call | Group::Paren) if self.tokens.skip(open) == run.hi => {
                self.tokens.split(self.tokens.inside(open)).len() <= 1
            }
            _ => false,
        }
    }
}
