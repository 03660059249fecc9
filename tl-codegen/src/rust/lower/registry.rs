//! The table of all constructors and functions.

use tl_parser::schema::{CombinatorId, CombinatorKind};

use crate::rust::lower::Lowering;
use crate::rust::model::{Directions, RegistryEntry};

impl Lowering<'_, '_> {
    /// Returns all constructors and functions that are both decoded and encoded, by id. If an id repeats,
    /// the generic function is kept, since it also decodes what its prefix form would leave.
    pub(crate) fn registry(&self) -> Vec<RegistryEntry> {
        let mut by_id: Vec<(u32, u32)> = Vec::with_capacity(self.schema.combinators.len());
        for (index, combinator) in self.schema.combinators.entries() {
            by_id.push((combinator.id, index.0));
        }
        by_id.sort_unstable();
        let mut entries: Vec<RegistryEntry> = Vec::with_capacity(by_id.len());
        for (id, index) in by_id {
            let combinator = &self.schema[CombinatorId(index)];
            let Some(plan) = &self.plans.combinators[CombinatorId(index)] else {
                continue;
            };
            let has_struct = plan.path.parts.iter().any(|part| !part.as_str().is_empty());
            if plan.directions != Directions::BOTH || !has_struct {
                continue;
            }
            let function = combinator.kind == CombinatorKind::Function;
            // A value of a type with parameters cannot be decoded without the arguments.
            if !function && !plan.body.params.is_empty() {
                continue;
            }
            let entry = RegistryEntry {
                id,
                ty: plan.path.seen_from(1, Vec::new()),
                calls: plan.body.calls.len(),
                function,
            };
            match entries.last_mut() {
                Some(kept) if kept.id == id && kept.calls > 0 => {}
                Some(kept) if kept.id == id => *kept = entry,
                _ => entries.push(entry),
            }
        }
        entries
    }
}
