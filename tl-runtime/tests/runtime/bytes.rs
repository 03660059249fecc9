//! Does a value take the whole input, and is a buffer unchanged if encoding fails?

use tl_runtime::codec::{
    Bare, DecodeErrorKind, Decoder, EncodeErrorKind, append_to, to_bytes_bare,
};
use tl_runtime::{DecodeError, DecodeOptions, EncodeError, from_bytes, peek_id, to_bytes};

use crate::hand::{Masked, Pair, VECTOR, words};
use crate::objects::TABLE;

fn pair() -> Pair {
    Pair {
        x: -1,
        y: vec!["a".into(), "bcd".into()],
    }
}

const BYTES: [u32; 6] = [1, u32::MAX, VECTOR, 2, 0x6101, 0x6463_6203];

#[test]
fn boxed_and_bare_differ_by_the_id() {
    let bytes = words(&BYTES);
    assert_eq!(to_bytes(&pair()).unwrap(), bytes);
    assert_eq!(to_bytes_bare(&pair()).unwrap(), bytes[4..]);
    assert_eq!(from_bytes::<Pair>(&bytes).unwrap(), pair());
    assert_eq!(
        DecodeOptions::new()
            .decode_bare::<Pair>(&bytes[4..])
            .unwrap(),
        pair()
    );
}

#[test]
fn the_id_is_known_from_four_bytes_on() {
    let bytes = words(&BYTES);
    assert_eq!(peek_id(&bytes), Some(1));
    assert_eq!(peek_id(&bytes[..4]), Some(1));
    assert_eq!(peek_id(&bytes[..3]), None);
}

#[test]
fn bytes_after_the_value_are_an_error_or_the_rest() {
    let bytes = [words(&BYTES), vec![9, 9]].concat();
    let error = from_bytes::<Pair>(&bytes).unwrap_err();
    assert_eq!(
        (error.kind.clone(), error.offset),
        (DecodeErrorKind::TrailingBytes { left: 2 }, 24)
    );
    assert!(error.to_string().ends_with("2 more bytes follow"));
    let error = from_bytes::<Pair>(&bytes[..25]).unwrap_err().to_string();
    assert!(error.ends_with("1 more byte follows"), "{error}");
    let (value, rest) = DecodeOptions::new().decode_prefix::<Pair>(&bytes).unwrap();
    assert_eq!((value, rest), (pair(), &[9, 9][..]));
}

#[test]
fn another_id_is_an_error_that_names_both() {
    let error = from_bytes::<Pair>(&words(&[2, 0, 0, 0])).unwrap_err();
    let kind = DecodeErrorKind::UnexpectedId {
        found: 2,
        expected: Some(1),
    };
    assert_eq!(
        (error.kind.clone(), error.offset, error.reading),
        (kind, 0, Some("pair"))
    );
    let text = "at byte 0, reading pair: expected the id 00000001, found 00000002";
    assert_eq!(error.to_string(), text);
}

/// A reader of the error does not know the id of a vector from any declaration.
#[test]
fn a_vector_is_named_where_it_is_expected_or_found() {
    let text = |error: DecodeError| error.to_string();
    let bytes = words(&[2, 0, 0]);
    let mut decoder = Decoder::new(&bytes);
    decoder.vector::<i32, _>(Bare);
    let found = "at byte 0: expected a vector (1cb5c415), found the id 00000002";
    assert_eq!(text(decoder.finish().unwrap_err()), found);
    let pair = from_bytes::<Pair>(&words(&[VECTOR, 0, 0, 0]));
    let found = "at byte 0, reading pair: expected the id 00000001, found a vector (1cb5c415)";
    assert_eq!(text(pair.unwrap_err()), found);
    let bool = from_bytes::<bool>(&words(&[VECTOR]));
    let found =
        "at byte 0, reading Bool: expected a constructor of this type, found a vector (1cb5c415)";
    assert_eq!(text(bool.unwrap_err()), found);
}

#[test]
fn every_truncation_is_an_error() {
    let bytes = words(&BYTES);
    for end in 0..bytes.len() {
        assert!(from_bytes::<Pair>(&bytes[..end]).is_err(), "{end}");
    }
}

#[test]
fn a_failure_leaves_the_buffer_as_it_was() {
    let mut buffer = vec![1, 2, 3];
    let half = Masked {
        on: true,
        version: None,
    };
    let error = append_to(&mut buffer, &half).unwrap_err();
    assert_eq!(buffer, [1, 2, 3]);
    let expected = EncodeErrorKind::SharedBit {
        constructor: "masked",
        bit: "flags.14",
        present: vec!["on"],
        absent: vec!["version"],
    };
    assert_eq!(*error.kind, expected);
    assert_eq!(
        error.to_string(),
        "masked: the fields on flags.14 must be given together: on is there, version is not"
    );
    append_to(
        &mut buffer,
        &Masked {
            on: true,
            version: Some(5),
        },
    )
    .unwrap();
    assert_eq!(buffer, [vec![1, 2, 3], words(&[4, 0x4000, 5])].concat());
}

#[test]
fn a_buffer_with_room_is_not_moved() {
    let mut buffer = Vec::with_capacity(1 << 10);
    let place = buffer.as_ptr();
    for _ in 0..10 {
        append_to(&mut buffer, &pair()).unwrap();
    }
    assert_eq!(buffer.len(), 10 * to_bytes(&pair()).unwrap().len());
    assert_eq!((buffer.as_ptr(), buffer.capacity()), (place, 1 << 10));
}

#[test]
fn unknown_bits_are_dropped_unless_strict() {
    let bytes = words(&[4, 0xffff_bfff]);
    let value: Masked = from_bytes(&bytes).unwrap();
    assert_eq!(to_bytes(&value).unwrap(), words(&[4, 0]));
}

#[test]
fn errors_can_be_sent_and_shown() {
    fn check<T: std::error::Error + Send + Sync + 'static>() {}
    check::<DecodeError>();
    check::<EncodeError>();
    assert!(size_of::<EncodeError>() == size_of::<usize>());
}

#[test]
fn errors_show_ids_in_hexadecimal_and_other_numbers_in_decimal() {
    let trailing = words(&[0x9972_75b5, 0, 0, 0]);
    for (error, shown) in [
        (
            from_bytes::<bool>(&words(&[16])).unwrap_err(),
            "UnexpectedId { found: 0x00000010, expected: None }, offset: 0,",
        ),
        (
            from_bytes::<Pair>(&words(&[0x2144_ca19])).unwrap_err(),
            "UnexpectedId { found: 0x2144ca19, expected: Some(0x00000001) }, offset: 0,",
        ),
        (
            TABLE.decode(&words(&[5, 4, 0])).unwrap_err(),
            "WrongKind { expected: Function, found: 0x00000004 }, offset: 4,",
        ),
        (
            from_bytes::<bool>(&trailing).unwrap_err(),
            "TrailingBytes { left: 12 }, offset: 4,",
        ),
    ] {
        let debug = format!("{error:?}");
        let start = format!("DecodeError {{ kind: {shown}");
        assert!(debug.starts_with(&start), "{debug}");
    }
}
