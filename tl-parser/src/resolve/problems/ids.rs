//! Ids that cannot stand on the wire: reserved ones, and one id for two things.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Combinator, CombinatorId, CombinatorKind, Origin, Schema};
use crate::source::Span;
use crate::syntax::ast;

/// Checks the ids of all declarations of the schema.
///
/// The prelude takes no part: most of its ids are never written, and its text is not the user's.
pub(super) fn check(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_id: Vec<(CombinatorKind, u32, CombinatorId)> =
        Vec::with_capacity(schema.combinators.len());
    for (index, combinator) in schema.combinators.entries() {
        if combinator.origin == Origin::Declared {
            by_id.push((combinator.kind, combinator.id, index));
            if matches!(combinator.id, 0 | u32::MAX) {
                diagnostics.push(reserved(combinator));
            }
        }
    }
    by_id.sort_unstable();
    for same in
        by_id.chunk_by(|(kind, id, _), (other, other_id, _)| (kind, id) == (other, other_id))
    {
        if same.len() < 2 {
            continue;
        }
        let all = same.iter().map(|&(_, _, id)| &schema[id]);
        let generic = all.clone().find(|it| query(it.ast).is_some());
        let mut clashing = all.filter(|combinator| {
            generic.is_none_or(|generic| !is_prefix_form(combinator.ast, generic.ast))
        });
        if let (Some(first), Some(second)) = (clashing.next(), clashing.next()) {
            diagnostics.push(duplicate(first, second, clashing));
        }
    }
}

fn id_span(combinator: &Combinator<'_>) -> Span {
    combinator
        .ast
        .id
        .map_or(combinator.ast.name.span, |id| id.span)
}

fn reserved(combinator: &Combinator<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedId,
        format!("`{}` has the id {:08x}", combinator.name, combinator.id),
        id_span(combinator),
        "this id is reserved",
    )
    .about(combinator.span)
    .note("0 and ffffffff are no ids of a constructor or function: programs use them for \"none\"")
    .note("without a written id, it is computed from the text")
}

fn duplicate<'a, 's: 'a>(
    first: &Combinator<'s>,
    second: &Combinator<'s>,
    more: impl Iterator<Item = &'a Combinator<'s>>,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        Code::DuplicateId,
        format!("two {}s have the id {:08x}", first.kind.name(), first.id),
        id_span(second),
        format!("`{}` has it", second.name),
    )
    .about(second.span)
    .label(id_span(first), format!("`{}` has it too", first.name));
    for other in more.take(3) {
        diagnostic = diagnostic.label(id_span(other), format!("and `{}`", other.name));
    }
    diagnostic.note("who reads an id must know what follows it")
}

/// The index of the field `query:!X`.
fn query(combinator: &ast::Combinator<'_>) -> Option<usize> {
    combinator.fields().iter().position(|field| field.bang)
}

/// Whether `combinator` is what stands before the query of `generic`. TDLib's `invokeWith…Prefix`
/// are such: they write the head of the request, and the query is appended as bytes.
fn is_prefix_form(combinator: &ast::Combinator<'_>, generic: &ast::Combinator<'_>) -> bool {
    let name = |field: &ast::Field<'_>| field.name.map(|name| name.value.to_owned());
    let head = query(generic).and_then(|query| generic.fields().get(..query));
    let has_head = head.is_some_and(|head| {
        let head = head.iter().map(name);
        head.eq(combinator.fields().iter().map(name))
    });
    has_head
        && combinator.params.is_empty()
        && query(combinator).is_none()
        && !combinator.is_builtin()
        && combinator.result.head().is_some()
}
