//! A TL schema to Rust code.
//!
//! In a build script:
//!
//! ```no_run
//! tl_codegen::Builder::new().schema("schemas/photos.tl").compile().unwrap();
//! ```
//!
//! As a library, without files: [`generate`](rust::generate).

pub mod rust;
