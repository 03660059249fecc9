//! The directions in which values go.

use std::ops::{BitAnd, BitOr, Not};

/// Whether values of an item are decoded, and whether they are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Directions {
    /// Whether they are decoded.
    pub decode: bool,
    /// Whether they are encoded.
    pub encode: bool,
}

impl Directions {
    /// Neither.
    pub const NONE: Self = Self {
        decode: false,
        encode: false,
    };
    /// Only decoded.
    pub const DECODE: Self = Self {
        decode: true,
        encode: false,
    };
    /// Only encoded.
    pub const ENCODE: Self = Self {
        decode: false,
        encode: true,
    };
    /// Both.
    pub const BOTH: Self = Self {
        decode: true,
        encode: true,
    };
}

impl BitOr for Directions {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self {
            decode: self.decode || other.decode,
            encode: self.encode || other.encode,
        }
    }
}

impl BitAnd for Directions {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self {
            decode: self.decode && other.decode,
            encode: self.encode && other.encode,
        }
    }
}

/// Returns the directions of the other side, which decodes what one side encodes.
impl Not for Directions {
    type Output = Self;

    fn not(self) -> Self {
        Self {
            decode: self.encode,
            encode: self.decode,
        }
    }
}
