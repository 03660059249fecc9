//! Constructors that are not in the schema, as enums keep them.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use crate::DecodeError;
use crate::codec::{DecodeErrorKind, Decoder, Encoder};

/// A constructor that is not in the schema of the generated code: its id and the bytes after it, or its
/// JSON.
///
/// An enum has a variant for it if the code is generated with `--unknown`; with the derive, mark the variant
/// with `#[tl(unknown)]`.
///
/// ```
/// use tl_runtime::value::Unknown;
///
/// let unknown = Unknown::new(0x1cd7bf0d, [1, 2, 3, 4]);
/// assert_eq!((unknown.id(), unknown.rest()), (Some(0x1cd7bf0d), Some(&[1, 2, 3, 4][..])));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unknown(Box<Form>);

/// The contents, in a box so that enums do not become larger.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    Bytes {
        id: u32,
        rest: Vec<u8>,
    },
    #[cfg(feature = "json")]
    Json(Object),
}

/// A JSON object in which all numbers are finite, so that it equals itself.
#[cfg(feature = "json")]
#[derive(Debug, Clone, PartialEq)]
struct Object(crate::json::Json);

#[cfg(feature = "json")]
impl Eq for Object {}

#[cfg(feature = "json")]
impl core::hash::Hash for Object {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.0.type_name().hash(state);
    }
}

/// [`Unknown`], borrowed from the input.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownRef<'a> {
    /// The id.
    pub id: u32,
    /// The bytes after the id.
    pub rest: &'a [u8],
}

/// Such as `Unknown { id: 0x1cd7bf0d, rest: [01, 02, 03, ff] }`, all in hexadecimal, or the JSON:
/// `Unknown({"@type":"updateNew"})`.
impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Form::Bytes { id, rest } => debug("Unknown", *id, rest, f),
            #[cfg(feature = "json")]
            Form::Json(object) => write!(f, "Unknown({})", object.0),
        }
    }
}

impl fmt::Debug for UnknownRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug("UnknownRef", self.id, self.rest, f)
    }
}

fn debug(name: &str, id: u32, rest: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct(name)
        .field("id", &format_args!("{id:#010x}"))
        .field("rest", &format_args!("{rest:02x?}"))
        .finish()
}

impl Unknown {
    /// Creates an unknown constructor from its id and the bytes after it.
    #[must_use]
    pub fn new(id: u32, rest: impl Into<Vec<u8>>) -> Self {
        let rest = rest.into();
        Self(Box::new(Form::Bytes { id, rest }))
    }

    /// Returns the id, or `None` if the constructor comes from JSON.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        match &*self.0 {
            Form::Bytes { id, .. } => Some(*id),
            #[cfg(feature = "json")]
            Form::Json(_) => None,
        }
    }

    /// Returns the bytes after the id, or `None` if the constructor comes from JSON.
    #[must_use]
    pub fn rest(&self) -> Option<&[u8]> {
        match &*self.0 {
            Form::Bytes { rest, .. } => Some(rest),
            #[cfg(feature = "json")]
            Form::Json(_) => None,
        }
    }

    /// Returns the whole object, or `None` if the constructor comes from bytes.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn json(&self) -> Option<&crate::json::Json> {
        match &*self.0 {
            Form::Bytes { .. } => None,
            Form::Json(Object(json)) => Some(json),
        }
    }
}

impl Encoder {
    /// Encodes an unknown constructor: its id, and the bytes after it.
    #[doc(hidden)]
    pub fn unknown(&mut self, value: &impl EncodeUnknown) {
        value.encode(self);
    }
}

/// The type of a variant for unknown constructors: [`Unknown`] or [`UnknownRef`].
pub trait EncodeUnknown {
    /// Encodes the id and the bytes after it.
    fn encode(&self, encoder: &mut Encoder);
}

impl EncodeUnknown for Unknown {
    fn encode(&self, encoder: &mut Encoder) {
        match &*self.0 {
            Form::Bytes { id, rest } => UnknownRef { id: *id, rest }.encode(encoder),
            #[cfg(feature = "json")]
            Form::Json(_) => encoder.fail(crate::codec::EncodeErrorKind::Invalid(
                "an unknown constructor that comes from JSON has no bytes",
            )),
        }
    }
}

impl EncodeUnknown for UnknownRef<'_> {
    fn encode(&self, encoder: &mut Encoder) {
        encoder.id(self.id);
        encoder.raw(self.rest);
    }
}

impl From<UnknownRef<'_>> for Unknown {
    fn from(UnknownRef { id, rest }: UnknownRef<'_>) -> Self {
        Self::new(id, rest)
    }
}

/// A newer schema, which knows constructors that the generated code does not, and where they end.
/// [`DecodeOptions::newer`](crate::DecodeOptions::newer) sets it. A `Codec` of the crate `tl-dynamic`
/// is one.
pub trait Measure: fmt::Debug + Sync {
    /// Moves the decoder to the end of a constructor of the TL type `ty`, whose id has just been decoded, and
    /// returns whether the schema knows the constructor. Invalid bytes are reported by [`Decoder::fail`].
    ///
    /// If this method returns `false`, it must leave the decoder unchanged.
    fn skip(&self, ty: &str, id: u32, decoder: &mut Decoder<'_>) -> bool;
}

impl<'a> Decoder<'a> {
    /// Decodes a constructor of the type `of` that the code does not know, and whose id was just decoded.
    /// The [newer schema](crate::DecodeOptions::newer) tells where the constructor ends. If no schema
    /// does, the constructor takes the rest of the input, and it is a failure, at the id, if anything
    /// must follow.
    pub fn unknown(&mut self, id: u32, of: &'static str) -> UnknownRef<'a> {
        let (start, rest) = (self.offset().saturating_sub(4), self.rest());
        let newer = self.newer();
        let known = newer.is_some_and(|newer| newer.skip(of, id, self));
        if known {
            // Many of these can be in a list, and each takes a box.
            self.claim_at(start, size_of::<Form>());
        } else if !self.failed() {
            self.take_unknown(id, of);
        }
        let length = rest.len().saturating_sub(self.rest().len());
        let rest = match self.failed() {
            true => &[],
            false => rest.get(..length).unwrap_or_default(),
        };
        UnknownRef { id, rest }
    }
}

impl crate::View for UnknownRef<'_> {
    type Owned = Unknown;

    fn into_owned(self) -> Unknown {
        self.into()
    }
}

impl DecodeError {
    /// Returns the id, if the error is that this id is not expected at its place.
    ///
    /// The id may belong to a constructor of a newer layer, but also to a known constructor at a wrong
    /// place, or to damaged bytes. `found` tells the second case if a
    /// [registry](crate::DecodeOptions::registry) is given; only a newer schema tells the first.
    #[must_use]
    pub fn unknown_id(&self) -> Option<u32> {
        match self.kind {
            DecodeErrorKind::UnexpectedId { found, .. } => Some(found),
            _ => None,
        }
    }
}

#[cfg(feature = "json")]
mod json {
    use super::{Form, Object, Unknown, UnknownRef};
    use crate::json::{Decoder, Encoder, Json, JsonErrorKind, ToJson};
    use alloc::boxed::Box;

    const NO_NAME: &str = "an unknown constructor that comes from bytes";

    impl Decoder {
        /// Decodes an object of the type `of` that the code does not know. It must have an `"@type"`.
        pub fn unknown_object(&mut self, of: &'static str) -> Unknown {
            if self.type_name().is_none() {
                self.unknown(of);
            }
            let json = self.take();
            if !is_finite(&json) {
                self.fail(JsonErrorKind::NotFinite);
            }
            Unknown(Box::new(Form::Json(Object(json))))
        }
    }

    impl ToJson for Unknown {
        fn to_json(&self, json: &mut Encoder) {
            match &*self.0 {
                Form::Json(Object(object)) => json.put(object.clone()),
                Form::Bytes { .. } => json.fail(JsonErrorKind::NoForm(NO_NAME)),
            }
        }
    }

    impl ToJson for UnknownRef<'_> {
        fn to_json(&self, json: &mut Encoder) {
            json.fail(JsonErrorKind::NoForm(NO_NAME));
        }
    }

    fn is_finite(json: &Json) -> bool {
        match json {
            Json::Number(number) => number.is_finite(),
            Json::Array(elements) => elements.iter().all(is_finite),
            Json::Object(members) => members.iter().all(|(_, json)| is_finite(json)),
            Json::Null | Json::Bool(_) | Json::Integer(_) | Json::Unsigned(_) | Json::String(_) => {
                true
            }
        }
    }
}
