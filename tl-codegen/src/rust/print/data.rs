//! Definitions of structs and enums.

use super::Printer;
use super::assign::Right;
use super::output::{Fit, multiline};
use super::token::{Group, Keyword, Kind, Run};
use super::width::{CALL, Shape, TAB, VARIANT};

impl Printer {
    pub(super) fn structure(&mut self, run: Run, indent: usize) -> Fit {
        let line = Shape::line(indent);
        let body = self.body(run);
        let semi = self.tokens.kind(run.hi.saturating_sub(1)) == Kind::Semi;
        let clause = self.tokens.find(run, Kind::Keyword(Keyword::Where));
        let head = body.unwrap_or(run.hi - usize::from(semi));
        let head = clause.map_or(head, |clause| clause.min(head));
        let mark = self.out.len();
        self.generic_head(Run::new(run.lo, head), line.before(2)?)?;
        match body.map(|open| (open, self.tokens.kind(open))) {
            Some((open, Kind::Open(Group::Block))) => {
                let own_line = self.where_clause(clause, open, indent, (true, false));
                // An oddity of rustfmt's.
                let empty = self.tokens.inside(open).is_empty();
                self.brace(own_line && !empty, indent);
                self.named_fields(open, indent);
            }
            Some((open, _)) => {
                self.tuple_fields(mark, open, line.before(1)?)?;
                self.where_clause(clause, run.hi - 1, indent, (false, false));
                self.push(";");
            }
            None => {
                self.where_clause(clause, run.hi - 1, indent, (false, false));
                self.push(";");
            }
        }
        Some(())
    }

    /// The group that holds an item's fields, variants or items.
    pub(super) fn body(&self, run: Run) -> Option<usize> {
        let mut at = run.lo;
        while at < run.hi {
            match self.tokens.kind(at) {
                Kind::Open(Group::Block | Group::Fields) => return Some(at),
                Kind::Open(Group::Call) => return Some(at),
                Kind::Keyword(Keyword::Where) => {
                    return self
                        .tokens
                        .find(Run::new(at, run.hi), Kind::Open(Group::Block));
                }
                _ => at = self.tokens.skip(at),
            }
        }
        None
    }

    /// The opening brace, on a line of its own behind a clause.
    pub(super) fn brace(&mut self, own_line: bool, indent: usize) {
        if own_line {
            self.newline(indent);
        } else {
            self.push(" ");
        }
        self.push("{");
    }

    /// Fields, each on its own line, and the closing brace.
    fn named_fields(&mut self, open: usize, indent: usize) {
        let line = Shape::line(indent + TAB);
        let fields = self.tokens.split(self.tokens.inside(open));
        for field in &fields {
            self.newline(line.indent);
            if !self.attempt(|printer| printer.named_field(*field, line)) {
                self.flat(*field);
            }
            self.push(",");
        }
        if !fields.is_empty() {
            self.newline(indent);
        }
        self.push("}");
    }

    fn named_field(&mut self, run: Run, line: Shape) -> Fit {
        let start = self.tokens.skip_attributes(run);
        self.attributes(Run::new(run.lo, start), line.indent);
        let run = Run::new(start, run.hi);
        let room = line.before(1)?;
        if self.tokens.flat(run) && self.tokens.width(run) <= room.width {
            self.flat(run);
            return Some(());
        }
        let mark = self.out.len();
        let Some(colon) = self.tokens.find(run, Kind::Colon) else {
            return self.ty(run, room);
        };
        self.flat(Run::new(run.lo, colon + 1));
        self.assign_right(mark, Right::Type(Run::new(colon + 1, run.hi)), room)
    }

    /// The fields of a tuple struct or variant whose name was written from `mark` on.
    fn tuple_fields(&mut self, mark: usize, open: usize, shape: Shape) -> Fit {
        let inside = self.tokens.inside(open);
        let group = Run::new(open, self.tokens.mate(open) + 1);
        let used = super::output::last_line(self.since(mark));
        let room = shape.after(used);
        let fields = self.tokens.split(inside);
        if (fields.len() <= 1 || self.tokens.width(inside) <= CALL)
            && room.is_some_and(|room| self.tokens.width(group) <= room.width)
            && fields.iter().all(|field| self.inline(*field))
        {
            self.flat(group);
            return Some(());
        }
        let line = shape.nested();
        self.push("(");
        for field in &fields {
            self.newline(line.indent);
            let start = self.tokens.skip_attributes(*field);
            self.attributes(Run::new(field.lo, start), line.indent);
            self.tuple_field(Run::new(start, field.hi), line.before(1)?)?;
            self.push(",");
        }
        self.newline(shape.indent);
        self.push(")");
        Some(())
    }

    fn tuple_field(&mut self, run: Run, shape: Shape) -> Fit {
        if self.tokens.flat(run) && self.tokens.width(run) <= shape.width {
            self.flat(run);
            return Some(());
        }
        let mut start = run.lo;
        if self.tokens.is(start, Keyword::Pub) {
            start += 1;
            if self.tokens.kind(start) == Kind::Open(Group::Visibility) {
                start = self.tokens.skip(start);
            }
        }
        let head = Run::new(run.lo, start);
        self.flat(head);
        let mut used = self.tokens.width(head);
        if used > 0 {
            // Two spaces: an oddity of rustfmt's before a type that breaks.
            self.push("  ");
            used += 2;
        }
        self.ty(Run::new(start, run.hi), shape.after(used)?)
    }

    /// Whether a field may stand on one line; its attributes may, documentation may not.
    pub(super) fn inline(&self, field: Run) -> bool {
        let start = self.tokens.skip_attributes(field);
        let documented = start > field.lo && self.tokens.word(field.lo + 2) == "doc";
        !documented && self.tokens.flat(Run::new(start, field.hi))
    }

    pub(super) fn enumeration(&mut self, run: Run, indent: usize) -> Fit {
        let line = Shape::line(indent);
        let clause = self.tokens.find(run, Kind::Keyword(Keyword::Where));
        let open = self.tokens.find(run, Kind::Open(Group::Block))?;
        let head = clause.map_or(open, |clause| clause.min(open));
        self.generic_head(Run::new(run.lo, head), line.before(2)?)?;
        let own_line = self.where_clause(clause, open, indent, (true, false));
        self.brace(own_line, indent);
        self.variants(open, indent)
    }

    fn variants(&mut self, open: usize, indent: usize) -> Fit {
        let line = Shape::line(indent + TAB);
        let variants = self.tokens.split(self.tokens.inside(open));
        let start = self.out.len();
        let (mut one, mut several) = (false, false);
        for limit in [VARIANT, 0] {
            self.out.truncate(start);
            for variant in &variants {
                self.newline(line.indent);
                let mark = self.out.len();
                self.variant(*variant, line, limit)?;
                if multiline(self.since(mark)) {
                    several = true;
                } else {
                    one = true;
                }
                self.push(",");
            }
            // If one variant takes several lines, so do all that have braces.
            if !(one && several) {
                break;
            }
        }
        if !variants.is_empty() {
            self.newline(indent);
        }
        self.push("}");
        Some(())
    }

    fn variant(&mut self, run: Run, line: Shape, limit: usize) -> Fit {
        let start = self.tokens.skip_attributes(run);
        self.attributes(Run::new(run.lo, start), line.indent);
        let run = Run::new(start, run.hi);
        let mark = self.out.len();
        let open = start + 1;
        match self.tokens.kind(open) {
            Kind::Open(Group::Fields | Group::Block) => {
                let inside = self.tokens.inside(open);
                let fields = self.tokens.split(inside);
                let bare = fields
                    .iter()
                    .all(|field| self.tokens.kind(field.lo) != Kind::Pound);
                self.flat(Run::new(start, open));
                if fields.is_empty() {
                    self.push(" {}");
                } else if bare && self.tokens.width(inside) <= limit {
                    self.push(" { ");
                    self.flat(inside);
                    self.push(" }");
                } else {
                    self.push(" {");
                    self.named_fields(open, line.indent);
                }
            }
            Kind::Open(Group::Call) => {
                self.flat(Run::new(start, open));
                self.tuple_fields(mark, open, line.before(1)?)?;
            }
            _ => self.flat(run),
        }
        Some(())
    }
}
