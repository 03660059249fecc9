//! Definitions of structs and enums.

use super::Printer;
use super::assign::Right;
use super::list::List;
use super::output::{Fit, last_line, multiline};
use super::token::{Group, Keyword, Kind, Run};
use super::width::{CALL, MAX, Shape, TAB, VARIANT};

impl Printer {
    pub(super) fn structure(&mut self, run: Run, indent: usize) -> Fit {
        let body = self.body(run);
        let semi = self.tokens.kind(run.hi.saturating_sub(1)) == Kind::Semi;
        let clause = self.tokens.find(run, Kind::Keyword(Keyword::Where));
        let head = body.unwrap_or(run.hi - usize::from(semi));
        let head = Run::new(run.lo, clause.map_or(head, |clause| clause.min(head)));
        let mark = self.out.len();
        match body.map(|open| (open, self.tokens.kind(open))) {
            Some((open, Kind::Open(Group::Block))) => {
                let used = self.definition(head, indent, false);
                let own_line = self.where_clause(clause, open, indent, (true, false));
                self.definition_brace(own_line, used, open, indent);
                let head = self.since(mark);
                let column = last_line(head) + if multiline(head) { 0 } else { indent };
                // 3 = ` {}`: rustfmt forgets that some of it is written.
                if self.tokens.inside(open).is_empty() && column + 3 > MAX {
                    self.newline(indent);
                }
                self.named_fields(open, indent);
            }
            Some((open, _)) => {
                self.definition(head, indent, true);
                self.tuple_fields(mark, open, Shape::line(indent).before(1)?);
                self.where_clause(clause, run.hi - 1, indent, (false, false));
                self.push(";");
            }
            None => {
                self.definition(head, indent, false);
                self.where_clause(clause, run.hi - 1, indent, (false, false));
                self.push(";");
            }
        }
        Some(())
    }

    /// The opening brace behind a head that takes so much of the line.
    fn definition_brace(&mut self, clause: bool, used: usize, open: usize, indent: usize) {
        let empty = self.tokens.inside(open).is_empty();
        // ` {` or ` {}`; a clause's last line is never too wide.
        let wide = !clause && used + if empty { 3 } else { 2 } > MAX;
        self.brace(wide || clause && !empty, indent);
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
    fn tuple_fields(&mut self, mark: usize, open: usize, shape: Shape) {
        let group = Run::new(open, self.tokens.mate(open) + 1);
        let used = self.tokens.width(group);
        if self.tokens.flat(group)
            && used <= CALL
            && shape.indent + used + self.used(mark, shape) <= shape.width
        {
            return self.flat(group);
        }
        if self.attempt(|printer| printer.list(mark, open, List::Fields, shape)) {
            return;
        }
        let line = shape.nested();
        self.push("(");
        for field in self.tokens.split(self.tokens.inside(open)) {
            self.newline(line.indent);
            let start = self.tokens.skip_attributes(field);
            self.attributes(Run::new(field.lo, start), line.indent);
            self.flat(Run::new(start, field.hi));
            self.push(",");
        }
        self.newline(shape.indent);
        self.push(")");
    }

    pub(super) fn tuple_field(&mut self, field: Run, shape: Shape) -> Fit {
        let start = self.tokens.skip_attributes(field);
        let run = Run::new(start, field.hi);
        let ty = self.type_start(run);
        // The space before the type does not count.
        let space = usize::from(ty > start);
        if self.tokens.width(field) <= shape.width + space && self.inline(field) {
            self.flat(field);
            return Some(());
        }
        self.attributes(Run::new(field.lo, start), shape.indent);
        let (head, ty) = (Run::new(start, ty), Run::new(ty, field.hi));
        // Of an attribute on a line of its own rustfmt thinks as if it stood before the field.
        let attribute = start > field.lo && self.tokens.word(field.lo + 2) != "doc";
        if !attribute && self.tokens.width(run) <= shape.width + space && self.one_line_type(ty) {
            self.flat(run);
            return Some(());
        }
        let mark = self.out.len();
        if head.is_empty() {
            let text = self.capture(|printer| {
                printer.assign_right(printer.out.len(), Right::Type(ty), shape)
            })?;
            self.push(text.trim_start());
            return Some(());
        }
        // The second space is an oddity of rustfmt's before a type that breaks.
        self.flat(head);
        self.push(" ");
        self.assign_right(mark, Right::Type(ty), shape)
    }

    /// Behind the name and the colon of a field or parameter, or what says who sees it.
    fn type_start(&self, run: Run) -> usize {
        if let Some(colon) = self.tokens.find(run, Kind::Colon) {
            return colon + 1;
        }
        match (self.tokens.kind(run.lo), self.tokens.kind(run.lo + 1)) {
            (Kind::Keyword(Keyword::Pub), Kind::Open(Group::Visibility)) => {
                self.tokens.skip(run.lo + 1)
            }
            (Kind::Keyword(Keyword::Pub), _) => run.lo + 1,
            _ => run.lo,
        }
    }

    /// Whether a field may stand on one line; its attributes may, documentation may not.
    pub(super) fn inline(&mut self, field: Run) -> bool {
        let start = self.tokens.skip_attributes(field);
        let documented = start > field.lo && self.tokens.word(field.lo + 2) == "doc";
        let start = self.type_start(Run::new(start, field.hi));
        !documented && self.one_line_type(Run::new(start, field.hi))
    }

    pub(super) fn enumeration(&mut self, run: Run, indent: usize) -> Fit {
        let clause = self.tokens.find(run, Kind::Keyword(Keyword::Where));
        let open = self.tokens.find(run, Kind::Open(Group::Block))?;
        let head = clause.map_or(open, |clause| clause.min(open));
        let used = self.definition(Run::new(run.lo, head), indent, false);
        let own_line = self.where_clause(clause, open, indent, (true, false));
        self.definition_brace(own_line, used, open, indent);
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
                let name = Run::new(start, open);
                let used = self.tokens.width(name);
                self.flat(name);
                // 5 = ` {  }`
                let room = line.width.saturating_sub(used + 5).min(limit);
                if bare && !fields.is_empty() && self.tokens.width(inside) <= room {
                    self.push(" { ");
                    self.flat(inside);
                    self.push(" }");
                } else {
                    self.definition_brace(false, used, open, line.indent);
                    self.named_fields(open, line.indent);
                }
            }
            Kind::Open(Group::Call) => {
                self.flat(Run::new(start, open));
                self.tuple_fields(mark, open, line.before(1)?);
            }
            _ => self.flat(run),
        }
        Some(())
    }
}
