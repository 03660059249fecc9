//! The schemas of the folder `shared` beside this repository. Where there is none, the modules are
//! empty, and `shared_absent` is set.
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// Tests of these modules. Where they are empty, each test only says that it was skipped.
#[cfg(not(shared_absent))]
#[macro_export]
macro_rules! tests {
    ($($(#[$doc:meta])* fn $name:ident() $body:block)*) => {
        $(#[test] $(#[$doc])* fn $name() $body)*
    };
}

/// Tests of these modules. Where they are empty, each test only says that it was skipped.
#[cfg(shared_absent)]
#[macro_export]
macro_rules! tests {
    ($($(#[$doc:meta])* fn $name:ident() $body:block)*) => {
        $(#[test] $(#[$doc])* fn $name() {
            eprintln!("skipped {}: ../shared/schemas is absent", stringify!($name));
        })*
    };
}
