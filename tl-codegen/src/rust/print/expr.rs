//! Expressions that do not stand on one line.

use super::Printer;
use super::assign::Right;
use super::list::List;
use super::output::{Fit, multiline};
use super::sort::Sort;
use super::token::{Group, Keyword, Kind, Run};
use super::width::Shape;

/// Deeper nesting is written on one line, so that no input overflows the stack.
const DEEPEST: usize = 200;

impl Printer {
    pub(super) fn expr(&mut self, run: Run, shape: Shape) -> Fit {
        if self.tokens.flat(run) && self.tokens.width(run) <= shape.width {
            self.flat(run);
            return Some(());
        }
        self.deeper(run, |printer| printer.broken(run, shape))
    }

    /// A layout inside of another, unless there were too many. What finds no room stands on one
    /// line where that is called for.
    pub(super) fn deeper(&mut self, run: Run, write: impl FnOnce(&mut Self) -> Fit) -> Fit {
        let mark = self.out.len();
        let mut fit = None;
        if self.depth < DEEPEST && self.patience > 0 {
            self.patience -= 1;
            self.depth += 1;
            fit = write(self);
            self.depth -= 1;
        }
        if fit.is_none() && self.forced {
            self.out.truncate(mark);
            self.flat(run);
            return Some(());
        }
        fit
    }

    fn broken(&mut self, run: Run, shape: Shape) -> Fit {
        let lo = run.lo;
        match self.tokens.sort(run) {
            Sort::Attributed => self.attributed(run, shape),
            Sort::Return => self.keyword_expr(run, shape),
            Sort::Let => self.let_condition(run, shape),
            Sort::Closure => self.closure(run, shape),
            Sort::If => self.if_expr(run, shape, true),
            Sort::Loop => self.loop_expr(run, shape),
            Sort::Match => self.match_expr(run, shape),
            Sort::Block => self.block_expr(run, shape, true),
            Sort::Assign { at } => self.assignment(run, at, shape),
            Sort::Range { at } => self.range(run, at, shape),
            Sort::Binary { .. } => self.binary(run, shape),
            Sort::Cast { at } => self.pair(Run::new(lo, at), Run::new(at + 1, run.hi), shape),
            Sort::Unary { inner } => {
                let head = Run::new(lo, inner);
                // A keyword such as `mut` stands off.
                let spaced = self.tokens.kind(inner - 1) != Kind::Prefix;
                let width = self.tokens.width(head) + usize::from(spaced);
                self.flat(head);
                if spaced {
                    self.push(" ");
                }
                self.expr(Run::new(inner, run.hi), shape.after(width)?)
            }
            Sort::Method | Sort::Field | Sort::Try => self.chain(run, shape),
            Sort::Call { open } => {
                let mark = self.out.len();
                self.expr(Run::new(lo, open), shape)?;
                self.list(mark, open, List::Call, shape)
            }
            Sort::Index { open } => self.index(run, open, shape),
            Sort::Macro { open } => self.macro_call(run, open, shape),
            Sort::Fields { open } => self.fields(run, open, shape, false),
            Sort::Array => self.array(run, shape),
            Sort::Tuple => self.list(self.out.len(), lo, List::Tuple, shape),
            Sort::Paren => {
                self.push("(");
                let inside = self.tokens.inside(lo);
                self.expr(inside, shape.after(1)?.before(1)?)?;
                self.push(")");
                Some(())
            }
            Sort::Literal => {
                // A string is as wide as it is.
                let string = self.tokens.word(lo).ends_with('"');
                self.flat(run);
                string.then_some(())
            }
            Sort::Path => self.path(run, shape),
        }
    }

    fn attributed(&mut self, run: Run, shape: Shape) -> Fit {
        let body = self.tokens.skip_attributes(run);
        self.attributes(Run::new(run.lo, body), shape.indent);
        self.expr(Run::new(body, run.hi), shape)
    }

    /// `return x`, `break 'a x`.
    fn keyword_expr(&mut self, run: Run, shape: Shape) -> Fit {
        let mut body = run.lo + 1;
        if body < run.hi && self.tokens.kind(body) == Kind::Lifetime {
            body += 1;
        }
        let head = Run::new(run.lo, body);
        self.flat(head);
        if body >= run.hi {
            return Some(());
        }
        self.push(" ");
        let shape = shape.after(self.tokens.width(head) + 1)?;
        self.expr(Run::new(body, run.hi), shape)
    }

    /// `let pattern = value` in a condition.
    fn let_condition(&mut self, run: Run, shape: Shape) -> Fit {
        let equals = self.tokens.find(run, Kind::Assign)?;
        let mark = self.out.len();
        self.push("let ");
        self.pattern(Run::new(run.lo + 1, equals), shape.after(4)?.before(2)?)?;
        self.push(" =");
        self.assign_right(mark, Right::Expr(Run::new(equals + 1, run.hi)), shape)
    }

    fn assignment(&mut self, run: Run, at: usize, shape: Shape) -> Fit {
        let mark = self.out.len();
        let operator = Run::new(at, at + 1);
        let width = self.tokens.width(operator) + 1;
        self.expr(Run::new(run.lo, at), shape.before(width)?)?;
        self.push(" ");
        self.flat(operator);
        self.assign_right(mark, Right::Expr(Run::new(at + 1, run.hi)), shape)
    }

    fn range(&mut self, run: Run, at: usize, shape: Shape) -> Fit {
        let (left, right) = (Run::new(run.lo, at), Run::new(at + 1, run.hi));
        let operator = Run::new(at, at + 1);
        let width = self.tokens.width(operator);
        match (left.is_empty(), right.is_empty()) {
            (true, _) => {
                self.flat(operator);
                self.expr(right, shape.after(width)?)
            }
            (false, true) => {
                self.expr(left, shape.before(width)?)?;
                self.flat(operator);
                Some(())
            }
            (false, false) => self.pair(left, right, shape),
        }
    }

    fn index(&mut self, run: Run, open: usize, shape: Shape) -> Fit {
        let mark = self.out.len();
        self.expr(Run::new(run.lo, open), shape)?;
        let used = super::output::last_line(self.since(mark));
        let inside = self.tokens.inside(open);
        let room = if multiline(self.since(mark)) {
            let line = Shape::line(shape.indent);
            line.after(used + 1 - shape.indent.min(used))
                .and_then(|room| room.before(1 + shape.overhead()))
        } else {
            shape.after(used + 1).and_then(|room| room.before(1))
        };
        let here = room.and_then(|room| self.capture(|printer| printer.expr(inside, room)));
        let text = match here {
            Some(text) if !multiline(&text) => text,
            here => {
                let below = shape.nested();
                let room = below.after(1)?.before(1 + shape.overhead())?;
                let next = self.capture(|printer| printer.expr(inside, room));
                let wins = next.as_ref().is_some_and(|next| !multiline(next));
                match (here, next) {
                    (Some(here), _) if !wins => here,
                    (_, next) => {
                        self.newline(below.indent);
                        next?
                    }
                }
            }
        };
        self.push("[");
        self.push(&text);
        self.push("]");
        Some(())
    }

    fn array(&mut self, run: Run, shape: Shape) -> Fit {
        let inside = self.tokens.inside(run.lo);
        let Some(semi) = self.tokens.find(inside, Kind::Semi) else {
            return self.list(self.out.len(), run.lo, List::Array, shape);
        };
        self.repeated(Right::Expr(Run::new(inside.lo, semi)), inside.hi, shape)
    }

    /// `[value; length]`, for types too; the length stands on a line of its own if need be.
    pub(super) fn repeated(&mut self, value: Right, end: usize, shape: Shape) -> Fit {
        let mark = self.out.len();
        let length = Run::new(value.run().hi + 1, end);
        self.push("[");
        // 2 = `[;`: of what is to follow rustfmt does not think here.
        self.right(value, shape.unreserved().before(2)?)?;
        self.push(";");
        let used = super::output::last_line(self.since(mark));
        // 3 = `[ ]`
        let room = shape.width.saturating_sub(used + 2);
        if self.tokens.flat(length) && self.tokens.width(length) <= room {
            self.push(" ");
            self.flat(length);
        } else {
            let below = shape.nested();
            self.newline(below.indent);
            self.expr(length, below.before(shape.overhead())?)?;
        }
        self.push("]");
        Some(())
    }

    /// Arguments that are expressions are laid out as a call's; others stay on their line.
    fn macro_call(&mut self, run: Run, open: usize, shape: Shape) -> Fit {
        let mark = self.out.len();
        self.flat(Run::new(run.lo, open));
        let array = self.tokens.word(open) == "[";
        // `vec!` is as good as an array.
        let macros = self.in_macro || self.tokens.word(run.lo) != "vec";
        let outer = std::mem::replace(&mut self.in_macro, macros);
        let kind = if array { List::Array } else { List::Macro };
        let fit = self.list(mark, open, kind, shape);
        self.in_macro = outer;
        fit
    }

    /// A block as an expression; alone among blocks an `unsafe` or `const` one, or one that is
    /// no statement, may stand on one line.
    pub(super) fn block_expr(&mut self, run: Run, shape: Shape, one_line: bool) -> Fit {
        let open = self.tokens.find(run, Kind::Open(Group::Block))?;
        let prefix = Run::new(run.lo, open);
        let keyword = !prefix.is_empty();
        if keyword {
            self.flat(prefix);
            self.push(" ");
        }
        let inside = self.tokens.inside(open);
        if inside.is_empty() {
            self.push("{}");
            return Some(());
        }
        if (one_line || self.tokens.is(run.lo, Keyword::Unsafe)) && self.single(inside) {
            let mark = self.out.len();
            // Of `const` rustfmt does not think here.
            let constant = self.tokens.is(run.lo, Keyword::Const);
            let width = if constant {
                0
            } else {
                self.tokens.width(prefix) + usize::from(keyword)
            };
            let room = shape.after(width).and_then(|shape| shape.before(4));
            if let Some(room) = room {
                let written = self.attempt(|printer| {
                    printer.push("{ ");
                    printer.expr(inside, room)?;
                    printer.push(" }");
                    (!multiline(printer.since(mark))).then_some(())
                });
                if written {
                    return Some(());
                }
            }
        }
        self.block(open, shape.indent);
        Some(())
    }

    /// Whether a block's inside is one expression and nothing else.
    pub(super) fn single(&self, inside: Run) -> bool {
        if inside.is_empty() || self.tokens.kind(inside.lo) == Kind::Pound {
            return false;
        }
        let more = |end| end < inside.hi && !matches!(self.tokens.kind(end), Kind::Dot | Kind::Try);
        if self.tokens.control_end(inside).is_some_and(more) {
            return false;
        }
        self.tokens.find(inside, Kind::Semi).is_none() && !self.starts_item(inside)
    }
}
