//! VK's test schemas of full TL. Where the folder `shared` beside this repository is absent, the modules are empty.
//!
//! The macro `gen_shared::tests` skips tests of them there.
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
