//! Errors of JSON.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::Json;
use crate::EncodeError;
use crate::path::{Step, path};
use crate::value::EntryKind;

/// An error while decoding JSON that is not a value of the expected type, or encoding a value without a
/// JSON form.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JsonError {
    /// What is wrong.
    pub kind: JsonErrorKind,
    /// The path to the error: `messages[3].content.text`; empty for the value itself.
    pub path: String,
}

/// The kind of a [`JsonError`]: what is wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// A text that is not JSON.
    Syntax {
        /// Where the error is, in bytes from the start of the text.
        at: usize,
        /// The reason: `expected a colon`.
        reason: String,
    },
    /// A value of another type than expected.
    Unexpected {
        /// What was expected: `a string`.
        expected: &'static str,
        /// What was found: `an array`.
        found: &'static str,
    },
    /// A string or number that is not an integer of the expected size, or a number too large for `float`.
    NoInteger {
        /// What was expected: `an integer of 32 bits`.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// An absent object that is required.
    Absent {
        /// The field, as the selector of the option `nullable` that allows it: `updateNewMessage:message`.
        /// `None` if the object around it has no `"@type"`.
        field: Option<String>,
    },
    /// `null` instead of an object.
    Null {
        /// As for `Absent`; also `None` if the whole value is `null`.
        field: Option<String>,
    },
    /// An object without `"@type"`, although there are several constructors.
    NoType {
        /// The type.
        of: &'static str,
    },
    /// An object with an unexpected `"@type"`.
    UnknownType {
        /// What was expected: a type, or its only constructor.
        of: &'static str,
        /// The `"@type"`.
        found: String,
        /// What the name stands for instead, if a registry knows it: a function where a constructor
        /// was expected, or the reverse.
        instead: Option<EntryKind>,
    },
    /// A string that is not base64 with its padding.
    Base64,
    /// A wrong number of bytes or elements.
    WrongLength {
        /// The expected number.
        expected: usize,
        /// The number that was found.
        found: usize,
    },
    /// Values nested more deeply than [`DecodeOptions::max_depth`](crate::DecodeOptions::max_depth).
    TooDeep {
        /// Where the first value that is too deep begins, in bytes from the start of the text; `None` if a
        /// `Json` was decoded, which has no text.
        at: Option<usize>,
    },
    /// A list, box or object that takes more memory than
    /// [`DecodeOptions::max_memory`](crate::DecodeOptions::max_memory) has left.
    Memory {
        /// How many bytes of memory it takes.
        needed: usize,
        /// How many bytes the limit has left.
        left: usize,
    },
    /// A field that is absent, although it is present according to the mask.
    MaskDisagrees,
    /// An `Object` or a function, decoded without a [`Registry`](crate::value::Registry).
    NoRegistry,
    /// A number that JSON does not have: infinite, or not a number.
    NotFinite,
    /// A value of a type that has no JSON form.
    NoForm(
        /// What has no JSON form.
        &'static str,
    ),
    /// A value that has no binary form either.
    Encode(
        /// The reason.
        EncodeError,
    ),
}

/// The first failure, with the path to it, innermost step first.
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

    /// Adds a step to the path, out of a member or element of `around`.
    pub(super) fn leave(&mut self, step: Step, around: &Json) {
        if let Step::Field(name) = step {
            if self.is_of_innermost_field() {
                let constructor = around.type_name();
                let field = constructor.map(|constructor| format!("{constructor}:{name}"));
                self.kind = match around.get(name) {
                    Some(_) => JsonErrorKind::Null { field },
                    None => JsonErrorKind::Absent { field },
                };
            }
        }
        self.steps.push(step);
    }

    /// Whether an object is absent from a field that has not been left yet.
    fn is_of_innermost_field(&self) -> bool {
        let is_element = |step: &Step| matches!(step, Step::Index(_));
        matches!(self.kind, JsonErrorKind::Absent { .. }) && self.steps.iter().all(is_element)
    }

    /// Turns the failure of an absent element into that of a `null` without a field, so that the error does not
    /// name the option `nullable`, which would not allow the element.
    pub(super) fn require(&mut self) {
        if self.is_of_innermost_field() {
            self.kind = JsonErrorKind::Null { field: None };
        }
    }

    pub(super) fn into_error(mut self) -> JsonError {
        // A value that is not in a field cannot be absent, so it is `null`.
        self.require();
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
            JsonErrorKind::Absent { field } => {
                f.write_str("the object is required, but absent")?;
                allowed(f, field.as_deref())
            }
            JsonErrorKind::Null { field } => {
                f.write_str("expected an object, found null")?;
                allowed(f, field.as_deref())
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
            JsonErrorKind::TooDeep { at } => {
                if let Some(at) = at {
                    write!(f, "at byte {at}: ")?;
                }
                f.write_str("the value is nested too deeply")
            }
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

/// Names the option that allows a field to have no object.
fn allowed(f: &mut fmt::Formatter<'_>, field: Option<&str>) -> fmt::Result {
    match field {
        Some(field) => write!(
            f,
            ", which tlgen's option `--nullable {field}` (in a build script `nullable`) or `#[tl(nullable)]` on the field allows"
        ),
        None => Ok(()),
    }
}

/// Whether this is the name of a type, not of a constructor or function.
fn is_type(name: &str) -> bool {
    let own = name.rsplit('.').next();
    own.is_some_and(|own| own.starts_with(|first: char| first.is_ascii_uppercase()))
}

impl core::error::Error for JsonError {}

#[cfg(test)]
mod tests;
