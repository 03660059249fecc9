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

/// Masks that other masks guard: a mask that is `None` has no bits, in both forms.
#[cfg(all(feature = "derive", feature = "json"))]
mod nested {
    use std::fmt::Debug;

    use tl_runtime::json::{self, FromJson, ToJson};
    use tl_runtime::{Decode, Encode, TlObject, from_bytes, to_bytes};

    #[derive(TlObject, Debug, Clone, Default, PartialEq)]
    #[tl("one f:# g:f.1?# a:g.0?true b:g.2?int = One;", json)]
    struct One {
        g: Option<u32>,
        a: bool,
        b: Option<i32>,
    }

    #[derive(TlObject, Debug, Clone, Default, PartialEq)]
    #[tl(
        "two f:# g:f.1?# encoder:g.0?# c:encoder.3?string d:encoder.4?Bool e:f.2?int = Two;",
        json
    )]
    struct Two {
        g: Option<u32>,
        encoder: Option<u32>,
        c: Option<String>,
        d: Option<bool>,
        e: Option<i32>,
    }

    #[derive(TlObject, Debug, Clone, PartialEq)]
    #[tl(
        "three f:# json:f.1?# error:json.0?long word:json.0?long = Three;",
        json
    )]
    struct Three(Option<u32>, Option<i64>, Option<i64>);

    #[derive(TlObject, Debug, Clone, PartialEq)]
    #[tl(json)]
    enum Any {
        #[tl("first f:# g:f.1?# a:g.0?true b:g.2?int = Any;")]
        First {
            g: Option<u32>,
            a: bool,
            b: Option<i32>,
        },
        #[tl("second = Any;")]
        Second,
    }

    #[derive(TlObject, Debug, Clone, Default, PartialEq)]
    #[tl(
        "four f:# s:string g:f.1?# x:g.0?int h:g.1?# y:h.0?int i:h.1?# z:i.0?true t:f.2?int w:int = Four;",
        json
    )]
    struct Four {
        s: String,
        g: Option<u32>,
        x: Option<i32>,
        h: Option<u32>,
        y: Option<i32>,
        i: Option<u32>,
        z: bool,
        t: Option<i32>,
        w: i32,
    }

    /// Asserts that both forms of a value are refused with this error.
    #[track_caller]
    fn refused<T: Encode + ToJson>(value: &T, error: &str) {
        assert_eq!(to_bytes(value).unwrap_err().to_string(), error);
        assert_eq!(json::to_string(value).unwrap_err().to_string(), error);
    }

    /// Asserts that the JSON is that of a value that both forms keep.
    #[track_caller]
    fn is<T>(text: &str, value: &T)
    where
        T: Encode + for<'a> Decode<'a> + ToJson + FromJson + PartialEq + Debug,
    {
        assert_eq!(json::from_str::<T>(text).as_ref(), Ok(value), "{text}");
        let bytes = to_bytes(value).unwrap();
        assert_eq!(from_bytes::<T>(&bytes).as_ref(), Ok(value));
        let text = json::to_string(value).unwrap();
        assert_eq!(json::from_str::<T>(&text).as_ref(), Ok(value), "{text}");
    }

    #[test]
    fn a_mask_that_is_none_has_no_bits() {
        let (g, a, b) = (None, false, Some(7));
        let text = "one: a field on g.2 is there, so g cannot be None";
        refused(&One { g, a, b }, text);
        let text = "one: a field on g.0 is there, so g cannot be None";
        refused(
            &One {
                a: true,
                b: None,
                ..One::default()
            },
            text,
        );
        let text = "two: a field on encoder.3 is there, so encoder cannot be None";
        let two = Two {
            c: Some(String::new()),
            g: Some(0),
            ..Two::default()
        };
        refused(&two, text);
        let text = "two: a field on g.0 is there, so g cannot be None";
        let two = Two {
            encoder: Some(0),
            ..Two::default()
        };
        refused(&two, text);
        let text = "three: a field on json.0 is there, so json cannot be None";
        refused(&Three(None, Some(1), Some(2)), text);
        let text = "first: a field on g.2 is there, so g cannot be None";
        refused(&Any::First { g, a, b }, text);
    }

    #[test]
    fn a_mask_that_json_does_not_give_is_there_if_a_field_on_it_is() {
        let (g, b) = (Some(0), Some(7));
        is("{\"b\":7}", &One { g, a: false, b });
        is(
            "{\"a\":true}",
            &One {
                g,
                a: true,
                b: None,
            },
        );
        is("{\"f\":2,\"g\":4,\"b\":7}", &One { g, a: false, b });
        is(
            "{\"g\":12,\"b\":7}",
            &One {
                g: Some(8),
                a: false,
                b,
            },
        );
        is(
            "{\"g\":0,\"b\":7}",
            &One {
                g,
                ..One::default()
            },
        );
        // A mask that is given without its bit, and one that is not.
        is("{\"f\":0,\"b\":7}", &One::default());
        is("{}", &One::default());
        is("{\"a\":false}", &One::default());
        let two = Two {
            g,
            encoder: Some(0),
            ..Two::default()
        };
        is(
            "{\"d\":true}",
            &Two {
                d: Some(true),
                ..two.clone()
            },
        );
        is("{\"encoder\":0}", &two);
        let (c, e) = (Some("c".to_owned()), Some(5));
        is("{\"c\":\"c\",\"e\":5}", &Two { c, e, ..two });
        is(
            "{\"e\":5}",
            &Two {
                e,
                ..Two::default()
            },
        );
        is(
            "{\"error\":1,\"word\":2}",
            &Three(Some(0), Some(1), Some(2)),
        );
        is("{}", &Three(None, None, None));
        let four = Four {
            g: Some(0),
            h: Some(0),
            ..Four::default()
        };
        is(
            "{\"y\":3}",
            &Four {
                y: Some(3),
                ..four.clone()
            },
        );
        is("{\"h\":0}", &four);
        is("{\"z\":false}", &Four::default());
        is(
            "{\"z\":true,\"w\":4}",
            &Four {
                i: Some(0),
                z: true,
                w: 4,
                ..four.clone()
            },
        );
        is("{\"h\":4,\"z\":true}", &Four { h: Some(4), ..four });
        let first = Any::First { g, a: false, b };
        is("{\"@type\":\"first\",\"b\":7}", &first);
        is("{\"@type\":\"second\"}", &Any::Second);
        let wrong = json::from_str::<One>("{\"f\":2,\"b\":7}").unwrap_err();
        assert_eq!(wrong.path, "g");
    }

    #[test]
    fn the_first_error_of_json_is_that_of_the_first_field() {
        for (text, path) in [
            (r#"{"s":1,"x":"a"}"#, "s"),
            (r#"{"x":"a","s":1}"#, "s"),
            (r#"{"w":"a","y":"a","t":"a"}"#, "y"),
            (r#"{"w":"a","t":"a"}"#, "t"),
            (r#"{"x":"a","y":"a"}"#, "x"),
            (r#"{"z":1.5,"w":"a"}"#, "z"),
            // Masks come first.
            (r#"{"s":1,"i":"a"}"#, "i"),
        ] {
            let error = json::from_str::<Four>(text).unwrap_err();
            assert_eq!(error.path, path, "{text}");
        }
    }
}
