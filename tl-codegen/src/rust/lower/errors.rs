//! The type of all errors, and the errors of each function.

use tl_parser::diagnostic::{Code, Diagnostic};

use crate::facts::{Facts, is_error_name};
use crate::rust::lower::{Lowering, docs};
use crate::rust::model::{Ident, KnownError};
use crate::rust::names::Taken;
use crate::sorted::Map;

/// The maximum number of names in a finding.
const MOST_NAMES: usize = 20;

impl Lowering<'_, '_> {
    /// Returns the known errors. A finding reports those that are left out.
    pub(crate) fn errors(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Vec<KnownError> {
        let facts = &self.config.facts;
        let mut taken = Taken::default();
        taken.unique(&Ident::new("Unknown"));
        let mut known = Map::default();
        // Names without a number come first, so that they keep their name if there is one with a number.
        for has_number in [false, true] {
            for (name, error) in &facts.errors {
                if !is_error_name(name) || name.contains("%d") != has_number {
                    continue;
                }
                let mut camel = |number: &str| {
                    let words = name.replace("%d", number).to_ascii_lowercase();
                    self.cases.camel(words.trim_matches('_'))
                };
                // `FILE_REFERENCE_EMPTY` may already have the name that `FILE_REFERENCE_%d_EMPTY` would get.
                let ident = Some(camel("_")).filter(|ident| !taken.has(ident));
                let ident = ident.unwrap_or_else(|| camel("_n_"));
                let ident = taken.unique(&ident).ident;
                let error = KnownError {
                    ident,
                    name: name.clone(),
                    codes: error.codes.iter().copied().collect(),
                    docs: docs::error(name, &error.codes, &error.description.words()),
                };
                known.insert(name, error);
            }
        }
        diagnostics.extend(unnamed(facts));
        known.into_iter().map(|(_, error)| error).collect()
    }
}

/// Returns the documented errors of a function: codes and names.
pub(super) fn of_function(facts: &Facts, name: &str) -> Vec<(i32, String)> {
    let known = facts
        .functions
        .get(name)
        .into_iter()
        .flat_map(|it| &it.errors);
    let known = known.filter(|(name, _)| is_error_name(name));
    known
        .flat_map(|(name, codes)| codes.iter().map(|code| (*code, name.clone())))
        .collect()
}

/// Returns a finding about errors that cannot have a variant.
fn unnamed(facts: &Facts) -> Option<Diagnostic> {
    let names: Vec<&String> = facts
        .errors
        .keys()
        .filter(|it| !is_error_name(it))
        .collect();
    let first = names.first()?;
    let all = match facts.errors.len() {
        1 => "1 error".to_owned(),
        count => format!("{count} errors"),
    };
    let message = match names.as_slice() {
        [_] => format!("1 of {all} has no variant: {first:?} is not a name that one can have"),
        _ => format!("{} of {all} have no variant, by their names", names.len()),
    };
    let mut listed: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    let more = listed.len().saturating_sub(MOST_NAMES);
    listed.truncate(MOST_NAMES);
    if more > 0 {
        listed.push(format!("and {more} more"));
    }
    let finding = Diagnostic::placeless(Code::UnnamedError, message);
    let finding = match names.len() {
        1 => finding,
        _ => finding.note(format!("they are {}", listed.join(", "))),
    };
    Some(finding.note(
        "a name is made of letters, digits and `_`, with one number `%d` at most; \
         an error with another is `ErrorKind::Unknown` when it arrives",
    ))
}
