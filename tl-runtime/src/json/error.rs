//! What is wrong with JSON, and where.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::EncodeError;
use crate::path::{Step, path};
use crate::value::EntryKind;

/// JSON that is not the value that was asked for, or a value that has no JSON.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JsonError {
    /// What is wrong.
    pub kind: JsonErrorKind,
    /// Where: `messages[3].content.text`; empty for the value itself.
    pub path: String,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// A text that is not JSON.
    Syntax {
        /// How many bytes before that are.
        at: usize,
        /// `colon expected`.
        reason: String,
    },
    /// Something else than what belongs there.
    Unexpected {
        /// `a string`.
        expected: &'static str,
        /// `an array`.
        found: &'static str,
    },
    /// A string or number that is not an integer of so many bits, or a number too large for `float`.
    NoInteger {
        /// `an integer of 32 bits`.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// Nothing, or `null`, where an object must be.
    Absent,
    /// No `"@type"`, where there are several constructors.
    NoType {
        /// The type.
        of: &'static str,
    },
    /// A `"@type"` that is not a constructor of the type.
    UnknownType {
        /// The type.
        of: &'static str,
        /// The `"@type"`.
        found: String,
        /// What it is instead, where a registry knows it as a function and a constructor was expected,
        /// or the other way round.
        instead: Option<EntryKind>,
    },
    /// A string that is not base64 with its padding.
    Base64,
    /// So many bytes or elements, where there must be others.
    WrongLength {
        /// How many there must be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// Values nested more deeply than [`DecodeOptions::max_depth`](crate::DecodeOptions::max_depth).
    TooDeep,
    /// A list, box or object that takes more memory than
    /// [`DecodeOptions::max_memory`](crate::DecodeOptions::max_memory) has left.
    Memory {
        /// The bytes of memory that it takes.
        needed: usize,
        /// The bytes that are left.
        left: usize,
    },
    /// A mask says that the field is there, and it is not.
    MaskDisagrees,
    /// An `Object` or a function, decoded without a [`Registry`](crate::value::Registry).
    NoRegistry,
    /// A number that JSON does not have: infinite, or none.
    NotFinite,
    /// A value of which JSON cannot say what it is.
    NoForm(
        /// What it is.
        &'static str,
    ),
    /// A value that has no form on the wire either.
    Encode(
        /// Why.
        EncodeError,
    ),
}

/// The first failure, while the way to it is found out: the innermost step is the first.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) kind: JsonErrorKind,
    pub(super) steps: Vec<Step>,
}

impl Failure {
    pub(super) fn new(kind: JsonErrorKind) -> Box<Self> {
        Box::new(Self {
            kind,
            steps: Vec::new(),
        })
    }

    pub(super) fn into_error(self) -> JsonError {
        JsonError {
            kind: self.kind,
            path: path(&self.steps),
        }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.kind.fmt(f)
    }
}

impl fmt::Display for JsonErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JsonErrorKind::Syntax { at, reason } => {
                write!(f, "the text is not JSON at byte {at}: {reason}")
            }
            JsonErrorKind::Unexpected { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            JsonErrorKind::NoInteger { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            JsonErrorKind::Absent => f.write_str("the object is required, but absent"),
            JsonErrorKind::NoType { of } => {
                write!(f, "there is no \"@type\", which says what {of} it is")
            }
            JsonErrorKind::UnknownType { of, found, instead } => {
                write!(f, "the \"@type\" {found:?} is not known as {of}")?;
                match instead {
                    Some(EntryKind::Constructor) => {
                        f.write_str(": it is a constructor, not a function")
                    }
                    Some(EntryKind::Function) => {
                        f.write_str(": it is a function, not a constructor")
                    }
                    None => Ok(()),
                }
            }
            JsonErrorKind::Base64 => f.write_str("the string is not base64"),
            JsonErrorKind::WrongLength { expected, found } => {
                write!(f, "the length is {found}, and must be {expected}")
            }
            JsonErrorKind::TooDeep => f.write_str("the value is nested too deeply"),
            JsonErrorKind::Memory { needed, left } => write!(
                f,
                "this takes {needed} bytes of memory, and the limit leaves {left}"
            ),
            JsonErrorKind::MaskDisagrees => {
                f.write_str("the mask says that the field is there, but it is not")
            }
            JsonErrorKind::NoRegistry => {
                f.write_str("a value of any type needs a registry in the options")
            }
            JsonErrorKind::NotFinite => f.write_str("JSON has only finite numbers"),
            JsonErrorKind::NoForm(what) => write!(f, "{what} has no JSON form"),
            JsonErrorKind::Encode(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for JsonError {}
