//! The golden pair as a build script makes it, and the text that was compiled.

#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic)]
#![forbid(dead_code, unused, clippy::all)]

tl_runtime::include_tl!("photos");

/// The same in a module of the macro.
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
