//! The schemas of the folder `shared` beside this repository. Where there is none, the modules are
//! empty, and `shared_absent` is set.
#![deny(warnings, missing_docs)]

/// `telegram_api.tl`: TDLib's layer.
pub mod telegram_api {
    tl_runtime::include_tl!("telegram_api");
}

/// `telegram_api_2020.tl`: the API as it was in 2020.
pub mod telegram_api_2020 {
    tl_runtime::include_tl!("telegram_api_2020");
}

/// `mtproto_api.tl`: MTProto's own messages, as TDLib declares them.
pub mod mtproto_api {
    tl_runtime::include_tl!("mtproto_api");
}

/// `secret_api.tl`: end-to-end encrypted chats.
pub mod secret_api {
    tl_runtime::include_tl!("secret_api");
}

/// `e2e_api.tl`: end-to-end encrypted calls.
pub mod e2e_api {
    tl_runtime::include_tl!("e2e_api");
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
