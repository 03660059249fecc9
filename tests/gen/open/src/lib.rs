//! Layer 230 of Telegram's API, with enums that keep unknown constructors.
#![no_std]
#![deny(warnings)]

tl_runtime::include_tl!("open");
