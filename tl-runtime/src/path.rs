//! The path to a place in a value: `updates[3].message.media`.

use alloc::format;
use alloc::string::String;

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Field(&'static str),
    Index(usize),
    /// The answer to a call, which has no name.
    Answer,
    /// An unknown constructor that something follows. It has no name, and nothing inside it is known.
    Unknown(Newer),
}

/// Why a newer schema did not tell where an unknown constructor ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Newer {
    /// There is none.
    Absent,
    /// The value is decoded later, without it.
    Unused,
    /// It does not know the constructor either.
    Silent,
}

/// Writes a path whose innermost step comes first.
pub(crate) fn path(innermost_first: &[Step]) -> String {
    let mut path = String::new();
    for step in innermost_first.iter().rev() {
        match step {
            Step::Field(name) if path.is_empty() => path.push_str(name),
            Step::Field(name) => path.extend([".", name]),
            Step::Index(index) => path.push_str(&format!("[{index}]")),
            Step::Answer | Step::Unknown(_) => {}
        }
    }
    path
}
