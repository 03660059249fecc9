//! Errors of decoding and encoding.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::kind::{EntryKind, Known};
use crate::path::{Newer, Step, path};

/// The id of `vector {t:Type} # [ t ] = Vector t`.
pub(crate) const VECTOR: u32 = 0x1cb5_c415;

/// An error while decoding: the bytes are not a value of the expected type.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeError {
    /// What is wrong.
    pub kind: DecodeErrorKind,
    /// Where the error is, in bytes from the start of the input.
    pub offset: usize,
    /// The innermost boxed value that was being decoded: an enum by its TL type, such as `InputPhoto`, a struct by its
    /// constructor, and an enum of functions by its Rust name. `None` outside of any.
    pub reading: Option<&'static str>,
    /// The expected id, as the [registry](crate::DecodeOptions::registry) knows it, if the error is
    /// about an id.
    pub expected: Option<Known>,
    /// The id that was found, as the registry knows it, if the error is about an id.
    pub found: Option<Known>,
    /// The path to the error, innermost step first.
    pub(crate) steps: Vec<Step>,
}

impl DecodeError {
    pub(crate) fn new(kind: DecodeErrorKind, offset: usize) -> Self {
        Self {
            kind,
            offset,
            reading: None,
            expected: None,
            found: None,
            steps: Vec::new(),
        }
    }

    /// Marks the error as one in an answer, if the generated code records paths (`has_path`).
    pub(crate) fn in_answer(mut self, has_path: bool) -> Self {
        if has_path {
            self.steps.push(Step::Answer);
        }
        self
    }

    /// Returns the path to the error, by the names of fields: `updates[3].message.media`, or `[3].message`
    /// in an answer that is a list. The path is empty for the value itself, and if the code was
    /// generated with neither `--error-paths` nor `--unknown`.
    #[must_use]
    pub fn path(&self) -> String {
        let is_known = |step: &Step| matches!(step, Step::Field(_) | Step::Answer);
        match self.steps.iter().any(is_known) {
            true => path(&self.steps),
            false => String::new(),
        }
    }
}

/// The kind of a [`DecodeError`]: what is wrong with the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The input ends too early.
    UnexpectedEnd {
        /// How many bytes were needed at the offset.
        needed: usize,
        /// How many bytes were left.
        left: usize,
    },
    /// An id that is not expected here.
    UnexpectedId {
        /// The id.
        found: u32,
        /// The expected id, if there is only one.
        expected: Option<u32>,
    },
    /// A count of elements that is too large for the remaining bytes. The cause may also be an
    /// input that ends too early.
    Count {
        /// The count.
        count: u32,
        /// How many elements the remaining bytes could hold; of elements that take no bytes, how many
        /// [`DecodeOptions::max_empty`](crate::DecodeOptions::max_empty) has left.
        most: usize,
    },
    /// Values nested more deeply than [`DecodeOptions::max_depth`](crate::DecodeOptions::max_depth).
    TooDeep,
    /// A list, box or string that takes more memory than
    /// [`DecodeOptions::max_memory`](crate::DecodeOptions::max_memory) has left.
    Memory {
        /// How many bytes of memory it takes.
        needed: usize,
        /// How many bytes the limit has left.
        left: usize,
    },
    /// A string that is not UTF-8, in strict mode or in a borrowed form.
    Utf8,
    /// Bytes after the end of the value.
    TrailingBytes {
        /// How many bytes follow.
        left: usize,
    },
    /// A form that is not canonical, in strict mode.
    NotCanonical(
        /// What is not canonical: `padding`, `length`.
        &'static str,
    ),
    /// A mask with bits that guard no field, in strict mode. A newer schema may have fields under them.
    UnknownBits {
        /// These bits.
        bits: u32,
    },
    /// An `Object` or a function, decoded without a [`Registry`](crate::value::Registry).
    NoRegistry,
    /// A layer that is not in the generated code.
    NoLayer {
        /// The number of the layer.
        layer: i32,
    },
    /// A value that hand-written code rejects.
    Invalid(
        /// The reason.
        &'static str,
    ),
    /// A constructor where a function was expected.
    WrongKind {
        /// What was expected.
        expected: EntryKind,
        /// The id.
        found: u32,
    },
}

/// Ids are hexadecimal: a program that returns the error from `main` prints this form.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            offset,
            reading,
            expected,
            found,
            steps,
        } = self;
        let mut debug = f.debug_struct("DecodeError");
        match kind {
            DecodeErrorKind::UnexpectedId { found, expected } => {
                let (found, expected) = (Hex(*found), expected.map(Hex));
                let kind =
                    format_args!("UnexpectedId {{ found: {found:?}, expected: {expected:?} }}");
                debug.field("kind", &kind)
            }
            DecodeErrorKind::WrongKind { expected, found } => {
                let found = Hex(*found);
                let kind = format_args!("WrongKind {{ expected: {expected:?}, found: {found:?} }}");
                debug.field("kind", &kind)
            }
            _ => debug.field("kind", kind),
        };
        debug
            .field("offset", offset)
            .field("reading", reading)
            .field("expected", expected)
            .field("found", found)
            .field("steps", steps)
            .finish()
    }
}

/// An id, such as `0x1cb5c415`.
struct Hex(u32);

impl fmt::Debug for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#010x}", self.0)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        write!(f, "at byte {}", self.offset)?;
        if let Some(name) = self.reading {
            write!(f, ", reading {name}")?;
        }
        f.write_str(": ")?;
        match &self.kind {
            DecodeErrorKind::UnexpectedEnd { needed, left } => {
                let bytes = if *needed == 1 { "byte" } else { "bytes" };
                write!(f, "expected {needed} more {bytes}, found {left}")
            }
            DecodeErrorKind::UnexpectedId { found, expected } => {
                match (expected, self.expected, self.found) {
                    (Some(expected), None, None) if ![*expected, *found].contains(&VECTOR) => {
                        write!(f, "expected the id {expected:08x}, found {found:08x}")
                    }
                    (Some(expected), known, found_known) => {
                        let (expected, found) = (Id(*expected, known), Id(*found, found_known));
                        write!(f, "expected {expected}, found {found}")
                    }
                    (None, _, None) if *found != VECTOR => {
                        write!(f, "the id {found:08x} is not known here")?;
                        let Some(Step::Unknown(newer)) = self.steps.first() else {
                            return Ok(());
                        };
                        f.write_str(", and more follows it: ")?;
                        f.write_str(match newer {
                            Newer::Silent => "the newer schema does not tell where it ends",
                            Newer::Unused => {
                                "what a view decodes later is decoded without the newer schema: decode \
                                 the owned type, or a stream"
                            }
                            Newer::Absent => {
                                "only a newer schema tells where it ends (`DecodeOptions::newer`)"
                            }
                        })
                    }
                    (None, _, known) => {
                        let found = Id(*found, known);
                        write!(f, "expected a constructor of this type, found {found}")
                    }
                }
            }
            DecodeErrorKind::Count { count, most } => {
                let elements = if *most == 1 { "element" } else { "elements" };
                write!(
                    f,
                    "a count of {count}, but the input and the limits allow at most {most} {elements}"
                )
            }
            DecodeErrorKind::TooDeep => f.write_str(
                "the value is nested more deeply than `DecodeOptions::max_depth` allows",
            ),
            DecodeErrorKind::Memory { needed, left } => write!(
                f,
                "this takes {needed} bytes of memory, and the limit leaves {left}"
            ),
            DecodeErrorKind::Utf8 => f.write_str("the string is not UTF-8"),
            DecodeErrorKind::TrailingBytes { left } => {
                let bytes = if *left == 1 {
                    "byte follows"
                } else {
                    "bytes follow"
                };
                write!(f, "the value ends here, but {left} more {bytes}")
            }
            DecodeErrorKind::NotCanonical(what) => write!(f, "the {what} is not canonical"),
            DecodeErrorKind::UnknownBits { bits } => {
                let mut before = "the mask has unknown bits: ";
                for bit in (0..u32::BITS).filter(|bit| bits >> bit & 1 == 1) {
                    write!(f, "{before}{bit}")?;
                    before = ", ";
                }
                Ok(())
            }
            DecodeErrorKind::NoLayer { layer } => write!(f, "there is no layer {layer}"),
            DecodeErrorKind::Invalid(why) => f.write_str(why),
            DecodeErrorKind::NoRegistry => {
                f.write_str("a value of any type needs a registry in the options")
            }
            DecodeErrorKind::WrongKind { expected, found } => {
                let found = Id(*found, self.found);
                write!(f, "expected a {expected}, found {found}")
            }
        }
    }
}

/// An id, with its name if that is known: `the function ping (6ee4fe75)`.
struct Id(u32, Option<Known>);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Some(known) => write!(f, "{known} ({:08x})", self.0),
            // The id of a vector is the same in all schemas, and no registry has it.
            None if self.0 == VECTOR => write!(f, "a vector ({VECTOR:08x})"),
            None => write!(f, "the id {:08x}", self.0),
        }
    }
}

impl core::error::Error for DecodeError {}

/// An error while encoding: the value has no form on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodeError {
    /// What is wrong.
    pub kind: Box<EncodeErrorKind>,
}

/// The kind of an [`EncodeError`]: what is wrong with the value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// Fields that share a bit disagree: some are present and some are absent.
    SharedBit {
        /// The constructor: `user`.
        constructor: &'static str,
        /// The mask and the bit: `flags.14`.
        bit: &'static str,
        /// The fields that are present.
        present: Vec<&'static str>,
        /// The fields that are absent.
        absent: Vec<&'static str>,
    },
    /// A field that is present but not in the mask, or the reverse.
    MaskDisagrees {
        /// The constructor: `tour.masked`.
        constructor: &'static str,
        /// The field.
        field: &'static str,
        /// Whether the field is present according to the mask.
        expected: bool,
    },
    /// A mask that is `None`, although fields that it guards are present.
    MaskAbsent {
        /// The constructor: `message`.
        constructor: &'static str,
        /// The mask: `flags2`.
        mask: &'static str,
        /// The bits of these fields.
        bits: u32,
    },
    /// A nullable field that is `None`: the wire has no null.
    Null {
        /// The constructor: `message`.
        constructor: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A value that hand-written code rejects.
    Invalid(
        /// The reason.
        &'static str,
    ),
    /// The same, in a known field.
    InvalidField {
        /// The constructor or function: `folder`.
        constructor: &'static str,
        /// The field.
        field: &'static str,
        /// The reason.
        reason: &'static str,
    },
    /// A list of more than 2^32-1 elements, or a string of 2^56 bytes or more.
    TooLong {
        /// How many elements or bytes it has.
        length: usize,
    },
    /// A list whose length is not the one that the schema requires.
    WrongLength {
        /// The constructor or function: `matrix`; empty if hand-written code does not name it.
        constructor: &'static str,
        /// The field.
        field: &'static str,
        /// The required length.
        expected: usize,
        /// The actual length.
        found: usize,
    },
}

impl EncodeError {
    /// Sets the constructor and field of the error, unless they are set already.
    #[cold]
    pub(crate) fn name(&mut self, of: &'static str, name: &'static str) {
        match &mut *self.kind {
            EncodeErrorKind::WrongLength {
                constructor, field, ..
            } if constructor.is_empty() => (*constructor, *field) = (of, name),
            EncodeErrorKind::Invalid(reason) => {
                *self.kind = EncodeErrorKind::InvalidField {
                    constructor: of,
                    field: name,
                    reason,
                };
            }
            _ => {}
        }
    }
}

impl EncodeErrorKind {
    /// An error: of the fields on a bit, some are present and some are absent.
    pub(crate) fn shared_bit(
        constructor: &'static str,
        bit: &'static str,
        names: &[&'static str],
        present: &[bool],
    ) -> Self {
        let named = |there| {
            let fields = names.iter().zip(present);
            let named = fields.filter(|(_, is_present)| **is_present == there);
            named.map(|(name, _)| *name).collect()
        };
        let (present, absent) = (named(true), named(false));
        EncodeErrorKind::SharedBit {
            constructor,
            bit,
            present,
            absent,
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            EncodeErrorKind::SharedBit {
                constructor,
                bit,
                present,
                absent,
            } => write!(
                f,
                "{constructor}: the fields on {bit} must be given together: {} {} there, {} {} not",
                present.join(", "),
                if present.len() == 1 { "is" } else { "are" },
                absent.join(", "),
                if absent.len() == 1 { "is" } else { "are" },
            ),
            EncodeErrorKind::MaskDisagrees {
                constructor,
                field,
                expected,
            } => {
                let (says, is) = if *expected {
                    ("is", "is not")
                } else {
                    ("is not", "is")
                };
                write!(
                    f,
                    "{constructor}: the mask says that {field} {says} there, but it {is}"
                )
            }
            EncodeErrorKind::MaskAbsent {
                constructor,
                mask,
                bits,
            } => write!(
                f,
                "{constructor}: a field on {mask}.{} is there, so {mask} cannot be None",
                bits.trailing_zeros()
            ),
            EncodeErrorKind::Null { constructor, field } => {
                write!(
                    f,
                    "{constructor}: {field} is None, but the wire has no null"
                )
            }
            EncodeErrorKind::Invalid(why) => f.write_str(why),
            EncodeErrorKind::InvalidField {
                constructor,
                field,
                reason,
            } => write!(f, "{constructor}: {field}: {reason}"),
            EncodeErrorKind::TooLong { length } => {
                write!(f, "a list of {length} elements is too long for TL")
            }
            EncodeErrorKind::WrongLength {
                constructor,
                field,
                expected,
                found,
            } => {
                if !constructor.is_empty() {
                    write!(f, "{constructor}: {field} is ")?;
                }
                write!(
                    f,
                    "a list of {found} elements where there must be {expected}"
                )
            }
        }
    }
}

impl core::error::Error for EncodeError {}
