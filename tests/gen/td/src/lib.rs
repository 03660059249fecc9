//! The schemas of TDLib and tonlib, with JSON. Where the folder `shared` beside this repository is
//! absent, the modules are empty, and `shared_absent` is set.
#![deny(warnings, missing_docs)]
#![deny(rustdoc::all)]

/// `td_api.tl`: what TDLib's clients say.
pub mod td_api {
    tl_runtime::include_tl!("td_api");
}

/// `tonlib_api.tl`: what tonlib's clients say.
pub mod tonlib_api {
    tl_runtime::include_tl!("tonlib_api");
}

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
