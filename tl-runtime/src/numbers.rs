//! Values of a fixed size: `int`, `long`, `double`, `int256` and the like.

use alloc::vec::Vec;

use crate::traits::{Head, Identify, Read, True, Write};
use crate::{Reader, Writer};

/// The whole chunks of `N` bytes.
fn chunks<const N: usize>(bytes: &[u8]) -> impl ExactSizeIterator<Item = [u8; N]> {
    bytes.chunks_exact(N).map(|chunk| {
        let mut bytes = [0; N];
        bytes.copy_from_slice(chunk);
        bytes
    })
}

/// Reading and writing of a number, one by one and in bulk.
macro_rules! number {
    ($($(#[$doc:meta])* $abi:literal $method:ident: $type:ty, $size:literal, $id:literal, $name:literal, $tl:literal;)*) => {
        impl Reader<'_> {
            $(
                $(#[$doc])*
                pub extern $abi fn $method(&mut self) -> $type {
                    <$type>::from_le_bytes(self.array())
                }
            )*
        }

        impl Writer {
            $(
                $(#[$doc])*
                #[inline]
                pub fn $method(&mut self, value: $type) {
                    self.put(&value.to_le_bytes());
                }
            )*
        }

        $(
            impl Identify for $type {
                const ID: u32 = $id;
                const NAME: &'static str = $name;
                const TL: &'static str = $tl;
            }

            impl<'a> Read<'a> for $type {
                const HEAD: Head = Head::of::<Self>();
                const MIN_SIZE: usize = $size;
                const FILLER: usize = 0;

                fn read_bare(reader: &mut Reader<'a>, (): ()) -> Self {
                    reader.$method()
                }

                fn read_bare_list(reader: &mut Reader<'a>, count: usize, (): ()) -> Vec<Self> {
                    let bytes = reader.take(count.saturating_mul($size));
                    chunks(bytes).map(|chunk| <$type>::from_le_bytes(chunk)).collect()
                }
            }

            impl Write for $type {
                const HEAD: Head = Head::of::<Self>();

                #[inline]
                fn write_bare(&self, writer: &mut Writer, (): ()) {
                    writer.$method(*self);
                }

                fn write_bare_list(list: &[Self], writer: &mut Writer, (): ()) {
                    writer.put_all(list, |value| value.to_le_bytes());
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

/// `int128`, `int256` and `int512` are raw bytes, in the order of the wire.
macro_rules! wide {
    ($($size:literal, $id:literal, $name:literal, $tl:literal;)*) => {
        $(
            impl Identify for [u8; $size] {
                const ID: u32 = $id;
                const NAME: &'static str = $name;
                const TL: &'static str = $tl;
            }

            impl<'a> Read<'a> for [u8; $size] {
                const HEAD: Head = Head::of::<Self>();
                const MIN_SIZE: usize = $size;
                const FILLER: usize = 0;

                fn read_bare(reader: &mut Reader<'a>, (): ()) -> Self {
                    reader.array()
                }

                fn read_bare_list(reader: &mut Reader<'a>, count: usize, (): ()) -> Vec<Self> {
                    let bytes = reader.take(count.saturating_mul($size));
                    chunks(bytes).collect()
                }
            }

            impl Write for [u8; $size] {
                const HEAD: Head = Head::of::<Self>();

                #[inline]
                fn write_bare(&self, writer: &mut Writer, (): ()) {
                    writer.put(self);
                }

                fn write_bare_list(list: &[Self], writer: &mut Writer, (): ()) {
                    writer.raw(list.as_flattened());
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

impl Reader<'_> {
    /// `int128`, `int256`, `int512`: raw bytes.
    pub extern "C" fn raw<const N: usize>(&mut self) -> [u8; N] {
        self.array()
    }

    /// `Bool`: `boolTrue` or `boolFalse`.
    pub extern "C" fn bool(&mut self) -> bool {
        match self.id() {
            BOOL_TRUE => true,
            BOOL_FALSE => false,
            found => {
                self.unexpected_id(found);
                false
            }
        }
    }
}

impl Writer {
    /// `Bool`: `boolTrue` or `boolFalse`.
    #[inline]
    pub fn bool(&mut self, value: bool) {
        self.id(if value { BOOL_TRUE } else { BOOL_FALSE });
    }
}

const BOOL_TRUE: u32 = 0x9972_75b5;
const BOOL_FALSE: u32 = 0xbc79_9737;

impl<'a> Read<'a> for bool {
    const HEAD: Head = Head::Type("Bool");
    const MIN_SIZE: usize = 4;
    const FILLER: usize = 0;

    fn read_bare(reader: &mut Reader<'a>, (): ()) -> Self {
        reader.bool()
    }
}

impl Write for bool {
    const HEAD: Head = Head::Type("Bool");

    #[inline]
    fn write_bare(&self, writer: &mut Writer, (): ()) {
        writer.bool(*self);
    }
}

impl Identify for True {
    const ID: u32 = 0x3fed_d339;
    const NAME: &'static str = "true";
    const TL: &'static str = "true = True";
}

impl<'a> Read<'a> for True {
    const HEAD: Head = Head::of::<Self>();
    const MIN_SIZE: usize = 0;
    const FILLER: usize = 0;

    fn read_bare(_: &mut Reader<'a>, (): ()) -> Self {
        True
    }
}

impl Write for True {
    const HEAD: Head = Head::of::<Self>();

    fn write_bare(&self, _: &mut Writer, (): ()) {}
}
