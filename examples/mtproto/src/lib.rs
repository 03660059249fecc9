//! MTProto 2.0 over loopback: a small server and a small client, whose messages are all generated from a
//! schema.
//!
//! It is for examples and tests. The server's RSA key is in the source code, so nothing is secret, and it
//! listens on loopback only.
//!
//! The layers of a call, from outside to inside: [`packets`] splits the stream, [`envelope`] decrypts,
//! [`frames`] separates messages, and the content of a message is a type of [`tl`].

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
