//! What is known of each constructor, function and type of a schema before any of it is written:
//! where its item is, what its fields are, and how large.

mod boxes;
mod elements;
mod fields;
mod modules;
mod nullable;
mod params;
mod reach;
mod sizes;
mod traits;
mod types;
mod unsupported;
mod variants;
mod views;

use std::collections::BTreeSet;

use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::{
    Builtin, CombinatorId, CombinatorKind, Graph, IndexVec, Origin, Schema, TypeId,
};
use tl_parser::source::Span;

use crate::rust::config::Config;
use crate::rust::derives::{Derives, Traits};
use crate::rust::kept::Kept;
use crate::rust::model::{Directions, FieldRole, Ident, Module, Param, Response};
use crate::rust::names::{Cases, Name};
use crate::rust::selector::Selection;
use crate::rust::wire::{Fields, Scope};

pub(super) use elements::Element;
use modules::Modules;
pub(super) use modules::{ItemId, Path};
use reach::Reach;
pub(crate) use reach::without_excluded;
pub(super) use sizes::MAX_VARIANT;
pub(crate) use views::PlannedViews;
use views::Viewed;

/// The plans of a whole schema. What is built in has none, nor what the user leaves out.
#[derive(Default)]
pub(super) struct Plans<'a, 's> {
    /// `types`, `enums`, `functions`.
    pub modules: Vec<Module<ItemId>>,
    pub combinators: IndexVec<CombinatorId, Option<Plan<'a, 's>>>,
    pub types: IndexVec<TypeId, Option<TypePlan>>,
    /// The views, where the user wants any.
    pub views: Option<PlannedViews>,
}

/// What is known of a constructor or function, whose item is a struct.
#[derive(Debug)]
pub(super) struct Plan<'a, 's> {
    pub path: Path,
    pub directions: Directions,
    /// By position, whether its fields name the parameter of its type.
    pub named: Vec<bool>,
    pub size: usize,
    /// The optional traits of its struct, if its fields allow them.
    pub traits: Traits,
    /// Whether there is no struct: its fields, if it has any, stand in a variant.
    pub is_variant: bool,
    /// Whether its struct has `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    pub body: Body,
    /// What its repetitions repeat, in the order of the text.
    pub elements: Vec<Element<'a, 's>>,
}

/// What is in a struct.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The parameters of its type; those that its fields name are type parameters in Rust.
    pub params: Vec<Param>,
    /// The type parameters that stand for calls.
    pub calls: Vec<Ident>,
    pub fields: Vec<PlannedField>,
    pub response: Option<Response>,
    /// Whether it has `Default`: it is wanted, and all fields have one.
    pub default: bool,
}

/// What is known of a field.
#[derive(Debug)]
pub(super) struct PlannedField {
    pub name: Name,
    pub role: FieldRole,
}

/// What is known of a type, whose item is an enum or an alias.
#[derive(Debug)]
pub(super) struct TypePlan {
    pub path: Path,
    pub directions: Directions,
    /// Its parameters; those that constructors name are type parameters in Rust.
    pub params: Vec<Param>,
    /// By position, whether a constructor names the parameter.
    pub named: Vec<bool>,
    /// The constructor whose struct it is an alias of; `None` for an enum.
    pub alias_of: Option<CombinatorId>,
    pub size: usize,
    /// The constructor of the value that a failed read gives.
    pub filler: Option<CombinatorId>,
    /// Whether a field holds it in a `Box`.
    pub boxed: bool,
    /// The optional traits of its enum where it has no constructors.
    pub traits: Traits,
    /// Whether its enum keeps constructors that the schema does not have.
    pub unknown: bool,
    /// Whether its enum has `#[non_exhaustive]`.
    pub non_exhaustive: bool,
}

impl<'a, 's> Plans<'a, 's> {
    /// Plans a schema, and reports what cannot be generated.
    pub(super) fn new(
        schema: &'a Schema<'s>,
        config: &Config,
        cases: &mut Cases,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut planner = Planner {
            schema,
            graph: Graph::new(schema),
            cases,
            selections: Selections::new(config),
            nullable: BTreeSet::new(),
            plans: Self::default(),
            diagnostics,
        };
        let reach = Reach::new(schema, config, &mut planner.selections);
        let viewed = Viewed::new(schema, &reach, &mut planner.selections);
        planner.place_items(&reach, config);
        planner.find_nullable();
        planner.plans.name_params(schema);
        planner.choose_traits(config);
        for id in planner.graph.contained_first() {
            planner.ty(id);
        }
        for (id, combinator) in schema.combinators.entries() {
            if combinator.kind == CombinatorKind::Function {
                planner.combinator(id);
            }
        }
        // All sizes are known by now.
        for id in schema.combinators.ids() {
            planner.elements(id);
        }
        planner.place_views(viewed);
        planner.plans.drop_empty_modules();
        planner.report_unsupported(config);
        planner.selections.report_unmatched(planner.diagnostics);
        planner.plans
    }
}

impl Plans<'_, '_> {
    /// How much of the schema is generated.
    pub(super) fn kept(&self, schema: &Schema<'_>) -> Kept {
        let mut kept = Kept::default();
        for (it, plan) in schema.combinators.iter().zip(&self.combinators) {
            let count = match it.kind {
                CombinatorKind::Constructor => &mut kept.constructors,
                CombinatorKind::Function => &mut kept.functions,
            };
            count.add(plan.is_some(), is_generated(it.builtin, it.origin));
        }
        for (it, plan) in schema.types.iter().zip(&self.types) {
            kept.types
                .add(plan.is_some(), is_generated(it.builtin, it.origin));
        }
        kept
    }
}

/// What makes the plans, one after the other.
struct Planner<'p, 'a, 's> {
    schema: &'a Schema<'s>,
    graph: Graph,
    cases: &'p mut Cases,
    selections: Selections<'p>,
    /// The fields that may be null, by their places.
    nullable: BTreeSet<Span>,
    plans: Plans<'a, 's>,
    diagnostics: &'p mut Vec<Diagnostic>,
}

/// The options that are about some definitions or fields only.
struct Selections<'c> {
    only: Selection<'c>,
    exclude: Selection<'c>,
    strings_as_bytes: Selection<'c>,
    shared_bytes: Selection<'c>,
    keep_masks: Selection<'c>,
    keep_enums: Selection<'c>,
    flat: Selection<'c>,
    unknown: Selection<'c>,
    non_exhaustive: Selection<'c>,
    nullable: Selection<'c>,
    views: Selection<'c>,
    /// Each with what it is about; without a selector, all.
    derives: Vec<(&'c Derives, Option<Selection<'c>>)>,
}

impl<'c> Selections<'c> {
    fn new(config: &'c Config) -> Self {
        let (strings, masks) = ("fields of type `string`", "masks: fields of type `#`");
        let always = "fields that no mask guards, but for counts, masks and calls";
        let several = "types of several constructors, and their constructors";
        let all = "constructors, functions and types";
        let enums = "enums: types of several constructors or none, and those of `--keep-enums` (in a \
                     build script `keep_enums`)";
        let items = "enums and structs, by their types, constructors and functions";
        let with_namespaces = "functions, constructors, types and namespaces";
        let decoded = "functions, constructors, types and namespaces: what is decoded, and functions \
                       whose answers are";
        let derives = config.derives.iter().map(|derives| {
            let selector = derives.selector.as_slice();
            let selection = Selection::new("derives", all, selector);
            (derives, (!selector.is_empty()).then_some(selection))
        });
        Self {
            only: Selection::new("only", with_namespaces, &config.only),
            exclude: Selection::new("exclude", with_namespaces, &config.exclude),
            strings_as_bytes: Selection::new("strings_as_bytes", strings, &config.strings_as_bytes),
            shared_bytes: Selection::new(
                "shared_bytes",
                "fields of type `bytes`",
                &config.shared_bytes,
            ),
            keep_masks: Selection::new("keep_masks", masks, &config.keep_masks),
            keep_enums: Selection::new("keep_enums", "types", &config.keep_enums),
            flat: Selection::new("flat", several, &config.flat),
            unknown: Selection::new("unknown", enums, &config.unknown),
            non_exhaustive: Selection::new("non_exhaustive", items, &config.non_exhaustive),
            nullable: Selection::new("nullable", always, &config.nullable),
            views: Selection::new("views", decoded, &config.views),
            derives: derives.collect(),
        }
    }

    /// Whether the user wants the item, whatever may reach it.
    fn chooses(&mut self, name: &str) -> bool {
        let excluded = self.exclude.selects_in_namespace(name);
        (self.only.is_empty() || self.only.selects_in_namespace(name)) && !excluded
    }

    fn report_unmatched(&self, diagnostics: &mut Vec<Diagnostic>) {
        let Self {
            only,
            exclude,
            strings_as_bytes,
            shared_bytes,
            keep_masks,
            keep_enums,
            flat,
            unknown,
            non_exhaustive,
            nullable,
            views,
            derives,
        } = self;
        let derives = derives
            .iter()
            .filter_map(|(_, selection)| selection.as_ref());
        let others = [
            only,
            exclude,
            strings_as_bytes,
            shared_bytes,
            keep_masks,
            keep_enums,
            flat,
            unknown,
            non_exhaustive,
            nullable,
            views,
        ];
        for selection in others.into_iter().chain(derives) {
            diagnostics.extend(selection.unmatched());
        }
    }
}

/// The struct whose fields are planned.
struct Owner<'a, 's> {
    /// The constructor or function that it is of.
    id: CombinatorId,
    fields: Fields<'a, 's>,
    /// How many modules below the root of the file the struct is.
    depth: usize,
}

impl<'a, 's> Planner<'_, 'a, 's> {
    /// Gives every item its name and its place.
    fn place_items(&mut self, reach: &Reach, config: &Config) {
        let (schema, cases) = (self.schema, &mut *self.cases);
        let mut modules = Modules::default();
        let variants = variants::without_structs(schema, reach, config, &mut self.selections);
        for (id, it) in schema.combinators.entries() {
            let plan = reach.combinators[id].map(|directions| Plan {
                directions,
                path: modules
                    .of(it.kind)
                    .add(it.name, Some(ItemId::Structs(id)), cases),
                named: Vec::new(),
                size: sizes::UNKNOWN,
                traits: Traits::default(),
                is_variant: variants[id],
                non_exhaustive: !variants[id] && self.selections.non_exhaustive.selects(it.name),
                body: Body::default(),
                elements: Vec::new(),
            });
            self.plans.combinators.push(plan);
        }
        for (id, it) in schema.types.entries() {
            let plan = reach.types[id].map(|directions| {
                let kept = self.selections.keep_enums.selects(it.name);
                let (alias_of, item) = match reach.only(schema, id) {
                    Some(only) if !kept => (Some(only), ItemId::Alias(id)),
                    _ => (None, ItemId::Enum(id)),
                };
                let non_exhaustive = self.selections.non_exhaustive.selects(it.name);
                let only = alias_of.and_then(|only| self.plans.combinators[only].as_mut());
                if let Some(only) = only {
                    only.non_exhaustive |= non_exhaustive;
                }
                TypePlan {
                    directions,
                    unknown: alias_of.is_none() && self.selections.unknown.selects(it.name),
                    non_exhaustive,
                    path: modules.enums.add(it.name, Some(item), cases),
                    params: Vec::new(),
                    named: vec![false; it.params.len()],
                    alias_of,
                    size: sizes::UNKNOWN,
                    filler: self.graph.filler(id),
                    boxed: false,
                    traits: Traits::default(),
                }
            });
            self.plans.types.push(plan);
        }
        for (it, plan) in schema
            .combinators
            .iter()
            .zip(self.plans.combinators.iter_mut())
        {
            let Some(plan) = plan else { continue };
            for field in &it.fields {
                let field = (field.name.unwrap_or("items"), &field.ty);
                Element::add_all(it, field, modules.of(it.kind), cases, &mut plan.elements);
            }
        }
        self.plans.modules = modules.finish();
    }

    /// Plans a type and its constructors.
    fn ty(&mut self, id: TypeId) {
        let ty = &self.schema[id];
        for &constructor in &ty.constructors {
            self.combinator(constructor);
            self.move_into_variant(constructor, id);
        }
        let size = self.plans.size_of_type(id, ty);
        let Some(plan) = &mut self.plans.types[id] else {
            return;
        };
        plan.size = size;
        if !ty.params.is_empty() {
            let first = ty.constructors.first();
            let first = first.map(|&first| Scope::new(self.schema, &self.schema[first]));
            plan.params = params::of_type(ty, first.as_ref(), &plan.named, self.cases);
        }
    }

    /// Plans a constructor or function.
    fn combinator(&mut self, id: CombinatorId) {
        let scope = Scope::new(self.schema, &self.schema[id]);
        let is_function = scope.combinator.kind == CombinatorKind::Function;
        let Some((owner, mut body, size)) = self.body(id, scope) else {
            return;
        };
        if is_function {
            body.response = Some(self.response(&owner));
        }
        if let Some(plan) = &mut self.plans.combinators[id] {
            (plan.body, plan.size) = (body, size);
        }
    }

    /// What is in the struct of a constructor, function or element, and how large it is.
    fn body(
        &mut self,
        id: CombinatorId,
        scope: Scope<'a, 's>,
    ) -> Option<(Owner<'a, 's>, Body, usize)> {
        let plan = self.plans.combinators[id].as_ref()?;
        let (depth, traits) = (plan.path.depth(), plan.traits);
        let mut fields = Fields::new(scope, self.cases);
        let roles = std::mem::take(&mut fields.roles);
        let owner = Owner { id, fields, depth };
        let Fields {
            scope,
            names,
            params,
            calls,
            ..
        } = &owner.fields;
        let mut planned = Vec::with_capacity(roles.len());
        let mut total = 0;
        for (role, (field, name)) in roles.into_iter().zip(scope.fields.iter().zip(names)) {
            match role {
                Ok(role) => {
                    let (role, size) = self.field(&owner, field, role);
                    let name = name.clone();
                    planned.push(PlannedField { name, role });
                    total += size;
                }
                Err(unsupported) => self.diagnostics.push(unsupported.of(scope.combinator)),
            }
        }
        let body = Body {
            params: params::kept(params.clone(), &self.plans.named_by(scope)),
            calls: calls.iter().map(|(_, ident)| ident.clone()).collect(),
            fields: planned,
            response: None,
            default: traits.has(Traits::DEFAULT) && self.have_default(scope.fields),
        };
        Some((owner, body, total))
    }
}

fn is_generated(builtin: Option<Builtin>, origin: Origin) -> bool {
    builtin.is_none() && origin != Origin::External
}
