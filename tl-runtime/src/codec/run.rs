//! Runs: neighbouring values of a fixed size, which are encoded or decoded at once.

use super::{Decoder, Encoder};

/// A value of a type whose values all take the same number of bytes: a number, `int256`, or a tuple
/// of such values, one after the other.
pub trait Fixed: Copy {
    /// How many bytes the value takes.
    #[doc(hidden)]
    const SIZE: usize;

    /// Puts the value at the start of `room`, and returns the rest of `room`.
    #[doc(hidden)]
    fn put(self, room: &mut [u8]) -> &mut [u8];

    /// Takes a value off the front of `bytes`.
    #[doc(hidden)]
    fn take(bytes: &mut &[u8]) -> Self;

    /// Decodes the values of a tuple one by one.
    #[doc(hidden)]
    fn decode(decoder: &mut Decoder<'_>) -> Self;
}

/// The most bytes that a run may take.
const MOST: usize = 256;

impl Encoder {
    /// Encodes values of a fixed size, and returns where the first of them begins, in bytes from
    /// the start of the buffer. If one of the values is a mask, encode it without the bits of the
    /// fields that [`masked`](Self::masked) encodes later; `masked` sets these bits.
    ///
    /// ```
    /// use tl_runtime::codec::Encoder;
    ///
    /// // row#49dd1db4 x:int flags:# y:flags.1?int = Row;
    /// let (x, y) = (5, Some(7));
    /// let mut buffer = Vec::new();
    /// Encoder::append(&mut buffer, |encoder| {
    ///     let flags = encoder.run((0x49dd1db4_u32, x, 0_u32)) + 8;
    ///     encoder.masked(flags, 1, &y, tl_runtime::codec::Bare);
    /// })?;
    /// assert_eq!(buffer, b"\xb4\x1d\xdd\x49\x05\0\0\0\x02\0\0\0\x07\0\0\0");
    /// # Ok::<(), tl_runtime::EncodeError>(())
    /// ```
    #[inline]
    pub fn run<T: Fixed>(&mut self, values: T) -> usize {
        const { assert!(T::SIZE <= MOST, "a run is 256 bytes at most") };
        let start = self.len();
        let mut bytes = [0; MOST];
        values.put(&mut bytes);
        self.raw(bytes.get(..T::SIZE).unwrap_or_default());
        start
    }
}

impl Decoder<'_> {
    /// Decodes values of a fixed size. If the input is too short for all of them, the failure is at the
    /// first value that is missing.
    ///
    /// ```
    /// use tl_runtime::codec::Decoder;
    ///
    /// // x:int y:long
    /// let mut decoder = Decoder::new(b"\x05\0\0\0\x07\0\0\0\0\0\0\0");
    /// assert_eq!(decoder.run::<(i32, i64)>(), (5, 7));
    ///
    /// let mut decoder = Decoder::new(b"\x05\0\0\0\x07\0\0\0");
    /// let _: (i32, i64) = decoder.run();
    /// let error = decoder.finish().unwrap_err();
    /// assert_eq!(error.to_string(), "at byte 4: expected 8 more bytes, found 4");
    /// ```
    #[inline]
    pub extern "C" fn run<T: Fixed>(&mut self) -> T {
        match self.whole(T::SIZE) {
            Some(mut bytes) => T::take(&mut bytes),
            None => self.one_by_one(),
        }
    }

    #[cold]
    extern "C" fn one_by_one<T: Fixed>(&mut self) -> T {
        T::decode(self)
    }
}

/// Implements `Fixed` for types that can be converted to an array of bytes and back.
macro_rules! fixed {
    ($(($($generics:tt)*) $type:ty, $size:expr, $value:ident => $to:expr, $from:expr;)*) => {
        $(
            impl<$($generics)*> Fixed for $type {
                const SIZE: usize = $size;

                #[inline]
                fn put(self, room: &mut [u8]) -> &mut [u8] {
                    let $value = self;
                    match room.split_first_chunk_mut::<{ $size }>() {
                        Some((place, rest)) => {
                            *place = $to;
                            rest
                        }
                        None => &mut [],
                    }
                }

                #[inline]
                fn take(bytes: &mut &[u8]) -> Self {
                    match bytes.split_first_chunk::<{ $size }>() {
                        Some((value, rest)) => {
                            *bytes = rest;
                            $from(*value)
                        }
                        None => $from([0; $size]),
                    }
                }

                fn decode(decoder: &mut Decoder<'_>) -> Self {
                    $from(decoder.array())
                }
            }
        )*
    };
}

fixed! {
    () u32, 4, value => value.to_le_bytes(), Self::from_le_bytes;
    () i32, 4, value => value.to_le_bytes(), Self::from_le_bytes;
    () i64, 8, value => value.to_le_bytes(), Self::from_le_bytes;
    () f64, 8, value => value.to_le_bytes(), Self::from_le_bytes;
    () f32, 4, value => value.to_le_bytes(), Self::from_le_bytes;
    (const N: usize) [u8; N], N, value => value, core::convert::identity;
}

macro_rules! tuples {
    ($($($type:ident)*;)*) => {
        $(
            impl<$($type: Fixed),*> Fixed for ($($type,)*) {
                const SIZE: usize = 0 $(+ $type::SIZE)*;

                #[inline]
                fn put(self, room: &mut [u8]) -> &mut [u8] {
                    #[allow(non_snake_case, reason = "values are called after their types")]
                    let ($($type,)*) = self;
                    $(let room = $type.put(room);)*
                    room
                }

                #[inline]
                fn take(bytes: &mut &[u8]) -> Self {
                    ($($type::take(bytes),)*)
                }

                fn decode(decoder: &mut Decoder<'_>) -> Self {
                    ($($type::decode(decoder),)*)
                }
            }
        )*
    };
}

tuples! {
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}
