//! Whether bytes are text: UTF-8.
//!
//! Most strings on the wire are a few bytes long, too few for the vectors of `simdutf8`. What only checks
//! them looks at their bytes one by one.

/// The text that bytes are, or how many of them are UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, usize> {
    // It does not say where a mistake is.
    #[cfg(feature = "simdutf8")]
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text);
    }
    core::str::from_utf8(bytes).map_err(|error| error.valid_up_to())
}

/// Whether words of four bytes are all ASCII.
#[inline]
pub(crate) fn is_ascii(bytes: &[u8]) -> bool {
    let mut words = bytes.chunks_exact(4).filter_map(|word| word.first_chunk());
    words.all(|word| u32::from_le_bytes(*word) & 0x8080_8080 == 0)
}

/// Whether bytes are UTF-8.
pub(crate) fn is_utf8(bytes: &[u8]) -> bool {
    if bytes.len() >= 64 {
        return text(bytes).is_ok();
    }
    // As Unicode's table of well-formed bytes has it.
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0..=0x7f, rest @ ..]
            | [0xc2..=0xdf, 0x80..=0xbf, rest @ ..]
            | [0xe0, 0xa0..=0xbf, 0x80..=0xbf, rest @ ..]
            | [
                0xe1..=0xec | 0xee..=0xef,
                0x80..=0xbf,
                0x80..=0xbf,
                rest @ ..,
            ]
            | [0xed, 0x80..=0x9f, 0x80..=0xbf, rest @ ..]
            | [0xf0, 0x90..=0xbf, 0x80..=0xbf, 0x80..=0xbf, rest @ ..]
            | [
                0xf1..=0xf3,
                0x80..=0xbf,
                0x80..=0xbf,
                0x80..=0xbf,
                rest @ ..,
            ]
            | [0xf4, 0x80..=0x8f, 0x80..=0xbf, 0x80..=0xbf, rest @ ..] => rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_ascii, is_utf8};

    /// Bytes on both sides of each limit.
    const BYTES: [u8; 26] = [
        0, 0x41, 0x7f, 0x80, 0x81, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
        0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
    ];

    /// Says of bytes at each place of a word what the standard library says.
    fn agree(bytes: &[u8]) {
        let mut text = [b'a'; 80];
        for start in [0, 1, 4, 5, 6, 7, 8, 60] {
            if let Some(place) = text.get_mut(start..start + bytes.len()) {
                place.copy_from_slice(bytes);
            }
            for end in start + bytes.len()..=(start + bytes.len() + 2) {
                let text = text.get(..end).unwrap();
                let expected = core::str::from_utf8(text).is_ok();
                assert_eq!(is_utf8(text), expected, "{text:02x?}");
            }
            text = [b'a'; 80];
        }
    }

    #[test]
    fn it_agrees_with_the_standard_library() {
        for a in BYTES {
            for b in BYTES {
                agree(&[a, b]);
                for c in BYTES {
                    agree(&[a, b, c]);
                    for d in [0x41, 0x80, 0xbf, 0xc2, 0xf0] {
                        agree(&[a, b, c, d]);
                    }
                }
            }
        }
    }

    #[test]
    fn texts_of_all_lengths() {
        let texts = [
            "",
            "a",
            "Ada",
            "Ада",
            "日本語",
            "👍",
            "❤️",
            "\u{10ffff}\u{800}\u{7ff}\0",
            "שלום",
        ];
        for text in texts {
            for times in 0..30 {
                let text = text.repeat(times);
                for cut in 0..=text.len() {
                    let (start, end) = text.as_bytes().split_at(cut);
                    for bytes in [start, end] {
                        assert_eq!(is_utf8(bytes), core::str::from_utf8(bytes).is_ok());
                    }
                }
            }
        }
    }

    #[test]
    fn ascii_of_whole_words() {
        for bytes in [&b""[..], b"abcd", b"abcdefgh\x7f\0\0\0"] {
            assert!(is_ascii(bytes));
        }
        for place in 0..8 {
            let mut bytes = *b"abcdefgh";
            bytes[place] = 0x80;
            assert!(!is_ascii(&bytes));
        }
    }
}
