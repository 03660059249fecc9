//! The table of all constructors and functions.

use std::mem;

use tl_parser::schema::CombinatorKind;

use crate::rust::lower::Lowering;
use crate::rust::model::{Registry, RegistryEntry};

impl Lowering<'_, '_> {
    /// All constructors and functions by id. Where an id repeats, the generic function stays: it
    /// reads what its prefix form would leave. No item may have been made yet.
    pub(crate) fn registry(&self) -> Registry {
        let mut entries = Vec::new();
        for (combinator, plan) in self.schema.combinators.iter().zip(&self.plans.combinators) {
            let Some(plan) = plan else { continue };
            let function = combinator.kind == CombinatorKind::Function;
            // A value of a type with parameters says nothing without the arguments.
            if !function && !plan.body.params.is_empty() {
                continue;
            }
            entries.push(RegistryEntry {
                id: combinator.id,
                ty: plan.path.seen_from(1, Vec::new()),
                calls: plan.body.calls.len(),
                function,
            });
        }
        entries.sort_by_key(|entry| entry.id);
        entries.dedup_by(|later, kept| {
            let repeats = later.id == kept.id;
            if repeats && kept.calls == 0 {
                mem::swap(later, kept);
            }
            repeats
        });
        Registry { entries }
    }
}
