//! What must hold of any input. The targets in `fuzz_targets` feed it; a failure is a panic.

pub mod bytes;
pub mod schema;

pub use tlgen_fuzz_generated as generated;
