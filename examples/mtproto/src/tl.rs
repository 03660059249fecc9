//! Code that the build script generates from the schemas.

tl_runtime::include_tl!(pub mod mtproto);
tl_runtime::include_tl!(pub mod api);
