//! Masks that types pass on to each other.

use tl_runtime::Decode;
use tl_runtime::codec::{Bare, BareWith, DecodeErrorKind, Decoder, Layout};

use crate::hand::declare;

declare!(Loop = 0x1bee_7e01 "loop" "loop {m:#} next:m.0?(loop m) value:m.1?int = Loop m");

/// Takes no bytes if bit 1 is not set.
#[derive(Debug)]
struct Loop {
    next: Option<Box<Loop>>,
    value: Option<i32>,
}

impl<'a> Decode<'a, (u32,)> for Loop {
    const LAYOUT: Layout = Layout::of_size(0);

    fn decode_bare(decoder: &mut Decoder<'a>, (m,): (u32,)) -> Self {
        Self {
            // A mask that is an argument keeps its bits after a failure.
            next: decoder.optional(m & 0x1 != 0 && !decoder.failed(), BareWith((m,))),
            value: decoder.optional(m & 0x2 != 0 && !decoder.failed(), Bare),
        }
    }
}

#[test]
fn a_mask_that_is_handed_on_for_ever_is_nesting() {
    let mut decoder = Decoder::new(&[0; 64]);
    let value = Loop::decode_bare(&mut decoder, (3,));
    assert!(value.next.is_some() && value.value.is_none());
    let error = decoder.finish().unwrap_err();
    assert!(matches!(error.kind, DecodeErrorKind::TooDeep), "{error}");
}
