//! Code of random schemas, a module each.

// Sizes are estimated without what aligns fields, so a variant can be a little larger than planned.
#![allow(clippy::large_enum_variant)]

include!(concat!(env!("OUT_DIR"), "/random.rs"));
