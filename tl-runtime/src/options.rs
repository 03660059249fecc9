//! What a reader accepts.

use crate::registry::Registry;

/// What a [`Reader`](crate::Reader) accepts.
///
/// ```
/// use tl_runtime::ReadOptions;
///
/// let options = ReadOptions { strict: true, ..ReadOptions::default() };
/// assert!(tl_runtime::from_bytes_with::<String>(b"\x9c\xba\x6e\xb5\x01\xff\0\0", options).is_err());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions {
    /// How deeply values may be nested in boxes, lists and objects. By default 128, which takes
    /// less than 1 MiB of stack with any type of Telegram's API in a build without optimization.
    pub max_depth: u32,
    /// How many elements of no size at all (`Vector<true>`) all lists of a value together may
    /// claim, by default 65,536. Lists of other elements are bounded by the input.
    pub max_empty: u32,
    /// Whether only the canonical form is accepted: zeros as padding, the shortest form of each
    /// length, no bit that guards nothing, valid UTF-8. By default all of them are forgiven, as
    /// all peers do, and a string that is no UTF-8 gets U+FFFD in the place of what is wrong.
    pub strict: bool,
    /// Where `Object`, `Function` and `!X` look their constructors up.
    pub registry: Option<&'static Registry>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            max_depth: 128,
            max_empty: 65_536,
            strict: false,
            registry: None,
        }
    }
}
