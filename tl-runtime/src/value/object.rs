//! Values of any type: `Object`, `Function`, `!X`.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::Any;
use core::fmt::Debug;

use super::registry::tl_type;
use super::{EntryKind, True};
use crate::EncodeError;
use crate::codec::{Declared, DecodeErrorKind, Decoder, Encoder, FIRST_CAPACITY, Head, NoId};
use crate::traits::{Decode, Encode, Identify};

/// A constructor or function of any type, as the value of an `Object`, `Function` or `!X`.
///
/// Every type that has an id, and that can be encoded, cloned, compared and shown by `Debug`,
/// implements this trait.
///
/// ```
/// use tl_runtime::value::AnyObject;
///
/// let object: Box<dyn AnyObject> = Box::new(5_i32);
/// assert_eq!((object.name(), object.tl_type()), ("int", "Int"));
/// assert_eq!(object.downcast_ref::<i32>(), Some(&5));
/// assert!(!object.is::<String>());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an object of any type",
    label = "not an object",
    note = "a type of yours needs `Debug`, `Clone` and `PartialEq` beside `#[derive(TlObject)]`",
    note = "generated code can with `--registry` (in a build script `registry(true)`)"
)]
pub trait AnyObject: Any + Debug + Send + Sync {
    /// Returns the id on the wire.
    fn id(&self) -> u32;
    /// Returns the TL name: `photos.updateProfilePhoto`.
    fn name(&self) -> &'static str;
    /// Returns the declaration, with its id and without the `;`.
    fn tl(&self) -> &'static str;
    /// Returns the TL type at the end of the declaration: the type of a constructor, or of the answer to
    /// a function.
    fn tl_type(&self) -> &'static str;
    /// Encodes the object in its boxed form.
    ///
    /// # Errors
    /// The same as for [`to_bytes`](crate::to_bytes).
    fn to_bytes(&self) -> Result<Vec<u8>, EncodeError>;
    /// Appends the boxed form to an encoder.
    fn encode_boxed(&self, encoder: &mut Encoder);
    /// Encodes the JSON form. It is a failure if the type has no JSON form.
    #[cfg(feature = "json")]
    fn encode_json(&self, json: &mut crate::json::Encoder);
    /// Returns a copy of the object.
    fn clone_object(&self) -> Box<dyn AnyObject>;
    /// Whether `other` has the same type and is equal.
    fn eq_object(&self, other: &dyn AnyObject) -> bool;
    /// Returns the object as `Any`, since trait objects cannot be upcast before Rust 1.86.
    #[doc(hidden)]
    fn as_any(&self) -> &dyn Any;
    /// The same as [`as_any`](Self::as_any), for a mutable reference.
    #[doc(hidden)]
    fn as_any_mut(&mut self) -> &mut dyn Any;
    /// The same as [`as_any`](Self::as_any), for a box.
    #[doc(hidden)]
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

// Errors should name the object, not the trait that it lacks.
#[diagnostic::do_not_recommend]
impl<T> AnyObject for T
where
    T: Identify + Encode + Any + Debug + Clone + PartialEq + Send + Sync,
{
    fn id(&self) -> u32 {
        T::ID
    }

    fn name(&self) -> &'static str {
        T::NAME
    }

    fn tl(&self) -> &'static str {
        T::TL
    }

    fn tl_type(&self) -> &'static str {
        tl_type(T::TL)
    }

    fn to_bytes(&self) -> Result<Vec<u8>, EncodeError> {
        object_to_bytes(self)
    }

    fn encode_boxed(&self, encoder: &mut Encoder) {
        encoder.boxed(self, ());
    }

    #[cfg(feature = "json")]
    fn encode_json(&self, json: &mut crate::json::Encoder) {
        // A constant, so that no type has the code of both cases.
        let encode = const {
            match T::JSON {
                Some(form) => form.encode,
                None => no_json::<T>,
            }
        };
        encode(self, json);
    }

    fn clone_object(&self) -> Box<dyn AnyObject> {
        Box::new(self.clone())
    }

    fn eq_object(&self, other: &dyn AnyObject) -> bool {
        match other.as_any().downcast_ref() {
            Some(other) => T::eq(self, other),
            None => false,
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// [`AnyObject::to_bytes`] of all types. It is not generic, so that it is compiled once: a registry of Telegram's API
/// has 2,500 types.
fn object_to_bytes(object: &dyn AnyObject) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::with_capacity(FIRST_CAPACITY);
    Encoder::append(&mut bytes, |encoder| object.encode_boxed(encoder))?;
    Ok(bytes)
}

#[cfg(feature = "json")]
fn no_json<T: Identify>(_: &T, json: &mut crate::json::Encoder) {
    json.fail(crate::json::JsonErrorKind::NoForm(T::NAME));
}

impl dyn AnyObject {
    /// Whether the object is a `T`.
    #[must_use]
    pub fn is<T: AnyObject>(&self) -> bool {
        self.as_any().is::<T>()
    }

    /// Returns the object as a `T`, if it is one.
    #[must_use]
    pub fn downcast_ref<T: AnyObject>(&self) -> Option<&T> {
        self.as_any().downcast_ref()
    }

    /// Returns the object as a mutable `T`, if it is one.
    #[must_use]
    pub fn downcast_mut<T: AnyObject>(&mut self) -> Option<&mut T> {
        self.as_any_mut().downcast_mut()
    }

    /// Converts the object to a `T`.
    ///
    /// # Errors
    /// The object itself, if it is of another type.
    pub fn downcast<T: AnyObject>(self: Box<Self>) -> Result<Box<T>, Box<dyn AnyObject>> {
        if self.is::<T>() {
            // The type has just been checked, and a failed downcast could not be converted back.
            let object = self.into_any().downcast();
            object.map_err(|_| unreachable!("the type was checked"))
        } else {
            Err(self)
        }
    }
}

impl Clone for Box<dyn AnyObject> {
    fn clone(&self) -> Self {
        (**self).clone_object()
    }
}

impl PartialEq for dyn AnyObject {
    fn eq(&self, other: &Self) -> bool {
        self.eq_object(other)
    }
}

// With only one impl, the compiler coerces the right side of `==` to its type and moves out of it,
// and `#[derive(PartialEq)]` for a struct with such a field fails.
impl PartialEq<&Self> for Box<dyn AnyObject> {
    fn eq(&self, other: &&Self) -> bool {
        self.eq_object(&***other)
    }
}

impl<'a> Decoder<'a> {
    /// Decodes an `Object`: any constructor or function, boxed.
    pub fn object(&mut self) -> Box<dyn AnyObject> {
        self.any(None)
    }

    /// Decodes a `Function`: any function, boxed.
    pub fn function(&mut self) -> Box<dyn AnyObject> {
        self.any(Some(EntryKind::Function))
    }

    /// Decodes an `!X`: a call of the function `T`, boxed, or of any function if `T` can be any object.
    pub extern "C" fn call<T: Decode<'a>>(&mut self) -> T {
        T::decode_call(self, ())
    }

    fn any(&mut self, kind: Option<EntryKind>) -> Box<dyn AnyObject> {
        let Some(registry) = self.options().registry else {
            self.fail(DecodeErrorKind::NoRegistry);
            return Box::new(True);
        };
        let found = self.id();
        // After a failure the id is 0, which a constructor may have that contains objects.
        if self.failed() {
            return Box::new(True);
        }
        match registry.find(found) {
            Some(entry) => match kind.filter(|kind| *kind != entry.kind()) {
                Some(expected) => {
                    let kind = DecodeErrorKind::WrongKind { expected, found };
                    self.fail_at_id(kind, None, found);
                }
                None => {
                    self.descend();
                    let object = (entry.decode)(self);
                    self.ascend();
                    self.end(false, entry.name());
                    return object;
                }
            },
            None => self.unexpected_id(found),
        }
        Box::new(True)
    }
}

impl Declared for Box<dyn AnyObject> {
    type Kind = NoId;
    const HEAD: Head = Head::Type("Object");
}

impl<'a> Decode<'a> for Box<dyn AnyObject> {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        decoder.any(None)
    }

    fn decode_call(decoder: &mut Decoder<'a>, (): ()) -> Self {
        decoder.function()
    }
}

impl Encode for Box<dyn AnyObject> {
    fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
        (**self).encode_boxed(encoder);
    }
}
