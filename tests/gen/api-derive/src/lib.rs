//! Layer 230 of Telegram's API, with derived impls.
#![deny(warnings, missing_docs)]

tl_runtime::include_tl!("api");
