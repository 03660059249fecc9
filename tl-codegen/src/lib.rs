//! A TL schema to Rust code.
//!
//! In a build script:
//!
//! ```no_run
//! tl_codegen::Builder::new().schema("schemas/photos.tl").compile().unwrap();
//! ```
//!
//! As a library, without files: [`compile`] goes the whole way from text, and [`generate`] begins
//! with a schema.

#[cfg(feature = "builder")]
mod builder;
mod compile;
#[cfg(feature = "builder")]
mod files;
#[cfg(feature = "builder")]
mod folder;
#[cfg(feature = "builder")]
mod report;
mod rust;
#[cfg(feature = "builder")]
mod rustfmt;

#[cfg(feature = "builder")]
pub use builder::{Builder, Error, Report};
pub use compile::{Compiled, compile};
pub use rust::attribute::Attribute;
pub use rust::choice::{Choice, ChoiceValue, ExternPath, MappedType, RustName};
pub use rust::config::{Config, ExternSchema, Impls, Role};
pub use rust::derives::Derives;
pub use rust::kept::{Kept, Share};
pub use rust::selector::Selector;
pub use rust::{Generated, Part, generate};

/// What `tl-derive` and `tlgen` share with this crate. It may change in any version.
#[doc(hidden)]
pub mod __private {
    pub use crate::compile::refuse;
    pub use crate::rust::config::runtime_path;
    pub use crate::rust::{emit, lower, model, names, wire};

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
