//! The code that the build script made of the schemas.

tl_runtime::include_tl!(pub mod mtproto);
tl_runtime::include_tl!(pub mod api);
