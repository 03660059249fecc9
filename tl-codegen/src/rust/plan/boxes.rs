//! Where a value gets a `Box`: where its type would contain itself, and where it is large and seldom
//! there.

use tl_parser::schema::{CombinatorKind, Field, TypeExpr};

use crate::rust::model::{Ty, Untyped, Value, Wire};
use crate::rust::plan::sizes::size_of_option;
use crate::rust::plan::{Owner, Planner};
use crate::rust::wire::fit;

/// An optional field larger than this is boxed, so that the many that are absent cost little.
const MAX_OPTIONAL: usize = 40;

impl<'s> Planner<'_, '_, 's> {
    /// A value of that type, and how large it is in its struct.
    pub(super) fn value(
        &mut self,
        owner: &Owner<'_, 's>,
        field: &Field<'s>,
        ty: Ty,
        Untyped { bit, wire }: Untyped,
    ) -> (Value, usize) {
        let may_be_null = bit.is_none() && self.may_be_null(field);
        let (ty, nullable) = match ty {
            // Of a list, the elements are meant, where they are of types of the schema.
            Ty::Vec(element) if may_be_null => (Ty::Vec(nullable_element(element, &wire)), false),
            ty => (ty, may_be_null),
        };
        let size = self.size(&field.ty, &ty);
        let optional = bit.is_some() || nullable;
        let is_item = matches!(ty, Ty::Item(..));
        let recursive = (is_item || matches!(ty, Ty::Array(..)))
            && owner.fields.scope.combinator.kind == CombinatorKind::Constructor
            && self.graph.needs_box(self.schema, owner.id, &field.ty);
        let large = is_item && optional && size > MAX_OPTIONAL;
        let (ty, size) = match (ty, recursive || large) {
            // A list is a box of its own.
            (Ty::Array(inner, _), true) => (Ty::Vec(inner), 24),
            (ty, true) => {
                if let TypeExpr::Boxed(id, ..) = &field.ty {
                    if let Some(plan) = &mut self.plans.types[*id] {
                        plan.boxed = true;
                    }
                }
                (Ty::Box(Box::new(ty)), 8)
            }
            (ty, false) => (ty, size),
        };
        let size = match optional {
            true => size_of_option(&ty, size),
            false => size,
        };
        let ty = match nullable {
            true => Ty::Option(Box::new(ty)),
            false => ty,
        };
        let wire = fit(wire, &ty, may_be_null.then(|| field.name.unwrap_or("_")));
        let with = None;
        (
            Value {
                ty,
                bit,
                wire,
                with,
            },
            size,
        )
    }
}

fn nullable_element(element: Box<Ty>, list: &Wire) -> Box<Ty> {
    match (&*element, list) {
        (Ty::Item(..), Wire::Vector(_) | Wire::List(_)) => Box::new(Ty::Option(element)),
        _ => element,
    }
}
