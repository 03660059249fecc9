//! Fields through which a value can contain another one of the same type.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use tl_parser::schema::{
    Arg, Builtin, Combinator, CombinatorId, CombinatorKind, Schema, TypeExpr, TypeId,
};

use super::{Cheapest, Encoder, VECTOR, around};

/// A kind of value: a boxed value of a type, a bare one, or any function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Boxed(TypeId),
    Bare(CombinatorId),
    Function,
}

/// A step from a value to one inside it.
struct Edge {
    to: Node,
    /// All bytes before the inner value.
    before: Vec<u8>,
    /// All bytes after it.
    after: Vec<u8>,
    /// Its name, such as `textConcat.texts`.
    name: String,
}

/// A value that contains another one of the same kind.
pub(crate) struct Cycle {
    /// `textConcat.texts`, and further fields if it takes several steps.
    pub name: String,
    /// All bytes before the inner value.
    pub before: Vec<u8>,
    /// A value without another one inside.
    pub innermost: Vec<u8>,
    /// All bytes after the inner value.
    pub after: Vec<u8>,
}

impl Cycle {
    /// Returns a value that repeats the cycle `times` times.
    pub(crate) fn nested(&self, times: usize) -> Vec<u8> {
        let (before, after) = (self.before.repeat(times), self.after.repeat(times));
        [before, self.innermost.clone(), after].concat()
    }
}

/// Returns the shortest cycle for every field through which a boxed value or function can contain itself.
pub(crate) fn cycles(schema: &Schema<'_>, cheapest: &Cheapest) -> Vec<Cycle> {
    let edges = edges(schema, cheapest);
    let mut cycles = Vec::new();
    for (&from, steps) in &edges {
        for first in steps {
            let mut innermost = Encoder::least(schema, cheapest);
            match from {
                Node::Boxed(ty) => innermost.combinator(cheapest.constructor(ty)),
                Node::Function => innermost.combinator(cheapest.function),
                // Its boxed type is a node too.
                Node::Bare(_) => continue,
            }
            if let Some(rest) = path(&edges, first.to, from) {
                let steps = [&[first], rest.as_slice()].concat();
                let names: Vec<&str> = steps.iter().map(|edge| edge.name.as_str()).collect();
                let before = steps.iter().flat_map(|edge| &edge.before);
                let after = steps.iter().rev().flat_map(|edge| &edge.after);
                cycles.push(Cycle {
                    name: names.join(" "),
                    before: before.copied().collect(),
                    innermost: innermost.bytes,
                    after: after.copied().collect(),
                });
            }
        }
    }
    cycles
}

/// Returns the shortest path between two nodes; it is empty if they are the same.
fn path(edges: &BTreeMap<Node, Vec<Edge>>, from: Node, to: Node) -> Option<Vec<&Edge>> {
    let mut ways: BTreeMap<Node, Option<(Node, &Edge)>> = BTreeMap::from([(from, None)]);
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        if node == to {
            break;
        }
        for edge in edges.get(&node).into_iter().flatten() {
            if let Entry::Vacant(way) = ways.entry(edge.to) {
                way.insert(Some((node, edge)));
                queue.push_back(edge.to);
            }
        }
    }
    let mut steps = Vec::new();
    let mut way = ways.get(&to)?;
    while let Some((before, edge)) = way {
        steps.push(*edge);
        way = &ways[before];
    }
    steps.reverse();
    Some(steps)
}

fn edges(schema: &Schema<'_>, cheapest: &Cheapest) -> BTreeMap<Node, Vec<Edge>> {
    let mut edges: BTreeMap<Node, Vec<Edge>> = BTreeMap::new();
    let ids = (0..).map(CombinatorId).take(schema.combinators.len());
    for (id, combinator) in ids.zip(&schema.combinators) {
        // The arguments of its parameters are known only where it is used.
        if combinator.kind == CombinatorKind::Constructor && is_generic(combinator) {
            continue;
        }
        for (index, field) in combinator.fields.iter().enumerate() {
            let mut header = Vec::new();
            let Some(to) = target(schema, &field.ty, &mut header) else {
                continue;
            };
            let (before, after) = around(schema, cheapest, id, index);
            let mut edge = |from: Node, boxed: bool| {
                let id = boxed.then(|| combinator.id.to_le_bytes());
                let id = id.as_ref().map_or(&[][..], |id| &id[..]);
                edges.entry(from).or_default().push(Edge {
                    to,
                    before: [id, &before, &header].concat(),
                    after: after.clone(),
                    name: name(combinator, index),
                });
            };
            match (combinator.kind, &combinator.result) {
                (CombinatorKind::Function, _) => edge(Node::Function, true),
                (CombinatorKind::Constructor, TypeExpr::Boxed(ty, ..)) => {
                    edge(Node::Boxed(*ty), true);
                    edge(Node::Bare(id), false);
                }
                (CombinatorKind::Constructor, _) => {}
            }
        }
    }
    edges
}

fn is_generic(combinator: &Combinator<'_>) -> bool {
    combinator.vars.iter().any(|var| var.param)
}

fn name(combinator: &Combinator<'_>, index: usize) -> String {
    let field = combinator.fields[index].name.unwrap_or("_");
    format!("{}.{field}", combinator.name)
}

/// Returns the innermost type of a field, and adds the bytes of the lists around it, with one element each.
fn target(schema: &Schema<'_>, ty: &TypeExpr<'_>, header: &mut Vec<u8>) -> Option<Node> {
    let (builtin, args, node) = match ty {
        TypeExpr::Boxed(id, args, _) => (schema[*id].builtin, args, Node::Boxed(*id)),
        TypeExpr::Bare(id, args, _) => (schema[*id].builtin, args, Node::Bare(*id)),
        TypeExpr::Call(..) => return Some(Node::Function),
        TypeExpr::Nat(_) | TypeExpr::Var(..) | TypeExpr::Repeat(..) => return None,
    };
    match (builtin, args.as_slice()) {
        (None, _) => Some(node),
        (Some(Builtin::Vector), [Arg::Type(element)]) => {
            if matches!(node, Node::Boxed(_)) {
                header.extend(VECTOR.to_le_bytes());
            }
            header.extend(1_u32.to_le_bytes());
            target(schema, element, header)
        }
        (Some(_), _) => None,
    }
}
