//! The type of all errors, and those of each function.

use crate::facts::Facts;
use crate::rust::lower::{Lowering, docs};
use crate::rust::model::{Ident, KnownError, RpcErrors};
use crate::rust::names::Taken;

impl Lowering<'_, '_> {
    /// The errors that are known.
    pub(crate) fn errors(&mut self) -> RpcErrors {
        let facts = &self.config.facts;
        let mut taken = Taken::default();
        taken.unique(&Ident::new("Unknown"));
        let mut known = Vec::new();
        // A name without a number is not to get one because of another with a number.
        for has_number in [false, true] {
            for (name, error) in &facts.errors {
                if !is_name(name) || name.contains("%d") != has_number {
                    continue;
                }
                let mut camel = |number: &str| {
                    let words = name.replace("%d", number).to_ascii_lowercase();
                    self.cases.camel(words.trim_matches('_'))
                };
                // `FILE_REFERENCE_EMPTY` has its name already, where there is `FILE_REFERENCE_%d_EMPTY`.
                let ident = Some(camel("_")).filter(|ident| !taken.has(ident));
                let ident = ident.unwrap_or_else(|| camel("_n_"));
                let ident = taken.unique(&ident).ident;
                known.push(KnownError {
                    ident,
                    name: name.clone(),
                    codes: error.codes.iter().copied().collect(),
                    docs: docs::error(name, &error.codes, &error.description.words()),
                });
            }
        }
        known.sort_by(|one, other| one.name.cmp(&other.name));
        RpcErrors { known }
    }
}

/// The errors that a function is documented to be answered with: codes and names.
pub(super) fn of_function(facts: &Facts, name: &str) -> Vec<(i32, String)> {
    let known = facts
        .functions
        .get(name)
        .into_iter()
        .flat_map(|it| &it.errors);
    let known = known.filter(|(name, _)| is_name(name));
    known
        .flat_map(|(name, codes)| codes.iter().map(|code| (*code, name.clone())))
        .collect()
}

/// Whether it can be the name of an error, with at most one number in it.
fn is_name(name: &str) -> bool {
    let mut parts = name.split("%d");
    let is_word = |part: &str| {
        part.bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'_')
    };
    let has_letter = name
        .replace("%d", "")
        .contains(|it: char| it.is_ascii_alphanumeric());
    has_letter && name.split("%d").count() <= 2 && parts.all(is_word)
}
