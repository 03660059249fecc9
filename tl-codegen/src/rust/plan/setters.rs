//! Chooses the structs that have setters.

use crate::rust::plan::{Body, Planner};

impl Planner<'_, '_, '_> {
    pub(super) fn choose_setters(&mut self) {
        let selection = &mut self.selections.setters;
        if selection.is_empty() {
            return;
        }
        for (combinator, plan) in self.plans.combinators_here(self.schema) {
            let own = (!plan.is_variant).then_some(&plan.body);
            let mut bodies = own
                .into_iter()
                .chain(plan.elements.iter().map(|it| &it.body));
            // Nobody creates a value that is never encoded.
            if plan.directions.encode && bodies.any(Body::may_lack) {
                plan.setters = selection.selects(combinator.name);
            }
        }
    }
}

impl Body {
    /// Whether a field may be left out.
    fn may_lack(&self) -> bool {
        let mut roles = self.fields.iter().map(|field| &field.role);
        roles.any(|role| role.is_member() && role.may_be_left_out())
    }
}
