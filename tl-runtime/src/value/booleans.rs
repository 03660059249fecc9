//! `Bool`, which is a `bool`, and `true`.

use crate::codec::{Declared, Decoder, Encoder, HasId, Head, Layout, NoId};
use crate::traits::{Decode, Encode};

/// `True`: a type of one value, `true#3fedd339`, which takes no bytes in its bare form.
///
/// ```
/// use tl_runtime::value::True;
///
/// assert!(tl_runtime::codec::to_bytes_bare(&True)?.is_empty());
/// # Ok::<(), tl_runtime::EncodeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct True;

impl Decoder<'_> {
    /// Decodes a `Bool`: `boolTrue` or `boolFalse`.
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

impl Encoder {
    /// Encodes a `Bool`: `boolTrue` or `boolFalse`.
    #[inline]
    pub fn bool(&mut self, value: bool) {
        self.id(if value { BOOL_TRUE } else { BOOL_FALSE });
    }
}

const BOOL_TRUE: u32 = 0x9972_75b5;
const BOOL_FALSE: u32 = 0xbc79_9737;

impl Declared for bool {
    type Kind = NoId;
    const HEAD: Head = Head::Type("Bool");
}

impl<'a> Decode<'a> for bool {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        decoder.bool()
    }
}

impl Encode for bool {
    #[inline]
    fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
        encoder.bool(*self);
    }
}

impl Declared for True {
    type Kind = HasId;
    const HEAD: Head = Head::constructor(0x3fed_d339, "true", "true = True");
}

impl<'a> Decode<'a> for True {
    const LAYOUT: Layout = Layout::of_size(0);

    fn decode_bare(_: &mut Decoder<'a>, (): ()) -> Self {
        True
    }
}

impl Encode for True {
    fn encode_bare(&self, _: &mut Encoder, (): ()) {}
}
