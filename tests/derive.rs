//! Does `#[derive(TlObject)]` support the types that people write by hand?

mod answers;
mod borrowed;
mod declarations;
mod fillers;
mod forms;
mod json;
mod ton;
mod types;

use std::fmt::Debug;

use tl_runtime::{Decode, Encode};

/// Asserts that a value encodes to these words and decodes from them.
#[track_caller]
pub(crate) fn round<T: Encode + for<'a> Decode<'a> + PartialEq + Debug>(value: &T, words: &[u32]) {
    let bytes = crate::support::words(words);
    assert_eq!(tl_runtime::to_bytes(value).unwrap(), bytes, "{value:?}");
    assert_eq!(&tl_runtime::from_bytes::<T>(&bytes).unwrap(), value);
}
