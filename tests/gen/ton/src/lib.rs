//! The schemas of TON. Where the folder `shared` beside this repository is absent, the modules are empty.
//!
//! The macro `gen_shared::tests` skips tests of them there.
#![deny(warnings, missing_docs)]

/// `ton_api.tl`: the node.
pub mod ton_api {
    tl_runtime::include_tl!("ton_api");
}

/// `lite_api.tl`: what light clients ask.
pub mod lite_api {
    tl_runtime::include_tl!("lite_api");
}

/// `tonlib_api.tl`: the library's own interface.
pub mod tonlib_api {
    tl_runtime::include_tl!("tonlib_api");
}
