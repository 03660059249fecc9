//! A TL schema to Rust code.
//!
//! In a build script:
//!
//! ```no_run
//! tl_codegen::Builder::new().schema("schemas/photos.tl").compile().unwrap();
//! ```
//!
//! As a library, without files: [`compile`](compile::compile) for the whole way from text, and
//! [`generate`](rust::generate) from a schema.

#[cfg(feature = "builder")]
mod builder;
pub mod compile;
#[cfg(feature = "builder")]
pub mod files;
#[cfg(feature = "builder")]
pub mod report;
pub mod rust;
#[cfg(feature = "builder")]
pub mod rustfmt;

#[cfg(feature = "builder")]
pub use builder::{Builder, Error, Report};
pub use rust::config::{Config, Derives, Impls};
