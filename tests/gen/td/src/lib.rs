//! The schemas of TDLib and tonlib, with JSON. If the folder `shared` next to this repository is absent, the
//! modules are empty.
//!
//! The macro `gen_shared::tests` then skips their tests.
#![deny(warnings, missing_docs, rustdoc::all)]

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
