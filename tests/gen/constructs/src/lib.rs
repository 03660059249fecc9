//! Code of every row of the guide's table of constructs, in a module for each.
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/constructs.rs"));
