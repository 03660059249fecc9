//! Layers of a small schema, separately and together, and a part of TDLib's layer.
#![deny(warnings, missing_docs)]

macro_rules! code {
    ($($module:ident)*) => {
        $(
            /// Generated code.
            pub mod $module {
                include!(concat!(env!("OUT_DIR"), "/", stringify!($module), ".rs"));
            }
        )*
    };
}

code! { kept kept_flat kept_derived json_only with_paths newer layered marked }

/// Both layers as a folder, with views.
pub mod layered_folder {
    include!(concat!(env!("OUT_DIR"), "/layered_folder/mod.rs"));
}

/// The code of both layers in one file.
pub const LAYERED: &str = include_str!(concat!(env!("OUT_DIR"), "/layered.rs"));

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
