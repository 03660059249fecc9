//! Heads of items: functions, `impl`s, generic parameters, `where` clauses.

use super::Printer;
use super::list::List;
use super::output::{Fit, last_line, multiline};
use super::token::{Group, Keyword, Kind, Run};
use super::width::{MAX, Shape, TAB};

impl Printer {
    /// A head that breaks, if at all, between its generic parameters.
    pub(super) fn generic_head(&mut self, run: Run, shape: Shape) -> Fit {
        let open = self.tokens.find(run, Kind::AngleOpen);
        let (false, Some(open)) = (self.tokens.width(run) <= shape.width, open) else {
            self.flat(run);
            return Some(());
        };
        let mark = self.out.len();
        self.flat(Run::new(run.lo, open));
        self.list(mark, open, List::Generics, shape)?;
        let end = self.tokens.mate(open) + 1;
        let tail = Run::new(end, run.hi);
        if !tail.is_empty() {
            if super::spacing::spaced(self.tokens.kind(end - 1), self.tokens.kind(end)) {
                self.push(" ");
            }
            self.flat(tail);
        }
        Some(())
    }

    /// The clause up to `end`, if there is one; says whether there was. One before a semicolon
    /// ends without a comma, and one behind nothing but a parenthesis starts beside it.
    pub(super) fn where_clause(
        &mut self,
        clause: Option<usize>,
        end: usize,
        indent: usize,
        (comma, snug): (bool, bool),
    ) -> bool {
        let Some(clause) = clause else { return false };
        let bounds = self.tokens.split(Run::new(clause + 1, end));
        if snug {
            self.push(" ");
        } else {
            self.newline(indent);
        }
        self.push("where");
        for (at, bound) in bounds.iter().enumerate() {
            self.newline(indent + TAB);
            self.bounds(*bound, indent + TAB);
            if comma || at + 1 < bounds.len() {
                self.push(",");
            }
        }
        true
    }

    /// `T: A + B`, a bound on each line if they are too wide.
    fn bounds(&mut self, run: Run, indent: usize) {
        let colon = self.tokens.find(run, Kind::Colon);
        let (Some(colon), false) = (colon, indent + self.tokens.width(run) < MAX) else {
            return self.flat(run);
        };
        self.flat(Run::new(run.lo, colon + 1));
        let rest = Run::new(colon + 1, run.hi);
        if indent + TAB + self.tokens.width(rest) < MAX {
            self.newline(indent + TAB);
            return self.flat(rest);
        }
        for (at, bound) in self
            .tokens
            .split_at(rest, Kind::Binary(9))
            .into_iter()
            .enumerate()
        {
            if at == 0 {
                self.push(" ");
            } else {
                self.newline(indent + TAB);
                self.push("+ ");
            }
            self.flat(bound);
        }
    }

    pub(super) fn function(&mut self, run: Run, keyword: usize, indent: usize) -> Fit {
        let from_name = Run::new(keyword + 1, run.hi);
        let params = self.tokens.find(from_name, Kind::Open(Group::Call))?;
        let after = self.tokens.mate(params) + 1;
        let rest = Run::new(after, run.hi);
        let body = self.tokens.find(rest, Kind::Open(Group::Block));
        let clause = self.tokens.find(rest, Kind::Keyword(Keyword::Where));
        let end = body.unwrap_or(run.hi - 1);
        let returns = Run::new(after, clause.unwrap_or(end));
        let mark = self.out.len();
        self.signature(
            run.lo,
            params,
            returns,
            indent,
            (body.is_some(), clause.is_some()),
        )?;
        let broken = multiline(self.since(mark));
        let snug = broken && returns.is_empty();
        let column = last_line(self.since(mark)) + if broken { 0 } else { indent };
        let own_line = self.where_clause(clause, end, indent, (body.is_some(), snug));
        match body {
            Some(open) => {
                // 2 = ` {`, 3 = ` {}`; of a head that broke rustfmt counts the indentation twice.
                if own_line || broken && column + indent + 2 > MAX {
                    self.newline(indent);
                } else {
                    self.push(" ");
                }
                if own_line || broken || column + 3 > MAX {
                    self.tall_block(open, indent);
                } else {
                    self.block(open, indent);
                }
            }
            None => self.push(";"),
        }
        Some(())
    }

    /// From the start of the item to its return type.
    fn signature(
        &mut self,
        lo: usize,
        params: usize,
        returns: Run,
        indent: usize,
        (body, clause): (bool, bool),
    ) -> Fit {
        let line = Run::new(lo, returns.hi);
        let inside = self.tokens.inside(params);
        let items = self.tokens.split(inside);
        // The brace, unless on a line of its own, or the semicolon.
        let tail = match (body, clause) {
            (true, true) => 0,
            (true, false) => 2,
            (false, _) => 1,
        };
        let bare = items.iter().all(|item| self.inline(*item)) && self.tokens.flat(returns);
        if bare && indent + self.tokens.width(line) + tail <= MAX {
            self.flat(line);
            return Some(());
        }
        self.generic_head(Run::new(lo, params), Shape::line(indent).before(2)?)?;
        if items.is_empty() {
            self.push("()");
            return self.output_below(returns, indent);
        }
        self.push("(");
        let nested = Shape::line(indent + TAB);
        for item in &items {
            self.newline(nested.indent);
            self.param(*item, nested.before(1)?)?;
            self.push(",");
        }
        self.newline(indent);
        self.push(")");
        if !returns.is_empty() {
            self.push(" -> ");
            let room = Shape::line(indent).after(3)?;
            let output = Run::new(returns.lo + 1, returns.hi);
            if !self.attempt(|printer| printer.ty(output, room)) {
                self.flat(output);
            }
        }
        Some(())
    }

    /// The return type of a function without parameters, on a line of its own. Style edition 2021
    /// breaks between the parentheses instead.
    fn output_below(&mut self, returns: Run, indent: usize) -> Fit {
        if returns.is_empty() {
            return Some(());
        }
        let room = Shape::line(indent).after(3)?;
        let output = Run::new(returns.lo + 1, returns.hi);
        if self.tokens.flat(output) && self.tokens.width(output) <= room.width {
            self.newline(indent);
        } else {
            self.push(" ");
        }
        self.push("-> ");
        if !self.attempt(|printer| printer.ty(output, room)) {
            self.flat(output);
        }
        Some(())
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
        let room = shape.after(self.tokens.width(head) + 1)?;
        self.ty(Run::new(colon + 1, run.hi), room)
    }

    /// `impl … { … }` and `trait … { … }`
    pub(super) fn implementation(&mut self, run: Run, indent: usize) -> Fit {
        let open = self.tokens.find(run, Kind::Open(Group::Block))?;
        let clause = self
            .tokens
            .find(Run::new(run.lo, open), Kind::Keyword(Keyword::Where));
        let head = Run::new(run.lo, clause.unwrap_or(open));
        let broken = self.implementation_head(head, indent, clause.is_some())?;
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

    /// Says whether the head took several lines: then the type stands below the trait, and the
    /// brace below both.
    fn implementation_head(&mut self, head: Run, indent: usize, clause: bool) -> Option<bool> {
        let brace = if clause { 0 } else { 2 };
        let line = Shape::line(indent);
        let of = self.tokens.find(head, Kind::Keyword(Keyword::For));
        match of {
            Some(of) => self.trait_head(head, of, line, brace),
            None => {
                self.generic_head(head, line.before(brace)?)?;
                Some(false)
            }
        }
    }

    /// `impl<…> Trait for Type`: each of the two goes below if its line has no room for it.
    fn trait_head(&mut self, head: Run, of: usize, line: Shape, brace: usize) -> Option<bool> {
        let mark = self.out.len();
        let mut start = head.lo + 1;
        if self.tokens.kind(start) == Kind::AngleOpen {
            start = self.tokens.skip(start);
        }
        let name = Run::new(start, of);
        let intro = Run::new(head.lo, start);
        self.generic_head(intro, line)?;
        let used = last_line(self.since(mark)) + 1;
        let beside = line.after(used);
        if self.tokens.flat(name)
            && beside.is_some_and(|room| self.tokens.width(name) <= room.width)
        {
            self.push(" ");
            self.flat(name);
        } else {
            self.newline(line.indent + TAB);
            self.ty(name, line.nested())?;
        }
        // 5 = ` for `; rustfmt forgets the indentation of the first line.
        let room = MAX.saturating_sub(last_line(self.since(mark)) + 5 + brace);
        let own = Run::new(of + 1, head.hi);
        if self.tokens.flat(own) && self.tokens.width(own) <= room {
            self.push(" ");
            self.flat(Run::new(of, head.hi));
        } else {
            self.newline(line.indent + TAB);
            self.push("for ");
            let fit = self.attempt(|printer| printer.ty(own, line.nested().after(4)?));
            if !fit {
                self.flat(own);
            }
        }
        Some(multiline(self.since(mark)))
    }
}
