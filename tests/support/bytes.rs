//! Bytes, as people write them.

/// The bytes that are written in hexadecimal.
pub(crate) fn hex(text: &str) -> Vec<u8> {
    let digits = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    text.as_bytes().chunks(2).map(digits).collect()
}

/// The words of the wire.
pub(crate) fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}
