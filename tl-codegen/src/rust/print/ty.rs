//! Types and paths.

use super::Printer;
use super::assign::Right;
use super::list::List;
use super::output::{Fit, last_line, multiline};
use super::token::{Group, Keyword, Kind, Run};
use super::width::Shape;

impl Printer {
    pub(super) fn ty(&mut self, run: Run, shape: Shape) -> Fit {
        if self.tokens.is(run.lo, Keyword::Impl) {
            // rustfmt does not count the keyword.
            self.push("impl ");
            return self.ty(Run::new(run.lo + 1, run.hi), shape);
        }
        if self.tokens.flat(run) && self.tokens.width(run) + self.slice(run) <= shape.width {
            self.flat(run);
            return Some(());
        }
        self.deeper(run, |printer| printer.broken_type(run, shape))
    }

    fn broken_type(&mut self, run: Run, shape: Shape) -> Fit {
        let lo = run.lo;
        match self.tokens.kind(lo) {
            Kind::Prefix | Kind::Lifetime | Kind::Keyword(Keyword::Other) => {
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
                self.array_type(lo, shape)
            }
            _ => self.path(run, shape),
        }
    }

    /// The brackets of a slice, which rustfmt counts twice.
    fn slice(&self, run: Run) -> usize {
        let last = run.hi.saturating_sub(1);
        if self.tokens.kind(last) != Kind::Close(Group::Array) {
            return 0;
        }
        let inside = self.tokens.inside(self.tokens.mate(last));
        match self.tokens.find(inside, Kind::Semi) {
            Some(_) => 0,
            None => 2,
        }
    }

    /// Whether a type stands on one line, if that is long enough.
    pub(super) fn one_line_type(&mut self, run: Run) -> bool {
        self.tokens.flat(run) || {
            let text = self.capture(|printer| printer.ty(run, Shape::line(0).endless()));
            text.is_some_and(|text| !multiline(&text))
        }
    }

    fn array_type(&mut self, open: usize, shape: Shape) -> Fit {
        let inside = self.tokens.inside(open);
        if let Some(semi) = self.tokens.find(inside, Kind::Semi) {
            return self.repeated(Right::Type(Run::new(inside.lo, semi)), inside.hi, shape);
        }
        self.push("[");
        // 4 = `[]`, which rustfmt counts twice.
        self.ty(inside, shape.after(1)?.before(3)?)?;
        self.push("]");
        Some(())
    }

    /// A path too wide for its line breaks between generic arguments, never between its names.
    pub(super) fn path(&mut self, run: Run, shape: Shape) -> Fit {
        if self.tokens.flat(run) && self.tokens.width(run) <= shape.width {
            self.flat(run);
            return Some(());
        }
        let mark = self.out.len();
        let mut lo = run.lo;
        if self.tokens.kind(lo) == Kind::AngleOpen {
            lo = self.qualified(mark, lo, shape)?;
        }
        self.segments(mark, Run::new(lo, run.hi), shape)
    }

    /// `<Type as Trait>`; the path goes on behind it.
    fn qualified(&mut self, mark: usize, open: usize, shape: Shape) -> Option<usize> {
        let close = self.tokens.mate(open);
        let inside = Run::new(open + 1, close);
        let of = self.tokens.find(inside, Kind::Keyword(Keyword::As));
        self.push("<");
        // rustfmt does not count the `<`.
        self.ty(Run::new(inside.lo, of.unwrap_or(close)), shape)?;
        if let Some(of) = of {
            self.push(" as ");
            // 3 = `>::`
            self.segments(mark, Run::new(of + 1, close), shape.before(3)?)?;
        }
        self.push(">");
        Some(close + 1)
    }

    /// Names and their arguments, behind what was written from `mark` on.
    fn segments(&mut self, mark: usize, run: Run, shape: Shape) -> Fit {
        let mut at = run.lo;
        while at < run.hi {
            match self.tokens.kind(at) {
                Kind::Word | Kind::PathSep => at = self.segment(mark, at, shape)?,
                _ => {
                    // No path, but a type that holds one, such as `dyn Fn(A) -> B`.
                    let rest = Run::new(at, run.hi);
                    let spaced = super::spacing::spaced;
                    if at > run.lo && spaced(self.tokens.kind(at - 1), self.tokens.kind(at)) {
                        self.push(" ");
                    }
                    self.flat(rest);
                    return shape.after(self.used(mark, shape)).map(drop);
                }
            }
        }
        Some(())
    }

    /// The name at `at`, colons before it included, and its arguments.
    fn segment(&mut self, mark: usize, at: usize, shape: Shape) -> Option<usize> {
        let mut name = at;
        if self.tokens.kind(at) == Kind::PathSep {
            self.push("::");
            name += 1;
        }
        let mut end = name;
        let mut room = shape.after(self.used(mark, shape))?;
        if self.tokens.kind(name) == Kind::Word {
            end += 1;
            room = room.after(self.tokens.width(Run::new(name, end)))?;
            self.flat(Run::new(name, end));
        }
        let mut open = end;
        if self.tokens.kind(open) == Kind::PathSep && self.tokens.kind(open + 1) == Kind::AngleOpen
        {
            // Colons before arguments do not count.
            self.push("::");
            open += 1;
        }
        if self.tokens.kind(open) != Kind::AngleOpen {
            return Some(end);
        }
        self.list(self.out.len(), open, List::Generics, room)?;
        Some(self.tokens.skip(open))
    }

    /// How much of its last line what was written from `mark` on takes.
    pub(super) fn used(&self, mark: usize, shape: Shape) -> usize {
        let text = self.since(mark);
        if multiline(text) {
            last_line(text).saturating_sub(shape.used())
        } else {
            last_line(text)
        }
    }

    /// A type, or `Name = Type`.
    pub(super) fn generic_argument(&mut self, run: Run, shape: Shape) -> Fit {
        let start = match self.tokens.find(run, Kind::Assign) {
            Some(equals) => equals + 1,
            None => run.lo,
        };
        if let Some(colon) = self.tokens.find(run, Kind::Colon) {
            // Of a parameter with bounds rustfmt counts these only.
            self.flat(Run::new(run.lo, colon + 1));
            self.push(" ");
            return self.ty(Run::new(colon + 1, run.hi), shape);
        }
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
