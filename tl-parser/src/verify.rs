//! Whether written ids are those that the text gives.
//!
//! A written id is the id on the wire, whatever it is, so a mismatch is not an error: real schemas
//! keep an id when a field is added or a name is changed. But it may as well be a slip, and then
//! no peer will understand it. So each mismatch is reported with the reason for it, as far as one
//! can be found.

mod kept;
mod known;
mod reason;
mod repeated;
mod text;

#[cfg(test)]
mod tests;

pub(crate) use kept::keeping_ids;
pub(crate) use repeated::one_for_one_id;

use std::cmp::Ordering;

use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::id::{self, Rule};
use crate::schema::{Combinator, Origin, Schema};
use crate::source::Span;
use crate::syntax::ast::Program;
use reason::{Reason, Reasons, WayOut};

/// Reports an [`IdMismatch`](Code::IdMismatch) for each written id that the text does not give, by
/// any [rule](Rule::WRITTEN). `schema` is what was resolved of `programs`.
pub fn verify(schema: &Schema<'_>, programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let declared = schema.combinators.iter();
    let declared = declared.filter(|combinator| combinator.origin == Origin::Declared);
    // A reserved id is an error already.
    let mut mismatches = declared
        .filter(|it| !it.id_matches_text && !matches!(it.id, 0 | u32::MAX))
        .peekable();
    if mismatches.peek().is_none() {
        return;
    }
    let rule = followed(schema);
    let mut reasons = Reasons::new(schema, programs);
    for combinator in mismatches {
        let reason = reasons.find(combinator, combinator.id);
        diagnostics.push(mismatch(combinator, rule, reason, programs));
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

fn mismatch(
    combinator: &Combinator<'_>,
    rule: Rule,
    reason: Option<Reason>,
    programs: &[Program<'_>],
) -> Diagnostic {
    let ast = combinator.ast;
    let written = ast.id.map_or(ast.name.span, |id| id.span);
    let given = id::id(ast, rule);
    let message = format!(
        "the id of `{}` is not the one that its text gives",
        combinator.name
    );
    let label = format!("the text gives {given:08x}");
    let diagnostic =
        Diagnostic::new(Code::IdMismatch, message, written, label).about(combinator.span);
    let Some(Reason {
        text,
        common,
        note,
        way_out,
    }) = reason
    else {
        return replace(diagnostic.note(UNKNOWN), written, given);
    };
    let found = diagnostic.note(format!("it is {text}"));
    let found = note.into_iter().fold(found, Diagnostic::note);
    let found = match way_out {
        WayOut::Keep => {
            let comment = allow(combinator.span, programs, &text);
            found.advise([Advice::Allow(comment)])
        }
        WayOut::Replace => replace(found, written, given),
        WayOut::ReplaceBy(id) => replace(found, written, id),
    };
    match common {
        Some(common) => found.alike(
            "declarations have an id that their text does not give",
            format!("each is {common}"),
        ),
        None => found,
    }
}

const UNKNOWN: &str = "no reason was found: most likely the text was changed, or the id mistyped";

fn replace(diagnostic: Diagnostic, written: Span, id: u32) -> Diagnostic {
    let advice = [
        Advice::AllowWhere("it is intended"),
        replacement(written, id),
    ];
    diagnostic.advise(advice)
}

fn replacement(written: Span, id: u32) -> Advice {
    let message = "write the id that the text gives";
    Advice::Replace(Suggestion::new(message, written, format!("{id:08x}")))
}

/// A comment that says that the id is meant: peers know it, and would not know another.
fn allow(declaration: Span, programs: &[Program<'_>], reason: &str) -> Suggestion {
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
    let comment = format!("{first}// tlgen:allow({name}): {reason}\n{indent}");
    Suggestion::new("keep the id, and say why", place, comment)
}
