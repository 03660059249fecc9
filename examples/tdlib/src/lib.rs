// ANCHOR: file
//! A client for TDLib's JSON interface. Every request, answer and update has a type that is generated from
//! TDLib's schema.

pub mod client;
mod error;
pub mod tdjson;

pub use client::{Client, Received};
pub use error::Error;

tl_runtime::include_tl!(pub mod td_api);
// ANCHOR_END: file
