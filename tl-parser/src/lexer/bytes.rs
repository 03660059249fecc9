//! What each byte can begin, and which bytes names consist of.

use crate::tokens::Kind;

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A blank.
    Blank,
    Lower,
    Upper,
    Underscore,
    Digit,
    /// A mark of its own.
    Mark(Kind),
    /// A bracket.
    Open(Kind),
    Close(Kind),
    Slash,
    Equals,
    Minus,
    At,
    /// The first byte of a character outside of ASCII.
    Wide,
    /// Nothing of TL.
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while byte < 256 {
        classes[byte] = match byte as u8 {
            0..=0x20 => Class::Blank,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'_' => Class::Underscore,
            b'0'..=b'9' => Class::Digit,
            b'#' => Class::Mark(Kind::Hash),
            b':' => Class::Mark(Kind::Colon),
            b';' => Class::Mark(Kind::Semicolon),
            b'?' => Class::Mark(Kind::Question),
            b'%' => Class::Mark(Kind::Percent),
            b'!' => Class::Mark(Kind::Bang),
            b'.' => Class::Mark(Kind::Dot),
            b',' => Class::Mark(Kind::Comma),
            b'+' => Class::Mark(Kind::Plus),
            b'*' => Class::Mark(Kind::Star),
            b'(' => Class::Open(Kind::ParenOpen),
            b'[' => Class::Open(Kind::SquareOpen),
            b'{' => Class::Open(Kind::BraceOpen),
            b'<' => Class::Open(Kind::AngleOpen),
            b')' => Class::Close(Kind::ParenClose),
            b']' => Class::Close(Kind::SquareClose),
            b'}' => Class::Close(Kind::BraceClose),
            b'>' => Class::Close(Kind::AngleClose),
            b'/' => Class::Slash,
            b'=' => Class::Equals,
            b'-' => Class::Minus,
            b'@' => Class::At,
            0x80..=0xff => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// What `byte` begins.
#[inline]
#[allow(
    clippy::indexing_slicing,
    reason = "the table has an entry for every byte"
)]
pub(super) fn class(byte: u8) -> Class {
    CLASSES[byte as usize]
}

const IN_NAME: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while byte < 256 {
        bytes[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    bytes
};

/// Whether names contain `byte`.
#[inline]
#[allow(
    clippy::indexing_slicing,
    reason = "the table has an entry for every byte"
)]
pub(super) fn in_name(byte: u8) -> bool {
    IN_NAME[byte as usize]
}
