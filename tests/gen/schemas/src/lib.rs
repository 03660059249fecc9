//! The schemas that the packages beside this one are generated from, and how they are generated.
//!
//! For build scripts and tests: what goes wrong is a panic, with the reason.
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
