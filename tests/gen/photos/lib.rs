//! The golden pair as a build script makes it, and the text that was compiled.

#![deny(warnings, missing_docs)]

tl_runtime::include_tl!("photos");

/// The generated code, to compare with a snapshot.
pub const CODE: &str = include_str!(concat!(env!("OUT_DIR"), "/photos.rs"));
