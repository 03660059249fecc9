//! Code of every valid fixture, and its text.
//!
//! Two packages with different editions use this file. The code is included under the strictest lints.

#![no_std]
#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic)]
#![forbid(unsafe_code, dead_code)]

/// The code of the fixtures, a module each. It must work at any depth.
pub mod a {
    /// One level deeper.
    pub mod b {
        include!(concat!(env!("OUT_DIR"), "/zoo.rs"));
    }
}

pub use a::b::{CODE, JSON, JSON_ONLY};
