//! Chains of one binary operator, and other pairs of operands.

use super::Printer;
use super::output::{Fit, first_line, fits, indentation, last_line, multiline};
use super::sort::Sort;
use super::token::{Keyword, Kind, Run};
use super::width::{Shape, TAB};

/// The operands of a chain and the operators between them.
struct Operands {
    runs: Vec<Run>,
    operators: Vec<Run>,
}

impl Printer {
    pub(super) fn binary(&mut self, run: Run, shape: Shape) -> Fit {
        let operands = self.operands(run);
        let written = !self.binds(&operands)
            && self.attempt(|printer| printer.operands_on_line(&operands, shape))
            || self.attempt(|printer| printer.operands_on_lines(&operands, shape));
        if written {
            return Some(());
        }
        let Sort::Binary { at } = self.tokens.sort(run) else {
            return None;
        };
        self.pair(Run::new(run.lo, at), Run::new(at + 1, run.hi), shape)
    }

    /// Whether a `let` among the operands puts each on its own line: any but the second of two,
    /// behind a plain name.
    fn binds(&self, operands: &Operands) -> bool {
        let is_let = |run: &Run| self.tokens.is(run.lo, Keyword::Let);
        match operands.runs.as_slice() {
            [first, second] if is_let(second) => !self.plain(*first),
            runs => runs.iter().any(is_let),
        }
    }

    fn plain(&self, run: Run) -> bool {
        match self.tokens.sort(run) {
            Sort::Path => run.hi - run.lo == 1,
            Sort::Unary { inner } => self.plain(Run::new(inner, run.hi)),
            Sort::Paren => self.plain(self.tokens.inside(run.lo)),
            Sort::Try => self.plain(Run::new(run.lo, run.hi - 1)),
            _ => false,
        }
    }

    /// Unfolds `a + b + c` as long as the operator is the same.
    fn operands(&self, run: Run) -> Operands {
        let mut operands = Operands {
            runs: Vec::new(),
            operators: Vec::new(),
        };
        let mut left = run;
        let mut operator: Option<&str> = None;
        while let Sort::Binary { at } = self.tokens.sort(left) {
            if operator.is_some_and(|operator| operator != self.tokens.word(at)) {
                break;
            }
            operator = Some(self.tokens.word(at));
            operands.runs.push(Run::new(at + 1, left.hi));
            operands.operators.push(Run::new(at, at + 1));
            left = Run::new(left.lo, at);
        }
        operands.runs.push(left);
        operands.runs.reverse();
        operands.operators.reverse();
        operands
    }

    fn operand_shape(&self, operator: Run, shape: Shape) -> Option<Shape> {
        shape
            .nested()
            .before(shape.overhead())?
            .after(self.tokens.width(operator) + 1)
    }

    fn operands_on_line(&mut self, operands: &Operands, shape: Shape) -> Fit {
        let mark = self.out.len();
        let (last, heads) = operands.runs.split_last()?;
        let mut room = Some(shape);
        for (head, operator) in heads.iter().zip(&operands.operators) {
            let start = self.out.len();
            self.expr(*head, room?)?;
            let written = self.since(start);
            if multiline(written) || super::output::width(self.since(mark)) > shape.width {
                return None;
            }
            self.push(" ");
            self.flat(*operator);
            self.push(" ");
            room = self.operand_shape(*operator, shape);
        }
        let before = self.out.len();
        let prefix = super::output::width(self.since(mark));
        self.expr(*last, shape.after(prefix)?)?;
        let whole = self.since(mark);
        let tail = self.since(before);
        if first_line(whole) > shape.width {
            return None;
        }
        // The last operand may go over several lines, if that does not look odd.
        if multiline(whole) && !tail.starts_with('{') && (tail.starts_with('(') || prefix > TAB) {
            return None;
        }
        fits(whole, shape).then_some(())
    }

    fn operands_on_lines(&mut self, operands: &Operands, shape: Shape) -> Fit {
        let nested = shape.nested().before(shape.overhead())?;
        let mark = self.out.len();
        let (first, rest) = operands.runs.split_first()?;
        self.expr(*first, shape)?;
        for (operand, operator) in rest.iter().zip(&operands.operators) {
            let so_far = self.since(mark);
            let offset = if multiline(so_far) { 0 } else { shape.used() };
            let used = last_line(so_far);
            if used + offset <= nested.used() {
                // On its own the start would be an orphan.
                let trimmed = used - indentation(so_far);
                let width = self.tokens.width(*operator) + 2 + trimmed;
                let snug = shape.after(width).is_some_and(|room| {
                    self.attempt(|printer| {
                        printer.push(" ");
                        printer.flat(*operator);
                        printer.push(" ");
                        printer.expr(*operand, room)
                    })
                });
                if snug {
                    continue;
                }
            }
            self.newline(nested.indent);
            self.flat(*operator);
            self.push(" ");
            self.expr(*operand, self.operand_shape(*operator, shape)?)?;
        }
        Some(())
    }

    /// `a as T`, `a..b`, and `a + b` as a last resort: the operator is what stands between the two
    /// runs.
    pub(super) fn pair(&mut self, left: Run, right: Run, shape: Shape) -> Fit {
        let operator = Run::new(left.hi, right.lo);
        let cast = self.tokens.is(left.hi, Keyword::As);
        let gap = if self.tokens.kind(left.hi) == Kind::Range {
            ""
        } else {
            " "
        };
        let infix = self.tokens.width(operator) + 2 * gap.len();
        let mark = self.out.len();
        self.expr(left, shape.unreserved())?;
        let used = last_line(self.since(mark));
        let all = super::output::width(self.since(mark));
        let room = shape.after(used + infix);
        let written = room.is_some_and(|room| {
            self.attempt(|printer| {
                printer.push(gap);
                printer.flat(operator);
                printer.push(gap);
                let start = printer.out.len();
                printer.right_of_pair(right, cast, room)?;
                let text = printer.since(start);
                let first = first_line(text);
                let opens = text
                    .split('\n')
                    .next()
                    .is_some_and(|line| line.ends_with('{'));
                (!multiline(text) || all <= TAB || opens)
                    .then_some(())
                    .filter(|()| used + infix + first <= shape.width)
            })
        });
        if written {
            return Some(());
        }
        let below = shape.nested().before(shape.overhead())?;
        self.newline(below.indent);
        self.flat(operator);
        self.push(gap);
        self.right_of_pair(right, cast, below.after(infix.saturating_sub(gap.len()))?)
    }

    fn right_of_pair(&mut self, run: Run, cast: bool, shape: Shape) -> Fit {
        if cast {
            self.ty(run, shape)
        } else {
            self.expr(run, shape)
        }
    }

    /// The alternatives of an or-pattern.
    pub(super) fn alternatives(&self, run: Run) -> Vec<Run> {
        self.tokens.split_at(run, Kind::Binary(5))
    }
}
