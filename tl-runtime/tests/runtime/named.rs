//! Does an error of encoding name the field that it is in, if a type by hand does not?
#![cfg(feature = "derive")]

use tl_runtime::codec::{Declared, Decoder, EncodeErrorKind, Encoder, HasId, Head};
use tl_runtime::{Decode, Encode, TlObject, to_bytes};

/// A number that is not negative.
#[derive(Debug, Clone, PartialEq)]
struct Natural(i32);

impl Declared for Natural {
    type Kind = HasId;
    const HEAD: Head = Head::constructor(0x77, "natural", "natural#00000077 x:int = Natural");
}

impl Encode for Natural {
    fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
        if self.0 < 0 {
            encoder.fail(EncodeErrorKind::Invalid("negative"));
        }
        encoder.int(self.0);
    }
}

impl<'a> Decode<'a> for Natural {
    fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
        Self(decoder.int())
    }
}

mod short {
    use tl_runtime::codec::{Decoder, EncodeErrorKind, Encoder};

    pub(super) fn encode(text: &str, encoder: &mut Encoder) {
        if text.len() > 3 {
            encoder.fail(EncodeErrorKind::Invalid("too long"));
        }
        encoder.string(text);
    }

    pub(super) fn decode(decoder: &mut Decoder<'_>) -> String {
        decoder.string()
    }
}

#[derive(TlObject, Debug, Clone)]
#[tl("row a:natural b:Vector<natural> f:# c:f.0?natural n:# d:n*[natural] e:natural = Row;")]
struct Row {
    a: Natural,
    b: Vec<Natural>,
    c: Option<Natural>,
    n: u32,
    d: Vec<Natural>,
    e: Natural,
}

#[derive(TlObject, Debug, Clone)]
#[tl("text a:natural b:string c:string = Text;")]
struct Text {
    a: Natural,
    #[tl(with = "short")]
    b: String,
    #[tl(with = "short")]
    c: String,
}

fn error<T: Encode>(value: &T) -> String {
    to_bytes(value).unwrap_err().to_string()
}

#[test]
fn the_field_that_failed_is_named_and_not_a_later_one() {
    let row = Row {
        a: Natural(1),
        b: vec![Natural(2), Natural(3)],
        c: Some(Natural(4)),
        n: 1,
        d: vec![Natural(5)],
        e: Natural(6),
    };
    assert!(to_bytes(&row).is_ok());
    let bad = || Natural(-1);
    type Change = fn(&mut Row);
    let cases: [(Change, &str); 5] = [
        (|row| row.a = Natural(-1), "row: a: negative"),
        (|row| row.b[1] = Natural(-1), "row: b: negative"),
        (|row| row.c = Some(Natural(-1)), "row: c: negative"),
        (|row| row.d[0] = Natural(-1), "row: d: negative"),
        (
            |row| row.n = 2,
            "row: d is a list of 1 elements where there must be 2",
        ),
    ];
    for (change, text) in cases {
        let mut row = row.clone();
        change(&mut row);
        assert_eq!(error(&row), text);
        // The first of two failures counts.
        row.e = bad();
        assert_eq!(error(&row), text);
    }
    let text = |a, b: &str, c: &str| Text {
        a: Natural(a),
        b: b.into(),
        c: c.into(),
    };
    assert!(to_bytes(&text(1, "b", "c")).is_ok());
    assert_eq!(error(&text(-1, "b", "c")), "text: a: negative");
    assert_eq!(error(&text(-1, "long", "long")), "text: a: negative");
    assert_eq!(error(&text(1, "long", "long")), "text: b: too long");
    assert_eq!(error(&text(1, "b", "long")), "text: c: too long");
}
