//! Finds the fields that may be null in JSON.

use tl_parser::schema::{Field, TypeExpr};
use tl_parser::source::Span;

use crate::rust::plan::Planner;
use crate::rust::plan::selections::Selections;
use crate::rust::wire::only_type;
use crate::sorted::Set;

impl Planner<'_, '_, '_> {
    /// Finds the fields that may be null: by documentation, or because the user says so.
    pub(super) fn find_nullable(&mut self) {
        let (selections, nullable) = (&mut self.selections, &mut self.nullable);
        for (combinator, _) in self.plans.combinators_here(self.schema) {
            find(combinator.name, &combinator.fields, selections, nullable);
        }
    }

    /// Whether a field that no mask guards may be null.
    pub(super) fn may_be_null(&self, field: &Field<'_>) -> bool {
        self.nullable.contains(&field.span)
    }
}

fn find(
    constructor: &str,
    fields: &[Field<'_>],
    selections: &mut Selections<'_>,
    nullable: &mut Set<Span>,
) {
    for field in fields {
        match &field.ty {
            // Numbers and calls are always present, since others depend on them.
            TypeExpr::Nat(_) | TypeExpr::Call(..) => continue,
            TypeExpr::Repeat(_, inner, _) if only_type(inner).is_none() => {
                find(constructor, inner, selections, nullable);
            }
            TypeExpr::Repeat(..) | TypeExpr::Var(..) | TypeExpr::Boxed(..) | TypeExpr::Bare(..) => {
            }
        }
        if field.mask.is_some() {
            continue;
        }
        let name = field.name.unwrap_or_default();
        if selections.nullable.selects_field(constructor, name) || field.nullable {
            nullable.insert(field.span);
        }
    }
}
