//! The table of all constructors and functions.

use crate::rust::emit::lints;
use crate::rust::emit::template::{Output, code, lines, rust, separated};
use crate::rust::model::RegistryEntry;

/// Writes `pub mod registry`.
pub(super) fn registry(entries: &[RegistryEntry], out: &mut Output<'_>) {
    lines!(out, "

    /// All constructors and functions by their ids.
    #allow
    pub mod registry {
        /// The generated constructors and functions, sorted by id.
        pub static TABLE: #runtime::value::Registry = #runtime::value::Registry::new(&[
            #entries
        ]);

        /// Decodes a boxed constructor or function from the whole input.
        ///
        /// # Errors
        ///
        /// If the input is not such a value, or if more bytes follow it.
        pub fn decode(
            input: &[u8],
        ) -> ::core::result::Result<#runtime::alloc::boxed::Box<dyn #runtime::value::AnyObject>, #runtime::DecodeError>
        {
            TABLE.decode(input)
        }
    }
    ",
        allow = lints::of_root(out.context),
        entries = code(|out| entries.iter().for_each(|it| entry(it, out))),
    );
}

fn entry(entry: &RegistryEntry, out: &mut Output<'_>) {
    let any = vec![(); entry.calls];
    let any = separated(&any, ", ", |(), out| {
        rust!(
            out,
            "#runtime::alloc::boxed::Box<dyn #runtime::value::AnyObject>"
        );
    });
    let any = (entry.calls > 0).then_some(code(|out| rust!(out, "<#any>", any)));
    let kind = if entry.function {
        "function"
    } else {
        "constructor"
    };
    lines! { out, "#runtime::value::Entry::#kind::<#ty#any>(),", kind, ty = entry.ty, any }
}
