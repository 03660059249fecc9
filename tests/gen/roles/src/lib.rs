//! Code for clients, for servers and for both, without a registry, and code of parts of schemas.

#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic)]
#![forbid(unsafe_code, dead_code)]

use std::fmt::Debug;

use tl_runtime::{Decode, DecodeError, Identify, from_bytes};

/// An id, and a function that decodes a boxed value with this id and formats it.
pub type Entry = (u32, fn(&[u8]) -> Result<String, DecodeError>);

const fn entry<T: Debug + Identify + for<'a> Decode<'a>>() -> Entry {
    (T::ID, shown::<T>)
}

fn shown<T: Debug + for<'a> Decode<'a>>(bytes: &[u8]) -> Result<String, DecodeError> {
    from_bytes::<T>(bytes).map(|value| format!("{value:?}"))
}

include!(concat!(env!("OUT_DIR"), "/roles.rs"));
