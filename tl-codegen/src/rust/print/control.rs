//! `if` and the loops.

use super::Printer;
use super::assign::Right;
use super::output::{Fit, extendable, indentation, multiline, width};
use super::token::{Group, Keyword, Kind, Run};
use super::width::{IF_ELSE, MAX, Shape};

impl Printer {
    /// `one_line` where the value is used, so that a short one may stand on one line.
    pub(super) fn if_expr(&mut self, run: Run, shape: Shape, one_line: bool) -> Fit {
        if one_line && self.attempt(|printer| printer.if_line(run, shape)) {
            return Some(());
        }
        let mut at = run.lo;
        let mut nested = false;
        loop {
            let open = self.tokens.body_of(Run::new(at, run.hi))?;
            let start = if nested {
                Shape::line(shape.indent).after(7)?
            } else {
                shape.unreserved()
            };
            let column = if nested { shape.indent } else { shape.used() };
            self.head(Run::new(at, open), start, column)?;
            let end = self.tokens.mate(open) + 1;
            let last = end >= run.hi || !self.tokens.is(end, Keyword::Else);
            if last && !nested {
                self.block(open, shape.indent);
                return Some(());
            }
            self.tall_block(open, shape.indent);
            if last {
                return Some(());
            }
            self.push(" else ");
            at = end + 1;
            nested = true;
            if !self.tokens.is(at, Keyword::If) {
                self.tall_block(at, shape.indent);
                return Some(());
            }
        }
    }

    /// A block whose braces stand on two lines even if nothing stands between them.
    pub(super) fn tall_block(&mut self, open: usize, indent: usize) {
        if self.tokens.inside(open).is_empty() {
            self.push("{");
            self.newline(indent);
            self.push("}");
        } else {
            self.block(open, indent);
        }
    }

    /// `if a { b } else { c }`
    fn if_line(&mut self, run: Run, shape: Shape) -> Fit {
        let mark = self.out.len();
        let open = self.tokens.body_of(run)?;
        let otherwise = self.tokens.mate(open) + 1;
        let last = otherwise + 1;
        if otherwise >= run.hi || self.tokens.kind(last) != Kind::Open(Group::Block) {
            return None;
        }
        let blocks = [self.tokens.inside(open), self.tokens.inside(last)];
        let head = Run::new(run.lo, open);
        if !blocks.iter().all(|inside| self.single(*inside))
            || self.tokens.width(head) + self.tokens.width(Run::new(otherwise, last)) > IF_ELSE
        {
            return None;
        }
        let room = Shape {
            width: shape.width.min(IF_ELSE),
            ..shape
        };
        self.condition(head, room)?;
        let [first, second] = blocks;
        self.push(" { ");
        self.expr(first, room)?;
        self.push(" } else { ");
        self.expr(second, room)?;
        self.push(" }");
        let line = self.since(mark);
        (!multiline(line) && width(line) <= room.width).then_some(())
    }

    /// From the keyword to the space before the brace, which stands below if the last line starts
    /// right of the column where the expression does.
    fn head(&mut self, head: Run, shape: Shape, column: usize) -> Fit {
        let mark = self.out.len();
        self.condition(head, shape)?;
        let text = self.since(mark);
        let wide = !multiline(text) && shape.used() + width(text) + 2 > MAX;
        let broken = multiline(text) || wide;
        if broken && (!extendable(text) || indentation(text) > column) {
            self.newline(shape.indent);
        } else {
            self.push(" ");
        }
        Some(())
    }

    /// `if …`, `while …`, `for … in …`, `loop`, with a label.
    fn condition(&mut self, head: Run, shape: Shape) -> Fit {
        let mark = self.out.len();
        let mut at = head.lo;
        if self.tokens.kind(at) == Kind::Lifetime {
            at += 2;
        }
        let intro = Run::new(head.lo, at + 1);
        self.flat(intro);
        let rest = Run::new(at + 1, head.hi);
        if rest.is_empty() {
            return Some(());
        }
        let width = self.tokens.width(intro);
        let shape = shape.unreserved();
        let room = shape.after(width + 1)?;
        if let Some(within) = self.tokens.find(rest, Kind::Keyword(Keyword::In)) {
            self.push(" ");
            let start = self.out.len();
            self.pattern(Run::new(rest.lo, within), room.before(3)?)?;
            self.push(" in");
            return self.assign_right(start, Right::Expr(Run::new(within + 1, rest.hi)), room);
        }
        let written = self.attempt(|printer| {
            printer.push(" ");
            printer.expr(rest, room)
        });
        if written {
            return Some(());
        }
        if self.tokens.is(at, Keyword::If) {
            self.out.truncate(mark);
            return None;
        }
        self.newline(shape.nested().indent);
        self.expr(rest, shape.nested())
    }

    pub(super) fn loop_expr(&mut self, run: Run, shape: Shape) -> Fit {
        let open = self.tokens.body_of(run)?;
        self.head(Run::new(run.lo, open), shape.unreserved(), shape.used())?;
        self.block(open, shape.indent);
        Some(())
    }

    /// What stands before the block of a control expression; nothing for others.
    pub(super) fn control_head(&mut self, run: Run, shape: Shape) -> Fit {
        match self.tokens.kind(run.lo) {
            Kind::Keyword(Keyword::Match) => {
                let open = self.tokens.find(run, Kind::Open(Group::Arms))?;
                self.expr(Run::new(run.lo + 1, open), shape.after(8)?)
            }
            Kind::Keyword(Keyword::If | Keyword::While | Keyword::For | Keyword::Loop) => {
                let open = self.tokens.body_of(run)?;
                self.condition(Run::new(run.lo, open), shape)
            }
            _ => None,
        }
    }
}
