//! Code of random schemas, a module each.

include!(concat!(env!("OUT_DIR"), "/random.rs"));
