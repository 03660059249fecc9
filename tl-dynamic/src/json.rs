//! The JSON form of TDLib and tonlib, which generated code uses, too.

mod decode;
mod encode;

pub use encode::{UNPACKED, WrittenJson};

/// The member that names the constructor or function of an object.
const TYPE: &str = "@type";
