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

use crate::ast::Program;
use crate::diagnostic::{Code, Diagnostic};
use crate::id::{self, Rule};
use crate::schema::{Combinator, Origin, Schema};
use crate::span::Span;
use reason::{Reason, Reasons};

/// Compares every written id with the ids that the text gives, by any [rule](Rule::WRITTEN), and
/// reports an [`IdMismatch`](Code::IdMismatch) where none of them is the one.
///
/// A comment `// tlgen:allow(id-mismatch)` at the declaration says that it is meant.
pub fn verify(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    report(
        schema,
        &[],
        mismatches(schema).filter(|(it, _)| !it.allowed.contains(&Code::IdMismatch.name())),
        diagnostics,
    );
}

/// [`verify`], whatever the comments say.
pub(crate) fn verify_all(
    schema: &Schema<'_>,
    programs: &[Program<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    report(schema, programs, mismatches(schema), diagnostics);
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
        let wrong = !matches!(written, 0 | u32::MAX) && !combinator.id_matches_text;
        wrong.then_some((combinator, written))
    })
}

fn report<'a, 's: 'a>(
    schema: &'a Schema<'s>,
    programs: &[Program<'_>],
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
        let reason = reasons.find(combinator, written);
        let finding = mismatch(combinator, rule, reason.as_ref());
        diagnostics.push(match reason {
            Some(Reason { text, meant: None }) => allow(finding, combinator.span, programs, &text),
            Some(Reason { meant, .. }) => write_id(finding, combinator, rule, meant),
            None => write_id(finding, combinator, rule, None),
        });
    }
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

/// The finding, without a suggestion.
fn mismatch(combinator: &Combinator<'_>, rule: Rule, reason: Option<&Reason>) -> Diagnostic {
    let given = id::id(combinator.ast, rule);
    Diagnostic::new(
        Code::IdMismatch,
        format!(
            "the id of `{}` is not the one that its text gives",
            combinator.name
        ),
        written_at(combinator),
        format!("the text gives {given:08x}"),
    )
    .note(match reason {
        Some(reason) => format!("it is {}", reason.text),
        None => "no reason was found: most likely the text was changed, or the id mistyped".into(),
    })
}

/// Suggests another id: `meant`, or that of the rule.
fn write_id(
    finding: Diagnostic,
    combinator: &Combinator<'_>,
    rule: Rule,
    meant: Option<u32>,
) -> Diagnostic {
    let id = meant.unwrap_or_else(|| id::id(combinator.ast, rule));
    let note = "where it is meant, say so above the declaration: `// tlgen:allow(id-mismatch)`";
    finding.note(note).suggest(
        "write the id that the text gives",
        written_at(combinator),
        format!("{id:08x}"),
    )
}

fn written_at(combinator: &Combinator<'_>) -> Span {
    let ast = combinator.ast;
    ast.id.map_or(ast.name.span, |id| id.span)
}

/// Suggests to say that the id is meant: peers know it, and would not know another.
fn allow(
    finding: Diagnostic,
    declaration: Span,
    programs: &[Program<'_>],
    reason: &str,
) -> Diagnostic {
    let program = programs.iter().find(|it| it.file == declaration.file);
    let before = program.and_then(|it| it.text.get(..declaration.start as usize));
    let line = before.and_then(|text| text.rsplit('\n').next());
    // A comment that does not begin its line would belong to the declaration before.
    let (first, indent) = match line.unwrap_or_default() {
        blank if blank.trim().is_empty() => ("", blank),
        _ => ("\n", ""),
    };
    let place = Span {
        end: declaration.start,
        ..declaration
    };
    let name = Code::IdMismatch.name();
    finding.suggest(
        "keep the id, and say why",
        place,
        format!("{first}// tlgen:allow({name}): {reason}\n{indent}"),
    )
}
