//! Whether written ids are those that the text gives.
//!
//! A written id is the id on the wire, whatever it is, so a mismatch is no error: real schemas
//! keep an id when a field is added or a name is changed. But it may as well be a slip, and then
//! no peer will understand it. So each mismatch is reported with the reason for it, as far as one
//! can be found.

mod reason;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic};
use crate::id::{self, Rule};
use crate::schema::{Combinator, Origin, Schema};
use reason::Reasons;

/// Compares every written id with the ids that the text gives, by any [rule](Rule::WRITTEN), and
/// reports an [`IdMismatch`](Code::IdMismatch) where none of them is the one.
///
/// A comment `// tlgen:allow(id-mismatch)` at the declaration says that it is meant.
pub fn verify(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    report(
        schema,
        mismatches(schema).filter(|(it, _)| !it.allowed.contains(&Code::IdMismatch.name())),
        diagnostics,
    );
}

/// [`verify`], whatever the comments say.
pub(crate) fn verify_all(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    report(schema, mismatches(schema), diagnostics);
}

/// What has an id that its text does not give.
fn mismatches<'a, 's>(schema: &'a Schema<'s>) -> impl Iterator<Item = (&'a Combinator<'s>, u32)> {
    let declared = schema
        .combinators
        .iter()
        .filter(|combinator| combinator.origin == Origin::Declared);
    declared.filter_map(|combinator| {
        let written = combinator.written_id?;
        // A reserved id is an error already.
        let wrong = !matches!(written, 0 | u32::MAX) && !is_given(combinator);
        wrong.then_some((combinator, written))
    })
}

fn report<'a, 's: 'a>(
    schema: &'a Schema<'s>,
    mismatches: impl Iterator<Item = (&'a Combinator<'s>, u32)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut mismatches = mismatches.peekable();
    if mismatches.peek().is_none() {
        return;
    }
    let rule = followed(schema);
    let mut reasons = Reasons::new(schema);
    for (combinator, written) in mismatches {
        diagnostics.push(mismatch(combinator, written, rule, &mut reasons));
    }
}

/// Whether the text gives the id on the wire, by any [rule](Rule::WRITTEN).
#[must_use]
pub fn is_given(combinator: &Combinator<'_>) -> bool {
    let given = |rule: &Rule| id::id(combinator.ast, *rule) == combinator.id;
    combinator.written_id.is_none() || Rule::WRITTEN.iter().any(given)
}

/// The rule that the written ids of the schema follow: a wrong id was meant to be the id by it.
fn followed(schema: &Schema<'_>) -> Rule {
    let (mut official, mut telegram, mut unwritten) = (0, 0, 0);
    for combinator in &schema.combinators {
        let Some(written) = combinator.written_id else {
            unwritten += usize::from(combinator.builtin.is_none());
            continue;
        };
        let by = |rule| id::id(combinator.ast, rule) == written;
        match (by(Rule::Official), by(Rule::Telegram)) {
            (true, false) => official += 1,
            (false, true) => telegram += 1,
            (true, true) | (false, false) => {}
        }
    }
    // Where no id tells them apart: Telegram writes all its ids, the others hardly any.
    match official.cmp(&telegram) {
        Ordering::Less => Rule::Telegram,
        Ordering::Greater => Rule::Official,
        Ordering::Equal if unwritten > schema.combinators.len() / 2 => Rule::Official,
        Ordering::Equal => Rule::Telegram,
    }
}

fn mismatch(
    combinator: &Combinator<'_>,
    written: u32,
    rule: Rule,
    reasons: &mut Reasons<'_, '_>,
) -> Diagnostic {
    let given = id::id(combinator.ast, rule);
    let span = combinator
        .ast
        .id
        .map_or(combinator.ast.name.span, |id| id.span);
    let mut diagnostic = Diagnostic::new(
        Code::IdMismatch,
        format!(
            "the id of `{}` is not the one that its text gives",
            combinator.name
        ),
        span,
        format!("the text gives {given:08x}"),
    );
    let reason = reasons.find(combinator, written);
    match reason {
        Some(reason) => diagnostic = diagnostic.note(reason),
        None => {
            diagnostic = diagnostic
                .note("no reason was found: most likely the text was changed, or the id mistyped");
        }
    }
    diagnostic
        .note("where it is meant, say so above the declaration: `// tlgen:allow(id-mismatch)`")
        .suggest(
            "write the id that the text gives",
            span,
            format!("{given:08x}"),
        )
}
