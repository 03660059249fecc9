//! The whole Telegram API as tlgen generates it.

tl_runtime::include_tl!("api");
