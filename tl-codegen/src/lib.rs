//! Generates Rust from TL schemas.
//!
//! In a build script, [`Builder`] reads the files, writes the code to `$OUT_DIR`, and shows what is
//! wrong with the schema:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), tl_codegen::Error> {
//!     tl_codegen::Builder::new().schema("schemas/photos.tl").compile()?;
//!     Ok(())
//! }
//! ```
//!
//! As a library, without files:
//!
//! ```
//! use tl_codegen::{Config, compile};
//! use tl_parser::diagnostic::Levels;
//! use tl_parser::source::Sources;
//!
//! let sources = Sources::of("shapes.tl", "circle radius:int = Shape; square side:int = Shape;");
//! let compiled = compile(&sources, &Config::default(), &Levels::default());
//! assert!(compiled.code.unwrap().contains("pub enum Shape"));
//! ```
//!
//! The code needs the package `tlgen-runtime`.
//!
//! # Main items
//!
//! | item | what it is for |
//! | --- | --- |
//! | [`Builder`] | build scripts; a method for each option |
//! | [`Report`], [`Error`] | what a builder returns |
//! | [`compile`] | from text to code, with all findings |
//! | [`generate`] | from a resolved schema to code |
//! | [`Config`], [`Role`], [`Impls`], [`Derives`], [`Selector`] | the options of the code |
//!
//! # Features
//!
//! - `builder`, on by default: [`Builder`], which reads and writes files.
//! - `forms`: schemas in the official JSON and in the binary form `.tlo`.
//! - `facts`: descriptions, errors and callers from other files, for documentation and a type of all errors.

mod address;
#[cfg(feature = "builder")]
mod builder;
mod compile;
pub mod facts;
#[cfg(feature = "builder")]
mod files;
#[cfg(feature = "builder")]
mod folder;
#[cfg(feature = "builder")]
mod report;
mod rust;
#[cfg(feature = "builder")]
mod rustfmt;

use tl_parser::sorted;

#[cfg(feature = "builder")]
pub use builder::{Builder, Error, Report};
pub use compile::{Compiled, compile, compile_layers};
pub use rust::attribute::Attribute;
pub use rust::choice::{Choice, ChoiceValue, ExternPath, MappedType, RustName};
pub use rust::config::{Config, ExternSchema, Impls, Role};
pub use rust::derives::Derives;
pub use rust::kept::{Kept, Share};
pub use rust::selector::Selector;
pub use rust::{Generated, Part, generate};

/// Items that `tl-derive` and `tlgen` share with this crate. They may change in any version.
#[doc(hidden)]
pub mod __private {
    pub use crate::compile::{check_layers, refuse};
    pub use crate::rust::config::{is_module_name, runtime_path};
    pub use crate::rust::{Items, emit, items, lossy_strings, model, names, wire};

    #[cfg(feature = "builder")]
    pub mod files {
        pub use crate::files::*;
    }
    #[cfg(feature = "builder")]
    pub mod folder {
        pub use crate::folder::*;
    }
    #[cfg(feature = "builder")]
    pub mod report {
        pub use crate::report::*;
    }
    #[cfg(feature = "builder")]
    pub mod rustfmt {
        pub use crate::rustfmt::*;
    }
}
