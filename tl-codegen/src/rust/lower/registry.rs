//! The table of all constructors and functions.

use std::collections::BTreeMap;

use tl_parser::schema::{CombinatorKind, Schema};

use crate::rust::model::{Registry, RegistryEntry};
use crate::rust::plan::Plans;

/// All constructors and functions by id. Where an id repeats, the generic function stays: it
/// reads what its prefix form would leave.
pub(super) fn registry(schema: &Schema<'_>, plans: &Plans<'_, '_>) -> Registry {
    let mut entries: BTreeMap<u32, RegistryEntry> = BTreeMap::new();
    for (combinator, plan) in schema.combinators.iter().zip(&plans.combinators) {
        let Some(plan) = plan else { continue };
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
