//! Values of a fixed size: `int`, `long`, `double`, `int256` and the like.

use alloc::vec::Vec;

use crate::codec::{Declared, Decoder, Encoder, HasId, Head, Layout, TakeFixed};
use crate::traits::{Decode, Encode};

/// Splits bytes into chunks of `N` bytes.
fn chunks<const N: usize>(bytes: &[u8]) -> impl ExactSizeIterator<Item = [u8; N]> {
    bytes.chunks_exact(N).map(|chunk| {
        let mut bytes = [0; N];
        bytes.copy_from_slice(chunk);
        bytes
    })
}

/// Takes `N` bytes off the front.
#[inline]
fn chunk<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (chunk, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*chunk)
}

/// Implements decoding and encoding of numbers, one by one and in bulk.
macro_rules! number {
    ($($(#[$doc:meta])* $abi:literal $method:ident: $type:ty, $size:literal, $id:literal, $name:literal, $tl:literal;)*) => {
        impl Decoder<'_> {
            $(
                $(#[$doc])*
                #[inline]
                pub extern $abi fn $method(&mut self) -> $type {
                    <$type>::from_le_bytes(self.array())
                }
            )*
        }

        impl Encoder {
            $(
                $(#[$doc])*
                #[inline]
                pub fn $method(&mut self, value: $type) {
                    self.put(value.to_le_bytes());
                }
            )*
        }

        $(
            impl Declared for $type {
                type Kind = HasId;
                const HEAD: Head = Head::constructor($id, $name, $tl);
            }

            impl<'a> Decode<'a> for $type {
                const LAYOUT: Layout = Layout::of_size($size);
                const FIXED: Option<TakeFixed<'a, Self>> =
                    Some(|bytes| Some(<$type>::from_le_bytes(chunk(bytes)?)));

                fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
                    decoder.$method()
                }

                fn decode_bare_list(decoder: &mut Decoder<'a>, count: usize, (): ()) -> Vec<Self> {
                    let bytes = decoder.take(count.saturating_mul($size));
                    chunks(bytes).map(|chunk| <$type>::from_le_bytes(chunk)).collect()
                }
            }

            impl Encode for $type {
                #[inline]
                fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
                    encoder.$method(*self);
                }

                fn encode_bare_list(list: &[Self], encoder: &mut Encoder, (): ()) {
                    encoder.put_all(list, |value| value.to_le_bytes());
                }
            }
        )*
    };
}

// The C calling convention of 32-bit x86 would turn signalling NaNs into quiet ones.
number! {
    /// `#`: 4 bytes.
    "C" nat: u32, 4, 0x7065_9eff, "#", "# = #";
    /// `int`: 4 bytes.
    "C" int: i32, 4, 0xa850_9bda, "int", "int ? = Int";
    /// `long`: 8 bytes.
    "C" long: i64, 8, 0x2207_6cba, "long", "long ? = Long";
    /// `double`: 8 bytes.
    "Rust" double: f64, 8, 0x2210_c154, "double", "double ? = Double";
    /// `float`: 4 bytes.
    "Rust" float: f32, 4, 0x824d_ab22, "float", "float ? = Float";
}

/// Implements `int128`, `int256` and `int512`, which are raw bytes in the order of the wire.
macro_rules! wide {
    ($($size:literal, $id:literal, $name:literal, $tl:literal;)*) => {
        $(
            impl Declared for [u8; $size] {
                type Kind = HasId;
                const HEAD: Head = Head::constructor($id, $name, $tl);
            }

            impl<'a> Decode<'a> for [u8; $size] {
                const LAYOUT: Layout = Layout::of_size($size);
                const FIXED: Option<TakeFixed<'a, Self>> = Some(|bytes| chunk(bytes));

                fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
                    decoder.array()
                }

                fn decode_bare_list(decoder: &mut Decoder<'a>, count: usize, (): ()) -> Vec<Self> {
                    let bytes = decoder.take(count.saturating_mul($size));
                    chunks(bytes).collect()
                }
            }

            impl Encode for [u8; $size] {
                #[inline]
                fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
                    encoder.put(*self);
                }

                fn encode_bare_list(list: &[Self], encoder: &mut Encoder, (): ()) {
                    encoder.raw(list.as_flattened());
                }
            }
        )*
    };
}

wide! {
    16, 0x84cc_f7b7, "int128", "int128 4*[ int ] = Int128";
    32, 0x7bed_eb5b, "int256", "int256 8*[ int ] = Int256";
    64, 0x6ff8_2434, "int512", "int512 16*[ int ] = Int512";
}

impl Decoder<'_> {
    /// Decodes an `int128`, `int256` or `int512`: raw bytes.
    pub extern "C" fn raw<const N: usize>(&mut self) -> [u8; N] {
        self.array()
    }
}
