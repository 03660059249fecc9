//! The user's attributes on items, fields and variants.

use tl_parser::schema::{Combinator, Field};

use crate::rust::attribute::Attribute;
use crate::rust::config::Impls;
use crate::rust::plan::selections::Selections;
use crate::rust::plan::{Body, Planner};
use crate::rust::selector::Selection;
use crate::rust::wire::names_by_rule;

impl Planner<'_, '_, '_> {
    /// Puts the attributes on everything that is planned.
    pub(super) fn choose_attributes(&mut self) {
        self.name_for_derive();
        if self.config.attributes.is_empty() {
            return;
        }
        let (schema, selections) = (self.schema, &mut self.selections);
        for (combinator, plan) in self.plans.combinators_here(schema) {
            if !plan.is_variant || !plan.elements.is_empty() {
                let chosen = selections.attributes.find(|it| it.selects(combinator.name));
                plan.attributes = texts(&chosen);
            }
            choose_for_fields(combinator, &combinator.fields, &mut plan.body, selections);
            for element in &mut plan.elements {
                choose_for_fields(combinator, element.tl, &mut element.body, selections);
            }
        }
        for (ty, plan) in schema.types.iter().zip(self.plans.types.iter_mut()) {
            let Some(plan) = plan.as_mut().filter(|plan| plan.is_enum()) else {
                continue;
            };
            let chosen = selections.attributes.find(|it| it.selects(ty.name));
            plan.attributes = texts(&chosen);
            for &id in &ty.constructors {
                let constructor = schema[id].name;
                let selects = |it: &mut Selection<'_>| it.selects_member(ty.name, constructor);
                let chosen = selections.attributes.find(selects);
                if let Some(plan) = &mut self.plans.combinators[id] {
                    plan.variant_attributes = texts(&chosen);
                }
            }
        }
    }

    /// Tells the derive the TL names of fields that the user renamed, and of fields whose name by rule changed
    /// because of that.
    fn name_for_derive(&mut self) {
        if self.config.impls != Impls::Derive {
            return;
        }
        let schema = self.schema;
        for (combinator, plan) in self.plans.combinators_here(schema) {
            if !plan.body.fields.iter().any(|it| it.name.chosen) {
                continue;
            }
            let item = plan.path.name.ident.clone();
            let by_rule = names_by_rule(item, &combinator.fields, self.cases);
            let fields = combinator.fields.iter().zip(&mut plan.body.fields);
            for ((field, planned), by_rule) in fields.zip(by_rule) {
                let is_other = planned.name.chosen || planned.name.ident != by_rule.ident;
                if let (Some(name), true) = (field.name, is_other) {
                    planned.attributes.push(format!("#[tl(rename = {name:?})]"));
                }
            }
        }
    }
}

fn choose_for_fields(
    combinator: &Combinator<'_>,
    fields: &[Field<'_>],
    body: &mut Body,
    selections: &mut Selections<'_>,
) {
    for (field, planned) in fields.iter().zip(&mut body.fields) {
        let Some(name) = field.name.filter(|_| planned.role.is_member()) else {
            continue;
        };
        let attributes = &mut selections.attributes;
        let chosen = attributes.find(|it| it.selects_member(combinator.name, name));
        planned.attributes.extend(texts(&chosen));
    }
}

fn texts(chosen: &[&Attribute]) -> Vec<String> {
    let texts = chosen.iter().map(|attribute| attribute.0.clone());
    texts.collect()
}
