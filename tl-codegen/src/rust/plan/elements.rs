//! The elements of repetitions that are structs: `# [a:int b:int]` is a list of them.

use tl_parser::schema::{Combinator, CombinatorId, Field, Schema, TypeExpr, VarId};
use tl_parser::source::Span;

use crate::rust::model::{Param, Ty};
use crate::rust::names::Cases;
use crate::rust::plan::modules::{Modules, Path};
use crate::rust::plan::params::kept;
use crate::rust::plan::{Owner, PlannedField, Planner, Plans};
use crate::rust::wire::{Fields, Scope, only_type};

/// What is known of the elements of a repetition.
#[derive(Debug)]
pub(crate) struct Element<'a, 's> {
    /// Where the repetition is written.
    pub span: Span,
    /// What errors call them: `resPQ.items`.
    pub name: String,
    pub path: Path,
    /// The fields in TL.
    pub tl: &'a [Field<'s>],
    pub fields: Vec<PlannedField>,
    /// The parameters: what the fields name from outside.
    pub params: Vec<Param>,
    /// The variables that are type parameters in Rust.
    pub vars: Vec<VarId>,
    pub default: bool,
}

impl<'a, 's> Element<'a, 's> {
    /// Adds the elements of the repetitions in a type, in the order of the text. `name` are the
    /// names of the fields on the way there.
    pub(super) fn add_all(
        combinator: &Combinator<'s>,
        (name, ty): (&str, &'a TypeExpr<'s>),
        modules: &mut Modules,
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
                path: modules.add_struct(combinator.kind, &item, None, cases),
                tl: fields,
                fields: Vec::new(),
                params: Vec::new(),
                vars: Vec::new(),
                default: false,
            });
        }
        for field in fields {
            let name = [name, "_", field.name.unwrap_or("item")].concat();
            Self::add_all(combinator, (&name, &field.ty), modules, cases, elements);
        }
    }
}

impl<'s> Planner<'_, '_, 's> {
    /// The type of the elements of a repetition.
    pub(super) fn element_type(&self, span: Span, owner: &Owner<'_, 's>) -> Ty {
        let plan = self.plans.combinators[owner.id].as_ref();
        let elements = plan.map_or(&[][..], |plan| &plan.elements);
        let found = elements.binary_search_by_key(&span, |element| element.span);
        let Some(element) = found.ok().and_then(|index| elements.get(index)) else {
            return Ty::True;
        };
        let params = element
            .vars
            .iter()
            .filter_map(|&var| owner.names.param(&owner.scope, var));
        let args = params.cloned().map(Ty::Param).collect();
        element.path.seen_from(owner.depth, args)
    }

    /// Plans the elements of a combinator's repetitions. All sizes are known by now.
    pub(super) fn elements(&mut self, id: CombinatorId) {
        let schema = self.schema;
        for index in 0.. {
            let plan = self.plans.combinators[id].as_ref();
            let Some(element) = plan.and_then(|plan| plan.elements.get(index)) else {
                return;
            };
            let (tl, depth) = (element.tl, element.path.depth());
            let scope = Scope::new(schema, &schema[id]).of_repetition(tl);
            let (owner, roles) = Owner::new(id, Fields::new(scope, self.cases), depth);
            let (fields, _) = self.fields(&owner, roles);
            let default = self.have_default(tl);
            let plan = self.plans.combinators[id].as_mut();
            if let Some(element) = plan.and_then(|plan| plan.elements.get_mut(index)) {
                let vars = owner.scope.params.iter();
                let named = vars.map(|var| var.is_some_and(|var| element.vars.contains(&var)));
                element.params = kept(owner.names.params, &named.collect::<Vec<_>>());
                element.fields = fields;
                element.default = default;
            }
        }
    }
}

impl Plans<'_, '_> {
    /// Finds the type parameters of the elements, once those of all types are known.
    pub(super) fn name_params_of_elements(&mut self, schema: &Schema<'_>, id: CombinatorId) {
        for index in 0.. {
            let plan = self.combinators[id].as_ref();
            let Some(element) = plan.and_then(|plan| plan.elements.get(index)) else {
                return;
            };
            let tl = element.tl;
            let params = Scope::new(schema, &schema[id]).of_repetition(tl).params;
            let vars = params
                .into_iter()
                .flatten()
                .filter(|&var| self.are_of(schema, tl, var));
            let vars = vars.collect();
            let plan = self.combinators[id].as_mut();
            if let Some(element) = plan.and_then(|plan| plan.elements.get_mut(index)) {
                element.vars = vars;
            }
        }
    }
}
