//! Properties that must hold for any input. The targets in `fuzz_targets` check them; a failure is a panic.

pub mod bytes;
pub mod schema;

pub use tlgen_fuzz_generated as generated;
