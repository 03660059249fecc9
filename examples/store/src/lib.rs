//! A key-value store with a protocol of its own: no schema, and no written id.

pub mod client;
pub mod protocol;
pub mod server;

#[cfg(test)]
mod tests;
