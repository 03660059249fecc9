//! Layer 230 of Telegram's API, by the derive.
#![deny(warnings, missing_docs)]

tl_runtime::include_tl!("api");
