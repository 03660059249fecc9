//! Base64 of the standard alphabet, with padding.

use alloc::string::String;
use alloc::vec::Vec;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of bytes.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for chunk in bytes.chunks(3) {
        let [a, b, c] = match *chunk {
            [a, b, c] => [a, b, c],
            [a, b] => [a, b, 0],
            [a] => [a, 0, 0],
            _ => [0; 3],
        };
        let word = u32::from_be_bytes([0, a, b, c]);
        for place in 0..4 {
            let digit = word >> (18 - 6 * place) & 0x3f;
            let digit = ALPHABET.get(digit as usize).copied().unwrap_or(b'A');
            text.push(if place > chunk.len() {
                '='
            } else {
                digit.into()
            });
        }
    }
    text
}

/// The bytes of a text; `None` where it is no base64.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.as_bytes();
    let digits = match text {
        [digits @ .., b'=', b'='] | [digits @ .., b'='] => digits,
        digits => digits,
    };
    if text.len() % 4 != 0 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in digits.chunks(4) {
        let mut word = 0;
        for place in 0..4 {
            let digit = chunk.get(place).map_or(Some(0), |digit| value(*digit))?;
            word = word << 6 | digit;
        }
        let [_, a, b, c] = u32::to_be_bytes(word);
        bytes.extend([a, b, c].iter().take(chunk.len().saturating_sub(1)));
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail by a panic")]
mod tests {
    use super::{decode, encode};

    #[test]
    fn the_examples_of_rfc_4648_come_back() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(encode(&[0xfb, 0xff, 0xbf]), "+/+/");
        assert_eq!(decode("+/+/").unwrap(), [0xfb, 0xff, 0xbf]);
    }

    #[test]
    fn what_is_no_base64_is_refused() {
        for text in [
            "Z", "Zg", "Zg=", "Zm9v=", "Zg==Zg==", "====", "=", "Z===", "Zm9-", "Zm 9", "é===",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
