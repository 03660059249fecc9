//! Types and paths.

use super::Printer;
use super::list::List;
use super::output::{Fit, last_line, multiline};
use super::token::{Group, Keyword, Kind, Run};
use super::width::Shape;

impl Printer {
    pub(super) fn ty(&mut self, run: Run, shape: Shape) -> Fit {
        if self.tokens.flat(run) && self.tokens.width(run) <= shape.width {
            self.flat(run);
            return Some(());
        }
        let lo = run.lo;
        match self.tokens.kind(lo) {
            Kind::Prefix | Kind::Lifetime | Kind::Keyword(Keyword::Other | Keyword::Impl) => {
                self.flat(Run::new(lo, lo + 1));
                let spaced = super::spacing::spaced(self.tokens.kind(lo), self.tokens.kind(lo + 1));
                if spaced {
                    self.push(" ");
                }
                let used = self.tokens.width(Run::new(lo, lo + 1)) + usize::from(spaced);
                self.ty(Run::new(lo + 1, run.hi), shape.after(used)?)
            }
            Kind::Open(Group::Paren) if self.tokens.skip(lo) == run.hi => {
                self.list(self.out.len(), lo, List::TupleType, shape)
            }
            Kind::Open(Group::Array) if self.tokens.skip(lo) == run.hi => {
                let inside = self.tokens.inside(lo);
                let end = self.tokens.find(inside, Kind::Semi).unwrap_or(inside.hi);
                let tail = Run::new(end, run.hi);
                self.push("[");
                let room = shape.after(1)?.before(self.tokens.width(tail))?;
                self.ty(Run::new(inside.lo, end), room)?;
                self.flat(tail);
                Some(())
            }
            _ => self.path(run, shape, false),
        }
    }

    /// A path too wide for its line breaks between its generic arguments.
    pub(super) fn path(&mut self, run: Run, shape: Shape, _expression: bool) -> Fit {
        let mark = self.out.len();
        let mut open = None;
        let mut at = run.lo;
        while at < run.hi {
            let kind = self.tokens.kind(at);
            if kind == Kind::AngleOpen && at > run.lo {
                open = Some(at);
            }
            at = self.tokens.skip(at);
        }
        if open.is_none() && self.tokens.kind(run.lo) == Kind::AngleOpen {
            return self.qualified(run, shape);
        }
        let Some(open) = open else {
            self.flat(run);
            let fits = self.tokens.flat(run) && self.tokens.width(run) <= shape.width;
            return fits.then_some(());
        };
        let end = self.tokens.mate(open) + 1;
        self.flat(Run::new(run.lo, open));
        // The colons before the arguments do not count.
        let turbofish = self.tokens.kind(open - 1) == Kind::PathSep;
        let room = Shape {
            width: shape.width + if turbofish { 2 } else { 0 },
            ..shape
        };
        self.list(mark, open, List::Generics, room)?;
        let tail = Run::new(end, run.hi);
        if !tail.is_empty() && super::spacing::spaced(Kind::AngleClose, self.tokens.kind(end)) {
            self.push(" ");
        }
        self.flat(tail);
        Some(())
    }

    /// `<Type as Trait<…>>::name` breaks between the trait's arguments.
    fn qualified(&mut self, run: Run, shape: Shape) -> Fit {
        let mark = self.out.len();
        let close = self.tokens.mate(run.lo);
        let mut open = None;
        let mut at = run.lo + 1;
        while at < close {
            if self.tokens.kind(at) == Kind::AngleOpen {
                open = Some(at);
            }
            at = self.tokens.skip(at);
        }
        match open {
            Some(open) => {
                self.flat(Run::new(run.lo, open));
                self.list(mark, open, List::Generics, shape.before(3)?)?;
                self.flat(Run::new(self.tokens.mate(open) + 1, run.hi));
            }
            None => self.flat(run),
        }
        let text = self.since(mark);
        let used = if multiline(text) { shape.used() } else { 0 };
        (last_line(text) <= shape.width + used).then_some(())
    }

    /// A type, or `Name = Type`.
    pub(super) fn generic_argument(&mut self, run: Run, shape: Shape) -> Fit {
        let start = match self.tokens.find(run, Kind::Assign) {
            Some(equals) => equals + 1,
            None => run.lo,
        };
        let head = Run::new(run.lo, start);
        if head.is_empty() {
            return self.ty(run, shape);
        }
        self.flat(head);
        self.push(" ");
        let shape = shape.after(self.tokens.width(head) + 1)?;
        self.ty(Run::new(start, run.hi), shape)
    }
}
