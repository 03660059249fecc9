//! Layer 230 of Telegram's API, with generated impls.
#![no_std]
#![deny(warnings, missing_docs)]

tl_runtime::include_tl!("api");
