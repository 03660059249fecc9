//! The kind of an id: constructor or function.

use core::fmt;

/// The kind of an id: constructor or function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A constructor.
    Constructor,
    /// A function.
    Function,
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EntryKind::Constructor => "constructor",
            EntryKind::Function => "function",
        })
    }
}

/// What a [`Registry`](crate::value::Registry) knows of an id or name that an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Known {
    /// Whether it is a constructor or a function.
    pub kind: EntryKind,
    /// The TL name.
    pub name: &'static str,
}

/// Such as `the function ping`.
impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} {}", self.kind, self.name)
    }
}
