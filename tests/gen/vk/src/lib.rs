//! VK's test schemas of full TL. Where the folder `shared` beside this repository is absent, the modules are empty.
//!
//! The macro `gen_shared::tests` skips tests of them there.
#![deny(warnings, missing_docs)]

/// `cases.tl`: a case of each construct.
pub mod cases {
    tl_runtime::include_tl!("cases");
}

/// `schema.tl`: services as they are in use.
pub mod schema {
    tl_runtime::include_tl!("schema");
}

/// `goldmaster.tl`: three files that are one schema.
pub mod goldmaster {
    tl_runtime::include_tl!("goldmaster");
}
