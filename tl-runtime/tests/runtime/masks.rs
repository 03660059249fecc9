//! Masks that types pass on to each other.

use tl_runtime::Decode;
use tl_runtime::codec::{Bare, BareWith, DecodeErrorKind, Decoder, Encoder, Layout};

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

/// `foo flags:# flags2:flags.0?# …`
#[test]
fn a_mask_that_is_absent_has_no_bits() {
    let encoded = |present, bits| {
        let mut bytes = Vec::new();
        let mask = |it: &mut Encoder| it.masked_nat(present, bits, "foo", "flags2");
        Encoder::append(&mut bytes, mask).map(|()| bytes)
    };
    assert_eq!(encoded(false, 0), Ok(Vec::new()));
    assert_eq!(encoded(true, 6), Ok(vec![6, 0, 0, 0]));
    for (bits, bit) in [(2, 1), (0x8000_0000, 31), (0x30, 4)] {
        let error = encoded(false, bits).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("foo: a field on flags2.{bit} is there, so flags2 cannot be None")
        );
    }
}
