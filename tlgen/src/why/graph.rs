//! Which declarations lead to which, and through which field.

use std::collections::VecDeque;

use tl_parser::print;
use tl_parser::schema::{
    CombinatorId, CombinatorKind, Field, IndexVec, Origin, Schema, TypeExpr, TypeId,
};
use tl_parser::source::Span;

/// A target of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    /// Any constructor of a type.
    Type(TypeId),
    Combinator(CombinatorId),
}

/// A declaration, and the part of it that leads on: a field, or the result of a function.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a, 's> {
    pub(super) owner: CombinatorId,
    field: Option<&'a Field<'s>>,
}

impl Step<'_, '_> {
    /// Returns the TL of the step: `photo:Photo`, or `= photos.Photo`.
    pub(super) fn tl(&self, schema: &Schema<'_>) -> String {
        match self.field {
            Some(field) => field.tl(),
            None => format!("= {}", print::expr(&schema[self.owner].ast.result)),
        }
    }

    pub(super) fn span(&self, schema: &Schema<'_>) -> Span {
        match self.field {
            Some(field) => field.span,
            None => schema[self.owner].result.span(),
        }
    }
}

/// Returns the shortest way from one of these functions to the target; the first one of equally short ways. It
/// is empty if the target is one of them.
pub(super) fn path<'a, 's>(
    schema: &'a Schema<'s>,
    from: &[CombinatorId],
    target: Node,
) -> Option<Vec<Step<'a, 's>>> {
    let mut reached = IndexVec::filled(None, schema.combinators.len());
    let mut queue = VecDeque::new();
    for &function in from {
        if Node::Combinator(function) == target {
            return Some(Vec::new());
        }
        reached[function] = Some(Reached::First);
        queue.push_back(function);
    }
    while let Some(owner) = queue.pop_front() {
        for (step, ty) in steps(schema, owner) {
            for node in nodes(ty) {
                if reaches(schema, node, target) {
                    return Some(back(step, &reached));
                }
                let next = match &node {
                    Node::Type(id) => schema[*id].constructors.as_slice(),
                    Node::Combinator(id) => std::slice::from_ref(id),
                };
                for &next in next {
                    if reached[next].is_none() {
                        reached[next] = Some(Reached::By(step));
                        queue.push_back(next);
                    }
                }
            }
        }
    }
    None
}

/// Returns all fields and results that name the target; those of functions first.
pub(super) fn users<'a, 's>(schema: &'a Schema<'s>, target: Node) -> Vec<Step<'a, 's>> {
    let all = schema.combinators.ids();
    let all = all.flat_map(|id| steps(schema, id).filter(|(_, ty)| uses(schema, ty, target)));
    let users = all.filter(|(step, _)| is_there(schema, step.owner));
    let mut users: Vec<_> = users.map(|(step, _)| step).collect();
    users.sort_by_key(|step| schema[step.owner].kind != CombinatorKind::Function);
    users
}

/// Whether the schema has a declaration. Those of the prelude are part of every schema, but only some are used.
fn is_there(schema: &Schema<'_>, id: CombinatorId) -> bool {
    let declared = schema.combinators.entries();
    let mut declared = declared.filter(|(_, it)| it.origin == Origin::Declared);
    let target = Node::Combinator(id);
    schema[id].origin == Origin::Declared
        || declared.any(|(id, _)| steps(schema, id).any(|(_, ty)| uses(schema, ty, target)))
}

fn uses(schema: &Schema<'_>, ty: &TypeExpr<'_>, target: Node) -> bool {
    nodes(ty).iter().any(|&node| reaches(schema, node, target))
}

/// How a declaration was first reached.
#[derive(Clone, Copy)]
enum Reached<'a, 's> {
    /// The way begins here.
    First,
    By(Step<'a, 's>),
}

/// Returns the way to its last step.
fn back<'a, 's>(
    last: Step<'a, 's>,
    reached: &IndexVec<CombinatorId, Option<Reached<'a, 's>>>,
) -> Vec<Step<'a, 's>> {
    let mut path = vec![last];
    let mut owner = last.owner;
    while let Some(Reached::By(step)) = reached[owner] {
        path.push(step);
        owner = step.owner;
    }
    path.reverse();
    path
}

/// Returns all steps that lead on from a declaration.
fn steps<'a, 's>(
    schema: &'a Schema<'s>,
    owner: CombinatorId,
) -> impl Iterator<Item = (Step<'a, 's>, &'a TypeExpr<'s>)> {
    let combinator = &schema[owner];
    let is_function = combinator.kind == CombinatorKind::Function;
    let result = is_function.then_some((None, &combinator.result));
    let fields = combinator.fields.iter();
    let fields = fields.map(|field| (Some(field), &field.ty));
    let all = result.into_iter().chain(fields);
    all.map(move |(field, ty)| (Step { owner, field }, ty))
}

/// Returns the types and combinators that a type expression names, including arguments and elements of
/// repetitions.
fn nodes(ty: &TypeExpr<'_>) -> Vec<Node> {
    let mut found = Vec::new();
    ty.each(&mut |ty| match ty {
        TypeExpr::Boxed(id, ..) => found.push(Node::Type(*id)),
        TypeExpr::Bare(id, ..) => found.push(Node::Combinator(*id)),
        TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => {}
    });
    found
}

/// Whether a field that leads to `node` leads to `target`.
fn reaches(schema: &Schema<'_>, node: Node, target: Node) -> bool {
    match (node, target) {
        (Node::Type(node), Node::Combinator(target)) => {
            schema[target].kind == CombinatorKind::Constructor && schema[target].ty() == Some(node)
        }
        (Node::Combinator(node), Node::Type(target)) => schema[node].ty() == Some(target),
        (_, _) => node == target,
    }
}
