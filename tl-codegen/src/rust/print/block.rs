//! Blocks and statements.

use super::Printer;
use super::arms::continues;
use super::assign::Right;
use super::output::{Fit, multiline};
use super::sort::Sort;
use super::token::{Group, Keyword, Kind, Run};
use super::width::{IF_ELSE, Shape, TAB};

impl Printer {
    /// A block over several lines, braces included.
    pub(super) fn block(&mut self, open: usize, indent: usize) {
        let inside = self.tokens.inside(open);
        if inside.is_empty() {
            self.push("{}");
            return;
        }
        self.push("{");
        self.statements(inside, indent + TAB);
        self.newline(indent);
        self.push("}");
    }

    pub(super) fn statements(&mut self, run: Run, indent: usize) {
        // A macro's arguments count as such only outside of the blocks in them.
        let outer = (
            std::mem::take(&mut self.in_macro),
            std::mem::take(&mut self.one_line_chain),
            std::mem::take(&mut self.forced),
        );
        let mut at = run.lo;
        while at < run.hi {
            let end = self.statement_end(Run::new(at, run.hi));
            self.newline(indent);
            self.statement(Run::new(at, end), indent, end == run.hi);
            at = end;
        }
        (self.in_macro, self.one_line_chain, self.forced) = outer;
    }

    /// Behind the first statement of the run, its semicolon included.
    fn statement_end(&self, run: Run) -> usize {
        let start = self.tokens.skip_attributes(run);
        let rest = Run::new(start, run.hi);
        if self.starts_item(rest) {
            return self.item_end(rest);
        }
        // A macro with braces needs no semicolon.
        if self.tokens.kind(start + 1) == Kind::Bang {
            let group = start + 2 + usize::from(self.tokens.kind(start + 2) == Kind::Word);
            if matches!(
                self.tokens.kind(group),
                Kind::Open(Group::Block | Group::Fields)
            ) {
                return self.tokens.skip(group);
            }
        }
        let whole = |end: &usize| !continues(self.tokens.kind(*end));
        if let Some(end) = self.tokens.control_end(rest).filter(whole) {
            return if self.tokens.kind(end) == Kind::Semi {
                end + 1
            } else {
                end
            };
        }
        let semi = self.tokens.find(rest, Kind::Semi);
        semi.map_or(run.hi, |semi| semi + 1)
    }

    pub(super) fn starts_item(&self, run: Run) -> bool {
        match self.tokens.kind(run.lo) {
            Kind::Keyword(
                Keyword::Fn
                | Keyword::Struct
                | Keyword::Enum
                | Keyword::Impl
                | Keyword::Trait
                | Keyword::Mod
                | Keyword::Use
                | Keyword::Static
                | Keyword::Type
                | Keyword::Pub,
            ) => true,
            Kind::Keyword(Keyword::Const | Keyword::Unsafe | Keyword::Async) => !matches!(
                self.tokens.kind(run.lo + 1),
                Kind::Open(Group::Block) | Kind::Keyword(Keyword::Move)
            ),
            _ => false,
        }
    }

    fn statement(&mut self, run: Run, indent: usize, last: bool) {
        let start = self.tokens.skip_attributes(run);
        self.attributes(Run::new(run.lo, start), indent);
        let bare = start == run.lo;
        let run = Run::new(start, run.hi);
        if self.starts_item(run) {
            return self.item(run, indent);
        }
        let line = Shape::line(indent);
        // rustfmt counts a jump's semicolon twice.
        let jump = usize::from(self.jumps(run));
        if self.tokens.flat(run) && self.tokens.width(run) + jump <= line.width {
            self.flat(run);
            if last && self.needs_semicolon(run) {
                self.push(";");
            }
            return;
        }
        // What fits in no room at all is written too wide; rustfmt leaves it alone.
        let wide = line.endless();
        if !self.attempt(|printer| printer.broken_statement(run, line, last, bare))
            && !self.attempt(|printer| printer.broken_statement(run, wide, last, bare))
            && !self.force(|printer| printer.broken_statement(run, line, last, bare))
        {
            self.flat(run);
        }
    }

    /// rustfmt gives a jump at the end of a block its semicolon.
    pub(super) fn needs_semicolon(&self, run: Run) -> bool {
        self.jumps(run) && self.tokens.kind(run.hi.saturating_sub(1)) != Kind::Semi
    }

    fn jumps(&self, run: Run) -> bool {
        matches!(
            self.tokens.kind(run.lo),
            Kind::Keyword(Keyword::Return | Keyword::Break | Keyword::Continue)
        )
    }

    /// `bare`: without attributes.
    fn broken_statement(&mut self, run: Run, line: Shape, last: bool, bare: bool) -> Fit {
        if self.tokens.is(run.lo, Keyword::Let) {
            return self.let_statement(run, line);
        }
        let semi = self.tokens.kind(run.hi.saturating_sub(1)) == Kind::Semi;
        let body = Run::new(run.lo, run.hi - usize::from(semi));
        let semi = semi || last && self.needs_semicolon(run);
        let room = line.before(usize::from(semi) + usize::from(self.jumps(run)))?;
        if last && !semi && (bare || !matches!(self.tokens.sort(body), Sort::Block)) {
            self.expr(body, room)?;
        } else {
            self.statement_expr(body, room)?;
        }
        if semi {
            self.push(";");
        }
        Some(())
    }

    /// An expression whose value is not used, or that is an arm's body: no `if` or block of it
    /// stands on one line.
    pub(super) fn statement_expr(&mut self, run: Run, shape: Shape) -> Fit {
        match self.tokens.sort(run) {
            Sort::If => self.if_expr(run, shape, false),
            Sort::Block => self.block_expr(run, shape, self.tokens.is(run.lo, Keyword::Const)),
            _ => self.expr(run, shape),
        }
    }

    fn let_statement(&mut self, run: Run, line: Shape) -> Fit {
        let semi = run.hi.saturating_sub(1);
        let mark = self.out.len();
        let equals = self.tokens.find(Run::new(run.lo, semi), Kind::Assign);
        let left = Run::new(run.lo + 1, equals.unwrap_or(semi));
        let colon = self.tokens.find(left, Kind::Colon).unwrap_or(left.hi);
        self.push("let ");
        self.pattern(Run::new(left.lo, colon), line.after(4)?.before(1)?)?;
        if colon < left.hi {
            self.push(": ");
            let used = super::output::last_line(self.since(mark));
            let room = line.after(used).and_then(|room| room.before(2))?;
            self.ty(Run::new(colon + 1, left.hi), room)?;
        }
        let Some(equals) = equals else {
            self.push(";");
            return Some(());
        };
        let (value, otherwise) = self.let_else(Run::new(equals + 1, semi));
        self.push(" =");
        self.assign_right(mark, Right::Expr(value), line.before(1)?)?;
        if let Some(open) = otherwise {
            self.otherwise(mark, open, line);
        }
        self.push(";");
        Some(())
    }

    /// The value and the block behind its `else`.
    fn let_else(&self, run: Run) -> (Run, Option<usize>) {
        let last = run.hi.saturating_sub(1);
        let open = self.tokens.mate(last);
        let end = self.tokens.control_end(run);
        if self.tokens.kind(last) == Kind::Close(Group::Block)
            && open > run.lo
            && self.tokens.is(open - 1, Keyword::Else)
            && end != Some(run.hi)
        {
            (Run::new(run.lo, open - 1), Some(open))
        } else {
            (run, None)
        }
    }

    fn otherwise(&mut self, mark: usize, open: usize, line: Shape) {
        let left = self.since(mark);
        if multiline(left) && !super::output::extendable(left) {
            self.newline(line.indent);
        } else {
            self.push(" ");
        }
        self.push("else ");
        let inside = self.tokens.inside(open);
        let statements = self.statement_end(inside) == inside.hi;
        if statements && !multiline(self.since(mark)) && self.tokens.flat(inside) {
            let semi = usize::from(self.needs_semicolon(inside));
            let room = line.width.min(IF_ELSE);
            let used = super::output::width(self.since(mark));
            // 5 = the braces, their spaces and the semicolon behind them.
            if semi == 1 && used + self.tokens.width(inside) + 5 <= room {
                self.push("{ ");
                self.flat(inside);
                self.push(" }");
                return;
            }
        }
        self.block(open, line.indent);
    }
}
