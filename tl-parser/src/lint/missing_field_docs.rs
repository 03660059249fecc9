//! A field without documentation, if others have it.

use super::documentation::Block;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;

/// How many fields are named at once.
const SHOWN: usize = 8;

/// Returns the fields that are not documented.
pub(super) fn missing<'s>(block: &Block<'s>) -> Vec<Spanned<&'s str>> {
    let fields = block.fields.iter().zip(&block.documented);
    let missing = fields.filter(|(field, documented)| documented.is_none() && field.value != "_");
    missing.map(|(field, _)| *field).collect()
}

/// `missing` are the fields without documentation and without another finding.
pub(super) fn lint(
    block: &Block<'_>,
    missing: &[Spanned<&str>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let some = block.documented.iter().any(Option::is_some)
        || block.fields.iter().any(|field| field.value == "_");
    let (true, Some((first, more))) = (some, missing.split_first()) else {
        return;
    };
    let message = match more.len() {
        0 => format!(
            "the field `{}` of `{}` is not documented",
            first.value, block.name
        ),
        more => format!("{} fields of `{}` are not documented", more + 1, block.name),
    };
    let mut found = Diagnostic::new(
        Code::MissingFieldDocs,
        message,
        first.span,
        "not documented",
    );
    for field in more.iter().take(SHOWN) {
        found = found.label(field.span, "nor this one");
    }
    diagnostics.push(found.note(format!(
        "other fields are documented; a line `//@{} …` above the declaration documents this one",
        block.key_of(first.value)
    )));
}
