//! The whole API of the layer that Telethon speaks.

tl_runtime::include_tl!("layer");

/// The layer that Telethon speaks. The schema is that of the next one, with what is otherwise in this
/// one.
pub const TELETHON: i32 = 229;

/// The schema.
pub const SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/layer.tl"));
