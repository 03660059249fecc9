//! How much of a schema was generated.

use std::fmt;

/// How much of a schema was generated, where the user chose a part of it:
/// `20 of 802 functions, 939 of 1704 constructors, 229 of 650 types`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// Of the functions.
    pub functions: Share,
    /// Of the constructors.
    pub constructors: Share,
    /// Of the types.
    pub types: Share,
}

/// A part of a number of things: `20 of 802`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many were kept.
    pub kept: usize,
    /// How many there are.
    pub all: usize,
}

impl Share {
    pub(crate) fn add(&mut self, kept: bool, counts: bool) {
        self.kept += usize::from(kept);
        self.all += usize::from(counts);
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.kept, self.all)
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            functions,
            constructors,
            types,
        } = self;
        write!(
            f,
            "{functions} functions, {constructors} constructors, {types} types"
        )
    }
}
