//! The whole Telegram API as a user of tl-proto would write it.

#![allow(missing_docs, non_snake_case, clippy::all)]

include!(concat!(env!("OUT_DIR"), "/api.rs"));
