//! `string` and `bytes`: the length, the bytes, and zeros up to a multiple of 4.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{Declared, DecodeErrorKind, Decoder, EncodeErrorKind, Encoder, HasId, Head};
use crate::traits::{Decode, Encode};

impl<'a> Decoder<'a> {
    /// Decodes a `string` or `bytes`, borrowed from the input.
    pub fn slice(&mut self) -> &'a [u8] {
        // Nearly all are short and complete. Without strict mode, the padding may be anything.
        if let Some((&length @ 0..254, rest)) = self.rest().split_first() {
            let length = usize::from(length);
            if let (Some((bytes, _)), false) =
                (rest.split_at_checked(length | 3), self.options().strict)
            {
                self.take(1 + (length | 3));
                return bytes.get(..length).unwrap_or_default();
            }
        }
        self.any_slice()
    }

    /// The same for any length, and in strict mode.
    #[inline(never)]
    fn any_slice(&mut self) -> &'a [u8] {
        let start = self.offset();
        let (length, header, canonical) = match self.rest().first() {
            Some(254) => {
                let [_, a, b, c] = self.array();
                let length = u32::from_le_bytes([a, b, c, 0]) as usize;
                (length, 4, length >= 254)
            }
            Some(255) => {
                let [_, a, b, c, d, e, f, g] = self.array();
                let length = u64::from_le_bytes([a, b, c, d, e, f, g, 0]);
                (
                    usize::try_from(length).unwrap_or(usize::MAX),
                    8,
                    length >= 1 << 24,
                )
            }
            Some(_) => {
                let [length] = self.array();
                (usize::from(length), 1, true)
            }
            None => {
                self.short(4);
                return &[];
            }
        };
        if self.options().strict && !canonical {
            self.fail_at(start, DecodeErrorKind::NotCanonical("length"));
        }
        let bytes = self.take(length);
        self.padding(length.wrapping_add(header).wrapping_neg() % 4);
        bytes
    }

    /// Skips padding. In strict mode, padding that is not zero is a failure.
    fn padding(&mut self, count: usize) {
        let start = self.offset();
        let mut padding = self.take(count).iter();
        if let (true, Some(place)) = (self.options().strict, padding.position(|&byte| byte != 0)) {
            self.fail_at(start + place, DecodeErrorKind::NotCanonical("padding"));
        }
    }

    /// Decodes `bytes`.
    pub extern "C" fn bytes(&mut self) -> Vec<u8> {
        let start = self.offset();
        let bytes = self.slice();
        match self.claim_at(start, bytes.len()) {
            true => bytes.to_vec(),
            false => Vec::new(),
        }
    }

    /// Decodes a `string`. Invalid UTF-8 becomes U+FFFD; in strict mode it is a failure.
    pub extern "C" fn string(&mut self) -> String {
        let (start, input) = (self.offset(), self.rest());
        let bytes = self.slice();
        match text(bytes) {
            Ok(text) if self.claim_at(start, text.len()) => text.into(),
            Ok(_) => String::new(),
            Err(_) if !self.options().strict => self.replaced(start, bytes),
            Err(valid) => {
                self.not_utf8(start, input, valid);
                String::new()
            }
        }
    }

    /// Decodes a `string`, borrowed from the input. Invalid UTF-8 is a failure.
    pub fn str(&mut self) -> &'a str {
        let (start, input) = (self.offset(), self.rest());
        let bytes = self.slice();
        match text(bytes) {
            Ok(text) => text,
            Err(valid) => {
                self.not_utf8(start, input, valid);
                ""
            }
        }
    }

    /// Skips a `string`. Invalid UTF-8 is a failure, unless the input has been checked already: then the
    /// string is checked when it is decoded.
    pub fn check_str(&mut self) {
        if let (Some(&length @ 0..128), false) = (self.rest().first(), self.options().strict) {
            // The block includes the length and the padding: if all of it is ASCII, the string is, too.
            let size = (usize::from(length) | 3) + 1;
            let block = self.rest().get(..size);
            if block.is_some_and(|block| self.is_checked() || block.is_ascii()) {
                self.take(size);
                return;
            }
        }
        self.check_any_str();
    }

    /// The same for any string.
    #[inline(never)]
    fn check_any_str(&mut self) {
        if self.is_checked() {
            self.slice();
        } else {
            self.str();
        }
    }

    /// Records that the string at the start of `input`, at the offset `start`, is UTF-8 only in its first
    /// `valid` bytes.
    #[cold]
    fn not_utf8(&mut self, start: usize, input: &[u8], valid: usize) {
        let header = match input.first() {
            Some(254) => 4,
            Some(255) => 8,
            Some(_) | None => 1,
        };
        self.fail_at(start + header + valid, DecodeErrorKind::Utf8);
    }
}

/// Returns bytes as text, or how many bytes at their start are UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, usize> {
    // This function does not report where an error is.
    #[cfg(feature = "simdutf8")]
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text);
    }
    core::str::from_utf8(bytes).map_err(|error| error.valid_up_to())
}

impl Encoder {
    /// Encodes `bytes`.
    pub fn bytes(&mut self, bytes: &[u8]) {
        // The call that may grow the buffer comes last, so a short string needs no stack.
        match (short(bytes), self.room()) {
            (Some(short), SHORT..) => self.put_first((bytes.len() + 4) & !3, short),
            _ => self.long_bytes(bytes),
        }
    }

    /// Encodes a `string`.
    #[inline]
    pub fn string(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    #[inline(never)]
    fn long_bytes(&mut self, bytes: &[u8]) {
        let length = bytes.len();
        let [a, b, c, d, e, f, g, h] = (length as u64).to_le_bytes();
        match length {
            0..254 => self.padded([a], bytes),
            254..0x100_0000 => self.padded([254, a, b, c], bytes),
            _ => {
                if h != 0 {
                    self.fail(EncodeErrorKind::TooLong { length });
                }
                self.padded([255, a, b, c, d, e, f, g], bytes);
            }
        }
    }
}

/// The size of a short string, with its length and padding, is at most this many bytes.
const SHORT: usize = 16;

/// Returns up to 15 bytes with their length before them and zeros after them; `None` if there are more.
///
/// Overlapping copies of a known size take fewer instructions than one copy of any size. The positions of
/// the copies are computed, since the processor cannot predict lengths.
#[inline]
fn short(bytes: &[u8]) -> Option<[u8; SHORT]> {
    let length = bytes.len();
    if length >= SHORT {
        return None;
    }
    let [low, high] = if let Some(last) = length.checked_sub(4) {
        let four = |at: usize| {
            let four = bytes.get(at..).and_then(|bytes| bytes.first_chunk());
            four.map_or(0, |four| u64::from(u32::from_le_bytes(*four)))
        };
        let second = last.min(4);
        let low = four(0) | four(second) << (8 * second);
        let eight = four(last.saturating_sub(4)) | four(last) << 32;
        let high = eight.checked_shr(8 * (15 - length as u32)).unwrap_or(0);
        [low, high]
    } else {
        let one = |at: usize| u64::from(bytes.get(at).copied().unwrap_or(0)) << (8 * at);
        [one(0) | one(1) | one(2), 0]
    };
    let low = low << 8 | length as u64;
    Some((u128::from(high) << 64 | u128::from(low)).to_le_bytes())
}

/// Implements types that differ only in the methods that decode and encode them.
macro_rules! string {
    ($($type:ty, $lifetime:lifetime, $read:ident, $write:ident, $id:literal, $name:literal, $tl:literal;)*) => {
        $(
            impl Declared for $type {
                type Kind = HasId;
                const HEAD: Head = Head::constructor($id, $name, $tl);
            }

            impl<$lifetime> Decode<$lifetime> for $type {
                fn decode_bare(decoder: &mut Decoder<$lifetime>, (): ()) -> Self {
                    decoder.$read()
                }
            }

            impl Encode for $type {
                fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
                    encoder.$write(self);
                }
            }
        )*
    };
}

string! {
    String, 'a, string, string, 0xb528_6e24, "string", "string ? = String";
    Vec<u8>, 'a, bytes, bytes, 0xe937_bb82, "bytes", "bytes = Bytes";
}
