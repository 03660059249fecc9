//! The guide: the code that its pages use. Their Rust is tested as documentation of this package.

tl_runtime::include_tl!(pub mod photos);
tl_runtime::include_tl!(pub mod chats);

include!(concat!(env!("OUT_DIR"), "/pages.rs"));
