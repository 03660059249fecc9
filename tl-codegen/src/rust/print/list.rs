//! Lists between delimiters: arguments, members of tuples and arrays, generic arguments.
//!
//! On one line if there is room; else the last item alone may go over several lines; else one
//! item per line, or as many short ones as fit.

use super::Printer;
use super::output::{Fit, first_line, last_line, multiline, newlines, width};
use super::sort::Sort;
use super::token::{Kind, Run};
use super::width::{ATTRIBUTE, CALL, MAX, SHORT, Shape};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Call,
    Macro,
    Array,
    Tuple,
    TupleType,
    TuplePattern,
    Generics,
    /// Of a tuple struct or variant.
    Fields,
    Attribute,
}

/// An item as it will be written.
pub(super) enum Piece {
    Flat(Run),
    Text(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tactic {
    /// All on one line, but for the last item's further lines.
    Horizontal,
    Vertical,
    /// As many on a line as fit.
    Packed,
    /// A format string and what it formats on lines of their own, this many items before it.
    Format(usize),
}

pub(super) struct Layout {
    pub(super) kind: List,
    open: usize,
    pub(super) items: Vec<Run>,
    /// The room on the line of the opening delimiter.
    line: usize,
    pub(super) line_shape: Shape,
    nested: Shape,
}

impl List {
    pub(super) fn limit(self) -> usize {
        match self {
            Self::Call
            | Self::Macro
            | Self::Array
            | Self::Tuple
            | Self::TupleType
            | Self::Fields => CALL,
            Self::TuplePattern | Self::Generics => MAX,
            Self::Attribute => ATTRIBUTE,
        }
    }

    pub(super) fn of_expressions(self) -> bool {
        matches!(self, Self::Call | Self::Macro | Self::Array | Self::Tuple)
    }
}

/// Macros that format, and how many arguments stand before the format string.
const FORMATS: &[(&str, usize)] = &[
    ("eprint!", 0),
    ("eprintln!", 0),
    ("format!", 0),
    ("format_args!", 0),
    ("print!", 0),
    ("println!", 0),
    ("panic!", 0),
    ("unreachable!", 0),
    ("trace!", 0),
    ("debug!", 0),
    ("error!", 0),
    ("info!", 0),
    ("warn!", 0),
    ("assert!", 1),
    ("debug_assert!", 1),
    ("write!", 1),
    ("writeln!", 1),
    ("assert_eq!", 2),
    ("assert_ne!", 2),
    ("debug_assert_eq!", 2),
    ("debug_assert_ne!", 2),
];

impl Printer {
    /// Writes the group at `open`; what it belongs to was written from `mark` on and starts at
    /// `shape`.
    pub(super) fn list(&mut self, mark: usize, open: usize, kind: List, shape: Shape) -> Fit {
        let head = self.since(mark);
        let head_width = width(head);
        let used = if multiline(head) {
            last_line(head).saturating_sub(shape.used())
        } else {
            head_width
        };
        let last = last_line(head);
        let inside = self.tokens.inside(open);
        let close = self.tokens.mate(open);
        self.flat(Run::new(open, open + 1));
        if inside.is_empty() {
            // Even between these there may be no room.
            if used + 2 > shape.width {
                self.newline(shape.indent);
            }
            self.flat(Run::new(close, close + 1));
            return Some(());
        }
        let line_shape = shape.after(last + 1).and_then(|shape| shape.before(1));
        let layout = Layout {
            kind,
            open,
            items: self.tokens.split(inside),
            line: shape.width.saturating_sub(used + 2),
            line_shape: line_shape.unwrap_or(Shape { width: 0, ..shape }),
            nested: shape.nested().before(1)?,
        };
        let mut pieces = self.pieces(&layout);
        let tactic = self.tactic(&layout, &mut pieces, head_width, mark);
        let pieces: Vec<Piece> = pieces.into_iter().collect::<Option<_>>()?;
        let room = shape.width.saturating_sub(last);
        self.write_list(&layout, &pieces, tactic, room, shape.indent);
        self.flat(Run::new(close, close + 1));
        Some(())
    }

    pub(super) fn piece(&mut self, kind: List, run: Run, shape: Shape) -> Option<Piece> {
        let flat = self.tokens.flat(run) && !matches!(kind, List::Attribute | List::TuplePattern);
        if flat && self.tokens.width(run) <= shape.width {
            return Some(Piece::Flat(run));
        }
        self.capture(|printer| match kind {
            List::Generics | List::TupleType => printer.generic_argument(run, shape),
            List::Fields => printer.tuple_field(run, shape),
            List::TuplePattern => printer.pattern(run, shape),
            List::Attribute => printer.meta(run, shape),
            _ => printer.expr(run, shape),
        })
        .map(Piece::Text)
    }

    fn pieces(&mut self, layout: &Layout) -> Vec<Option<Piece>> {
        let items = layout.items.iter();
        items
            .map(|item| self.piece(layout.kind, *item, layout.nested))
            .collect()
    }

    pub(super) fn piece_width(&self, piece: Option<&Piece>) -> usize {
        match piece {
            Some(Piece::Flat(run)) => self.tokens.width(*run),
            Some(Piece::Text(text)) => width(text),
            None => 0,
        }
    }

    /// Whether the items stand on one line; `last` is the width that counts for the last one, if
    /// it may go on below.
    fn horizontal(&self, layout: &Layout, pieces: &[Option<Piece>], last: Option<usize>) -> bool {
        let mut total = 2 * pieces.len().saturating_sub(1);
        for (at, piece) in pieces.iter().enumerate() {
            if let Some(last) = last.filter(|_| at + 1 == pieces.len()) {
                total += last;
                continue;
            }
            if matches!(piece, Some(Piece::Text(text)) if multiline(text)) {
                return false;
            }
            total += self.piece_width(piece.as_ref());
        }
        total <= layout.line.min(layout.kind.limit())
    }

    fn tactic(
        &mut self,
        layout: &Layout,
        pieces: &mut [Option<Piece>],
        head_width: usize,
        mark: usize,
    ) -> Tactic {
        let Some(&last) = layout.items.last() else {
            return Tactic::Horizontal;
        };
        let count = layout.items.len();
        if let Some(overflowed) = self.overflow(layout, pieces, head_width) {
            let first = first_line(&overflowed);
            if self.horizontal(layout, pieces, Some(first)) {
                let mut chosen = Piece::Text(overflowed);
                if count == 1 && matches!(&chosen, Piece::Text(text) if newlines(text) == 1) {
                    match self.piece(layout.kind, last, layout.nested) {
                        Some(Piece::Text(text)) if multiline(&text) => {}
                        Some(piece) => chosen = piece,
                        None => {}
                    }
                }
                if let Some(slot) = pieces.last_mut() {
                    *slot = Some(chosen);
                }
                return Tactic::Horizontal;
            }
        }
        let single = count == 1
            && layout.line != 0
            && match pieces.first() {
                Some(Some(Piece::Text(text))) => !multiline(text),
                _ => true,
            }
            && self.piece_width(pieces.first().and_then(Option::as_ref)) <= layout.line;
        if single || self.horizontal(layout, pieces, None) {
            return Tactic::Horizontal;
        }
        if layout.kind == List::Macro {
            if let Some(before) = self.format_macro(layout, mark) {
                return before;
            }
        }
        let packed = layout.kind.of_expressions()
            && pieces
                .iter()
                .all(|piece| self.piece_width(piece.as_ref()) <= SHORT)
            && layout.items.iter().all(|item| self.simple(*item));
        if packed {
            Tactic::Packed
        } else {
            Tactic::Vertical
        }
    }

    fn format_macro(&self, layout: &Layout, mark: usize) -> Option<Tactic> {
        let head = self.since(mark).trim_end_matches('(');
        let (_, before) = FORMATS.iter().find(|(name, _)| *name == head)?;
        let (heads, tail) = layout.items.split_at_checked(*before)?;
        let (_, tail) = tail.split_first()?;
        let fits = |runs: &[Run]| {
            let widths = runs.iter().map(|run| self.tokens.width(*run) + 2);
            widths.sum::<usize>() <= layout.nested.width + 2
        };
        let simple = heads.iter().chain(tail).all(|run| self.simple(*run));
        Some(if simple && fits(heads) && fits(tail) {
            Tactic::Format(*before)
        } else {
            Tactic::Vertical
        })
    }

    /// Literals, names, and what is made of them without calls.
    fn simple(&self, run: Run) -> bool {
        match self.tokens.sort(run) {
            Sort::Literal => true,
            Sort::Path => run.hi - run.lo == 1,
            Sort::Unary { inner } => self.simple(Run::new(inner, run.hi)),
            Sort::Try => self.simple(Run::new(run.lo, run.hi - 1)),
            Sort::Cast { at } => self.simple(Run::new(run.lo, at)),
            Sort::Field => run
                .hi
                .checked_sub(2)
                .is_some_and(|hi| self.simple(Run::new(run.lo, hi))),
            Sort::Index { open } => {
                self.simple(Run::new(run.lo, open)) && self.simple(self.tokens.inside(open))
            }
            _ => false,
        }
    }

    fn write_piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Flat(run) => self.flat(*run),
            Piece::Text(text) => self.push(text),
        }
    }

    fn write_list(
        &mut self,
        layout: &Layout,
        pieces: &[Piece],
        tactic: Tactic,
        room: usize,
        indent: usize,
    ) {
        if tactic == Tactic::Horizontal {
            let mark = self.out.len();
            self.write_horizontal(layout, pieces);
            if first_line(self.since(mark)) < room {
                return;
            }
            self.out.truncate(mark);
            self.newline(layout.nested.indent);
            self.write_horizontal(layout, pieces);
            self.newline(indent);
            return;
        }
        self.newline(layout.nested.indent);
        let mut line = 0;
        for (at, piece) in pieces.iter().enumerate() {
            let last = at + 1 == pieces.len();
            if at > 0 {
                let below = match tactic {
                    Tactic::Packed => {
                        let comma = usize::from(!last);
                        let item = self.piece_width(Some(piece)) + comma;
                        line + 1 + item > layout.nested.width
                    }
                    Tactic::Format(before) => at == before || at == before + 1,
                    _ => true,
                };
                if below {
                    self.newline(layout.nested.indent);
                    line = 0;
                } else {
                    self.push(" ");
                    line += 1;
                }
            }
            line += self.piece_width(Some(piece)) + usize::from(!last);
            self.write_piece(piece);
            // A comma more could change what a macro is given.
            if !last || !(self.in_macro || layout.kind == List::Attribute) {
                self.push(",");
            }
        }
        self.newline(indent);
    }

    fn write_horizontal(&mut self, layout: &Layout, pieces: &[Piece]) {
        for (at, piece) in pieces.iter().enumerate() {
            if at > 0 {
                self.push(", ");
            }
            self.write_piece(piece);
        }
        let comma = self.tokens.mate(layout.open).saturating_sub(1);
        if self.tokens.kind(comma) == Kind::Comma {
            self.push(",");
        }
    }
}
