//! Tests of the server and the client: with each other, with garbage, and with clients of other projects.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends by panicking"
)]

mod faults;
mod gramjs;
mod nonsense;
mod own;
mod random;
mod support;
mod telethon;
