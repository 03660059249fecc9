//! The schemas of the folder `shared` next to this repository. If the folder is absent, the modules are empty,
//! and `shared_absent` is set.
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// Defines tests of these modules. If the modules are empty, each test only prints that it was skipped.
#[cfg(not(shared_absent))]
#[macro_export]
macro_rules! tests {
    ($($(#[$doc:meta])* fn $name:ident() $body:block)*) => {
        $(#[test] $(#[$doc])* fn $name() $body)*
    };
}

/// Defines tests of these modules. If the modules are empty, each test only prints that it was skipped.
#[cfg(shared_absent)]
#[macro_export]
macro_rules! tests {
    ($($(#[$doc:meta])* fn $name:ident() $body:block)*) => {
        $(#[test] $(#[$doc])* fn $name() {
            eprintln!("skipped {}: ../shared/schemas is absent", stringify!($name));
        })*
    };
}
