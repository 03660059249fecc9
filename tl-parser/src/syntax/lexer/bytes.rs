//! What each byte can begin, and which bytes names consist of.

use crate::syntax::token::TokenKind;

/// What a byte that is not blank begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Lower,
    Upper,
    Underscore,
    Digit,
    /// A mark of one byte.
    Mark(TokenKind),
    /// The same, but it begins a comment in another language.
    Sign(TokenKind),
    /// A bracket.
    Open(TokenKind),
    Close(TokenKind),
    Slash,
    Equals,
    Minus,
    At,
    /// The first byte of a character outside of ASCII.
    Wide,
    /// Nothing in TL.
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'_' => Class::Underscore,
            b'0'..=b'9' => Class::Digit,
            b'#' => Class::Sign(TokenKind::Hash),
            b':' => Class::Mark(TokenKind::Colon),
            b';' => Class::Sign(TokenKind::Semicolon),
            b'?' => Class::Mark(TokenKind::Question),
            b'%' => Class::Sign(TokenKind::Percent),
            b'!' => Class::Mark(TokenKind::Bang),
            b'.' => Class::Mark(TokenKind::Dot),
            b',' => Class::Mark(TokenKind::Comma),
            b'+' => Class::Mark(TokenKind::Plus),
            b'*' => Class::Sign(TokenKind::Star),
            b'(' => Class::Open(TokenKind::ParenOpen),
            b'[' => Class::Open(TokenKind::SquareOpen),
            b'{' => Class::Open(TokenKind::BraceOpen),
            b'<' => Class::Open(TokenKind::AngleOpen),
            b')' => Class::Close(TokenKind::ParenClose),
            b']' => Class::Close(TokenKind::SquareClose),
            b'}' => Class::Close(TokenKind::BraceClose),
            b'>' => Class::Close(TokenKind::AngleClose),
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

/// Returns what `byte` begins.
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

/// Whether names can contain `byte`.
#[inline]
#[allow(
    clippy::indexing_slicing,
    reason = "the table has an entry for every byte"
)]
pub(super) fn in_name(byte: u8) -> bool {
    IN_NAME[byte as usize]
}

/// Returns the value of an id's digits, if there are 1 to 8.
#[inline]
pub(in crate::syntax) fn id_of(digits: &str) -> Option<u32> {
    let value = |id: u32, digit: u8| Some(id << 4 | char::from(digit).to_digit(16)?);
    let is_long = !(1..=8).contains(&digits.len());
    digits.bytes().try_fold(0, value).filter(|_| !is_long)
}
