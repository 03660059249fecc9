//! Last items of lists that start on the line of the others and go on below.

use super::Printer;
use super::list::{Layout, List, Piece};
use super::output::multiline;
use super::sort::Sort;
use super::token::{Group, Kind, Run};
use super::width::Shape;

impl Printer {
    /// The last item written from where it stands on the line on, over several lines if need be.
    pub(super) fn overflow(
        &mut self,
        layout: &Layout,
        pieces: &[Option<Piece>],
        head_width: usize,
    ) -> Option<String> {
        let count = layout.items.len();
        let last = *layout.items.last()?;
        // A short callee is as good as none: the argument may as well start beside it.
        let combine = count == 1
            && layout.kind.of_expressions()
            && self.tokens.kind(last.lo) != Kind::Pound
            && head_width < 4;
        if !combine && !self.can_overflow(layout.kind, last, count) {
            return None;
        }
        let expression = layout.kind.of_expressions();
        let shape = if count == 1 && !(expression && self.nested_call(last)) {
            layout.line_shape
        } else {
            let before = pieces.iter().take(count - 1);
            let before = before.map(|piece| self.piece_width(piece.as_ref()) + 2);
            let offset = before.sum();
            Shape {
                width: layout.line_shape.width.min(layout.kind.limit()),
                ..layout.line_shape
            }
            .after(offset)?
        };
        // Style edition 2021 lets the last argument of a macro break; 2024 does not.
        let strict = !combine && expression && self.is_method(last);
        let outer = self.one_line_chain;
        self.one_line_chain |= strict;
        let text = self.overflowing(layout, last, shape);
        self.one_line_chain = outer;
        text
    }

    fn overflowing(&mut self, layout: &Layout, last: Run, shape: Shape) -> Option<String> {
        if !layout.kind.of_expressions() {
            return match self.piece(layout.kind, last, shape)? {
                Piece::Text(text) => Some(text),
                Piece::Flat(run) => Some(self.tokens.text(run).to_owned()),
            };
        }
        match self.tokens.sort(last) {
            Sort::Closure => {
                let closures = layout.items.iter();
                let closures = closures
                    .filter(|item| matches!(self.tokens.sort(**item), Sort::Closure))
                    .count();
                if closures > 1 {
                    return None;
                }
                self.capture(|printer| printer.last_closure(last, shape))
            }
            Sort::If | Sort::Loop | Sort::Match => {
                let head = self.capture(|printer| printer.control_head(last, shape));
                if head.is_some_and(|head| multiline(&head)) {
                    return None;
                }
                self.capture(|printer| printer.expr(last, shape))
            }
            _ => self.capture(|printer| printer.expr(last, shape)),
        }
    }

    fn can_overflow(&self, kind: List, last: Run, count: usize) -> bool {
        if !kind.of_expressions() {
            return match kind {
                List::Fields => false,
                List::Attribute => {
                    count == 1
                        && !self.tokens.split(last).is_empty()
                        && self.tokens.kind(last.lo) != Kind::Literal
                }
                List::TuplePattern => {
                    let close = self.tokens.kind(last.hi.saturating_sub(1));
                    // Names are no paths.
                    let name = matches!(self.tokens.kind(last.lo), Kind::Keyword(_));
                    count == 1
                        && matches!(
                            close,
                            Kind::Close(Group::Call | Group::Paren | Group::Fields) | Kind::Word
                        )
                        && !(name && close == Kind::Word)
                }
                _ => {
                    let mut at = last.lo;
                    while matches!(
                        self.tokens.kind(at),
                        Kind::Prefix | Kind::Lifetime | Kind::Keyword(_)
                    ) {
                        at += 1;
                    }
                    count == 1
                        && self.tokens.kind(at) == Kind::Open(Group::Paren)
                        && self.tokens.skip(at) == last.hi
                }
            };
        }
        match self.tokens.sort(last) {
            Sort::Attributed => false,
            Sort::Block | Sort::Closure => true,
            Sort::Match
            | Sort::If
            | Sort::Loop
            | Sort::Array
            | Sort::Fields { .. }
            | Sort::Macro { .. }
            | Sort::Call { .. }
            | Sort::Method
            | Sort::Tuple => count == 1,
            Sort::Unary { inner } => self.can_overflow(kind, Run::new(inner, last.hi), count),
            Sort::Try => self.can_overflow(kind, Run::new(last.lo, last.hi - 1), count),
            Sort::Cast { at } => self.can_overflow(kind, Run::new(last.lo, at), count),
            _ => false,
        }
    }

    fn nested_call(&self, run: Run) -> bool {
        match self.tokens.sort(run) {
            Sort::Call { .. } | Sort::Macro { .. } => true,
            Sort::Unary { inner } => self.nested_call(Run::new(inner, run.hi)),
            Sort::Try => self.nested_call(Run::new(run.lo, run.hi - 1)),
            Sort::Cast { at } => self.nested_call(Run::new(run.lo, at)),
            _ => false,
        }
    }

    fn is_method(&self, run: Run) -> bool {
        match self.tokens.sort(run) {
            Sort::Method => true,
            Sort::Unary { inner } => self.is_method(Run::new(inner, run.hi)),
            Sort::Try => self.is_method(Run::new(run.lo, run.hi - 1)),
            Sort::Cast { at } => self.is_method(Run::new(run.lo, at)),
            _ => false,
        }
    }
}
