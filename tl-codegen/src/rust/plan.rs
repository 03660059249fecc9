//! Plans for all constructors, functions and types of a schema, made before any code is written: the
//! path, the fields and the size of each item.

mod attributes;
mod boxes;
mod common;
mod derivable;
mod elements;
mod externs;
mod modules;
mod nullable;
mod params;
mod reach;
mod renames;
mod selections;
mod setters;
mod strings;
mod traits;
mod types;
mod unsupported;
mod variants;
mod views;

use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::{
    Builtin, Combinator, CombinatorId, CombinatorKind, Graph, IndexVec, Origin, Schema, TypeId,
};
use tl_parser::source::Span;

use crate::rust::choice::RustName;
use crate::rust::config::Config;
use crate::rust::derives::Traits;
use crate::rust::kept::Kept;
use crate::rust::model::{
    Directions, ExternItem, FieldRole, Getter, Ident, Module, Param, Response,
};
use crate::rust::names::{Cases, Name};
use crate::rust::selector::unmatched::{Definitions, Unmatched};
use crate::rust::wire::{Fields, Scope};
use crate::sorted::Set;

pub(super) use boxes::MAX_VARIANT;
pub(super) use elements::Element;
use elements::Repetition;
use externs::Externs;
pub(crate) use externs::Foreign;
use modules::Modules;
pub(super) use modules::{ItemId, Path, key};
use reach::Reach;
pub(crate) use reach::without_excluded;
use selections::Selections;
pub(super) use variants::UNKNOWN_VARIANT;
pub(crate) use views::PlannedViews;
use views::Viewed;

/// The plans of a whole schema. Builtins and everything that the user leaves out have none.
#[derive(Default)]
pub(super) struct Plans<'a, 's> {
    /// `types`, `enums`, `functions`.
    pub modules: Vec<Module<ItemId>>,
    pub combinators: IndexVec<CombinatorId, Option<Plan<'a, 's>>>,
    pub types: IndexVec<TypeId, Option<TypePlan>>,
    /// The traits of other crates that are derived.
    pub derive_paths: Vec<String>,
    /// The views, if the user wants any.
    pub views: Option<PlannedViews>,
    /// The Rust types that the user writes by hand.
    pub externs: Vec<ExternItem>,
    /// The selectors that matched nothing.
    pub unmatched: Vec<Unmatched>,
}

/// The plan of a constructor or function, whose item is a struct.
#[derive(Debug)]
pub(super) struct Plan<'a, 's> {
    pub path: Path,
    /// Its declaration, in canonical notation.
    pub tl: String,
    pub directions: Directions,
    pub compiled: Directions,
    pub client: Directions,
    /// For each parameter of its type, whether its fields name it.
    pub named: Vec<bool>,
    pub size: usize,
    /// The optional traits of its struct, if its fields allow them.
    pub traits: Traits,
    /// Whether there is no struct: its fields, if it has any, are in a variant.
    pub is_variant: bool,
    /// Whether its struct has `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    pub body: Body,
    /// The attributes of its structs, and of its variant.
    pub attributes: Vec<String>,
    pub variant_attributes: Vec<String>,
    /// Whether its structs have setters.
    pub setters: bool,
    /// The elements of its repetitions, in the order of the text.
    pub elements: Vec<Element<'a, 's>>,
}

/// The contents of a struct.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The parameters of its type; those that its fields name are type parameters in Rust.
    pub params: Vec<Param>,
    /// The type parameters that stand for calls.
    pub calls: Vec<Ident>,
    pub fields: Vec<PlannedField>,
    pub response: Option<Response>,
    /// Whether it has `Default`: the user wants it, and all fields have a default.
    pub default: bool,
}

/// The plan of a field.
#[derive(Debug)]
pub(super) struct PlannedField {
    pub name: Name,
    pub role: FieldRole,
    pub attributes: Vec<String>,
}

/// The plan of a type, whose item is an enum or an alias.
#[derive(Debug)]
pub(super) struct TypePlan {
    pub path: Path,
    pub directions: Directions,
    pub compiled: Directions,
    /// Its parameters; those that constructors name are type parameters in Rust.
    pub params: Vec<Param>,
    /// For each parameter, whether a constructor names it.
    pub named: Vec<bool>,
    /// The constructor whose struct it is an alias of; `None` for an enum.
    pub alias_of: Option<CombinatorId>,
    pub size: usize,
    /// The constructor of the value that a failed decode yields.
    pub filler: Option<CombinatorId>,
    /// Whether a field holds it in a `Box`.
    pub boxed: bool,
    /// The optional traits of its enum if it has no constructors.
    pub traits: Traits,
    /// Whether its enum keeps constructors that the schema does not have.
    pub unknown: bool,
    /// Whether its enum has `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// The attributes of its enum.
    pub attributes: Vec<String>,
    /// The getters of its enum.
    pub getters: Vec<Getter>,
}

impl TypePlan {
    /// Whether an enum is generated for the type.
    fn is_enum(&self) -> bool {
        self.alias_of.is_none() && self.path.is_here()
    }
}

impl<'a, 's> Plans<'a, 's> {
    /// Plans a schema, and reports what cannot be generated.
    pub(super) fn new(
        schema: &'a Schema<'s>,
        config: &Config,
        foreign: &[Foreign],
        cases: &mut Cases,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut selections = Selections::new(config);
        let mut planner = Planner {
            schema,
            config,
            graph: Graph::new(schema),
            cases,
            externs: Externs::new(schema, foreign, &mut selections, diagnostics),
            selections,
            nullable: Set::default(),
            plans: Self::default(),
            diagnostics,
        };
        let reach = Reach::new(schema, config, &planner.externs, &mut planner.selections);
        let viewed = Viewed::new(schema, &reach, &planner.externs, &mut planner.selections);
        planner.place_items(&reach);
        planner.find_nullable();
        planner.plans.name_params(schema);
        planner.choose_traits();
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
        planner.plans.derive_paths = std::mem::take(&mut planner.selections.derive_paths);
        planner.place_views(viewed);
        planner.plans.drop_empty_modules();
        planner.find_common_fields();
        planner.choose_setters();
        planner.choose_attributes();
        planner.report_impossible_derives();
        planner.report_taken_names();
        planner.report_bare_externs();
        planner.report_unsupported();
        planner.plans.externs = planner.used_externs();
        planner.plans.unmatched = planner.unmatched(&reach);
        planner.plans
    }

    /// Returns the constructors and functions that the file has, with their plans.
    fn combinators_here(
        &mut self,
        schema: &'a Schema<'s>,
    ) -> impl Iterator<Item = (&'a Combinator<'s>, &mut Plan<'a, 's>)> {
        let plans = schema.combinators.iter().zip(self.combinators.iter_mut());
        plans.filter_map(|(it, plan)| {
            let plan = plan.as_mut().filter(|plan| plan.path.is_here())?;
            Some((it, plan))
        })
    }

    /// Returns how much of the schema is generated.
    pub(super) fn kept(&self, schema: &Schema<'_>) -> Kept {
        let mut kept = Kept::default();
        for (it, plan) in schema.combinators.iter().zip(&self.combinators) {
            let count = match it.kind {
                CombinatorKind::Constructor => &mut kept.constructors,
                CombinatorKind::Function => &mut kept.functions,
            };
            let is_here = plan.as_ref().is_some_and(|plan| plan.path.is_here());
            count.add(is_here, is_generated(it.builtin, it.origin));
        }
        for (it, plan) in schema.types.iter().zip(&self.types) {
            let is_here = plan.as_ref().is_some_and(|plan| plan.path.is_here());
            kept.types.add(is_here, is_generated(it.builtin, it.origin));
        }
        kept
    }
}

/// Makes the plans, one after the other.
struct Planner<'p, 'a, 's> {
    schema: &'a Schema<'s>,
    config: &'p Config,
    graph: Graph,
    cases: &'p mut Cases,
    externs: Externs,
    selections: Selections<'p>,
    /// The spans of the fields that may be null.
    nullable: Set<Span>,
    plans: Plans<'a, 's>,
    diagnostics: &'p mut Vec<Diagnostic>,
}

/// The struct whose fields are planned.
struct Owner<'a, 's> {
    /// The constructor or function that it belongs to.
    id: CombinatorId,
    fields: Fields<'a, 's>,
    /// The number of modules that the struct is below the root of the file.
    depth: usize,
}

impl<'a, 's> Planner<'_, 'a, 's> {
    /// Assigns every item its name and path.
    fn place_items(&mut self, reach: &Reach) {
        let mut modules = Modules::default();
        self.announce(reach, &mut modules);
        self.place_types(reach, &mut modules);
        self.place_structs(reach, &mut modules);
        for (it, plan) in self.plans.combinators_here(self.schema) {
            for repetition in Repetition::all_of(it) {
                let elements = repetition.elements(it, modules.of(it.kind), self.cases);
                plan.elements.push(elements);
            }
        }
        self.plans.modules = modules.finish();
    }

    fn place_types(&mut self, reach: &Reach, modules: &mut Modules) {
        for (id, it) in self.schema.types.entries() {
            let plan = reach.types[id].map(|directions| {
                let is_here = !self.externs.has_type(id);
                let kept = is_here && self.selections.keep_enums.selects(it.name);
                let (alias_of, item) = match reach.only(self.schema, id) {
                    Some(only) if !kept => (Some(only), ItemId::Alias(id)),
                    _ => (None, ItemId::Enum(id)),
                };
                TypePlan {
                    directions,
                    compiled: reach.compiled_of_type(id),
                    unknown: is_here
                        && alias_of.is_none()
                        && self.selections.unknown.selects(it.name),
                    non_exhaustive: is_here && self.selections.non_exhaustive.selects(it.name),
                    path: match self.externs.types.get(&id) {
                        Some(path) => path.clone(),
                        None => modules.enums.add(
                            it.name,
                            it.name,
                            self.selections.rename.of(it.name),
                            Some(item),
                            self.cases,
                        ),
                    },
                    params: Vec::new(),
                    named: vec![false; it.params.len()],
                    alias_of,
                    size: boxes::UNKNOWN,
                    filler: self.graph.filler(id),
                    boxed: false,
                    traits: Traits::default(),
                    attributes: Vec::new(),
                    getters: Vec::new(),
                }
            });
            self.plans.types.push(plan);
        }
    }

    fn place_structs(&mut self, reach: &Reach, modules: &mut Modules) {
        let variants = self.without_structs(reach);
        for (id, it) in self.schema.combinators.entries() {
            let ty = it.ty().and_then(|ty| self.plans.types[ty].as_ref());
            let alias = ty.filter(|ty| ty.alias_of == Some(id));
            let is_struct = !variants[id] && !self.externs.has(id);
            let plan = reach.combinators[id].map(|directions| Plan {
                directions,
                compiled: reach.compiled(id, it),
                client: reach.of_client(id),
                tl: it.tl(),
                path: match self.externs.constructors.get(&id) {
                    Some(path) => path.clone().unwrap_or_else(|| Path::elsewhere("")),
                    None => modules.of(it.kind).add(
                        it.name,
                        &key(it),
                        self.selections.rename.of(it.name),
                        Some(ItemId::Structs(id)),
                        self.cases,
                    ),
                },
                named: Vec::new(),
                size: boxes::UNKNOWN,
                traits: Traits::default(),
                is_variant: variants[id],
                non_exhaustive: is_struct && self.selections.non_exhaustive.selects(it.name)
                    || alias.is_some_and(|alias| alias.non_exhaustive),
                body: Body::default(),
                attributes: Vec::new(),
                variant_attributes: Vec::new(),
                setters: false,
                elements: Vec::new(),
            });
            self.plans.combinators.push(plan);
        }
    }

    /// Announces all items that get their names by rule.
    fn announce(&mut self, reach: &Reach, modules: &mut Modules) {
        let (externs, renames) = (&self.externs, &mut self.selections.rename);
        for (id, it) in self.schema.combinators.entries() {
            if reach.combinators[id].is_none() || externs.has(id) {
                continue;
            }
            if renames.of(it.name).is_none() {
                modules.of(it.kind).announce(it.name, self.cases);
            }
            for repetition in Repetition::all_of(it) {
                modules.of(it.kind).announce(&repetition.item, self.cases);
            }
        }
        for (id, it) in self.schema.types.entries() {
            let is_here = reach.types[id].is_some() && !externs.has_type(id);
            if is_here && renames.of(it.name).is_none() {
                modules.enums.announce(it.name, self.cases);
            }
        }
    }

    /// Plans a type and its constructors.
    fn ty(&mut self, id: TypeId) {
        let ty = &self.schema[id];
        for constructor in self.graph.constructors(id).to_vec() {
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
            let item = &plan.path.name.ident;
            plan.params = params::of_type(ty, item, first.as_ref(), &plan.named, self.cases);
        }
    }

    /// Plans a constructor or function.
    fn combinator(&mut self, id: CombinatorId) {
        let scope = Scope::new(self.schema, &self.schema[id]);
        let is_function = scope.combinator.kind == CombinatorKind::Function;
        let Some(plan) = &self.plans.combinators[id] else {
            return;
        };
        let item = plan.path.name.ident.clone();
        let Some((owner, mut body, size)) = self.body(id, item, scope) else {
            return;
        };
        if is_function {
            body.response = Some(self.response(&owner));
        }
        if let Some(plan) = &mut self.plans.combinators[id] {
            (plan.body, plan.size) = (body, size);
        }
    }

    /// Plans the contents of the struct `item` of a constructor, function or element, and its size.
    fn body(
        &mut self,
        id: CombinatorId,
        item: Ident,
        scope: Scope<'a, 's>,
    ) -> Option<(Owner<'a, 's>, Body, usize)> {
        let plan = self.plans.combinators[id].as_ref()?;
        let (depth, traits) = (plan.path.depth(), plan.traits);
        let is_here = plan.path.is_here();
        let (combinator, renames) = (scope.combinator, &mut self.selections.rename);
        let mut chosen = |field: &str| {
            let name = is_here.then(|| renames.of_member(combinator.name, field));
            name.flatten().map(|RustName(name)| Name::chosen(name))
        };
        let mut fields = Fields::named(scope, item, &mut chosen, self.cases);
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
        let mut total: usize = 0;
        for (role, (field, name)) in roles.into_iter().zip(scope.fields.iter().zip(names)) {
            match role {
                Ok(role) => {
                    let (role, size) = self.field(&owner, field, role);
                    let name = name.clone();
                    planned.push(PlannedField {
                        name,
                        role,
                        attributes: Vec::new(),
                    });
                    // A chain of bare types can double the size at each step.
                    total = total.saturating_add(size);
                }
                // It does not matter what it is elsewhere.
                Err(_) if !is_here => {}
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

    /// Returns the selectors that matched nothing.
    fn unmatched(&self, reach: &Reach) -> Vec<Unmatched> {
        let types = self.schema.types.entries().map(|(id, it)| {
            let is_reached = reach.types[id].is_some();
            (it.name, is_reached, is_generated(it.builtin, it.origin))
        });
        let combinators = self.schema.combinators.entries().map(|(id, it)| {
            let is_reached = reach.combinators[id].is_some();
            (it.name, is_reached, is_generated(it.builtin, it.origin))
        });
        let mut known = Definitions {
            elsewhere: self.externs.names(self.schema),
            variants: self.plans.structless(self.schema),
            excluded: &self.config.exclude,
            schema: Some(self.schema),
            ..Definitions::default()
        };
        for (name, is_reached, is_declared) in types.chain(combinators) {
            match (is_reached, is_declared) {
                (_, false) => {}
                (true, true) => known.generated.push(name),
                (false, true) => known.unused.push(name),
            }
        }
        self.selections.unmatched(&known)
    }
}

fn is_generated(builtin: Option<Builtin>, origin: Origin) -> bool {
    builtin.is_none() && origin != Origin::External
}
