//! Values that are borrowed from the input: `&str`, `&[u8]`, `Cow`, `&[u8; 32]`.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::codec::{Declared, Decoder, Encoder, HasId, Head, Layout};
use crate::strings::text;
use crate::traits::{Decode, Encode};

impl<'a> Decoder<'a> {
    /// Decodes an `int128`, `int256` or `int512`, borrowed from the input.
    pub fn raw_ref<const N: usize>(&mut self) -> &'a [u8; N] {
        self.take(N).first_chunk().unwrap_or(&[0; N])
    }

    /// Decodes `bytes`, borrowed from the input.
    fn bytes_cow(&mut self) -> Cow<'a, [u8]> {
        Cow::Borrowed(self.slice())
    }

    /// Decodes a `string`, borrowed from the input if it is valid UTF-8. In a string that is not, invalid
    /// bytes become U+FFFD in a copy; in strict mode it is a failure.
    fn string_cow(&mut self) -> Cow<'a, str> {
        if self.options().strict {
            return Cow::Borrowed(self.str());
        }
        let start = self.offset();
        let bytes = self.slice();
        match text(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(self.replaced(start, bytes)),
        }
    }

    /// Takes the rest of the input.
    pub fn take_rest(&mut self) -> &'a [u8] {
        self.take(self.rest().len())
    }
}

macro_rules! borrowed {
    ($($type:ty, $size:literal, $lifetime:lifetime, $read:ident, $check:expr, $write:ident, $owned:ty;)*) => {
        $(
            impl<$lifetime> Declared for $type {
                type Kind = HasId;
                const HEAD: Head = <$owned>::HEAD;
            }

            impl<$lifetime> Decode<$lifetime> for $type {
                const LAYOUT: Layout = Layout::of_size($size);

                fn decode_bare(decoder: &mut Decoder<$lifetime>, (): ()) -> Self {
                    decoder.$read()
                }

                fn check_bare(decoder: &mut Decoder<$lifetime>, (): ()) {
                    $check(decoder);
                }
            }

            impl<$lifetime> Encode for $type {
                fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
                    encoder.$write(&**self);
                }
            }
        )*
    };
}

borrowed! {
    &'a str, 4, 'a, str, Decoder::check_str, string, String;
    &'a [u8], 4, 'a, slice, Decoder::slice, bytes, alloc::vec::Vec<u8>;
    Cow<'a, str>, 4, 'a, string_cow, Decoder::string_cow, string, String;
    Cow<'a, [u8]>, 4, 'a, bytes_cow, Decoder::slice, bytes, alloc::vec::Vec<u8>;
}

macro_rules! borrowed_arrays {
    ($($size:literal)*) => {
        $(
            impl<'a> Decode<'a> for &'a [u8; $size] {
                const LAYOUT: Layout = Layout::of_size($size);

                fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
                    decoder.raw_ref()
                }

                fn check_bare(decoder: &mut Decoder<'a>, (): ()) {
                    decoder.raw_ref::<$size>();
                }
            }
        )*
    };
}

// The other traits of `&[u8; 16]` are those of any `&T`.
borrowed_arrays!(16 32 64);
