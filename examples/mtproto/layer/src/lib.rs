//! The whole API of the layer that Telethon uses.

tl_runtime::include_tl!("layer");

/// The schema: layer 230 from the package `grammers-tl-types`, with the declarations that differ in layer 229.
pub const SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/layer.tl"));
