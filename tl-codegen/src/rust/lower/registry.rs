//! The table of all constructors and functions.

use std::collections::BTreeMap;

use tl_parser::schema::CombinatorKind;

use crate::rust::lower::Lowering;
use crate::rust::model::{Directions, Registry, RegistryEntry};

impl Lowering<'_, '_> {
    /// All constructors and functions that are both decoded and encoded, by id. Where an id repeats,
    /// the generic function stays: it reads what its prefix form would leave. No item may have been
    /// made yet.
    pub(crate) fn registry(&self) -> Registry {
        let mut entries: BTreeMap<u32, RegistryEntry> = BTreeMap::new();
        for (combinator, plan) in self.schema.combinators.iter().zip(&self.plans.combinators) {
            let Some(plan) = plan else { continue };
            if plan.directions != Directions::BOTH {
                continue;
            }
            let function = combinator.kind == CombinatorKind::Function;
            // A value of a type with parameters says nothing without the arguments.
            if !function && !plan.body.params.is_empty() {
                continue;
            }
            let kept = entries.get(&combinator.id);
            if kept.is_some_and(|kept| kept.calls > 0) {
                continue;
            }
            let entry = RegistryEntry {
                id: combinator.id,
                ty: plan.path.seen_from(1, Vec::new()),
                calls: plan.body.calls.len(),
                function,
            };
            entries.insert(combinator.id, entry);
        }
        Registry {
            entries: entries.into_values().collect(),
        }
    }
}
