//! The code that the build script made of the schema.

tl_runtime::include_tl!("photos");
