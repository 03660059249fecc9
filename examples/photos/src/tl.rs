//! Code that the build script generates from the schema.

tl_runtime::include_tl!("photos");
