//! Functions, `impl`s and traits.

use super::Printer;
use super::output::{Fit, first_line, last_line, multiline};
use super::token::{Group, Keyword, Kind, Run};
use super::width::{MAX, Shape, TAB};

/// The parts of a function's head, by their tokens.
struct Signature {
    start: usize,
    name: usize,
    params: usize,
    returns: Run,
    /// The width of what follows on the line.
    tail: usize,
}

impl Printer {
    pub(super) fn function(&mut self, run: Run, keyword: usize, indent: usize) -> Fit {
        let from_name = Run::new(keyword + 1, run.hi);
        let params = self.tokens.find(from_name, Kind::Open(Group::Call))?;
        let after = self.tokens.mate(params) + 1;
        let rest = Run::new(after, run.hi);
        let body = self.tokens.find(rest, Kind::Open(Group::Block));
        let clause = self.tokens.find(rest, Kind::Keyword(Keyword::Where));
        let end = body.unwrap_or(run.hi - 1);
        let parts = Signature {
            start: run.lo,
            name: keyword + 1,
            params,
            returns: Run::new(after, clause.unwrap_or(end)),
            // The brace, unless on a line of its own, or the semicolon.
            tail: match (body, clause) {
                (Some(_), Some(_)) => 0,
                (Some(_), None) => 2,
                (None, _) => 1,
            },
        };
        let mark = self.out.len();
        let kept = !self.signature(&parts, indent);
        let broken = multiline(self.since(mark));
        let snug = broken && parts.returns.is_empty();
        let column = last_line(self.since(mark)) + if broken { 0 } else { indent };
        let own_line = self.where_clause(clause, end, indent, (body.is_some(), snug));
        let Some(open) = body else {
            self.push(";");
            return Some(());
        };
        // 2 = ` {`, 3 = ` {}`; of a head that broke rustfmt counts the indentation twice.
        let below = column + 2 + if broken { indent } else { 0 } > MAX;
        if own_line || kept || below {
            self.newline(indent);
        } else {
            self.push(" ");
        }
        if own_line || kept || broken || column + 3 > MAX {
            self.tall_block(open, indent);
        } else {
            self.block(open, indent);
        }
        Some(())
    }

    /// From the start of the item to its return type. Says whether rustfmt lays it out too: if not,
    /// it leaves all of it alone, but for what stands before a brace on the same line.
    fn signature(&mut self, parts: &Signature, indent: usize) -> bool {
        let mark = self.out.len();
        let line = Run::new(parts.start, parts.returns.hi);
        let fits = indent + self.tokens.width(line) + parts.tail <= MAX;
        if fits && self.tokens.flat(line) {
            self.flat(line);
            return true;
        }
        let items = self.tokens.split(self.tokens.inside(parts.params));
        let returned = Run::new(parts.returns.lo + 1, parts.returns.hi);
        if fits && items.iter().all(|item| self.inline(*item)) && self.one_line_type(returned) {
            self.flat(line);
            return true;
        }
        let name = self.function_name(parts, indent);
        self.push("(");
        let nested = Shape::line(indent + TAB);
        for item in &items {
            self.newline(nested.indent);
            // What fits in no way rustfmt leaves alone.
            if !self.attempt(|printer| printer.param(*item, nested.before(1)?)) {
                self.flat(*item);
            }
            self.push(",");
        }
        if !items.is_empty() {
            self.newline(indent);
        }
        self.push(")");
        let output = self.output(mark, parts.returns, indent, items.is_empty());
        name && output
    }

    /// Up to the parenthesis.
    fn function_name(&mut self, parts: &Signature, indent: usize) -> bool {
        let intro = Run::new(parts.start, parts.name);
        let name = Run::new(parts.name, parts.params);
        self.flat(intro);
        self.push(" ");
        // What follows at least: the parentheses and the brace.
        let after = if parts.tail == 2 { 4 } else { 2 };
        let room = Shape::line(indent).less(self.tokens.width(intro) + 1 + after);
        let fits = self.tokens.find(name, Kind::AngleOpen).is_none()
            || self.attempt(|printer| printer.generics(name, room));
        if !fits || name.hi == name.lo + 1 {
            self.flat(name);
        }
        fits
    }

    /// The return type, what precedes written from `mark` on. That of a function without
    /// parameters goes below; style edition 2021 breaks between the parentheses instead.
    fn output(&mut self, mark: usize, returns: Run, indent: usize, bare: bool) -> bool {
        if returns.is_empty() {
            let head = self.since(mark);
            let column = last_line(head) + if multiline(head) { 0 } else { indent };
            // Then a line holds nothing but the brace, a space before it.
            if bare && column > MAX {
                self.newline(indent);
            }
            return true;
        }
        let ty = Run::new(returns.lo + 1, returns.hi);
        let line = Shape::line(indent);
        let whole = self.capture(|printer| printer.ty(ty, line.after(3)?));
        let Some(whole) = whole else {
            self.push(" ");
            self.flat(returns);
            return false;
        };
        let head = self.since(mark);
        let column = last_line(head) + if multiline(head) { 0 } else { indent };
        // Not all of the space and the arrow is counted.
        if bare && column + 3 + first_line(&whole) > MAX {
            self.newline(indent);
        } else {
            self.push(" ");
        }
        let used = last_line(self.since(mark));
        self.push("-> ");
        if !multiline(&whole) {
            self.push(&whole);
            return true;
        }
        let room = line.after(used).unwrap_or(line).after(3);
        let fits = self.attempt(|printer| printer.ty(ty, room?));
        if !fits {
            self.flat(ty);
        }
        fits
    }

    fn param(&mut self, run: Run, shape: Shape) -> Fit {
        if self.inline(run) && self.tokens.width(run) <= shape.width {
            self.flat(run);
            return Some(());
        }
        let Some(colon) = self.tokens.find(run, Kind::Colon) else {
            self.flat(run);
            return Some(());
        };
        let head = Run::new(run.lo, colon + 1);
        self.flat(head);
        self.push(" ");
        // What stands before the type takes of the room, but rustfmt forgets where that starts.
        let room = shape.before(self.tokens.width(head) + 1)?;
        self.ty(Run::new(colon + 1, run.hi), room)
    }

    /// `impl … { … }` and `trait … { … }`
    pub(super) fn implementation(&mut self, run: Run, indent: usize) -> Fit {
        let open = self.tokens.find(run, Kind::Open(Group::Block))?;
        let clause = self
            .tokens
            .find(Run::new(run.lo, open), Kind::Keyword(Keyword::Where));
        let head = Run::new(run.lo, clause.unwrap_or(open));
        let broken = self.implementation_head(head, indent, clause.is_some());
        let inside = self.tokens.inside(open);
        let bounds = Run::new(head.hi + 1, open);
        let single = clause.is_some() && self.tokens.find(bounds, Kind::Comma).is_none();
        if inside.is_empty() && single && !broken && self.tokens.width(head) + indent + 6 <= MAX {
            // A clause of one bound stays on the line of an `impl` without items, if it can.
            // 3 = ` {}`, which rustfmt does not count.
            if indent + self.tokens.width(run) <= MAX + 3 {
                self.push(" ");
                self.flat(Run::new(head.hi, run.hi));
                return Some(());
            }
            self.where_clause(clause, open, indent, (false, true));
            self.newline(indent);
            self.push("{");
            self.newline(indent);
            self.push("}");
            return Some(());
        }
        if clause.is_some() {
            self.where_clause(clause, open, indent, (true, false));
        }
        self.brace(clause.is_some() || broken, indent);
        if inside.is_empty() {
            if clause.is_some() || broken {
                self.newline(indent);
            }
            self.push("}");
            return Some(());
        }
        self.items(inside, indent + TAB);
        self.newline(indent);
        self.push("}");
        Some(())
    }
}
