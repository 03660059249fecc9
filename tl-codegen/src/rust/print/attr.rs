//! Attributes, documentation among them.

use super::Printer;
use super::list::List;
use super::output::Fit;
use super::token::{Group, Kind, Run};
use super::width::{ATTRIBUTE, Shape, TAB};

impl Printer {
    /// Each attribute and line of documentation on its own line, the line break behind included.
    pub(super) fn attributes(&mut self, run: Run, indent: usize) {
        let mut at = run.lo;
        while at < run.hi {
            let end = self.tokens.attribute_end(at).min(run.hi);
            self.attribute(Run::new(at, end), indent);
            self.newline(indent);
            at = end;
        }
    }

    /// One attribute, without a line break.
    pub(super) fn attribute(&mut self, run: Run, indent: usize) {
        let inner = self.tokens.kind(run.lo + 1) == Kind::Bang;
        let open = run.lo + 1 + usize::from(inner);
        // `[`, `doc`, `=`, text, `]`
        let text = open + 3;
        if run.hi == open + 5
            && self.tokens.word(open + 1) == "doc"
            && self.tokens.kind(text) == Kind::Literal
        {
            return self.documentation(text, if inner { "//!" } else { "///" }, indent);
        }
        let shape = Shape::line(indent);
        let inside = Run::new(open + 1, run.hi - 1);
        let written = self.attempt(|printer| {
            printer.flat(Run::new(run.lo, open + 1));
            if printer.tokens.word(inside.lo) == "derive" {
                printer.derive(inside, shape)?;
            } else {
                let intro = 2 + usize::from(inner);
                printer.meta(inside, shape.after(intro)?.before(1)?)?;
            }
            printer.push("]");
            Some(())
        });
        if !written {
            self.flat(run);
        }
    }

    /// `name`, `name = value` or `name(…)`
    pub(super) fn meta(&mut self, run: Run, shape: Shape) -> Fit {
        let mark = self.out.len();
        let last = run.hi.saturating_sub(1);
        let open = self.tokens.mate(last);
        if self.tokens.kind(last) != Kind::Close(Group::Call) {
            self.flat(run);
            return Some(());
        }
        let inside = self.tokens.inside(open);
        if self.tokens.width(run) <= shape.width && self.narrow(inside) {
            self.flat(run);
            return Some(());
        }
        self.flat(Run::new(run.lo, open));
        self.list(mark, open, List::Attribute, shape)
    }

    /// Whether no list in the attribute is too wide for a line.
    fn narrow(&self, inside: Run) -> bool {
        let several = self.tokens.find(inside, Kind::Comma).is_some();
        if several && self.tokens.width(inside) > ATTRIBUTE {
            return false;
        }
        let mut at = inside.lo;
        while at < inside.hi {
            if self.tokens.kind(at) == Kind::Open(Group::Call)
                && !self.narrow(self.tokens.inside(at))
            {
                return false;
            }
            at = self.tokens.skip(at);
        }
        true
    }

    fn derive(&mut self, run: Run, shape: Shape) -> Fit {
        // 15 = `#[derive()]`, a comma, and what rustfmt keeps free besides.
        let last = run.hi.saturating_sub(1);
        let inside = self.tokens.inside(self.tokens.mate(last));
        let width = self.tokens.width(inside);
        if width + 15 <= shape.width {
            self.flat(run);
            return Some(());
        }
        self.push("derive(");
        let nested = shape.nested();
        let below = width <= nested.width;
        self.newline(nested.indent);
        for (at, item) in self.tokens.split(inside).into_iter().enumerate() {
            match (at, below) {
                (0, _) => {}
                (_, true) => self.push(" "),
                (_, false) => self.newline(nested.indent),
            }
            self.flat(item);
            self.push(",");
        }
        self.newline(nested.indent - TAB);
        self.push(")");
        Some(())
    }

    fn documentation(&mut self, text: usize, slashes: &str, indent: usize) {
        let mut decoded = std::mem::take(&mut self.decoded);
        decoded.clear();
        super::literal::decode(self.tokens.word(text), &mut decoded);
        for (at, line) in decoded.split('\n').enumerate() {
            if at > 0 {
                self.newline(indent);
            }
            self.push(slashes);
            // Four slashes are no documentation.
            if line.starts_with('/') {
                self.push(" ");
            }
            self.push(line.trim_end());
        }
        self.decoded = decoded;
    }
}
