//! The schemas that the neighbouring packages are generated from, and functions that generate them.
//!
//! These are for build scripts and tests: errors are panics that give the reason.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a build script ends by panicking"
)]

mod generate;
mod schemas;
pub mod table;

pub use generate::{WITHOUT_DERIVE, WITHOUT_JSON, code, include, modules, write};
pub use schemas::{fixtures, grammers, ours, repository, schemas, shared};
pub use tl_codegen::{Impls, Role};
