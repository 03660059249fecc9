//! Generic types that never come to an end: `f {t:Type} x:(F (Pair t t)) = F t`.

use super::components::components;
use crate::ast::Kind;
use crate::schema::{Arg, CombinatorId, Schema, TypeExpr, TypeId, VarId};
use crate::span::Span;

/// The fields by which a generic type leads to itself with ever larger arguments.
///
/// The parameters of all types are the nodes of a graph. A parameter leads to each one that it is
/// an argument for, and *grows* on the way where it is only part of the argument. A cycle on
/// which something grows has no end (Kennedy and Pierce, 2007).
pub(crate) fn expanding(schema: &Schema<'_>) -> Vec<(CombinatorId, Span)> {
    let mut first = Vec::with_capacity(schema.types.len());
    let mut count: u32 = 0;
    for ty in &schema.types {
        first.push(count);
        count += u32::try_from(ty.params.len()).unwrap_or_default();
    }
    let mut walk = Walk {
        schema,
        first,
        edges: Vec::new(),
    };
    for (id, ty) in (0..).map(TypeId).zip(&schema.types) {
        if ty.params.contains(&Kind::Type) {
            for &constructor in &ty.constructors {
                walk.constructor(id, constructor);
            }
        }
    }
    if !walk.edges.iter().any(|edge| edge.grows) {
        return Vec::new();
    }
    let edges = walk.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let components = components(count as usize, edges);
    let component = |node: u32| components.get(node as usize);
    let mut found: Vec<(CombinatorId, Span)> = walk
        .edges
        .iter()
        .filter(|edge| edge.grows && component(edge.from) == component(edge.to))
        .map(|edge| (edge.constructor, edge.field))
        .collect();
    found.dedup();
    found
}

struct Edge {
    from: u32,
    to: u32,
    grows: bool,
    constructor: CombinatorId,
    field: Span,
}

struct Walk<'a, 's> {
    schema: &'a Schema<'s>,
    /// The node of the first parameter of each type.
    first: Vec<u32>,
    edges: Vec<Edge>,
}

impl Walk<'_, '_> {
    fn constructor(&mut self, owner: TypeId, constructor: CombinatorId) {
        let TypeExpr::Boxed(_, args, _) = &self.schema[constructor].result else {
            return;
        };
        let Some(&first) = self.first.get(owner.0 as usize) else {
            return;
        };
        // The parameters of the type that each variable of the constructor is.
        let mut nodes = vec![Vec::new(); self.schema[constructor].vars.len()];
        for (node, arg) in (first..).zip(args) {
            if let Arg::Type(TypeExpr::Var(var, _)) = arg {
                nodes
                    .get_mut(var.0 as usize)
                    .into_iter()
                    .for_each(|it| it.push(node));
            }
        }
        for field in &self.schema[constructor].fields {
            let mut from = |var: VarId, to: u32, grows: bool| {
                for &from in nodes.get(var.0 as usize).into_iter().flatten() {
                    self.edges.push(Edge {
                        from,
                        to,
                        grows,
                        constructor,
                        field: field.span,
                    });
                }
            };
            applications(
                self.schema,
                &self.first,
                &field.ty,
                &mut Vec::new(),
                &mut from,
            );
        }
    }
}

/// Calls `edge` for every variable in `ty` and every parameter that it is an argument for, or
/// part of one. `around` are the parameters for which `ty` itself is an argument.
fn applications(
    schema: &Schema<'_>,
    first: &[u32],
    ty: &TypeExpr<'_>,
    around: &mut Vec<u32>,
    edge: &mut impl FnMut(VarId, u32, bool),
) {
    let (id, args) = match ty {
        TypeExpr::Nat(_) | TypeExpr::Call(..) => return,
        TypeExpr::Var(var, _) => {
            for (depth, &to) in around.iter().rev().enumerate() {
                edge(*var, to, depth > 0);
            }
            return;
        }
        TypeExpr::Boxed(id, args, _) => (*id, args),
        TypeExpr::Bare(constructor, args, _) => match &schema[*constructor].result {
            TypeExpr::Boxed(id, ..) => (*id, args),
            TypeExpr::Nat(_)
            | TypeExpr::Var(..)
            | TypeExpr::Call(..)
            | TypeExpr::Bare(..)
            | TypeExpr::Repeat(..) => return,
        },
        TypeExpr::Repeat(_, fields, _) => {
            for field in fields {
                applications(schema, first, &field.ty, around, edge);
            }
            return;
        }
    };
    let Some(&node) = first.get(id.0 as usize) else {
        return;
    };
    for (node, arg) in (node..).zip(args) {
        if let Arg::Type(arg) = arg {
            around.push(node);
            applications(schema, first, arg, around, edge);
            around.pop();
        }
    }
}
