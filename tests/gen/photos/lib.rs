//! The golden pair as a build script generates it, and its code.

#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic)]
#![forbid(dead_code, unused, clippy::all)]

tl_runtime::include_tl!("photos");

/// The same inside a module that the macro declares.
pub mod included {
    tl_runtime::include_tl!(pub mod photos);
    tl_runtime::include_tl!(
        /// Nobody uses it.
        #[allow(unreachable_pub)]
        mod hidden, "photos"
    );
}

/// The generated code, to compare with a snapshot.
pub const CODE: &str = include_str!(concat!(env!("OUT_DIR"), "/photos.rs"));
