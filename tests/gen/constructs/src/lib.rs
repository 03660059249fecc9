//! The code of every row of the table of constructs in the README, a module each.
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/constructs.rs"));
