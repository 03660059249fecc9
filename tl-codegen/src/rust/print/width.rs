//! The widths at which rustfmt breaks a line, and the room that a construct has.

/// The longest line.
pub(super) const MAX: usize = 100;
pub(super) const TAB: usize = 4;
/// The arguments of a call, the members of a tuple or an array.
pub(super) const CALL: usize = 60;
/// A chain of calls.
pub(super) const CHAIN: usize = 60;
/// The fields of a struct literal.
pub(super) const FIELDS: usize = 18;
/// The fields of a struct variant.
pub(super) const VARIANT: usize = 35;
/// An `if … else …` expression.
pub(super) const IF_ELSE: usize = 50;
/// The arguments of an attribute.
pub(super) const ATTRIBUTE: usize = 70;
/// Elements up to this width are packed in lines.
pub(super) const SHORT: usize = 10;

/// The room for a construct: where its lines start, how much of the first line is taken already,
/// and how much of it is left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) indent: usize,
    pub(super) offset: usize,
    pub(super) width: usize,
}

impl Shape {
    /// A new line.
    pub(super) fn line(indent: usize) -> Self {
        Self {
            indent,
            offset: 0,
            width: MAX.saturating_sub(indent),
        }
    }

    /// A new line one level deeper.
    pub(super) fn nested(self) -> Self {
        Self::line(self.indent + TAB)
    }

    /// Behind something on the same line.
    pub(super) fn after(self, width: usize) -> Option<Self> {
        Some(Self {
            offset: self.offset + width,
            width: self.width.checked_sub(width)?,
            ..self
        })
    }

    /// With something to follow on the same line.
    pub(super) fn before(self, width: usize) -> Option<Self> {
        Some(Self {
            width: self.width.checked_sub(width)?,
            ..self
        })
    }

    /// With something to follow on the same line, however little is left then.
    pub(super) fn less(self, width: usize) -> Self {
        Self {
            width: self.width.saturating_sub(width),
            ..self
        }
    }

    /// For what has to be written however wide it is.
    pub(super) fn endless(self) -> Self {
        Self {
            width: 8096,
            ..self
        }
    }

    pub(super) fn used(self) -> usize {
        self.indent + self.offset
    }

    /// What is to follow on the same line.
    pub(super) fn overhead(self) -> usize {
        MAX.saturating_sub(self.used() + self.width)
    }

    /// As wide as the line allows, whatever is to follow.
    pub(super) fn unreserved(self) -> Self {
        Self {
            width: MAX.saturating_sub(self.used()),
            ..self
        }
    }
}
