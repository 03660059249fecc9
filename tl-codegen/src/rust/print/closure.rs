//! Closures: `|parameters| body`, with a block around the body where rustfmt wants one.

use super::Printer;
use super::output::{Fit, multiline, newlines};
use super::sort::Sort;
use super::token::{Group, Kind, Run};
use super::width::Shape;

/// A closure's head, and its body without the braces that rustfmt takes away.
struct Closure {
    head: Run,
    body: Run,
    /// The braces as given, if the body is a block.
    block: Option<usize>,
    returns: bool,
}

impl Printer {
    fn parts(&self, run: Run) -> Closure {
        let mut at = run.lo;
        while at < run.hi && !matches!(self.tokens.kind(at), Kind::Bars | Kind::BarOpen) {
            at += 1;
        }
        if self.tokens.kind(at) == Kind::BarOpen {
            while at < run.hi && self.tokens.kind(at) != Kind::BarClose {
                at = self.tokens.skip(at);
            }
        }
        let mut body = at + 1;
        let returns = self.tokens.kind(body) == Kind::Arrow;
        if returns {
            let rest = Run::new(body, run.hi);
            body = self
                .tokens
                .find(rest, Kind::Open(Group::Block))
                .unwrap_or(run.hi);
        }
        let head = Run::new(run.lo, body);
        let mut body = Run::new(body, run.hi);
        let mut block = None;
        // A block around one expression is taken away, and comes back where it must.
        while self.tokens.kind(body.lo) == Kind::Open(Group::Block)
            && self.tokens.skip(body.lo) == body.hi
        {
            block = Some(body.lo);
            let inside = self.tokens.inside(body.lo);
            if returns || !self.single(inside) {
                break;
            }
            body = inside;
        }
        Closure {
            head,
            body,
            block,
            returns,
        }
    }

    /// The room behind the head; `None` if the parameters would not stay on one line.
    fn beside_head(&self, closure: &Closure, shape: Shape) -> Option<Shape> {
        let width = self.tokens.width(closure.head);
        shape.after(width + 3)?;
        shape.after(width + 1)
    }

    fn is_block(&self, closure: &Closure) -> bool {
        closure.block == Some(closure.body.lo)
    }

    pub(super) fn closure(&mut self, run: Run, shape: Shape) -> Fit {
        let closure = self.parts(run);
        let body = self.beside_head(&closure, shape)?;
        self.flat(closure.head);
        self.push(" ");
        if self.is_block(&closure) {
            return self.block_expr(closure.body, body, true);
        }
        if closure.block.is_some() && self.block_forced(closure.body) {
            return self.braced(closure.body, shape);
        }
        if self.attempt(|printer| printer.bare(closure.body, body)) {
            return Some(());
        }
        match closure.block {
            Some(open) => {
                self.block(open, shape.indent);
                Some(())
            }
            None => self.braced(closure.body, shape),
        }
    }

    /// The body alone: on one line, or of a kind that ends in a brace.
    fn bare(&mut self, body: Run, shape: Shape) -> Fit {
        let mark = self.out.len();
        self.expr(body, shape)?;
        (self.in_macro || self.several_lines(body) || !multiline(self.since(mark))).then_some(())
    }

    fn several_lines(&self, body: Run) -> bool {
        match self.tokens.sort(body) {
            Sort::Match | Sort::Block | Sort::Fields { .. } => true,
            Sort::Loop => self.tokens.is(body.lo, super::token::Keyword::Loop),
            Sort::Unary { inner } => self.several_lines(Run::new(inner, body.hi)),
            Sort::Try => self.several_lines(Run::new(body.lo, body.hi - 1)),
            Sort::Cast { at } => self.several_lines(Run::new(body.lo, at)),
            _ => false,
        }
    }

    fn block_forced(&self, body: Run) -> bool {
        if self.in_macro {
            return false;
        }
        match self.tokens.sort(body) {
            Sort::If | Sort::Loop => true,
            Sort::Unary { inner } => self.block_forced(Run::new(inner, body.hi)),
            Sort::Try => self.block_forced(Run::new(body.lo, body.hi - 1)),
            Sort::Cast { at } => self.block_forced(Run::new(body.lo, at)),
            _ => false,
        }
    }

    /// Braces around an expression that has none.
    fn braced(&mut self, body: Run, shape: Shape) -> Fit {
        let veto = matches!(
            self.tokens.sort(body),
            Sort::Call { .. }
                | Sort::Binary { .. }
                | Sort::Cast { .. }
                | Sort::Assign { .. }
                | Sort::Field
                | Sort::Index { .. }
                | Sort::Range { .. }
                | Sort::Try
        );
        if veto && self.tokens.control_end(body).is_some() {
            return None;
        }
        self.push("{");
        self.statements(body, shape.indent + super::width::TAB);
        self.newline(shape.indent);
        self.push("}");
        Some(())
    }

    /// A closure as the last argument, starting on the line of the call.
    pub(super) fn last_closure(&mut self, run: Run, shape: Shape) -> Fit {
        let closure = self.parts(run);
        let body = self.beside_head(&closure, shape)?;
        if self.is_block(&closure) {
            return self.closure(run, shape);
        }
        let forced = self.block_forced(closure.body);
        let wide = !forced && {
            let head = self.capture(|printer| printer.control_head(closure.body, body));
            head.is_some_and(|head| multiline(&head) || super::output::width(&head) > body.width)
        };
        if !(forced || wide) {
            return self.closure(run, shape);
        }
        self.flat(closure.head);
        self.push(" ");
        let text = self.capture(|printer| printer.braced(closure.body, shape))?;
        if forced && !closure.returns && newlines(&text) < 7 {
            let line = self.capture(|printer| printer.bare(closure.body, body));
            if let Some(line) = line.filter(|line| !multiline(line)) {
                self.push(&line);
                return Some(());
            }
        }
        self.push(&text);
        Some(())
    }
}
