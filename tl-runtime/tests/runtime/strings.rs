//! Are strings of all lengths and forms encoded and decoded as other implementations do?

use tl_runtime::codec::{DecodeErrorKind, Decoder, Encoder, to_bytes_bare};
use tl_runtime::{DecodeError, DecodeOptions};

const STRICT: DecodeOptions = DecodeOptions::new().strict(true);

fn lenient(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    DecodeOptions::new().decode_bare(bytes)
}

fn strict(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    STRICT.decode_bare(bytes)
}

fn not_canonical(result: Result<impl std::fmt::Debug, DecodeError>) -> (&'static str, usize) {
    match result.unwrap_err() {
        DecodeError {
            kind: DecodeErrorKind::NotCanonical(what),
            offset,
            ..
        } => (what, offset),
        other => panic!("{other}"),
    }
}

#[test]
fn each_length_has_its_form_and_padding_to_a_multiple_of_4() {
    let cases: [(usize, &[u8]); 11] = [
        (0, &[0]),
        (1, &[1]),
        (3, &[3]),
        (4, &[4]),
        (252, &[252]),
        (253, &[253]),
        (254, &[254, 254, 0, 0]),
        (255, &[254, 255, 0, 0]),
        (256, &[254, 0, 1, 0]),
        ((1 << 24) - 1, &[254, 255, 255, 255]),
        (1 << 24, &[255, 0, 0, 0, 1, 0, 0, 0]),
    ];
    for (length, header) in cases {
        let value = vec![0xab; length];
        let bytes = to_bytes_bare(&value).unwrap();
        assert_eq!(
            bytes.len(),
            (header.len() + length).next_multiple_of(4),
            "{length}"
        );
        assert_eq!(&bytes[..header.len()], header);
        assert!(bytes[header.len() + length..].iter().all(|&byte| byte == 0));
        assert!(strict(&bytes).unwrap() == value, "{length}");
        let text: String = STRICT
            .decode_bare(&to_bytes_bare(&"z".repeat(length)).unwrap())
            .unwrap();
        assert_eq!(text.len(), length);
    }
}

/// Bytes that are copied twice, or not at all, would be found.
#[test]
fn every_byte_of_a_short_string_is_where_it_belongs() {
    for length in 0..40_u8 {
        let value: Vec<u8> = (1..=length).collect();
        let mut expected = [&[length], value.as_slice()].concat();
        expected.resize(expected.len().next_multiple_of(4), 0);
        assert_eq!(to_bytes_bare(&value).unwrap(), expected);
        // After other bytes, in a buffer that is full, that has room, and that grows.
        for capacity in [4, 16, 20, 24, 64] {
            let mut buffer = Vec::with_capacity(capacity);
            buffer.extend([0xee; 4]);
            Encoder::append(&mut buffer, |encoder| encoder.bytes(&value)).unwrap();
            assert_eq!(buffer, [&[0xee; 4], expected.as_slice()].concat());
        }
        assert_eq!(strict(&expected).unwrap(), value);
    }
}

#[test]
fn longer_forms_than_needed_are_forgiven_unless_strict() {
    for bytes in [
        &[254, 2, 0, 0, b'h', b'i', 0, 0][..],
        &[255, 2, 0, 0, 0, 0, 0, 0, b'h', b'i', 0, 0],
    ] {
        assert_eq!(lenient(bytes).unwrap(), b"hi");
        assert_eq!(not_canonical(strict(bytes)), ("length", 0));
    }
    for form in [
        &[254, 253, 0, 0][..],
        &[255, 253, 0, 0, 0, 0, 0, 0],
        &[255, 255, 255, 255, 0, 0, 0, 0],
    ] {
        let length = if form[1] == 253 { 253 } else { (1 << 24) - 1 };
        let mut bytes = [form, &vec![7; length]].concat();
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        assert_eq!(lenient(&bytes).unwrap().len(), length);
        assert_eq!(not_canonical(strict(&bytes)), ("length", 0));
    }
}

#[test]
fn padding_that_is_not_zero_is_forgiven_unless_strict() {
    for (bytes, place) in [
        (&[2, b'h', b'i', 1][..], 3),
        (&[1, b'h', 0, 1], 3),
        (&[1, b'h', 1, 1], 2),
        (&[0, 1, 0, 0], 1),
        (&[0, 0, 0, 0xff], 3),
    ] {
        let length = usize::from(bytes[0]);
        assert_eq!(lenient(bytes).unwrap(), &bytes[1..=length]);
        assert_eq!(not_canonical(strict(bytes)), ("padding", place));
    }
}

#[test]
fn padding_that_is_missing_is_an_error() {
    for bytes in [&[2, b'h', b'i'][..], &[0], &[0, 0, 0], &[5, 1, 2, 3, 4, 5]] {
        let kind = lenient(bytes).unwrap_err().kind;
        assert!(
            matches!(kind, DecodeErrorKind::UnexpectedEnd { .. }),
            "{kind:?}"
        );
    }
}

#[test]
fn lengths_beyond_the_input_are_an_error() {
    for bytes in [
        &[4, 1, 2, 3][..],
        &[253, 1, 2, 3],
        &[254],
        &[254, 1, 0],
        &[254, 255, 255, 255, 0, 0, 0, 0],
        &[255],
        &[255, 0, 0, 0, 0, 0, 0],
        &[255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0],
        &[],
    ] {
        for options in [DecodeOptions::default(), STRICT] {
            let error = options.decode_bare::<Vec<u8>>(bytes).unwrap_err();
            assert!(
                matches!(error.kind, DecodeErrorKind::UnexpectedEnd { .. }),
                "{error}"
            );
        }
    }
}

#[test]
fn what_is_no_utf_8_becomes_a_replacement_character_unless_strict_or_borrowed() {
    let cases: [(&[u8], &str, usize); 4] = [
        (&[1, 0xff, 0, 0], "\u{fffd}", 1),
        (&[3, b'a', 0xc3, b'b'], "a\u{fffd}b", 2),
        // One half of a surrogate pair.
        (
            &[4, b'x', 0xed, 0xa0, 0x80, 0, 0, 0],
            "x\u{fffd}\u{fffd}\u{fffd}",
            2,
        ),
        (&[3, b'a', b'b', 0xe2], "ab\u{fffd}", 3),
    ];
    for (bytes, text, offset) in cases {
        let owned: String = DecodeOptions::new().decode_bare(bytes).unwrap();
        assert_eq!(owned, text);
        let error = STRICT.decode_bare::<String>(bytes).unwrap_err();
        assert_eq!((error.kind, error.offset), (DecodeErrorKind::Utf8, offset));
        let mut decoder = Decoder::new(bytes);
        assert_eq!(decoder.str(), "");
        let error = decoder.finish().unwrap_err();
        assert_eq!((error.kind, error.offset), (DecodeErrorKind::Utf8, offset));
        assert_eq!(lenient(bytes).unwrap(), &bytes[1..=usize::from(bytes[0])]);
    }
}

#[test]
fn the_place_of_what_is_no_utf_8_is_right_in_every_form_of_length() {
    for (header, length) in [
        (&[253][..], 253),
        (&[254, 254, 0, 0], 254),
        (&[255, 0, 0, 0, 1, 0, 0, 0], 1 << 24),
    ] {
        let mut bytes = header.to_vec();
        bytes.resize(header.len() + length, b'a');
        let place = bytes.len() - 2;
        bytes[place] = 0xff;
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        let error = STRICT.decode_bare::<String>(&bytes).unwrap_err();
        assert_eq!((error.kind, error.offset), (DecodeErrorKind::Utf8, place));
    }
}

#[test]
fn the_place_of_what_is_no_utf_8_is_right_wherever_it_is() {
    let text = "яблоко, 🍎 and so on: ".repeat(9);
    for place in (0..text.len()).filter(|&place| text.is_char_boundary(place)) {
        let mut bytes = text.as_bytes().to_vec();
        bytes[place] = 0xff;
        let bytes = to_bytes_bare(&bytes).unwrap();
        let header = if text.len() < 254 { 1 } else { 4 };
        let error = STRICT.decode_bare::<String>(&bytes).unwrap_err();
        let found = (error.kind, error.offset);
        assert_eq!(found, (DecodeErrorKind::Utf8, header + place));
    }
}

/// The header is longer than the length needs, which matters only when decoding borrowed strings.
#[test]
fn the_place_of_what_is_no_utf_8_is_right_after_a_longer_form_than_needed() {
    for header in [&[254, 2, 0, 0][..], &[255, 2, 0, 0, 0, 0, 0, 0]] {
        let bytes = [header, &[b'a', 0xff, 0, 0]].concat();
        let mut decoder = Decoder::new(&bytes);
        assert_eq!(decoder.str(), "");
        assert_eq!(decoder.finish().unwrap_err().offset, header.len() + 1);
    }
}
