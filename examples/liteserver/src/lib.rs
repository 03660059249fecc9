//! TON's lite API over loopback: a small server and a small client.
//!
//! Real ones speak through an encrypted channel of TON's own, ADNL. Here a packet is a length and a
//! `liteServer.query`, and its answer a length and the bytes of the answer.

pub mod borrowed;
pub mod chain;
pub mod client;
mod error;
mod packets;
pub mod server;

pub use client::Client;
pub use error::Error;
pub use server::Server;

tl_runtime::include_tl!(pub mod lite_api);
