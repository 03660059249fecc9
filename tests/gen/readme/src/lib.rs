//! The Rust of the README, each piece in a place where it can stand.

include!(concat!(env!("OUT_DIR"), "/places.rs"));
