//! MTProto 2.0 over loopback: a small server and a small client, whose every message is code that
//! was generated from a schema.
//!
//! It is for examples and tests. The server's RSA key is in the source, so nothing is secret, and
//! it listens on loopback only.
//!
//! The way of a call, from the outside to the inside: [`packets`] cut the stream, [`envelope`]
//! decrypts, [`frames`] tell messages apart, and what is in a message is a type of [`tl`].

pub mod client;
pub mod crypto;
pub mod envelope;
mod error;
mod exchange;
pub mod frames;
mod message_id;
pub mod packets;
pub mod photos;
pub mod server;
pub mod tl;
mod unpack;

pub use client::Client;
pub use error::{Error, refusal};
pub use server::Server;
