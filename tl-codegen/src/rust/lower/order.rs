//! Which constructor is looked at when.

use tl_parser::schema::Graph;
use tl_parser::schema::{CombinatorId, CombinatorKind, Field, Schema, TypeExpr, TypeId};

/// All constructors and functions, and each after those whose values it contains, unless a cycle
/// leads back to it.
pub(super) fn contained_first(schema: &Schema<'_>, graph: &Graph) -> Vec<CombinatorId> {
    let count = schema.combinators.len();
    let mut seen = vec![false; count];
    let mut done = Vec::with_capacity(count);
    for start in (0..).take(count).map(CombinatorId) {
        // A stack of our own: schemas may nest as deeply as they are long.
        let mut stack = vec![(start, false)];
        while let Some((id, contained_are_done)) = stack.pop() {
            if contained_are_done {
                done.push(id);
                continue;
            }
            let Some(seen) = seen.get_mut(id.0 as usize) else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            stack.push((id, true));
            let mut contained = Vec::new();
            for field in &schema[id].fields {
                constructors(schema, field, &mut contained);
            }
            let contained = contained
                .into_iter()
                .filter(|&inner| !closes_cycle(schema, graph, id, inner));
            stack.extend(contained.map(|inner| (inner, false)));
        }
    }
    done
}

/// The constructors of the type that a field contains by value, perhaps in an array.
fn constructors(schema: &Schema<'_>, field: &Field<'_>, found: &mut Vec<CombinatorId>) {
    match &field.ty {
        TypeExpr::Boxed(ty, ..) => found.extend_from_slice(&schema[*ty].constructors),
        TypeExpr::Bare(constructor, ..) => found.push(*constructor),
        TypeExpr::Repeat(count, fields, _) if count.var.is_none() => {
            for field in fields {
                constructors(schema, field, found);
            }
        }
        TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => {}
    }
}

/// Whether a value of `inner` can contain one of `outer` again.
fn closes_cycle(
    schema: &Schema<'_>,
    graph: &Graph,
    outer: CombinatorId,
    inner: CombinatorId,
) -> bool {
    match (
        schema[outer].kind,
        result_type(schema, outer),
        result_type(schema, inner),
    ) {
        (CombinatorKind::Constructor, Some(outer), Some(inner)) => graph.recursive(outer, inner),
        _ => false,
    }
}

/// The type whose constructor it is; `None` for a function that returns a variable.
fn result_type(schema: &Schema<'_>, id: CombinatorId) -> Option<TypeId> {
    match schema[id].result {
        TypeExpr::Boxed(ty, ..) => Some(ty),
        TypeExpr::Nat(_)
        | TypeExpr::Var(..)
        | TypeExpr::Call(..)
        | TypeExpr::Bare(..)
        | TypeExpr::Repeat(..) => None,
    }
}
