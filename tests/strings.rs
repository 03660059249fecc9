//! Do strings in generated code have the same bytes as those of peers?
//!
//! The runtime's own tests cover each form of lengths and padding.

use gen_api::{functions, types};
use serde_json::Value;
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::{DecodeOptions, from_bytes, to_bytes};

/// Strings of about 2^24 bytes, from TON's own C++: `tonNode.data#df068c79 data:bytes`.
#[test]
fn gigantic_strings_are_as_long_as_those_of_ton() {
    let peer: Value = serde_json::from_str(include_str!("vectors/ton-bigbytes.json")).unwrap();
    for (length, expected) in peer.as_object().unwrap() {
        let data = vec![0; length.parse().unwrap()];
        let part = functions::upload::SaveFilePart {
            file_id: 0,
            file_part: 0,
            bytes: data,
        };
        let bytes = to_bytes(&part).unwrap();
        // The id, the id of the file and the number of the part come before the string.
        let string = &bytes[16..];
        let head = crate::support::hex(expected["head"].as_str().unwrap());
        assert_eq!(
            string.len() as u64 + 4,
            expected["len"].as_u64().unwrap(),
            "{length}"
        );
        assert_eq!(string[..8], head[4..12], "{length}");
        assert!(from_bytes::<functions::upload::SaveFilePart>(&bytes).unwrap() == part);
    }
}

#[test]
fn a_string_that_is_no_utf_8_does_not_lose_what_stands_beside_it() {
    let user = |name: &[u8]| {
        let mut value = types::User::new(7);
        value.first_name = Some("\0".repeat(name.len()));
        value.last_name = Some("last".into());
        let mut bytes = to_bytes(&value).unwrap();
        let place = bytes.len() - name.len().next_multiple_of(4) - 8;
        let place = (place..bytes.len()).find(|&i| bytes[i..].starts_with(&vec![0; name.len()]));
        let place = place.unwrap();
        bytes[place..place + name.len()].copy_from_slice(name);
        (bytes, place)
    };
    let (bytes, place) = user(b"ab\xffc\xe2\x82d");
    let read: types::User = from_bytes(&bytes).unwrap();
    assert_eq!(read.first_name.as_deref(), Some("ab\u{fffd}c\u{fffd}d"));
    assert_eq!(read.last_name.as_deref(), Some("last"));
    let options = DecodeOptions::new().strict(true);
    let error = options.decode::<types::User>(&bytes).unwrap_err();
    assert_eq!(
        (error.kind, error.offset),
        (DecodeErrorKind::Utf8, place + 2)
    );
    assert_eq!(error.reading, Some("user"));
}
