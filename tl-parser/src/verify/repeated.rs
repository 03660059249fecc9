//! An id that several declarations have, and that is not what their text gives: one mistake.

use super::{followed, replacement};
use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::{Map, Set};
use crate::id;
use crate::schema::{Combinator, CombinatorKind, Schema};
use crate::source::Span;

/// Leaves out that the text does not give an id where it is an error that others have it too: the
/// line was copied. What is not shown is meant to be so. The error suggests the id that the text gives.
pub(crate) fn one_for_one_id(
    schema: &Schema<'_>,
    errors: &mut [Diagnostic],
    doubts: &mut Vec<Diagnostic>,
    is_shown: &dyn Fn(&Diagnostic) -> bool,
) {
    let is_repeated = |it: &&mut Diagnostic| it.code == Code::DuplicateId;
    let mut repeated = errors.iter_mut().filter(is_repeated).peekable();
    if repeated.peek().is_none() {
        return;
    }
    let mut declared: Map<Span, &Combinator<'_>> = Map::default();
    for combinator in &schema.combinators {
        declared.insert(combinator.span, combinator);
    }
    let find = |it: &Diagnostic| it.about.and_then(|about| declared.get(&about).copied());
    let key = |it: &Combinator<'_>| (it.kind == CombinatorKind::Function, it.id);
    let mut wrong: Map<(bool, u32), Vec<&Combinator<'_>>> = Map::default();
    let is_wrong = |it: &&Diagnostic| it.code == Code::IdMismatch && is_shown(it);
    for doubt in doubts.iter().filter(is_wrong) {
        if let Some(combinator) = find(doubt) {
            wrong.entry(key(combinator)).or_default().push(combinator);
        }
    }
    let rule = followed(schema);
    let mut said = Set::default();
    for error in repeated {
        let Some(combinator) = find(error) else {
            continue;
        };
        let Some(all) = wrong.get(&key(combinator)) else {
            continue;
        };
        said.insert(key(combinator));
        let own = all.iter().find(|it| it.span == combinator.span);
        if let Some(it) = own.or(all.first()) {
            let written = it.ast.id.map_or(it.ast.name.span, |id| id.span);
            let given = replacement(written, id::id(it.ast, rule));
            error.advice.insert(0, given);
        }
    }
    doubts.retain(|doubt| {
        let is_said = || find(doubt).is_some_and(|it| said.contains(&key(it)));
        doubt.code != Code::IdMismatch || !is_said()
    });
}
