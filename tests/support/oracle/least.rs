//! The constructor of each type with the fewest bytes.

use tl_parser::schema::{Builtin, CombinatorId, CombinatorKind, Schema, TypeExpr, TypeId};

/// The constructors with the fewest bytes.
pub(crate) struct Cheapest {
    by_type: Vec<Option<CombinatorId>>,
    /// The function with the fewest bytes, if there are functions.
    pub function: CombinatorId,
    /// The constructor with the fewest bytes.
    pub object: CombinatorId,
}

impl Cheapest {
    pub(crate) fn new(schema: &Schema<'_>) -> Self {
        let ids = || (0..).map(CombinatorId).take(schema.combinators.len());
        let mut costs: Vec<Option<usize>> = vec![None; schema.combinators.len()];
        let mut by_type: Vec<Option<CombinatorId>> = vec![None; schema.types.len()];
        // Each round reaches constructors that depend on one more type.
        loop {
            let mut changed = false;
            for id in ids() {
                let cost = body(schema, id, &by_type, &costs);
                if cost != costs[id.0 as usize] {
                    costs[id.0 as usize] = cost;
                    changed = true;
                }
            }
            for (best, ty) in by_type.iter_mut().zip(&schema.types) {
                let priced = ty
                    .constructors
                    .iter()
                    .filter_map(|&id| Some((costs[id.0 as usize]?, id)));
                *best = priced.min().map(|(_, id)| id);
            }
            if !changed {
                break;
            }
        }
        let cheapest = |kind| {
            let generic = |id: CombinatorId| schema[id].vars.iter().any(|var| var.param);
            ids()
                .filter(|&id| schema[id].kind == kind && !generic(id))
                .filter(|&id| schema[id].builtin.is_none())
                .min_by_key(|id| costs[id.0 as usize].unwrap_or(usize::MAX))
                .unwrap_or(CombinatorId(0))
        };
        Self {
            function: cheapest(CombinatorKind::Function),
            object: cheapest(CombinatorKind::Constructor),
            by_type,
        }
    }

    pub(crate) fn constructor(&self, ty: TypeId) -> CombinatorId {
        self.by_type[ty.0 as usize].expect("each type has a value without end")
    }
}

/// Returns the number of bytes of a constructor without its id; `None` if it is not known yet.
fn body(
    schema: &Schema<'_>,
    id: CombinatorId,
    by_type: &[Option<CombinatorId>],
    costs: &[Option<usize>],
) -> Option<usize> {
    let fields = schema[id]
        .fields
        .iter()
        .filter(|field| field.mask.is_none());
    fields
        .map(|field| value(schema, &field.ty, by_type, costs))
        .sum()
}

fn value(
    schema: &Schema<'_>,
    ty: &TypeExpr<'_>,
    by_type: &[Option<CombinatorId>],
    costs: &[Option<usize>],
) -> Option<usize> {
    match ty {
        TypeExpr::Nat(_) | TypeExpr::Call(..) => Some(4),
        TypeExpr::Boxed(ty, ..) => match schema[*ty].builtin {
            Some(Builtin::Vector) => Some(8),
            Some(_) => Some(4),
            None => Some(4 + costs[by_type[ty.0 as usize]?.0 as usize]?),
        },
        TypeExpr::Bare(id, ..) => match schema[*id].builtin {
            Some(Builtin::Long | Builtin::Int53 | Builtin::Double) => Some(8),
            Some(Builtin::Int128) => Some(16),
            Some(Builtin::Int256) => Some(32),
            Some(Builtin::Int512) => Some(64),
            Some(Builtin::True) => Some(0),
            Some(_) => Some(4),
            None => costs[id.0 as usize],
        },
        // An estimate, because it depends on the arguments.
        TypeExpr::Var(..) => Some(4),
        TypeExpr::Repeat(count, ..) => Some(4 * count.add as usize),
    }
}
