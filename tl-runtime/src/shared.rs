//! `bytes` that share the memory of the input: `bytes::Bytes`.

use bytes::Bytes;

use crate::codec::{Declared, Decoder, Encoder, HasId, Head};
use crate::traits::{Decode, Encode};
use crate::{DecodeError, DecodeOptions};

/// Decodes a boxed value, with its id, that takes the whole input. Its fields of type [`Bytes`] share
/// the input, and keep all of it alive.
///
/// [`DecodeOptions::decode_shared`] does so with other options. [`from_bytes`](crate::from_bytes)
/// copies such fields.
///
/// # Errors
/// If the input is not such a value, or more bytes follow.
///
/// ```
/// use tl_runtime::bytes::Bytes;
///
/// let input = Bytes::from(tl_runtime::to_bytes(&vec![1_u8, 2, 3])?);
/// let part: Bytes = tl_runtime::from_shared(&input)?;
/// assert_eq!(part, [1, 2, 3].as_slice());
/// assert_eq!(part.as_ptr(), input[5..].as_ptr());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn from_shared<'a, T: Decode<'a>>(bytes: &'a Bytes) -> Result<T, DecodeError> {
    DecodeOptions::new().decode_shared(bytes)
}

impl<'a> Decoder<'a> {
    /// Decodes `bytes`: a part of the input if the input is shared, else a copy.
    pub fn shared(&mut self) -> Bytes {
        let start = self.offset();
        let bytes = self.slice();
        match self.source() {
            // An empty slice is not always a part of the input.
            Some(source) if !bytes.is_empty() => source.slice_ref(bytes),
            Some(_) | None => match self.claim_at(start, bytes.len()) {
                true => Bytes::copy_from_slice(bytes),
                false => Bytes::new(),
            },
        }
    }
}

impl Declared for Bytes {
    type Kind = HasId;
    const HEAD: Head = <alloc::vec::Vec<u8>>::HEAD;
}

impl<'a> Decode<'a> for Bytes {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        decoder.shared()
    }

    fn check_bare(decoder: &mut Decoder<'a>, (): ()) {
        decoder.slice();
    }
}

impl Encode for Bytes {
    fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
        encoder.bytes(self);
    }
}
