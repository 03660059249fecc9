//! Heads of items: names with their generic parameters, `where` clauses, `impl … for …`.

use super::Printer;
use super::list::List;
use super::output::{Fit, last_line, multiline};
use super::token::{Keyword, Kind, Run};
use super::width::{MAX, Shape, TAB};

impl Printer {
    /// A name, if the run starts with one, and its generic parameters, which break if the room is
    /// too small for both.
    pub(super) fn generics(&mut self, run: Run, room: Shape) -> Fit {
        let mark = self.out.len();
        let width = self.tokens.width(run);
        // On a line of its own each would fit too.
        let fits = width <= room.width && room.indent + TAB + width < MAX;
        let open = self.tokens.find(run, Kind::AngleOpen);
        let (Some(open), false) = (open, fits && self.tokens.flat(run)) else {
            self.flat(run);
            return Some(());
        };
        self.flat(Run::new(run.lo, open));
        self.list(mark, open, List::Generics, room)?;
        let tail = Run::new(self.tokens.skip(open), run.hi);
        self.flat(tail);
        Some(())
    }

    /// `struct Name<…>` or `enum Name<…>`. Returns the width of the last line as rustfmt sees it,
    /// without the indentation of a first one, which it forgets for tuple structs altogether.
    pub(super) fn definition(&mut self, run: Run, indent: usize, tuple: bool) -> usize {
        let mark = self.out.len();
        let open = self.tokens.find(run, Kind::AngleOpen).unwrap_or(run.hi);
        let (name, generics) = (Run::new(run.lo, open), Run::new(open, run.hi));
        self.flat(name);
        let offset = if tuple { 0 } else { indent };
        let room = Shape {
            width: MAX.saturating_sub(offset + self.tokens.width(name)),
            ..Shape::line(indent)
        };
        // What cannot be laid out rustfmt leaves alone, with all of the item.
        if !self.attempt(|printer| printer.generics(generics, room)) {
            self.flat(generics);
        }
        last_line(self.since(mark))
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

    /// `impl … for …` or `trait …`; says whether the brace stands below it. What rustfmt cannot lay
    /// out it leaves alone, with all of the item.
    pub(super) fn implementation_head(&mut self, head: Run, indent: usize, clause: bool) -> bool {
        let mark = self.out.len();
        let brace = if clause { 0 } else { 2 };
        if indent + self.tokens.width(head) + brace <= MAX && self.tokens.flat(head) {
            self.flat(head);
            return false;
        }
        match self.tokens.find(head, Kind::Keyword(Keyword::Impl)) {
            Some(keyword) => self.impl_head(head, keyword, Shape::line(indent), brace),
            None => {
                let start = self.tokens.find(head, Kind::Keyword(Keyword::Trait));
                let start = start.map_or(head.lo, |start| start + 1);
                let intro = Run::new(head.lo, start);
                self.flat(intro);
                self.push(" ");
                let name = Run::new(start, head.hi);
                let room = Shape::line(indent).less(self.tokens.width(intro) + 1);
                if !self.attempt(|printer| printer.generics(name, room)) {
                    self.flat(name);
                }
                if last_line(self.since(mark)) + 2 + indent > MAX {
                    return true;
                }
            }
        }
        multiline(self.since(mark))
    }

    /// `impl<…> Trait for Type`: each of the two goes below if its line has no room for it.
    fn impl_head(&mut self, head: Run, keyword: usize, line: Shape, brace: usize) {
        let mark = self.out.len();
        let mut start = keyword + 1;
        if self.tokens.kind(start) == Kind::AngleOpen {
            start = self.tokens.skip(start);
        }
        let intro = Run::new(head.lo, start);
        if !self.attempt(|printer| printer.generics(intro, line)) {
            self.flat(intro);
        }
        let of = self.tokens.find(head, Kind::Keyword(Keyword::For));
        if let Some(of) = of {
            let name = Run::new(start, of);
            let beside = line.less(last_line(self.since(mark)) + 1);
            self.push_type(name, beside, line.nested(), "");
            start = of + 1;
        }
        let own = Run::new(start, head.hi);
        let intro = if of.is_some() { "for " } else { "" };
        // The space and the brace; rustfmt forgets the indentation of the first line.
        let used = last_line(self.since(mark)) + 1 + intro.len() + brace;
        let beside = Shape {
            width: MAX.saturating_sub(used),
            ..line
        };
        self.push_type(own, beside, line.nested(), intro);
    }

    /// A type beside what stands before it, if it fits there without line breaks, else below.
    fn push_type(&mut self, run: Run, beside: Shape, below: Shape, intro: &str) {
        if self.tokens.width(run) <= beside.width && self.one_line_type(run) {
            self.push(" ");
            self.push(intro);
            return self.flat(run);
        }
        self.newline(below.indent);
        self.push(intro);
        if !self.attempt(|printer| printer.ty(run, below.after(intro.len())?)) {
            self.flat(run);
        }
    }
}
