//! The schemas of TDLib and tonlib, with JSON. Where the folder `shared` beside this repository is
//! absent, the modules are empty.
//!
//! The macro `gen_shared::tests` skips tests of them there.
#![deny(warnings, missing_docs, rustdoc::all)]

/// `td_api.tl`: what TDLib's clients say.
pub mod td_api {
    tl_runtime::include_tl!("td_api");
}

/// `tonlib_api.tl`: what tonlib's clients say.
pub mod tonlib_api {
    tl_runtime::include_tl!("tonlib_api");
}

/// The same without the binary form.
pub mod tonlib_json {
    tl_runtime::include_tl!("tonlib_json");
}
