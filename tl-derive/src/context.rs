//! What the code of an item depends on besides the item.

use proc_macro2::TokenStream;
use tl_codegen::__private::emit;
use tl_codegen::__private::model::Directions;
use tl_codegen::Impls;

use crate::attr::Attributes;
use crate::checks::Checks;
use crate::error::Errors;
use crate::fragments::Fragments;

/// What the code of an item depends on.
pub(crate) struct Context {
    /// The path of the runtime.
    pub runtime: TokenStream,
    /// The context of the emitter.
    pub emitted: emit::Context,
    /// Whether the item is decoded, and whether it is encoded.
    pub directions: Directions,
    /// The fragments of the user's code.
    pub fragments: Fragments,
    /// The checks that the compiler makes.
    pub checks: Checks,
    /// The mistakes of the item.
    pub errors: Errors,
}

impl Context {
    pub(crate) fn new(attributes: &Attributes, errors: Errors) -> Self {
        let fragments = Fragments::default();
        let emitted = emit::Context {
            runtime: match &attributes.runtime {
                Some(path) => fragments.keep(path),
                None => "::tl_runtime".into(),
            },
            impls: Impls::Derive,
            binary: true,
            json: attributes.json().is_some(),
            serde: attributes.serde.is_some(),
            error_paths: attributes.error_paths.is_some(),
            docs: true,
            deprecates: false,
            flat_views: false,
            placeholders: false,
        };
        Self {
            runtime: attributes.runtime(),
            emitted,
            directions: attributes.directions(),
            fragments,
            checks: Checks::default(),
            errors,
        }
    }
}
