//! Braced fields of struct literals and patterns.

use super::Printer;
use super::output::{Fit, multiline, width};
use super::token::{Kind, Run};
use super::width::{FIELDS, Shape, TAB};

impl Printer {
    /// `Path { a, b: c, ..d }`
    pub(super) fn fields(&mut self, run: Run, open: usize, shape: Shape, pattern: bool) -> Fit {
        let mark = self.out.len();
        self.path(Run::new(run.lo, open), shape.before(2)?)?;
        // All its lines together.
        let path_width = width(self.since(mark));
        let inside = self.tokens.inside(open);
        if inside.is_empty() {
            self.push(" {}");
            return Some(());
        }
        let mut items = self.tokens.split(inside);
        let rest = items
            .last()
            .copied()
            .filter(|last| self.tokens.kind(last.lo) == Kind::Range);
        // The rest of a pattern is not one of its fields.
        let ellipsis = pattern && rest.is_some();
        if ellipsis {
            items.pop();
        }
        let suffix = if ellipsis { 6 } else { 2 };
        let room = shape.width.checked_sub(path_width + 3 + suffix);
        let room = room.map_or(0, |room| room.min(FIELDS));
        if self.attempt(|printer| printer.fields_line(&items, room, ellipsis, shape, pattern)) {
            return Some(());
        }
        let nested = shape.nested();
        self.push(" {");
        for (at, item) in items.iter().enumerate() {
            self.newline(nested.indent);
            self.field(*item, nested, pattern)?;
            // Nothing may follow the base.
            if rest.is_none() || ellipsis || at + 1 < items.len() {
                self.push(",");
            }
        }
        if ellipsis {
            self.newline(nested.indent);
            self.push("..");
        }
        self.newline(shape.indent);
        self.push("}");
        Some(())
    }

    fn fields_line(
        &mut self,
        items: &[Run],
        room: usize,
        ellipsis: bool,
        shape: Shape,
        pattern: bool,
    ) -> Fit {
        let nested = shape.nested();
        let text = self.capture(|printer| {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    printer.push(", ");
                }
                printer.field(*item, nested, pattern)?;
            }
            Some(())
        })?;
        if multiline(&text) || width(&text) > room {
            return None;
        }
        let (comma, dots) = match (ellipsis, text.is_empty()) {
            (false, _) => ("", ""),
            (true, true) => ("", ".."),
            (true, false) => (", ", ".."),
        };
        // The dots do not count for choosing the line, but for leaving the braces' line.
        let below = width(&text) + comma.len() + dots.len() > room && ellipsis;
        self.push(" {");
        if below {
            self.newline(nested.indent);
        } else {
            self.push(" ");
        }
        self.push(&text);
        self.push(comma);
        self.push(dots);
        if below {
            self.newline(shape.indent);
        } else {
            self.push(" ");
        }
        self.push("}");
        Some(())
    }

    fn field(&mut self, run: Run, line: Shape, pattern: bool) -> Fit {
        let start = self.tokens.skip_attributes(run);
        self.attributes(Run::new(run.lo, start), line.indent);
        let run = Run::new(start, run.hi);
        let line = line.before(1)?;
        if self.tokens.flat(run) && self.tokens.width(run) <= line.width {
            self.flat(run);
            return Some(());
        }
        if self.tokens.kind(run.lo) == Kind::Range {
            self.push("..");
            return self.expr(Run::new(run.lo + 1, run.hi), line.after(2)?);
        }
        if self.tokens.kind(run.lo + 1) != Kind::Colon {
            self.flat(run);
            return Some(());
        }
        let head = Run::new(run.lo, run.lo + 2);
        self.flat(head);
        let value = Run::new(head.hi, run.hi);
        let used = self.tokens.width(head) + 1;
        let beside = line.after(used).is_some_and(|room| {
            self.attempt(|printer| {
                printer.push(" ");
                if !pattern {
                    return printer.expr(value, room);
                }
                let start = printer.out.len();
                printer.pattern(value, line.after(0)?)?;
                // All the pattern's lines together count here.
                let text = printer.since(start);
                (used + width(text) <= line.width + 1).then_some(())
            })
        });
        if beside {
            return Some(());
        }
        self.newline(line.indent + TAB);
        if pattern {
            self.pattern(value, line.nested())
        } else {
            self.expr(value, line.nested())
        }
    }
}
