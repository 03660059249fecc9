//! What is wrong with JSON, and where.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::Json;
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
        /// How many bytes of the text are before the place.
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
    /// Nothing where an object must be.
    Absent,
    /// `null` where an object must be.
    Null {
        /// The field, as the selector of the option `nullable` that allows it:
        /// `messageSuggestBirthdate:birthdate`. `None` if the object around it has no `"@type"`.
        field: Option<String>,
    },
    /// No `"@type"`, where there are several constructors.
    NoType {
        /// The type.
        of: &'static str,
    },
    /// Another `"@type"` than belongs there.
    UnknownType {
        /// What belongs there: a type, or its only constructor.
        of: &'static str,
        /// The `"@type"`.
        found: String,
        /// What the name stands for instead, if a registry knows it: a function where a constructor
        /// was expected, or the reverse.
        instead: Option<EntryKind>,
    },
    /// A string that is not base64 with its padding.
    Base64,
    /// Another number of bytes or elements than there must be.
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
    /// A number that JSON does not have: infinite, or not a number.
    NotFinite,
    /// A value of a type that has no JSON form.
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

    /// Goes a step outwards, to the value `around`.
    pub(super) fn leave(&mut self, step: Step, around: &Json) {
        if let Step::Field(name) = step {
            if self.is_of_innermost_field() && around.get(name).is_some() {
                let constructor = around.type_name();
                let field = constructor.map(|constructor| format!("{constructor}:{name}"));
                self.kind = JsonErrorKind::Null { field };
            }
        }
        self.steps.push(step);
    }

    /// Whether something is absent in a field that has not been left.
    fn is_of_innermost_field(&self) -> bool {
        let is_element = |step: &Step| matches!(step, Step::Index(_));
        self.kind == JsonErrorKind::Absent && self.steps.iter().all(is_element)
    }

    pub(super) fn into_error(self) -> JsonError {
        let path = path(&self.steps);
        // What is not in a field cannot be absent.
        let kind = match self.is_of_innermost_field() {
            true => JsonErrorKind::Null { field: None },
            false => self.kind,
        };
        JsonError { kind, path }
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
            JsonErrorKind::Null { field } => {
                f.write_str("expected an object, found null")?;
                match field {
                    Some(field) => write!(f, ", which tlgen's option --nullable {field} allows"),
                    None => Ok(()),
                }
            }
            JsonErrorKind::NoType { of } => {
                write!(f, "expected {of}, found an object without \"@type\"")
            }
            JsonErrorKind::UnknownType { of, found, instead } => {
                write!(f, "expected {of}, found \"@type\":{found:?}")?;
                match instead {
                    Some(EntryKind::Constructor) => f.write_str(", which is a constructor"),
                    Some(EntryKind::Function) => f.write_str(", which is a function"),
                    None if of.contains(' ') => f.write_str(", which the registry does not have"),
                    None if is_type(of) => f.write_str(", which is not one of its constructors"),
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

/// Whether it is the name of a type, and not that of a constructor or function.
fn is_type(name: &str) -> bool {
    let own = name.rsplit('.').next();
    own.is_some_and(|own| own.starts_with(|first: char| first.is_ascii_uppercase()))
}

impl core::error::Error for JsonError {}
