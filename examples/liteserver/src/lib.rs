//! TON's lite API over loopback: a small server and a small client.
//!
//! Real servers and clients use an encrypted channel of TON, ADNL. Here a packet is a length and a
//! `liteServer.query`, and the answer is a length and the encoded answer.

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
