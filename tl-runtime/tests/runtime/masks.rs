//! Masks that types hand on to each other.

use tl_runtime::{Bare, BareWith, DecodeErrorKind, Head, Identify, Read, Reader};

/// `loop {m:#} next:m.0?(loop m) value:m.1?int = Loop m;`, which takes no byte where bit 1 is not set.
#[derive(Debug)]
struct Loop {
    next: Option<Box<Loop>>,
    value: Option<i32>,
}

impl Identify for Loop {
    const ID: u32 = 0x1bee_7e01;
    const NAME: &'static str = "loop";
    const TL: &'static str = "loop {m:#} next:m.0?(loop m) value:m.1?int = Loop m";
}

impl<'a> Read<'a, (u32,)> for Loop {
    const HEAD: Head = Head::of::<Self>();
    const MIN_SIZE: usize = 0;

    fn read_bare(reader: &mut Reader<'a>, (m,): (u32,)) -> Self {
        Self {
            next: reader.optional(m & 0x1 != 0, BareWith((m,))),
            value: reader.optional(m & 0x2 != 0, Bare),
        }
    }
}

#[test]
fn a_mask_that_is_handed_on_for_ever_is_nesting() {
    let mut reader = Reader::new(&[0; 64]);
    let value = Loop::read_bare(&mut reader, (3,));
    assert!(value.next.is_some() && value.value.is_none());
    let error = reader.finish().unwrap_err();
    assert!(matches!(error.kind, DecodeErrorKind::TooDeep), "{error}");
}
