//! `match` and its arms.

use super::Printer;
use super::assign::prefer_below;
use super::output::{Fit, extendable, first_line, last_line, multiline, width};
use super::sort::Sort;
use super::token::{Group, Keyword, Kind, Run};
use super::width::{Shape, TAB};

/// `pattern if guard => body`, attributes included.
struct Arm {
    pattern: Run,
    guard: Option<Run>,
    body: Run,
}

impl Printer {
    pub(super) fn match_expr(&mut self, run: Run, shape: Shape) -> Fit {
        let open = self.tokens.find(run, Kind::Open(Group::Arms))?;
        let room = shape.unreserved().after(6)?;
        self.push("match ");
        let mark = self.out.len();
        self.expr(Run::new(run.lo + 1, open), room)?;
        let head = self.since(mark);
        if !extendable(head) && (multiline(head) || width(head) + 2 > room.width) {
            self.newline(shape.indent);
        } else {
            self.push(" ");
        }
        let inside = self.tokens.inside(open);
        self.push("{");
        if inside.is_empty() {
            self.push("}");
            return Some(());
        }
        let line = shape.nested();
        let mut at = inside.lo;
        while at < inside.hi {
            let (arm, next) = self.arm(Run::new(at, inside.hi))?;
            self.newline(line.indent);
            self.write_arm(&arm, line)?;
            at = next;
        }
        self.newline(shape.indent);
        self.push("}");
        Some(())
    }

    /// The first arm of the run, and where the next one starts.
    fn arm(&self, run: Run) -> Option<(Arm, usize)> {
        let tokens = &self.tokens;
        let arrow = tokens.find(run, Kind::FatArrow)?;
        let guard = tokens.find(Run::new(run.lo, arrow), Kind::Keyword(Keyword::If));
        let rest = Run::new(arrow + 1, run.hi);
        let mut end = match tokens.control_end(rest) {
            Some(end) if !continues(tokens.kind(end)) => end,
            // Commas between the bars of a closure are not the arm's.
            _ => tokens.part_end(rest, Kind::Comma),
        };
        end = end.min(run.hi);
        let body = Run::new(arrow + 1, end);
        let next = if tokens.kind(end) == Kind::Comma {
            end + 1
        } else {
            end
        };
        let arm = Arm {
            pattern: Run::new(run.lo, guard.unwrap_or(arrow)),
            guard: guard.map(|guard| Run::new(guard + 1, arrow)),
            body,
        };
        Some((arm, next))
    }

    fn write_arm(&mut self, arm: &Arm, line: Shape) -> Fit {
        let body = self.tokens.skip_attributes(arm.pattern);
        self.attributes(Run::new(arm.pattern.lo, body), line.indent);
        let mark = self.out.len();
        let pattern = Run::new(body, arm.pattern.hi);
        // ` => {`
        self.pattern(pattern, line.before(5)?)?;
        let guarded = match arm.guard {
            Some(guard) => self.guard(mark, guard, line)?,
            None => false,
        };
        self.arm_body(mark, arm.body, line, guarded)
    }

    /// Writes a guard and says whether it brought line breaks.
    fn guard(&mut self, mark: usize, guard: Run, line: Shape) -> Option<bool> {
        let text = self.since(mark);
        let used = last_line(text);
        let used = if multiline(text) {
            used.saturating_sub(line.indent)
        } else {
            used
        };
        let beside = !multiline(text) || used <= TAB;
        let room = line.after(used + 4).and_then(|room| room.before(5));
        if let Some(room) = room.filter(|_| beside) {
            let start = self.out.len();
            let written = self.attempt(|printer| {
                printer.push(" if ");
                printer.expr(guard, room)?;
                (used <= TAB || !multiline(printer.since(start))).then_some(())
            });
            if written {
                return Some(multiline(self.since(start)));
            }
        }
        let below = line.nested();
        self.newline(below.indent);
        self.push("if ");
        self.expr(guard, below.after(3)?.before(5)?)?;
        Some(true)
    }

    /// A block of one expression is written without braces, and gets them back where needed.
    fn flattened(&self, body: Run) -> Run {
        if self.in_macro
            || self.tokens.kind(body.lo) != Kind::Open(Group::Block)
            || self.tokens.skip(body.lo) != body.hi
        {
            return body;
        }
        let inside = self.tokens.inside(body.lo);
        if !self.single(inside) || matches!(self.tokens.sort(inside), Sort::Macro { .. }) {
            return body;
        }
        self.flattened(inside)
    }

    fn arm_body(&mut self, mark: usize, body: Run, line: Shape, guarded: bool) -> Fit {
        let given = body;
        let mut body = self.flattened(body);
        let left = self.since(mark);
        let used = last_line(left);
        let used = if multiline(left) {
            used.saturating_sub(line.indent)
        } else {
            used
        };
        if body != given && self.condition_breaks(body, line, used) {
            body = given;
        }
        let block = matches!(self.tokens.sort(body), Sort::Block)
            && !self.tokens.is(body.lo, Keyword::Const);
        let comma = usize::from(!block || self.tokens.is(body.lo, Keyword::Unsafe));
        // Room is kept for the semicolon that a jump would get in a block.
        let jump = usize::from(self.needs_semicolon(body));
        self.push(" =>");
        let empty = block && self.tokens.inside(body.lo).is_empty();
        let own_line = guarded && multiline(self.since(mark)) && !empty
            || self.tokens.kind(body.lo) == Kind::Pound;
        let room = line
            .after(used + 4)
            .and_then(|room| room.before(comma + jump))
            .filter(|_| !own_line);
        if self.tokens.flat(body) && room.is_some_and(|room| self.tokens.width(body) <= room.width)
        {
            self.push(" ");
            self.flat(body);
            return self.arm_comma(comma);
        }
        if block {
            if own_line {
                self.newline(line.indent);
            } else {
                self.push(" ");
            }
            if empty && room.is_none_or(|room| room.width < 2) {
                self.tall_block(body.lo, line.indent);
                return Some(());
            }
            self.statement_expr(body, room.unwrap_or(line))?;
            return self.arm_comma(comma);
        }
        self.arm_body_lines(body, line, room, (comma, own_line))
    }

    fn condition_breaks(&mut self, body: Run, line: Shape, used: usize) -> bool {
        let Some(room) = line.after(used + 4) else {
            return false;
        };
        let head = self.capture(|printer| printer.control_head(body, room));
        head.is_some_and(|head| multiline(&head))
    }

    fn arm_comma(&mut self, comma: usize) -> Fit {
        if comma > 0 {
            self.push(",");
        }
        Some(())
    }

    fn arm_body_lines(
        &mut self,
        body: Run,
        line: Shape,
        room: Option<Shape>,
        (comma, own_line): (usize, bool),
    ) -> Fit {
        let here = room.and_then(|room| self.capture(|printer| printer.statement_expr(body, room)));
        let budget = room.map_or(0, |room| room.width);
        let fits = |text: &&String| !multiline(text) && width(text) <= budget;
        if let Some(text) = here.as_ref().filter(fits) {
            self.push(" ");
            self.push(text);
            return self.arm_comma(comma);
        }
        let below = line.nested();
        let next = self.capture(|printer| printer.statement_expr(body, below));
        let stays = match (&here, &next) {
            (Some(here), Some(next)) => {
                !prefer_below(here, next)
                    && (self.may_stay(body) && first_line(here) <= budget || !multiline(here))
            }
            (Some(_), None) => true,
            (None, _) => false,
        };
        if stays {
            self.push(" ");
            self.push(&here?);
            return self.arm_comma(comma);
        }
        if own_line {
            self.newline(line.indent);
            self.push("{");
        } else {
            self.push(" {");
        }
        self.newline(below.indent);
        self.push(&next?);
        if self.needs_semicolon(body) {
            self.push(";");
        }
        self.newline(line.indent);
        self.push("}");
        Some(())
    }

    /// Whether the body may start beside the arrow and go over several lines.
    fn may_stay(&self, body: Run) -> bool {
        match self.tokens.sort(body) {
            Sort::Loop => self.tokens.is(body.lo, Keyword::Loop),
            Sort::Match
            | Sort::Block
            | Sort::Closure
            | Sort::Array
            | Sort::Call { .. }
            | Sort::Method
            | Sort::Macro { .. }
            | Sort::Fields { .. }
            | Sort::Tuple => true,
            Sort::Unary { inner } => self.may_stay(Run::new(inner, body.hi)),
            Sort::Try => self.may_stay(Run::new(body.lo, body.hi - 1)),
            Sort::Index { open } => self.may_stay(Run::new(body.lo, open)),
            Sort::Cast { at } => self.may_stay(Run::new(body.lo, at)),
            _ => false,
        }
    }
}

/// Whether an expression goes on behind a block.
pub(super) fn continues(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Dot | Kind::Try | Kind::Binary(_) | Kind::Keyword(Keyword::As) | Kind::Range
    )
}
