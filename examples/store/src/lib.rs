//! A key-value store with its own protocol: without a schema, and without written ids.

pub mod client;
pub mod protocol;
pub mod server;

#[cfg(test)]
mod second;
#[cfg(test)]
mod tests;
