//! Encoding and decoding of whole values: [`to_bytes`], [`from_bytes`], [`peek_id`].

use alloc::vec::Vec;

use crate::codec::{FIRST_CAPACITY, append_to};
use crate::options::DecodeOptions;
use crate::traits::{Decode, Encode};
use crate::{DecodeError, EncodeError};

/// Decodes a boxed value, with its id, that takes the whole input.
///
/// [`DecodeOptions::decode`] does so with other options.
///
/// # Errors
/// If the input is not such a value, or more bytes follow.
///
/// ```
/// let number: i32 = tl_runtime::from_bytes(b"\xda\x9b\x50\xa8\x05\0\0\0")?;
/// assert_eq!(number, 5);
/// # Ok::<(), tl_runtime::DecodeError>(())
/// ```
#[inline]
pub fn from_bytes<'a, T: Decode<'a>>(bytes: &'a [u8]) -> Result<T, DecodeError> {
    DecodeOptions::new().decode(bytes)
}

/// Returns the id that a boxed value begins with, or `None` if there are fewer than 4 bytes.
///
/// The id distinguishes an error from the answer to a call:
///
/// ```
/// use tl_runtime::{Identify, peek_id};
///
/// # let answer = tl_runtime::to_bytes(&"boom".to_owned())?;
/// if peek_id(&answer) == Some(String::ID) {
///     let error: String = tl_runtime::from_bytes(&answer)?;
/// #   assert_eq!(error, "boom");
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[must_use]
#[inline]
pub fn peek_id(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|id| u32::from_le_bytes(*id))
}

/// Encodes a value in its boxed form, with its id.
///
/// # Errors
/// If the value has no form on the wire: for example, if fields that share a bit disagree.
///
/// ```
/// assert_eq!(tl_runtime::to_bytes(&5_i32)?, b"\xda\x9b\x50\xa8\x05\0\0\0");
/// # Ok::<(), tl_runtime::EncodeError>(())
/// ```
#[inline]
pub fn to_bytes<T: Encode>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut buffer = Vec::with_capacity(FIRST_CAPACITY);
    append_to(&mut buffer, value)?;
    Ok(buffer)
}
