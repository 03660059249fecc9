//! The code of every row of the table of constructs in the guide, a module each.
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/constructs.rs"));
