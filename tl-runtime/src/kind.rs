//! Constructor or function.

use core::fmt;

/// Constructor or function.
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

/// What a [`Registry`](crate::value::Registry) says of an id or a name, where an error is about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Known {
    /// Constructor or function.
    pub kind: EntryKind,
    /// The TL name.
    pub name: &'static str,
}

/// `the function ping`.
impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} {}", self.kind, self.name)
    }
}
