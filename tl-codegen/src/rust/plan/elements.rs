//! The elements of repetitions that are structs: `# [a:int b:int]` is a list of them.

use tl_parser::schema::{Combinator, CombinatorId, Field, TypeExpr};
use tl_parser::source::Span;

use crate::rust::model::Ty;
use crate::rust::names::Cases;
use crate::rust::plan::modules::{Open, Path};
use crate::rust::plan::{Body, Owner, Planner};
use crate::rust::wire::{Scope, only_type};

/// What is known of the elements of a repetition.
#[derive(Debug)]
pub(crate) struct Element<'a, 's> {
    /// Where the repetition is written.
    pub span: Span,
    /// What errors call them: `resPQ.items`.
    pub name: String,
    pub path: Path,
    /// Their fields in TL.
    pub tl: &'a [Field<'s>],
    pub body: Body,
}

impl<'a, 's> Element<'a, 's> {
    /// Adds the elements of the repetitions in a type, in the order of the text. `name` is made of
    /// the fields on the way there.
    pub(super) fn add_all(
        combinator: &Combinator<'s>,
        (name, ty): (&str, &'a TypeExpr<'s>),
        module: &mut Open,
        cases: &mut Cases,
        elements: &mut Vec<Self>,
    ) {
        let TypeExpr::Repeat(_, fields, span) = ty else {
            return;
        };
        if only_type(fields).is_none() {
            let item = [combinator.name, "_", name].concat();
            elements.push(Self {
                span: *span,
                name: [combinator.name, ".", name].concat(),
                path: module.add(&item, None, cases),
                tl: fields,
                body: Body::default(),
            });
        }
        for field in fields {
            let name = [name, "_", field.name.unwrap_or("item")].concat();
            Self::add_all(combinator, (&name, &field.ty), module, cases, elements);
        }
    }
}

impl<'a, 's> Planner<'_, 'a, 's> {
    /// The type of the elements of a repetition.
    pub(super) fn element_type(&self, span: Span, owner: &Owner<'_, 's>) -> Ty {
        let plan = self.plans.combinators[owner.id].as_ref();
        let elements = plan.map_or(&[][..], |plan| &plan.elements);
        let found = elements.binary_search_by_key(&span, |element| element.span);
        let Some(element) = found.ok().and_then(|index| elements.get(index)) else {
            return Ty::True;
        };
        let scope = owner.fields.scope.of_repetition(element.tl);
        let mut args = Vec::new();
        for (var, named) in scope.params.iter().zip(self.plans.named_by(&scope)) {
            let param = var.and_then(|var| owner.fields.param(var));
            args.extend(param.filter(|_| named).cloned().map(Ty::Param));
        }
        element.path.seen_from(owner.depth, args)
    }

    /// Plans the elements of a constructor's or function's repetitions.
    pub(super) fn elements(&mut self, id: CombinatorId) {
        let schema = self.schema;
        let outer = Scope::new(schema, &schema[id]);
        let plan = self.plans.combinators[id].as_ref();
        for index in 0..plan.map_or(0, |plan| plan.elements.len()) {
            let plan = self.plans.combinators[id].as_ref();
            let Some(element) = plan.and_then(|plan| plan.elements.get(index)) else {
                return;
            };
            let scope = outer.of_repetition(element.tl);
            let body = self.body(id, scope);
            let plan = self.plans.combinators[id].as_mut();
            let element = plan.and_then(|plan| plan.elements.get_mut(index));
            if let (Some(element), Some((_, body, _))) = (element, body) {
                element.body = body;
            }
        }
    }
}
