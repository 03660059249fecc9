//! Code of random schemas, in a module for each.

// The estimated sizes ignore alignment, so a variant can be slightly larger than planned.
#![allow(clippy::large_enum_variant)]

include!(concat!(env!("OUT_DIR"), "/random.rs"));
