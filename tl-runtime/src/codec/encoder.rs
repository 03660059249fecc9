//! The encoder: from values to bytes.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::{EncodeAs, EncodeErrorKind};
use crate::EncodeError;
use crate::traits::{Encode, Identify, Serve};

/// The first capacity of a buffer, in bytes: enough for most requests.
pub(crate) const FIRST_CAPACITY: usize = 128;

/// The capacity, in bytes, from which a buffer doubles instead of growing fourfold.
const LARGE: usize = 1 << 20;

/// Encodes a value in its bare form, without its id.
///
/// # Errors
/// The same as for [`to_bytes`](crate::to_bytes).
///
/// ```
/// assert_eq!(tl_runtime::codec::to_bytes_bare(&5_i32)?, b"\x05\0\0\0");
/// # Ok::<(), tl_runtime::EncodeError>(())
/// ```
#[inline]
pub fn to_bytes_bare<T: Encode + Identify>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut buffer = Vec::with_capacity(FIRST_CAPACITY);
    Encoder::append(&mut buffer, |encoder| value.encode_bare(encoder, ()))?;
    Ok(buffer)
}

/// Encodes a value in the form given by a [codec](crate::codec): a list, or a value of a type with
/// parameters. [`DecodeOptions::decode_as`](crate::DecodeOptions::decode_as) decodes it.
///
/// # Errors
/// The same as for [`to_bytes`](crate::to_bytes).
///
/// ```
/// use tl_runtime::codec::{Bare, VectorOf};
///
/// // `Vector<int>`
/// let bytes = tl_runtime::codec::to_bytes_as(VectorOf(Bare), &vec![5])?;
/// assert_eq!(bytes, b"\x15\xc4\xb5\x1c\x01\0\0\0\x05\0\0\0");
/// # Ok::<(), tl_runtime::EncodeError>(())
/// ```
#[inline]
pub fn to_bytes_as<T>(form: impl EncodeAs<T>, value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut buffer = Vec::with_capacity(FIRST_CAPACITY);
    Encoder::append(&mut buffer, |encoder| form.encode(value, encoder))?;
    Ok(buffer)
}

/// Appends the boxed form of a value to a buffer. If this fails, the buffer is unchanged.
///
/// # Errors
/// The same as for [`to_bytes`](crate::to_bytes).
///
/// ```
/// let mut buffer = tl_runtime::to_bytes(&5_i32)?;
/// tl_runtime::codec::append_to(&mut buffer, &true)?;
/// assert_eq!(buffer, b"\xda\x9b\x50\xa8\x05\0\0\0\xb5\x75\x72\x99");
/// # Ok::<(), tl_runtime::EncodeError>(())
/// ```
#[inline]
pub fn append_to<T: Encode>(buffer: &mut Vec<u8>, value: &T) -> Result<(), EncodeError> {
    Encoder::append(buffer, |encoder| encoder.boxed(value, ()))
}

/// Appends the answer to a call to a buffer. If this fails, the buffer is unchanged.
///
/// # Errors
/// The same as for [`Serve::encode_response`].
#[inline]
pub fn append_response_to<F: Serve>(
    buffer: &mut Vec<u8>,
    call: &F,
    answer: &F::Response,
) -> Result<(), EncodeError> {
    Encoder::append(buffer, |encoder| {
        call.encode_form().encode(answer, encoder);
        encoder.was_field(F::NAME, "the answer");
    })
}

/// An encoder, which appends values to bytes.
///
/// The encoder records the first failure. If there is one, everything that was appended is dropped at the
/// end, so the code of a type does not check for failures. [`Decode`](crate::Decode) has an example.
#[derive(Debug)]
pub struct Encoder {
    buffer: Vec<u8>,
    failure: Option<EncodeError>,
}

impl Encoder {
    /// Appends to `buffer` what `encode` encodes, or nothing if that fails.
    ///
    /// # Errors
    /// The first failure.
    // Inline, so that the buffer is passed in registers: passing it in memory takes as long as everything
    // else in a small request.
    #[inline(always)]
    pub fn append(
        buffer: &mut Vec<u8>,
        encode: impl FnOnce(&mut Encoder),
    ) -> Result<(), EncodeError> {
        let start = buffer.len();
        let mut encoder = Self {
            buffer: core::mem::take(buffer),
            failure: None,
        };
        encode(&mut encoder);
        *buffer = encoder.buffer;
        match encoder.failure {
            Some(failure) => {
                buffer.truncate(start);
                Err(failure)
            }
            None => Ok(()),
        }
    }

    /// Records a failure, unless there was one before.
    #[cold]
    pub fn fail(&mut self, kind: EncodeErrorKind) {
        if self.failure.is_none() {
            self.failure = Some(EncodeError {
                kind: Box::new(kind),
            });
        }
    }

    /// Names the field that was just encoded, in a failure that does not name its field yet.
    #[inline]
    pub fn was_field(&mut self, constructor: &'static str, field: &'static str) {
        if let Some(failure) = &mut self.failure {
            failure.name(constructor, field);
        }
    }

    /// Appends bytes as they are.
    #[inline]
    pub fn raw(&mut self, bytes: &[u8]) {
        self.make_room(bytes.len());
        self.buffer.extend_from_slice(bytes);
    }

    /// Appends an array of bytes.
    #[inline]
    pub(crate) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        self.raw(&bytes);
    }

    /// Appends a length, the bytes, and zeros up to a multiple of 4.
    #[inline]
    pub(crate) fn padded<const N: usize>(&mut self, length: [u8; N], bytes: &[u8]) {
        let most = N + bytes.len() + 3;
        self.make_room(most);
        let buffer = &mut self.buffer;
        let end = buffer.len() + (most & !3);
        buffer.extend_from_slice(&length);
        buffer.extend_from_slice(bytes);
        // Always three, and then truncated: a copy of a known size needs no branch.
        buffer.extend_from_slice(&[0; 3]);
        buffer.truncate(end);
    }

    /// Appends the first `count` bytes of an array. All of the array is copied, which needs no branch, so
    /// there must be [room](Self::room) for all of it.
    #[inline]
    pub(crate) fn put_first<const N: usize>(&mut self, count: usize, bytes: [u8; N]) {
        let end = self.buffer.len() + count;
        self.buffer.extend_from_slice(&bytes);
        self.buffer.truncate(end);
    }

    /// Returns how many more bytes the buffer holds without growing.
    #[inline]
    pub(crate) fn room(&self) -> usize {
        self.buffer.capacity() - self.buffer.len()
    }

    /// Returns how many bytes are in the buffer.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// Sets a bit of the mask whose first byte is at the position `mask`.
    #[inline]
    pub(crate) fn set_bit(&mut self, mask: usize, bit: u8) {
        if let Some(byte) = self.buffer.get_mut(mask + usize::from(bit / 8)) {
            *byte |= 1 << (bit % 8);
        }
    }

    #[inline]
    fn make_room(&mut self, count: usize) {
        if self.room() < count {
            self.grow(count);
        }
    }

    /// Makes room for at least `count` more bytes. The buffer grows fourfold, so that a page of messages takes
    /// six allocations and not ten; a large buffer doubles.
    #[cold]
    fn grow(&mut self, count: usize) {
        let capacity = self.buffer.capacity();
        let more = if capacity < LARGE { 3 * capacity } else { 0 };
        self.buffer.reserve(count.max(more));
    }

    /// Encodes all values of a list, which take `N` bytes each.
    pub(crate) fn put_all<T, const N: usize>(&mut self, list: &[T], bytes: impl Fn(&T) -> [u8; N]) {
        self.buffer.reserve(list.len().saturating_mul(N));
        // Each piece is small enough for the stack, and is copied at once.
        let mut piece = [0; 1024];
        for values in list.chunks((piece.len() / N).max(1)) {
            for (place, value) in piece.chunks_exact_mut(N).zip(values) {
                place.copy_from_slice(&bytes(value));
            }
            let filled = piece.split_at_checked(values.len().saturating_mul(N));
            self.buffer
                .extend_from_slice(filled.map_or(&[], |(filled, _)| filled));
        }
    }

    /// Encodes an id.
    #[inline]
    pub fn id(&mut self, id: u32) {
        self.nat(id);
    }

    /// Encodes a boxed value, `Photo`, of a type with these arguments.
    pub fn boxed<T: Encode<A>, A: Copy>(&mut self, value: &T, args: A) {
        // Both forms of a type of several constructors are the same, so only one of them is compiled.
        if const { T::HEAD.id().is_none() } {
            value.encode_bare(self, args);
        } else {
            value.encode_boxed(self, args);
        }
    }

    /// Encodes the bare form of a value, by encoding the boxed form and removing the id. The code of a
    /// type does so if its id is part of a [run](Self::run).
    pub fn without_id<T: Encode<A>, A: Copy>(&mut self, value: &T, args: A) {
        let start = self.buffer.len();
        match self.buffer.last_chunk::<4>().copied() {
            // The id overwrites the 4 bytes before the value, which are then restored.
            Some(front) => {
                self.buffer.truncate(start - front.len());
                value.encode_boxed(self, args);
                let place = self.buffer.get_mut(start - front.len()..);
                if let Some(place) = place.and_then(|bytes| bytes.first_chunk_mut()) {
                    *place = front;
                }
            }
            None => {
                value.encode_boxed(self, args);
                self.buffer.drain(start..self.buffer.len().min(start + 4));
            }
        }
    }

    /// Encodes a bare value, `photo` or `%Photo`, of a type with these arguments.
    pub fn bare<T: Encode<A> + Identify, A: Copy>(&mut self, value: &T, args: A) {
        value.encode_bare(self, args);
    }
}
