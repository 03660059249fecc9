//! The structs of constructors and functions, and of the elements of repetitions.

use tl_parser::schema::{Combinator, CombinatorId, Field};

use crate::rust::lower::{Lowering, docs, errors, traits};
use crate::rust::model::{self, Constructor, Identity, Struct};
use crate::rust::names::Name;
use crate::rust::plan::{Element, Plan, PlannedField};

impl Lowering<'_, '_> {
    /// Returns the struct of a constructor or function, if it has one, and the structs of its repetitions'
    /// elements.
    pub(super) fn structs(&self, id: CombinatorId) -> Vec<Struct> {
        let combinator = &self.schema[id];
        let plan = self.plans.combinators[id].as_ref();
        let Some(plan) = plan.filter(|plan| plan.path.is_here()) else {
            return Vec::new();
        };
        let (chosen, directions) = (plan.traits, plan.directions);
        let of_other_crates = traits::of_other_crates(chosen, &self.plans.derive_paths);
        let mut attributes = Vec::from_iter(of_other_crates);
        attributes.extend_from_slice(&plan.attributes);
        let mut items = Vec::with_capacity(1 + plan.elements.len());
        if !plan.is_variant {
            let name = plan.path.name.clone();
            let mut item = structure(combinator, plan, name);
            if item.response.is_some() {
                let facts = &self.config.facts;
                item.docs.push_str(&docs::answered(facts, combinator.name));
                if self.config.rpc_errors {
                    item.errors = errors::of_function(facts, combinator.name);
                }
            }
            items.push(item);
        }
        for Element {
            name,
            path,
            tl,
            body,
            ..
        } in &plan.elements
        {
            let members = fields(tl, &body.fields, |field, renamed| {
                docs::field_of_element(&field.docs, field.name, combinator.name, renamed)
            });
            items.push(Struct {
                params: body.params.clone(),
                docs: docs::element(name, path.name.renamed),
                derives: traits::of_struct(chosen, body.default, &members),
                directions,
                ..Struct::new(
                    path.name.ident.clone(),
                    Identity::Element(name.clone()),
                    members,
                )
            });
        }
        for item in &mut items {
            item.attributes.clone_from(&attributes);
            item.non_exhaustive = plan.non_exhaustive;
            item.compiled = plan.compiled;
            item.client = plan.client;
            item.setters = plan.setters;
        }
        items
    }
}

/// Returns the struct of a constructor or function, or its fields in a variant.
pub(super) fn structure(combinator: &Combinator<'_>, plan: &Plan<'_, '_>, name: Name) -> Struct {
    let body = &plan.body;
    let members = fields(&combinator.fields, &body.fields, |field, renamed| {
        docs::member("field", &field.docs, &field.tl(), renamed)
    });
    Struct {
        calls: body.calls.clone(),
        params: body.params.clone(),
        docs: docs::structure(combinator, &plan.tl, name.renamed),
        derives: traits::of_struct(plan.traits, body.default, &members),
        directions: plan.directions,
        response: body.response.clone(),
        ..Struct::new(
            name.ident,
            Identity::Constructor(constructor(combinator, plan)),
            members,
        )
    }
}

/// Returns what the declaration states about a constructor or function.
pub(super) fn constructor(combinator: &Combinator<'_>, plan: &Plan<'_, '_>) -> Constructor {
    Constructor {
        id: combinator.id,
        name: combinator.name.into(),
        tl: plan.tl.clone(),
        // The text is different if names in it are read as other names.
        unchecked: !combinator.id_matches_text || !combinator.is_read_as_written(),
    }
}

/// Returns the fields; `docs` gets the TL name of a field that is renamed.
fn fields<'s>(
    tl: &[Field<'s>],
    planned: &[PlannedField],
    docs: impl Fn(&Field<'s>, Option<&str>) -> String,
) -> Vec<model::Field> {
    let mut fields = Vec::with_capacity(planned.len());
    for (field, planned) in tl.iter().zip(planned) {
        fields.push(model::Field {
            docs: docs(field, field.name.filter(|_| planned.name.renamed)),
            ident: planned.name.ident.clone(),
            place: None,
            name: field.name.unwrap_or("_").into(),
            attributes: planned.attributes.clone(),
            role: planned.role.clone(),
        });
    }
    fields
}
