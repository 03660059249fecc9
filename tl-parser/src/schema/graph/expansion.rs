//! Generic types that expand without end: `f {t:Type} x:(F (Pair t t)) = F t`.

use super::components::components;
use crate::schema::{Arg, CombinatorId, IndexVec, Schema, TypeExpr, TypeId, VarId};
use crate::source::Span;
use crate::syntax::ast::ParamKind;

/// Returns the fields through which a generic type contains itself with ever larger arguments.
///
/// The parameters of all types are the nodes of a graph. A parameter leads to each one for which it is an
/// argument, and *grows* if it is only part of the argument. A cycle on which something grows has no end
/// (Kennedy and Pierce, 2007).
pub(crate) fn expanding(schema: &Schema<'_>) -> Vec<(CombinatorId, Span)> {
    let mut first = IndexVec::with_capacity(schema.types.len());
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
    for (id, ty) in schema.types.entries() {
        if ty.params.contains(&ParamKind::Type) {
            for &constructor in &ty.constructors {
                walk.constructor(id, constructor);
            }
        }
    }
    let mut found = Vec::new();
    if !walk.edges.iter().any(|edge| edge.grows) {
        return found;
    }
    let mut edges = Vec::with_capacity(walk.edges.len());
    for edge in &walk.edges {
        edges.push((edge.from, edge.to));
    }
    let components = components(count as usize, &edges);
    let component = |node: u32| components.get(node as usize);
    for edge in &walk.edges {
        let field = (edge.constructor, edge.field);
        let has_no_end = edge.grows && component(edge.from) == component(edge.to);
        if has_no_end && found.last() != Some(&field) {
            found.push(field);
        }
    }
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
    first: IndexVec<TypeId, u32>,
    edges: Vec<Edge>,
}

impl Walk<'_, '_> {
    fn constructor(&mut self, owner: TypeId, constructor: CombinatorId) {
        let Some((_, args)) = self.schema[constructor].result.boxed() else {
            return;
        };
        // The parameters of the type that each variable of the constructor stands for.
        let mut nodes = IndexVec::filled(Vec::new(), self.schema[constructor].vars.len());
        for (node, arg) in (self.first[owner]..).zip(args) {
            if let Arg::Type(TypeExpr::Var(var, _)) = arg {
                nodes[*var].push(node);
            }
        }
        for field in &self.schema[constructor].fields {
            let mut from = |var: VarId, to: u32, grows: bool| {
                for &from in &nodes[var] {
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

/// Calls `edge` for every variable in `ty` and every parameter for which it is an argument, or part of one.
/// `around` has the parameters for which `ty` itself is an argument.
fn applications(
    schema: &Schema<'_>,
    first: &IndexVec<TypeId, u32>,
    ty: &TypeExpr<'_>,
    around: &mut Vec<u32>,
    edge: &mut impl FnMut(VarId, u32, bool),
) {
    match ty {
        TypeExpr::Nat(_) | TypeExpr::Call(..) => {}
        TypeExpr::Var(var, _) => {
            for (depth, &to) in around.iter().rev().enumerate() {
                edge(*var, to, depth > 0);
            }
        }
        TypeExpr::Boxed(..) | TypeExpr::Bare(..) => {
            let Some((id, args)) = ty.applied(schema) else {
                return;
            };
            for (node, arg) in (first[id]..).zip(args) {
                if let Arg::Type(arg) = arg {
                    around.push(node);
                    applications(schema, first, arg, around, edge);
                    around.pop();
                }
            }
        }
        TypeExpr::Repeat(_, fields, _) => {
            for field in fields {
                applications(schema, first, &field.ty, around, edge);
            }
        }
    }
}
