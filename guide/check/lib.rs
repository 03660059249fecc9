//! The code that the pages of the guide use. Their Rust is tested as documentation of this package.

tl_runtime::include_tl!(pub mod api);
tl_runtime::include_tl!(pub mod photos);
tl_runtime::include_tl!(pub mod service);
tl_runtime::include_tl!(pub mod chats);
tl_runtime::include_tl!(pub mod chat);
tl_runtime::include_tl!(pub mod messages);
tl_runtime::include_tl!(pub mod updates);
tl_runtime::include_tl!(pub mod telegram_updates);
tl_runtime::include_tl!(pub mod layers);
tl_runtime::include_tl!(pub mod photos_views);
tl_runtime::include_tl!(pub mod updates_views);

include!(concat!(env!("OUT_DIR"), "/pages.rs"));
