//! MTProto's own messages, generated from two schemas.
#![no_std]
#![deny(warnings, missing_docs)]

/// The schema that grammers publishes.
pub mod grammers {
    tl_runtime::include_tl!("grammers");
}

/// The schema of this repository.
pub mod ours {
    tl_runtime::include_tl!("ours");
}
