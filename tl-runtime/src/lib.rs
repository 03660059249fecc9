//! The runtime of code that tlgen generates from TL schemas: traits, decoder, encoder, errors.
//!
//! Generated code depends on this package, `tlgen-runtime`, and on nothing else. Your own types
//! with `#[derive(TlObject)]` need only this package, too.
//!
//! ```
//! let bytes = tl_runtime::to_bytes(&true)?;
//! assert_eq!(bytes, 0x997275b5_u32.to_le_bytes());
//! assert!(tl_runtime::from_bytes::<bool>(&bytes)?);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! # Main items
//!
//! | item | what it is for |
//! | --- | --- |
//! | [`include_tl!`] | includes the code that a build script generated |
//! | [`to_bytes`], [`from_bytes`] | encode and decode a whole boxed value |
//! | [`DecodeOptions`] | decodes with other options; also bare values, prefixes and answers |
//! | [`peek_id`] | reads the id at the start of the bytes |
//! | [`Encode`], [`Decode`], [`Identify`] | the traits of all TL types |
//! | [`Function`], [`Serve`] | functions: decode their answers (clients), and encode them (servers) |
//! | [`DecodeError`], [`EncodeError`] | errors: what is wrong, and where |
//! | [`value`] | values of any type, the registry, secrets |
//! | [`views`] | values that borrow from the input, and lists that are decoded as they are iterated |
//! | `json` | the JSON of TDLib |
//! | [`codec`] | the decoder and encoder, for generated code and hand-written impls |
//!
//! # Features
//!
//! - `std`, on by default. Without it the crate is `no_std` and needs `alloc`.
//! - `simdutf8`, on by default: checks that strings are UTF-8 with the vector instructions of the
//!   processor, which makes decoding a page of messages a quarter faster. Without `std`, it uses
//!   only the instructions that the target is known to have when the crate is compiled.
//! - `bytes`: `bytes::Bytes` for fields that share the input.
//! - `derive`: `#[derive(TlObject)]`, for your own types.
//! - `json`: the JSON of TDLib.
//! - `serde`: serde's traits for that JSON; this feature includes `json`.
//! - `compact_str`: `CompactString` can be used for `string`.

#![cfg_attr(not(feature = "std"), no_std)]
// The methods that generated code calls are `extern "C"`, with Rust types, because such functions
// cannot unwind. So their callers need no code to drop what they have decoded so far, which would be a
// third of all generated code. These methods do not panic; a hand-written `Decode` that panics aborts
// the process.
#![allow(improper_ctypes_definitions)]

#[doc(hidden)]
pub extern crate alloc;
#[cfg(feature = "bytes")]
pub extern crate bytes;

mod answered;
mod borrowed;
pub mod codec;
mod error;
#[cfg(feature = "json")]
pub mod json;
mod kind;
mod masks;
mod memory;
mod nesting;
mod numbers;
mod options;
mod owned;
mod path;
mod pointers;
#[cfg(feature = "bytes")]
mod shared;
mod strings;
mod to_bytes;
mod traits;
mod type_check;
mod uninit;
mod unknown;
pub mod value;
mod vectors;
pub mod views;

pub use error::{DecodeError, EncodeError};
pub use options::DecodeOptions;
#[cfg(feature = "bytes")]
pub use shared::from_shared;
#[cfg(feature = "derive")]
pub use tl_derive::TlObject;
pub use to_bytes::{from_bytes, peek_id, to_bytes};
pub use traits::{Decode, Encode, Function, Identify, Serve, TwoWay};
pub use views::{FunctionView, Lazy, List, Stream, View};

/// Includes the code that `tl_codegen::Builder` generated for a schema: `include_tl!("photos")` includes
/// the code for `photos.tl`.
///
/// `include_tl!(pub mod photos)` puts the code into a module `photos` with documentation, and
/// `include_tl!(pub mod api, "photos")` into a module with another name. Your own documentation and
/// attributes can be written before the `pub`.
///
/// The name is the file name of the first schema, without its extension, or the name set by
/// `Builder::file_name`. If the compiler says "couldn't read …/out/photos.rs", the build script has
/// written a file with another name.
#[macro_export]
macro_rules! include_tl {
    ($stem:literal) => {
        include!(concat!($crate::__out_dir!(), "/", $stem, ".rs"));
    };
    ($(#[$attribute:meta])* $visibility:vis mod $module:ident $(,)?) => {
        $(#[$attribute])*
        #[doc = concat!("What the schema `", stringify!($module), ".tl` declares.")]
        $visibility mod $module {
            include!(concat!($crate::__out_dir!(), "/", stringify!($module), ".rs"));
        }
    };
    ($(#[$attribute:meta])* $visibility:vis mod $module:ident, $stem:literal $(,)?) => {
        $(#[$attribute])*
        #[doc = concat!("What the schema `", $stem, ".tl` declares.")]
        $visibility mod $module {
            include!(concat!($crate::__out_dir!(), "/", $stem, ".rs"));
        }
    };
}

/// The folder that the build script writes to.
#[doc(hidden)]
#[macro_export]
macro_rules! __out_dir {
    () => {
        env!(
            "OUT_DIR",
            "`include_tl!` includes what a build script writes, and this package has no build script: \
             `tlgen init` adds one"
        )
    };
}

/// Defines a macro by which generated code requires a feature. If the feature is missing, the macro
/// reports it once, and stops the compilation by including a file that does not exist. Otherwise the
/// compiler would report every use of the feature, thousands of times.
macro_rules! require {
    ($name:ident, $feature:literal, $what:literal) => {
        /// Reports that the feature is missing.
        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            () => {
                ::core::compile_error!(::core::concat!(
                    $what,
                    " needs the feature `",
                    $feature,
                    "` of tlgen-runtime: tlgen-runtime = { …, features = [\"",
                    $feature,
                    "\"] } in Cargo.toml"
                ));
                ::core::include!(::core::concat!("the rest without the feature ", $feature));
            };
        }

        /// Expands to nothing: the feature is enabled.
        #[cfg(feature = $feature)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            () => {};
        }
    };
}

require!(__require_json, "json", "code with JSON");
require!(__require_serde, "serde", "code with serde's traits");
require!(
    __require_derive,
    "derive",
    "code with `#[derive(TlObject)]`"
);
require!(__require_bytes, "bytes", "code with `bytes::Bytes`");
require!(
    __require_compact_str,
    "compact_str",
    "code with `compact_str::CompactString`"
);

/// Expands to nothing: the feature `json` is not enabled.
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_json {
    ($($code:tt)*) => {};
}

/// Expands to the code that it is given: the feature `json` is enabled.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_json {
    ($($code:tt)*) => { $($code)* };
}

/// Expands to nothing: the feature `serde` is not enabled.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_serde {
    ($($code:tt)*) => {};
}

/// Expands to the code that it is given: the feature `serde` is enabled.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_serde {
    ($($code:tt)*) => { $($code)* };
}

/// Items that generated code uses and people do not.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "serde")]
    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::answered::Answered;
    pub use crate::type_check::{
        Answer, Arguments, ArgumentsOf, Both, Call, ElementOf, Elements, Named, Parameter, Row,
        Settled, Silent, Unsaid, Wanted, demand, demand_arguments, demand_bare, demand_length,
        demand_new_id, demand_one_enum, demand_type, is_unsaid,
    };

    /// The version of the interface between generated code and this crate.
    pub const INTERFACE: u32 = 7;

    /// Fails to compile if the code was generated for another version of the interface.
    pub const fn interface(generated_for: u32) {
        assert!(
            generated_for == INTERFACE,
            "this code was generated by a version of tlgen that does not fit this version of \
             tlgen-runtime: generate it again, or use the tlgen-runtime of the same release"
        );
    }
}
