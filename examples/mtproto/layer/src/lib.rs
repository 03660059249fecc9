//! The whole API of the layer that Telethon speaks.

tl_runtime::include_tl!("layer");

/// The schema: that of layer 230 in the package `grammers-tl-types`, with what is otherwise in layer 229.
pub const SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/layer.tl"));
