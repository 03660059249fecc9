//! The elements of repetitions that are structs: `# [a:int b:int]` is a list of them.

use tl_parser::schema::{Combinator, CombinatorId, Field, TypeExpr};
use tl_parser::source::Span;

use crate::rust::model::Ty;
use crate::rust::names::Cases;
use crate::rust::plan::modules::{Open, Path, key};
use crate::rust::plan::{Body, Owner, Planner};
use crate::rust::wire::{Scope, only_type};
use crate::sorted::Map;

/// The plan of a repetition's elements.
#[derive(Debug)]
pub(crate) struct Element<'a, 's> {
    /// The span of the repetition.
    pub span: Span,
    /// Their name in errors: `resPQ.items`.
    pub name: String,
    pub path: Path,
    /// Their fields in TL.
    pub tl: &'a [Field<'s>],
    pub body: Body,
}

/// A repetition whose elements are structs.
pub(super) struct Repetition<'a, 's> {
    span: Span,
    /// The name of its elements in errors.
    name: String,
    /// The name that the struct of an element is named after, which is unique in the constructor.
    pub item: String,
    tl: &'a [Field<'s>],
}

/// Repetitions, and the number of those with each name.
#[derive(Default)]
struct All<'a, 's> {
    repetitions: Vec<Repetition<'a, 's>>,
    called: Map<String, u32>,
}

impl<'a, 's> Repetition<'a, 's> {
    /// Returns the repetitions of a constructor or function, in the order of the text.
    pub(super) fn all_of(combinator: &'a Combinator<'s>) -> Vec<Self> {
        let mut all = All::default();
        for field in &combinator.fields {
            let name = field.name.unwrap_or("items");
            Self::add_all(combinator.name, (name, &field.ty), &mut all);
        }
        all.repetitions
    }

    /// Adds the repetitions in a type. `name` consists of the fields on the way there.
    fn add_all(combinator: &str, (name, ty): (&str, &'a TypeExpr<'s>), all: &mut All<'a, 's>) {
        let TypeExpr::Repeat(_, fields, span) = ty else {
            return;
        };
        if only_type(fields).is_none() {
            let called = [combinator, ".", name].concat();
            let count = all.called.or_default(called.clone());
            *count += 1;
            let number = (*count > 1).then(|| count.to_string());
            all.repetitions.push(Self {
                span: *span,
                item: [combinator, "_", name, &number.unwrap_or_default()].concat(),
                name: called,
                tl: fields,
            });
        }
        for field in fields {
            let name = [name, "_", field.name.unwrap_or("item")].concat();
            Self::add_all(combinator, (&name, &field.ty), all);
        }
    }

    /// Returns the elements of a repetition in that combinator, whose struct is in that module.
    pub(super) fn elements(
        self,
        combinator: &Combinator<'_>,
        module: &mut Open,
        cases: &mut Cases,
    ) -> Element<'a, 's> {
        let key = [&key(combinator), ".", &self.item].concat();
        Element {
            span: self.span,
            name: self.name,
            path: module.add(&self.item, &key, None, None, cases),
            tl: self.tl,
            body: Body::default(),
        }
    }
}

impl<'a, 's> Planner<'_, 'a, 's> {
    /// Returns the type of the elements of a repetition.
    pub(super) fn element_type(&self, span: Span, owner: &Owner<'_, 's>) -> Ty {
        let plan = self.plans.combinators[owner.id].as_ref();
        let elements = plan.map_or(&[][..], |plan| &plan.elements);
        let found = elements.binary_search_by_key(&span, |element| element.span);
        let Some(element) = found.ok().and_then(|index| elements.get(index)) else {
            return Ty::True;
        };
        let scope = owner.fields.scope.of_repetition(element.tl);
        let mut args = Vec::new();
        for ((var, _), named) in scope.params.iter().zip(self.plans.named_by(&scope)) {
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
            let item = element.path.name.ident.clone();
            let body = self.body(id, item, scope);
            let plan = self.plans.combinators[id].as_mut();
            let element = plan.and_then(|plan| plan.elements.get_mut(index));
            if let (Some(element), Some((_, body, _))) = (element, body) {
                element.body = body;
            }
        }
    }
}
