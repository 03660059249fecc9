//! The fields that all constructors of a type have.

use tl_parser::schema::{CombinatorId, Type, TypeId};

use crate::rust::model::{Getter, Ty};
use crate::rust::plan::{PlannedField, Planner};

/// A field as a getter returns it.
#[derive(PartialEq)]
struct Given {
    ty: Ty,
    is_optional: bool,
}

impl Planner<'_, '_, '_> {
    /// Finds the getters of the enums that the user selects.
    pub(super) fn find_common_fields(&mut self) {
        if self.selections.common_fields.is_empty() {
            return;
        }
        for id in self.schema.types.ids() {
            let getters = self.getters(id, &self.schema[id]);
            // The option does not apply to types without common fields.
            if !getters.is_empty() && self.selections.common_fields.selects(self.schema[id].name) {
                if let Some(plan) = &mut self.plans.types[id] {
                    plan.getters = getters;
                }
            }
        }
    }

    fn getters(&self, id: TypeId, ty: &Type<'_>) -> Vec<Getter> {
        let Some(plan) = self.plans.types[id].as_ref() else {
            return Vec::new();
        };
        let Some((&first, others)) = ty.constructors.split_first() else {
            return Vec::new();
        };
        if !plan.is_enum() {
            return Vec::new();
        }
        let depth = plan.path.depth();
        let mut getters = Vec::new();
        for (name, field) in self.fields_by_name(first) {
            let Some((given, is_boxed)) = self.given(first, field, depth) else {
                continue;
            };
            let mut is_boxed = vec![is_boxed];
            for &other in others {
                let same = self
                    .fields_by_name(other)
                    .find(|(its, it)| *its == name && it.name.ident == field.name.ident);
                let same = same.and_then(|(_, field)| self.given(other, field, depth));
                let same = same.filter(|(its, _)| *its == given);
                is_boxed.extend(same.map(|(_, is_boxed)| is_boxed));
            }
            if is_boxed.len() == ty.constructors.len() {
                getters.push(Getter {
                    ident: field.name.ident.clone(),
                    name: name.into(),
                    ty: given.ty,
                    is_optional: given.is_optional,
                    is_boxed,
                });
            }
        }
        getters
    }

    /// Returns the fields of a constructor whose Rust is known, with their TL names.
    fn fields_by_name(&self, id: CombinatorId) -> impl Iterator<Item = (&str, &PlannedField)> {
        let plan = self.plans.combinators[id].as_ref();
        let plan = plan.filter(|plan| plan.path.is_here());
        let planned = plan.map_or(&[][..], |plan| &plan.body.fields);
        let fields = self.schema[id].fields.iter().zip(planned);
        fields.filter_map(|(field, planned)| Some((field.name?, planned)))
    }

    /// Returns what a getter in a module at that depth returns for a field, and whether that is in a `Box`.
    fn given(&self, id: CombinatorId, field: &PlannedField, depth: usize) -> Option<(Given, bool)> {
        let plan = self.plans.combinators[id].as_ref()?;
        let from = if plan.is_variant {
            depth
        } else {
            plan.path.depth()
        };
        let (ty, is_optional) = match field.role.member()? {
            // The parameter of the enum may have another name.
            (ty, _) if ty.has_param() => return None,
            (Ty::Option(inner), _) => (&**inner, true),
            member => member,
        };
        let (mut ty, is_boxed) = match ty {
            Ty::Box(inner) => ((**inner).clone(), true),
            ty => (ty.clone(), false),
        };
        if from != depth {
            ty.move_to(from, depth);
        }
        Some((Given { ty, is_optional }, is_boxed))
    }
}
