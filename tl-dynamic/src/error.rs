//! What can go wrong, and where.

use std::fmt;

use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::json::JsonErrorKind;

/// A step to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Field(String),
    Index(usize),
}

/// `messages[3].content.text`, from the innermost step on.
pub(crate) fn path<'p>(innermost_first: impl DoubleEndedIterator<Item = &'p Step>) -> String {
    let mut path = String::new();
    for step in innermost_first.rev() {
        match step {
            Step::Field(name) if path.is_empty() => path.push_str(name),
            Step::Field(name) => path.extend([".", name]),
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

fn place(f: &mut fmt::Formatter<'_>, path: &str) -> fmt::Result {
    if path.is_empty() {
        return Ok(());
    }
    write!(f, "{path}: ")
}

/// Bytes that are not the value that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeError {
    /// What is wrong, and at which byte: as the error of generated code, which names the type too.
    pub error: Box<tl_runtime::DecodeError>,
    /// The value that was being decoded: `messages[3].content.text`; empty for the value itself.
    pub path: String,
    /// What the schema knows of the id that was found, where an id is wrong: `the constructor photo`.
    pub found: Option<String>,
}

impl DecodeError {
    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.error.kind
    }

    /// Where, in bytes from the start of the input.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.error.offset
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(f, &self.path)?;
        self.error.fmt(f)?;
        match &self.found {
            Some(found) => write!(f, " ({found})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DecodeError {}

/// A value that is not of the type that it is to be encoded as.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodeError {
    /// What is wrong.
    pub kind: EncodeErrorKind,
    /// Where: `messages[3].content.text`; empty for the value itself.
    pub path: String,
}

/// What is wrong with the value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// Something else than what belongs there.
    Unexpected {
        /// `a string`.
        expected: String,
        /// `a list`.
        found: &'static str,
    },
    /// A field that must be there and is not.
    Absent,
    /// A field that "may be null" and is: the wire has no null.
    Null,
    /// A field that a mask says is there and is not, or the other way round.
    MaskDisagrees {
        /// Whether the mask says that it is there.
        expected: bool,
    },
    /// A list that has another length than the schema says it has here.
    WrongLength {
        /// The length that it must have.
        expected: usize,
        /// The length that it has.
        found: usize,
    },
    /// A list of more than 2^32-1 elements.
    TooLong {
        /// The elements.
        length: usize,
    },
    /// What the encoder of the runtime refuses: a string of 2^56 bytes or more.
    Wire(tl_runtime::EncodeError),
    /// A type or number that only a call, or the arguments of a type, would tell.
    Unknown,
    /// Values nested too deeply.
    TooDeep,
}

pub(crate) const UNKNOWN: &str = "this depends on a parameter without a value";

impl fmt::Display for EncodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EncodeErrorKind::Unexpected { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            EncodeErrorKind::Absent => f.write_str("the value is required, but absent"),
            EncodeErrorKind::Null => f.write_str("the value is null, but the wire has no null"),
            EncodeErrorKind::MaskDisagrees { expected: true } => {
                f.write_str("the mask says that the field is there, but it is not")
            }
            EncodeErrorKind::MaskDisagrees { expected: false } => {
                f.write_str("the mask says that the field is not there, but it is")
            }
            EncodeErrorKind::WrongLength { expected, found } => write!(
                f,
                "a list of {found} elements where there must be {expected}"
            ),
            EncodeErrorKind::TooLong { length } => {
                write!(f, "a list of {length} elements is too long for TL")
            }
            EncodeErrorKind::Wire(error) => error.fmt(f),
            EncodeErrorKind::Unknown => f.write_str(UNKNOWN),
            EncodeErrorKind::TooDeep => f.write_str("the value is nested too deeply"),
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(f, &self.path)?;
        self.kind.fmt(f)
    }
}

impl std::error::Error for EncodeError {}

/// JSON that is not the value that was asked for, or a value that has no JSON.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JsonError {
    /// What is wrong.
    pub kind: JsonProblem,
    /// Where: `messages[3].content.text`; empty for the value itself.
    pub path: String,
}

/// What is wrong with JSON.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum JsonProblem {
    /// What the runtime finds wrong with a value, too.
    Value(JsonErrorKind),
    /// No `"@type"`, where there are several constructors.
    NoType {
        /// The type.
        of: String,
    },
    /// Another `"@type"` than belongs there.
    UnknownType {
        /// What belongs there: a type, or its only constructor.
        of: String,
        /// The `"@type"`.
        found: String,
        /// What the schema knows by that name instead: `a function`.
        instead: Option<&'static str>,
        /// A constructor of the type that is meant, perhaps.
        meant: Option<String>,
    },
    /// Fields that share a bit disagree: some are there and some are not.
    SharedBit {
        /// The mask and the bit: `flags.14`.
        bit: String,
        /// The fields that are there.
        present: Vec<String>,
        /// The fields that are not.
        absent: Vec<String>,
    },
    /// A field under a mask that is not there itself.
    NotGuarded,
    /// A field that is there, although the mask that is given says that it is not.
    MaskDisagrees,
    /// A member that was there before.
    Repeated,
    /// A member of no field.
    UnknownMember {
        /// The field that is meant, perhaps.
        meant: Option<String>,
    },
    /// A type that only a call, or the arguments of a type, would tell.
    Unknown,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(f, &self.path)?;
        match &self.kind {
            JsonProblem::Value(kind) => kind.fmt(f),
            JsonProblem::NoType { of } => {
                write!(f, "expected {of}, found an object without \"@type\"")
            }
            JsonProblem::UnknownType {
                of,
                found,
                instead,
                meant,
            } => {
                write!(f, "expected {of}, found \"@type\":{found:?}")?;
                match (instead, meant) {
                    (Some(instead), _) => write!(f, ", which is {instead}"),
                    (None, Some(meant)) => write!(f, "; did you mean {meant:?}?"),
                    (None, None) => f.write_str(", which the schema does not have"),
                }
            }
            JsonProblem::SharedBit {
                bit,
                present,
                absent,
            } => write!(
                f,
                "the fields on {bit} must be given together: {} {} there, {} {} not",
                present.join(", "),
                if present.len() == 1 { "is" } else { "are" },
                absent.join(", "),
                if absent.len() == 1 { "is" } else { "are" },
            ),
            JsonProblem::NotGuarded => {
                f.write_str("the field is there, but the mask that guards it is not")
            }
            JsonProblem::MaskDisagrees => {
                f.write_str("the mask says that the field is not there, but it is")
            }
            JsonProblem::Repeated => f.write_str("the field is given twice"),
            JsonProblem::UnknownMember { meant } => {
                f.write_str("the schema has no such field")?;
                match meant {
                    Some(meant) => write!(f, "; did you mean `{meant}`?"),
                    None => Ok(()),
                }
            }
            JsonProblem::Unknown => f.write_str(UNKNOWN),
        }
    }
}

impl std::error::Error for JsonError {}
