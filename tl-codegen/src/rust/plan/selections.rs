//! The options that apply only to some definitions or fields: `only`, `keep_masks`, `rename`.

use crate::rust::attribute::Attribute;
use crate::rust::choice::{Choices, ExternPath, MappedType, RustName};
use crate::rust::config::Config;
use crate::rust::derives::Change;
use crate::rust::selector::Selection;
use crate::rust::selector::unmatched::{Definitions, Unmatched};

/// A list of traits.
pub(super) struct Listed {
    pub(super) change: Change,
    /// Whether the list is about some definitions and not all.
    pub(super) is_of_some: bool,
}

/// Declares [`Selections`] from the options that only select, each with what it selects from.
macro_rules! selections {
    ($($option:ident: $from:literal;)*) => {
        /// The options that apply only to some definitions or fields.
        pub(super) struct Selections<'c> {
            $(pub(super) $option: Selection<'c>,)*
            pub(super) attributes: Choices<'c, Attribute>,
            pub(super) extern_type: Choices<'c, ExternPath>,
            pub(super) rename: Choices<'c, RustName>,
            pub(super) map_type: Choices<'c, MappedType>,
            /// The lists of traits, each with its selection; `None` if it applies to all definitions.
            pub(super) derives: Vec<(Listed, Option<Selection<'c>>)>,
            pub(super) derive_paths: Vec<String>,
        }

        impl<'c> Selections<'c> {
            pub(super) fn new(config: &'c Config) -> Self {
                let mut derive_paths = Vec::new();
                let derives = config.derives.iter().map(|derives| {
                    let selector = derives.selector.as_slice();
                    let from = "constructors, functions and types";
                    let selection = Selection::new("derives", from, selector);
                    let listed = Listed {
                        change: derives.change(&mut derive_paths),
                        is_of_some: derives.is_of_some(),
                    };
                    (listed, (!selector.is_empty()).then_some(selection))
                });
                let derives = derives.collect();
                Self {
                    $($option: Selection::new(stringify!($option), $from, &config.$option),)*
                    attributes: Choices::new(
                        "attribute",
                        "functions, constructors that have a struct, types that are an enum, \
                         fields (`user:id`) and variants (`Peer:peerUser`)",
                        &config.attributes,
                    ),
                    extern_type: Choices::new(
                        "extern_type",
                        "types and constructors",
                        &config.extern_types,
                    ),
                    rename: Choices::new(
                        "rename",
                        "functions, constructors, types and fields (`user:id`)",
                        &config.rename,
                    ),
                    map_type: Choices::new(
                        "map_type",
                        "fields of type `string` or `bytes` (`user:name`), and all of them by the \
                         name of their type",
                        &config.map_types,
                    ),
                    derives,
                    derive_paths,
                }
            }

            /// Returns the options that only select.
            fn plain(&self) -> impl Iterator<Item = &Selection<'c>> {
                [$(&self.$option),*].into_iter()
            }
        }
    };
}

selections! {
    only: "functions, constructors, types and namespaces";
    exclude: "functions, constructors, types and namespaces";
    strings_as_bytes: "fields of type `string` (`resPQ:pq`), and declarations for all of theirs (`resPQ`)";
    keep_masks: "masks: fields of type `#` (`user:flags`)";
    keep_enums: "types";
    flat: "types of several constructors, and their constructors";
    unknown: "enums: types of several constructors or none, and those of `--keep-enums` (in a \
              build script `keep_enums`)";
    non_exhaustive: "enums and structs, by their types, constructors and functions";
    nullable: "fields (`user:id`) without a mask, but none of type `#` or `!X`";
    views: "functions, constructors, types and namespaces whose values, or answers, are decoded";
    common_fields: "types of several constructors that all have a field in common";
    setters: "functions and constructors with a field that may be left out";
}

impl Selections<'_> {
    /// Whether the user chose the item, regardless of what reaches it; `is_left` if nothing else excludes it.
    pub(super) fn chooses(&mut self, name: &str, is_left: bool) -> bool {
        let excluded = self.exclude.selects_in_namespace(name);
        if excluded || !is_left {
            self.only.leave_out(name);
            return false;
        }
        self.only.is_empty() || self.only.selects_in_namespace(name)
    }

    /// Returns the selectors that selected nothing.
    pub(super) fn unmatched(&self, known: &Definitions<'_>) -> Vec<Unmatched> {
        let derives = self.derives.iter().flat_map(|(_, selection)| selection);
        let others = self.plain().chain(derives);
        let others = others.chain(self.attributes.selections());
        let others = others.chain(self.extern_type.selections());
        let mut unmatched = Vec::new();
        for selection in others.chain(self.rename.selections()) {
            selection.unmatched(known, None, &mut unmatched);
        }
        for (selection, mapped) in self.map_type.all() {
            let only_for = mapped.only_for();
            let why =
                only_for.map(|ty| format!("`{}` is for fields of type `{ty}`", mapped.written));
            selection.unmatched(known, why.as_deref(), &mut unmatched);
        }
        unmatched
    }
}
