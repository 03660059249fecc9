//! Errors of decoding and encoding.

use std::fmt;

use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::json::JsonErrorKind;

/// After this many errors, the rest of a value is not checked.
pub(crate) const MAX_ERRORS: usize = 100;

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Field(String),
    Index(usize),
}

/// An error, with the path to it. The steps are recorded on the way back, the innermost first, so that a valid
/// value takes no time for them.
pub(crate) struct Failure<K> {
    pub(crate) kind: K,
    pub(crate) steps: Vec<Step>,
}

impl<K> Failure<K> {
    pub(crate) fn new(kind: K) -> Self {
        let steps = Vec::new();
        Self { kind, steps }
    }
}

/// Writes a path such as `messages[3].content.text`, whose innermost step comes first.
pub(crate) fn path(innermost_first: &[Step]) -> String {
    let mut path = String::new();
    for step in innermost_first.iter().rev() {
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

/// An error while decoding: the bytes are not a value of the expected type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeError {
    /// What is wrong, and at which byte. It is the error of generated code, but does not name the type.
    pub error: Box<tl_runtime::DecodeError>,
    /// The path to the error: `messages[3].content.text`; empty for the value itself.
    pub path: String,
    /// What the schema knows of a wrong id: `the constructor photoEmpty`.
    pub found: Option<String>,
    /// What the schema knows of the id that was expected instead, if there is only one.
    pub expected: Option<String>,
}

impl DecodeError {
    /// Returns what is wrong.
    #[must_use]
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.error.kind
    }

    /// Returns where the error is, in bytes from the start of the input.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.error.offset
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place(f, &self.path)?;
        self.error.fmt(f)?;
        match (&self.expected, &self.found, self.kind()) {
            // Each description says which id it is about.
            (
                Some(expected),
                known,
                &DecodeErrorKind::UnexpectedId {
                    expected: Some(wanted),
                    found,
                },
            ) => {
                write!(f, " ({wanted:08x} is {expected}")?;
                if let Some(known) = known {
                    write!(f, ", {found:08x} is {known}")?;
                }
                f.write_str(")")
            }
            (_, Some(found), _) => write!(f, " ({found})"),
            (_, None, _) => Ok(()),
        }
    }
}

impl std::error::Error for DecodeError {}

/// An error while encoding: the value is not of the type that it is to be encoded as.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodeError {
    /// What is wrong.
    pub kind: EncodeErrorKind,
    /// The path to the error: `messages[3].content.text`; empty for the value itself.
    pub path: String,
}

/// The kind of an [`EncodeError`]: what is wrong with the value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// A value of another type than expected.
    Unexpected {
        /// What was expected: `a string`.
        expected: String,
        /// What was found: `a list`.
        found: &'static str,
    },
    /// A required field that is absent.
    Absent,
    /// A value that is null, or absent where it may be null: the wire has no null.
    Null,
    /// A field that is present but not in the mask, or the reverse.
    MaskDisagrees {
        /// Whether the field is present according to the mask.
        expected: bool,
    },
    /// A list whose length is not the one that the schema requires.
    WrongLength {
        /// The required length.
        expected: usize,
        /// The actual length.
        found: usize,
    },
    /// A list of more than 2^32-1 elements.
    TooLong {
        /// How many elements it has.
        length: usize,
    },
    /// An error of the runtime's encoder: a string of 2^56 bytes or more.
    Wire(tl_runtime::EncodeError),
    /// A type or number that is known only from a call, or from the arguments of a type.
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
            EncodeErrorKind::Null => {
                f.write_str("the value is null or absent, but the wire has no null")
            }
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

/// An error while decoding JSON that is not a value of the expected type, or encoding a value without a
/// JSON form.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct JsonError {
    /// What is wrong.
    pub kind: JsonProblem,
    /// The path to the error: `messages[3].content.text`; empty for the value itself.
    pub path: String,
}

/// The kind of a [`JsonError`]: what is wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum JsonProblem {
    /// An error that the runtime reports, too.
    Value(JsonErrorKind),
    /// An object without `"@type"`, although there are several constructors.
    NoType {
        /// The type.
        of: String,
    },
    /// An object with an unexpected `"@type"`.
    UnknownType {
        /// What was expected: a type, or its only constructor.
        of: String,
        /// The `"@type"`.
        found: String,
        /// What the schema has under that name instead: `a function`.
        instead: Option<&'static str>,
        /// The constructor that was probably meant.
        meant: Option<String>,
    },
    /// Fields that share a bit disagree: some are present and some are absent.
    SharedBit {
        /// The mask and the bit: `flags.14`.
        bit: String,
        /// The fields that are present.
        present: Vec<String>,
        /// The fields that are absent.
        absent: Vec<String>,
    },
    /// A field that is present, although it is absent according to the mask.
    MaskDisagrees,
    /// Bits of a mask that guard no field.
    UnknownBits {
        /// Their numbers, in order.
        bits: Vec<u8>,
    },
    /// A member that is repeated.
    Repeated,
    /// A member that is not a field.
    UnknownMember {
        /// The field that was probably meant.
        meant: Option<String>,
    },
    /// A type that is known only from a call, or from the arguments of a type.
    Unknown,
}

impl From<Failure<EncodeErrorKind>> for EncodeError {
    fn from(failure: Failure<EncodeErrorKind>) -> Self {
        Self {
            kind: failure.kind,
            path: path(&failure.steps),
        }
    }
}

impl From<Failure<JsonProblem>> for JsonError {
    fn from(failure: Failure<JsonProblem>) -> Self {
        Self {
            kind: failure.kind,
            path: path(&failure.steps),
        }
    }
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
            JsonProblem::MaskDisagrees => {
                f.write_str("the mask says that the field is not there, but it is")
            }
            JsonProblem::UnknownBits { bits } => {
                let numbers: Vec<String> = bits.iter().map(ToString::to_string).collect();
                let numbers = numbers.join(", ");
                match bits.len() {
                    1 => write!(f, "the bit {numbers} guards no field"),
                    _ => write!(f, "the bits {numbers} guard no field"),
                }
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
