//! The items that have views, and the paths and properties of the views.

use std::cell::Cell;

use tl_parser::schema::{Arg, CombinatorId, CombinatorKind, IndexVec, Schema, TypeExpr, TypeId};

use crate::rust::model::{
    Directions, FieldRole, Ident, Module, Response, Ty, Views, is_lazy_variant, last_lists,
};
use crate::rust::plan::externs::Externs;
use crate::rust::plan::modules::{Open, Path};
use crate::rust::plan::reach::{Reach, reached_from};
use crate::rust::plan::selections::Selections;
use crate::rust::plan::{ItemId, MAX_VARIANT, PlannedField, Planner, Plans, TypePlan};
use crate::sorted::Set;

/// The views of a file.
#[derive(Debug)]
pub(crate) struct PlannedViews {
    /// The module `views`.
    pub module: Module<ItemId>,
    /// The paths and properties of the views.
    pub views: Views,
    /// The functions whose answers have views, in the order of the text.
    pub answers: Vec<ItemId>,
}

/// The part of the schema that has views.
pub(super) struct Viewed {
    combinators: IndexVec<CombinatorId, bool>,
    types: IndexVec<TypeId, bool>,
    answers: Vec<CombinatorId>,
    /// The types that are read from streams: those that are selected or answers.
    streamed: Set<TypeId>,
}

impl Viewed {
    /// Selects items with everything that they reach: whatever is decoded, and the answers to functions.
    pub(super) fn new(
        schema: &Schema<'_>,
        reach: &Reach,
        externs: &Externs,
        selections: &mut Selections<'_>,
    ) -> Option<Self> {
        if selections.views.is_empty() {
            return None;
        }
        let mut selects = |name| selections.views.selects_in_namespace(name);
        let (mut functions, mut combinators, mut types) = (Vec::new(), Vec::new(), Vec::new());
        for (id, it) in schema.combinators.entries() {
            let Some(known) = reach.combinators[id] else {
                continue;
            };
            match it.kind {
                CombinatorKind::Function if known != Directions::NONE && selects(it.name) => {
                    functions.push(id);
                    combinators.push((id, known));
                }
                CombinatorKind::Constructor if known.decode && selects(it.name) => {
                    combinators.push((id, Directions::DECODE));
                }
                CombinatorKind::Function | CombinatorKind::Constructor => {}
            }
        }
        for (id, it) in schema.types.entries() {
            if reach.types[id].is_some_and(|known| known.decode) && selects(it.name) {
                types.push(id);
            }
        }
        let inner = reached_from(schema, reach, externs, &combinators, &types);
        let decodes = |known: Option<Directions>| known.is_some_and(|known| known.decode);
        let mut viewed = Self {
            combinators: inner.combinators.iter().map(|it| decodes(*it)).collect(),
            types: inner.types.iter().map(|it| decodes(*it)).collect(),
            answers: Vec::new(),
            streamed: types.iter().copied().collect(),
        };
        for id in schema.types.ids() {
            // The alias of a type of which only the constructor was reached.
            let only = reach.only(schema, id).filter(|_| reach.types[id].is_some());
            viewed.types[id] |= only.is_some_and(|only| viewed.combinators[only]);
        }
        for (id, it) in schema.combinators.entries() {
            let is_called = reach.combinators[id].is_some_and(|known| known.encode);
            if it.kind == CombinatorKind::Function && is_called {
                let selected = functions.binary_search(&id).is_ok();
                if selected || viewed.answers(&it.result) {
                    viewed.answers.push(id);
                    viewed.streamed.extend(it.result.boxed().map(|(ty, _)| ty));
                }
            }
        }
        Some(viewed)
    }

    /// Whether everything that an answer consists of has views, and there is something that has.
    fn answers(&self, result: &TypeExpr<'_>) -> bool {
        match result {
            TypeExpr::Boxed(id, args, _) => self.types[*id] || self.answer_arguments(args),
            TypeExpr::Bare(id, args, _) => self.combinators[*id] || self.answer_arguments(args),
            // The answer to a call in this function depends on the function that is called.
            TypeExpr::Var(..) => true,
            TypeExpr::Nat(_) | TypeExpr::Call(..) | TypeExpr::Repeat(..) => false,
        }
    }

    fn answer_arguments(&self, args: &[Arg<'_>]) -> bool {
        let types = args.iter().filter_map(Arg::ty);
        let mut answers = types.map(|ty| self.answers(ty));
        answers.next() == Some(true) && answers.all(|answers| answers)
    }
}

impl Planner<'_, '_, '_> {
    /// Assigns paths to all views, and finds out their properties. All fields are planned by now.
    pub(super) fn place_views(&mut self, viewed: Option<Viewed>) {
        let Some(viewed) = viewed else { return };
        let mut root = Open::new(vec![Ident::new("views")], DOCS.into());
        let mut views = Views::default();
        let mut place = |owned: &Path, from: usize, item| {
            let parts = owned.parts.get(from..).unwrap_or_default();
            views.place(owned.parts.clone(), root.mirror(parts, item));
        };
        for (id, plan) in self.plans.types.entries() {
            if let Some(plan) = plan.as_ref().filter(|_| viewed.types[id]) {
                let item = match plan.alias_of {
                    Some(_) => ItemId::Alias(id),
                    None => ItemId::Enum(id),
                };
                place(&plan.path, 1, Some(item));
            }
        }
        for (id, plan) in self.plans.combinators.entries() {
            if let Some(plan) = plan.as_ref().filter(|_| viewed.combinators[id]) {
                if !plan.is_variant || !plan.elements.is_empty() {
                    place(&plan.path, 0, Some(ItemId::Structs(id)));
                }
                for element in &plan.elements {
                    place(&element.path, 0, None);
                }
            }
        }
        // Each type comes after those that it contains, so the second pass seldom finds anything.
        let order = self.graph.contained_first();
        while self
            .plans
            .learn_of_views(self.schema, &order, &viewed, &mut views)
        {}
        self.place_parts(&viewed, &mut root, &mut views);
        let answers = viewed.answers.into_iter().filter(|id| {
            let plan = self.plans.combinators[*id].as_ref();
            plan.is_some_and(|plan| match &plan.body.response {
                Some(Response::Value { ty, .. }) => !ty.any(|ty| matches!(ty, Ty::Answer(_))),
                Some(Response::AsField(_)) => true,
                None => false,
            })
        });
        self.plans.views = Some(PlannedViews {
            module: root.finish(),
            views,
            answers: answers.map(ItemId::Structs).collect(),
        });
    }

    /// Assigns paths to the parts of types that are read from streams.
    fn place_parts(&self, viewed: &Viewed, root: &mut Open, views: &mut Views) {
        let mut place = |owned: &Path| {
            if let Some(view) = views.get_mut(&owned.parts) {
                view.parts = Some(root.beside(&view.path, "Parts"));
            }
        };
        let (mut placed, mut elements) = (Set::default(), Set::default());
        for &id in viewed.streamed.iter().filter(|id| viewed.types[**id]) {
            let Some(plan) = self.plans.types[id]
                .as_ref()
                .filter(|it| it.params.is_empty())
            else {
                continue;
            };
            let mut any = false;
            for &id in &self.schema[id].constructors {
                if let Some(plan) = &self.plans.combinators[id] {
                    let has_lists =
                        last_lists(plan.body.fields.iter().map(|it| &it.role)).is_some();
                    any |= has_lists;
                    if has_lists && !plan.is_variant && placed.insert(id) {
                        place(&plan.path);
                    }
                    if has_lists {
                        let fields = plan.body.fields.iter();
                        elements.extend(fields.filter_map(|it| element(&it.role)));
                    }
                }
            }
            if any && plan.alias_of.is_none() {
                place(&plan.path);
            }
        }
        for (id, plan) in self.plans.types.entries() {
            let is_opened = |plan: &&TypePlan| {
                let is_element = elements.contains(&*plan.path.parts);
                is_element && plan.params.is_empty() && self.has_boxes(id, plan)
            };
            if let Some(plan) = plan.as_ref().filter(is_opened) {
                if let Some(view) = views.get_mut(&plan.path.parts) {
                    view.opened = Some(root.beside(&view.path, "Opened"));
                }
            }
        }
    }

    /// Whether a type has boxed variants.
    fn has_boxes(&self, id: TypeId, plan: &TypePlan) -> bool {
        let constructors = &self.schema[id].constructors;
        let mut plans = constructors
            .iter()
            .filter_map(|&id| self.plans.combinators[id].as_ref());
        plan.alias_of.is_none() && plans.any(|it| !it.is_variant && it.size > MAX_VARIANT)
    }
}

const DOCS: &str = "Views of the types: they borrow from the input and decode a part of it when it is asked \
                    for.\n\nThe structs of constructors are in `types`, those of functions in `functions`.";

impl Plans<'_, '_> {
    /// Updates the properties of all views. Returns whether any has changed.
    fn learn_of_views(
        &self,
        schema: &Schema<'_>,
        order: &[TypeId],
        viewed: &Viewed,
        views: &mut Views,
    ) -> bool {
        let found = Cell::new(false);
        let learn = |views: &mut Views, path: &[Ident], like: (bool, bool)| {
            if let Some(view) = views.get_mut(path) {
                // Items with the same path, which is an error, would otherwise take turns for ever.
                let like = (view.borrows | like.0, view.copy & like.1);
                found.set(found.get() | ((view.borrows, view.copy) != like));
                (view.borrows, view.copy) = like;
            }
        };
        let learn_of_structs = |views: &mut Views, id: CombinatorId| {
            let Some(plan) = self.combinators[id].as_ref() else {
                return;
            };
            for element in &plan.elements {
                let like = of_fields(views, &element.body.fields);
                learn(views, &element.path.parts, like);
            }
            let like = of_fields(views, &plan.body.fields);
            learn(views, &plan.path.parts, like);
        };
        for &id in order {
            for &id in &schema[id].constructors {
                learn_of_structs(views, id);
            }
            let Some(plan) = self.types[id].as_ref().filter(|_| viewed.types[id]) else {
                continue;
            };
            // An unknown constructor is kept as bytes of the input.
            let (mut borrows, mut copy) = (plan.unknown, true);
            for &id in &schema[id].constructors {
                let Some(constructor) = &self.combinators[id] else {
                    continue;
                };
                let in_box = plan.alias_of.is_none() && constructor.size > MAX_VARIANT;
                let of_struct = of_fields(views, &constructor.body.fields);
                let of_variant = match (in_box, is_lazy_variant(&plan.params)) {
                    (true, true) => (true, true),
                    (true, false) => (of_struct.0, false),
                    (false, _) => of_struct,
                };
                (borrows, copy) = (borrows | of_variant.0, copy & of_variant.1);
            }
            learn(views, &plan.path.parts, (borrows, copy));
        }
        // Functions, and excluded constructors that a field holds bare, belong to no type.
        for id in schema.combinators.ids() {
            learn_of_structs(views, id);
        }
        found.get()
    }
}

/// Returns the path of the item that the elements of a list are.
fn element(role: &FieldRole) -> Option<&[Ident]> {
    match role {
        FieldRole::Value(value) => match &value.ty {
            Ty::Vec(element) => match &**element {
                Ty::Item(_, path, _) => Some(path),
                _ => None,
            },
            _ => None,
        },
        FieldRole::Mask(_) | FieldRole::Flag(_) | FieldRole::Count => None,
    }
}

/// Whether fields borrow, and whether they can be copied.
fn of_fields(views: &Views, fields: &[PlannedField]) -> (bool, bool) {
    let (mut borrows, mut copy) = (false, true);
    for field in fields {
        if let FieldRole::Value(value) = &field.role {
            borrows |= views.borrows(&value.ty, Some(&value.wire));
            copy &= views.copies(&value.ty, Some(&value.wire));
        }
    }
    (borrows, copy)
}
