//! Compares written ids with those that the text gives.
//!
//! A written id is the id on the wire, whatever it is, so a mismatch is not an error: real schemas keep an id
//! when a field is added or a name is changed. But it may as well be a slip, and then no peer will understand
//! it. So each mismatch is reported with its reason, if one can be found.

mod kept;
mod known;
mod reason;
mod text;

#[cfg(test)]
mod tests;

pub(crate) use kept::keeping_ids;

use crate::diagnostic::{Advice, Code, Diagnostic, Suggestion};
use crate::id::{self, Rule};
use crate::schema::{Combinator, Origin, Schema};
use crate::source::{Form, Span};
use crate::syntax::ast::Program;
pub(crate) use reason::{Reasons, WayOut};

use reason::Reason;

/// Reports an [`IdMismatch`](Code::IdMismatch) for each written id that the text does not give by any
/// [rule](Rule::WRITTEN). `schema` was resolved from `programs`.
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
    let rules = schema.rules_of_ids();
    let mut reasons = Reasons::new(schema, programs);
    for combinator in mismatches {
        let reason = reasons.find(combinator, combinator.id);
        if let Some(program) = Program::find(programs, combinator.span) {
            diagnostics.push(mismatch(combinator, rules, reason, program));
        }
    }
}

/// Tells how to allow all ids that are kept, if there are several: the schema may be somebody else's.
pub(crate) fn allow_kept(found: &mut [Diagnostic]) {
    let is_kept = |advice: &Advice| matches!(advice, Advice::Allow(_));
    let is_kept =
        |it: &&mut Diagnostic| it.code == Code::IdMismatch && it.advice.iter().any(is_kept);
    let kept: Vec<&mut Diagnostic> = found.iter_mut().filter(is_kept).collect();
    if kept.len() < 2 {
        return;
    }
    if let Some(first) = kept.into_iter().min_by_key(|it| it.place()) {
        let name = Code::IdMismatch.name();
        first.reasons.push(format!(
            "if the schema is not yours, allow all of them: `--allow {name}` (in a build script `.allow({name:?})`)"
        ));
    }
}

fn mismatch(
    combinator: &Combinator<'_>,
    rules: &[Rule],
    reason: Option<Reason>,
    program: &Program<'_>,
) -> Diagnostic {
    let ast = combinator.ast;
    let written = ast.id.map_or(ast.name.span, |id| id.span);
    let given = id::given(ast, rules);
    let message = format!(
        "the id of `{}` is not the one that its text gives",
        combinator.name
    );
    let label = match given.as_slice() {
        [(one, id), (other, another)] => format!(
            "the text gives {id:08x} by {}, and {another:08x} by {}",
            one.name(),
            other.name()
        ),
        [(_, id), ..] => format!("the text gives {id:08x}"),
        [] => String::new(),
    };
    let diagnostic =
        Diagnostic::new(Code::IdMismatch, message, written, label).about(combinator.span);
    let replace = |suggestions: Vec<Suggestion>| {
        let allow = Advice::allow_where("it is intended", program.form);
        [allow]
            .into_iter()
            .chain(suggestions.into_iter().map(Advice::Replace))
    };
    let given = id::suggestions(written, &given);
    let Some(Reason {
        text,
        common,
        note,
        way_out,
    }) = reason
    else {
        return diagnostic.note(UNKNOWN).advise(replace(given));
    };
    let found = diagnostic.note(format!("it is {text}"));
    let found = note.into_iter().fold(found, Diagnostic::note);
    let found = match way_out {
        WayOut::Keep => found.advise([allow(combinator.span, program, &text)]),
        WayOut::Replace => found.advise(replace(given)),
        WayOut::ReplaceBy(id) => found.advise(replace(vec![Suggestion::id(written, id)])),
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

/// Advises to state that the id is intended: peers know it, and would not know another.
fn allow(declaration: Span, program: &Program<'_>, reason: &str) -> Advice {
    if program.form != Form::Tl {
        return Advice::allow_where("it is intended", program.form);
    }
    let before = program.text.get(..declaration.start as usize);
    let line = before.and_then(|text| text.rsplit('\n').next());
    // A comment that does not begin its line would belong to the previous declaration.
    let (first, indent) = match line.unwrap_or_default() {
        blank if blank.trim().is_empty() => ("", blank),
        _ => ("\n", ""),
    };
    let place = declaration.at_start();
    let name = Code::IdMismatch.name();
    let comment = format!("{first}// tlgen:allow({name}): {reason}\n{indent}");
    Advice::Allow(Suggestion::new("keep the id, and say why", place, comment))
}
