//! What is known of each constructor, function and type of a schema before any of it is written:
//! where its item is, what its fields are, and how large.

mod boxes;
mod elements;
mod modules;
mod params;
mod sizes;
mod traits;
mod types;
mod unsupported;

use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::{
    Builtin, CombinatorId, CombinatorKind, Field, Graph, IndexVec, Origin, Schema, TypeId,
};

use crate::rust::config::Config;
use crate::rust::model::{Ident, Module, Param, Response, Role, Ty, Untyped, Wire};
use crate::rust::names::{Cases, Name};
use crate::rust::selector::Selection;
use crate::rust::wire::{Fields, Locals, Scope, Unsupported, wire};

pub(super) use boxes::MAX_VARIANT;
pub(super) use elements::Element;
pub(super) use modules::ItemId;
use modules::Modules;
pub(super) use modules::Path;

/// The plans of a whole schema. What is built in has none.
pub(super) struct Plans<'a, 's> {
    /// `types`, `enums`, `functions`.
    pub modules: Vec<Module<ItemId>>,
    pub combinators: IndexVec<CombinatorId, Option<Plan<'a, 's>>>,
    pub types: IndexVec<TypeId, Option<TypePlan>>,
}

/// What is known of a constructor or function, whose item is a struct.
#[derive(Debug)]
pub(super) struct Plan<'a, 's> {
    pub path: Path,
    /// The parameters of its type; those that its fields name are type parameters in Rust.
    pub params: Vec<Param>,
    /// Which those are, by position.
    pub named: Vec<bool>,
    /// The type parameters that stand for calls.
    pub calls: Vec<Ident>,
    pub fields: Vec<PlannedField>,
    pub response: Option<Response>,
    pub size: usize,
    pub default: bool,
    pub hash: bool,
    /// What its repetitions repeat, in the order of the text.
    pub elements: Vec<Element<'a, 's>>,
}

/// What is known of a field.
#[derive(Debug)]
pub(super) struct PlannedField {
    pub name: Name,
    pub role: Role,
}

/// What is known of a type, whose item is an enum or an alias.
#[derive(Debug)]
pub(super) struct TypePlan {
    pub path: Path,
    /// Its parameters; those that constructors name are type parameters in Rust.
    pub params: Vec<Param>,
    /// Which those are, by position.
    pub named: Vec<bool>,
    /// The constructor whose struct it is an alias of; `None` for an enum.
    pub alias_of: Option<CombinatorId>,
    pub size: usize,
    /// The constructor of the value that a failed read gives.
    pub filler: Option<CombinatorId>,
}

impl Plan<'_, '_> {
    /// What is known of a constructor or function at first.
    fn new(path: Path, params: usize) -> Self {
        Self {
            path,
            params: Vec::new(),
            named: vec![false; params],
            calls: Vec::new(),
            fields: Vec::new(),
            response: None,
            size: sizes::UNKNOWN,
            default: false,
            hash: true,
            elements: Vec::new(),
        }
    }
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
            plans: Self {
                modules: Vec::new(),
                combinators: IndexVec::default(),
                types: IndexVec::default(),
            },
            diagnostics,
        };
        planner.place_items();
        planner.plans.name_params(schema);
        if config.derives.hash {
            planner.plans.forbid_hashes(schema);
        }
        for id in planner.graph.contained_first() {
            planner.ty(id);
        }
        for (id, combinator) in schema.combinators.entries() {
            if combinator.kind == CombinatorKind::Function {
                planner.combinator(id);
            }
        }
        for id in schema.combinators.ids() {
            planner.elements(id);
        }
        planner.report_unsupported(config);
        let unmatched = planner.selections.unmatched();
        planner.diagnostics.extend(unmatched);
        planner.plans
    }

    /// The size of the struct of a constructor.
    pub(super) fn struct_size(&self, id: CombinatorId) -> usize {
        let plan = self.combinators[id].as_ref();
        plan.map_or(sizes::UNKNOWN, |plan| plan.size)
    }
}

/// What makes the plans, one after the other.
struct Planner<'p, 'a, 's> {
    schema: &'a Schema<'s>,
    graph: Graph,
    cases: &'p mut Cases,
    selections: Selections<'p>,
    plans: Plans<'a, 's>,
    diagnostics: &'p mut Vec<Diagnostic>,
}

/// The options that are about some fields or types only.
struct Selections<'c> {
    strings_as_bytes: Selection<'c>,
    keep_masks: Selection<'c>,
    keep_enums: Selection<'c>,
}

impl<'c> Selections<'c> {
    fn new(config: &'c Config) -> Self {
        Self {
            strings_as_bytes: Selection::new(
                "strings_as_bytes",
                "fields of type `string`",
                &config.strings_as_bytes,
            ),
            keep_masks: Selection::new(
                "keep_masks",
                "masks: fields of type `#`",
                &config.keep_masks,
            ),
            keep_enums: Selection::new("keep_enums", "types", &config.keep_enums),
        }
    }

    fn unmatched(&self) -> Vec<Diagnostic> {
        let all = [&self.strings_as_bytes, &self.keep_masks, &self.keep_enums];
        all.into_iter().flat_map(Selection::unmatched).collect()
    }
}

/// The fields of a struct, and where that is.
struct Owner<'a, 's> {
    /// The constructor or function.
    id: CombinatorId,
    /// Its fields, or those of a repetition in it.
    scope: Scope<'a, 's>,
    names: Locals,
    /// How many modules below the root of the file the struct is.
    depth: usize,
}

impl<'a, 's> Planner<'_, 'a, 's> {
    /// Gives every item its name and its place.
    fn place_items(&mut self) {
        let schema = self.schema;
        let cases = &mut *self.cases;
        let mut modules = Modules::new();
        for (id, it) in schema.combinators.entries() {
            let item = ItemId::Structs(id);
            let plan = is_generated(it.builtin, it.origin).then(|| {
                let path = modules.add_struct(it.kind, it.name, Some(item), cases);
                Plan::new(path, it.result.boxed().map_or(0, |(_, args)| args.len()))
            });
            self.plans.combinators.push(plan);
        }
        for (id, it) in schema.types.entries() {
            let plan = is_generated(it.builtin, it.origin).then(|| {
                let alias_of = match it.constructors.as_slice() {
                    _ if self.selections.keep_enums.selects(it.name) => None,
                    [only] => Some(*only),
                    _ => None,
                };
                let item = match alias_of {
                    Some(_) => ItemId::Alias(id),
                    None => ItemId::Enum(id),
                };
                TypePlan {
                    path: modules.add_type(it.name, item, cases),
                    params: Vec::new(),
                    named: vec![false; it.params.len()],
                    alias_of,
                    size: sizes::UNKNOWN,
                    filler: self.graph.filler(id),
                }
            });
            self.plans.types.push(plan);
        }
        for (combinator, plan) in schema
            .combinators
            .iter()
            .zip(self.plans.combinators.iter_mut())
        {
            let Some(plan) = plan else { continue };
            for field in &combinator.fields {
                let named = (field.name.unwrap_or("items"), &field.ty);
                Element::add_all(combinator, named, &mut modules, cases, &mut plan.elements);
            }
        }
        self.plans.modules = modules.finish();
    }

    /// Plans a type and its constructors.
    fn ty(&mut self, id: TypeId) {
        let ty = &self.schema[id];
        for &constructor in &ty.constructors {
            self.combinator(constructor);
        }
        let Some(plan) = &self.plans.types[id] else {
            return;
        };
        let size = self.plans.size_of_type(ty, plan);
        let Some(plan) = &mut self.plans.types[id] else {
            return;
        };
        plan.size = size;
        if let (Some(&first), false) = (ty.constructors.first(), ty.params.is_empty()) {
            let scope = Scope::new(self.schema, &self.schema[first]);
            plan.params = params::of_type(&scope, ty.name, &plan.named, self.cases);
        }
    }

    /// Plans the fields of a constructor or function, whose repetitions come last.
    fn combinator(&mut self, id: CombinatorId) {
        let Some(plan) = &self.plans.combinators[id] else {
            return;
        };
        let depth = plan.path.depth();
        let combinator = &self.schema[id];
        let fields = Fields::new(Scope::new(self.schema, combinator), self.cases);
        let (owner, roles) = Owner::new(id, fields, depth);
        let (fields, size) = self.fields(&owner, roles);
        let default = self.have_default(&combinator.fields);
        let is_function = combinator.kind == CombinatorKind::Function;
        let response = is_function.then(|| self.response(&owner));
        if let Some(plan) = &mut self.plans.combinators[id] {
            let names = owner.names;
            plan.calls = names.calls.into_iter().map(|(_, ident)| ident).collect();
            plan.params = params::kept(names.params, &plan.named);
            plan.fields = fields;
            plan.response = response;
            plan.size = size;
            plan.default = default;
        }
    }

    /// The fields of a struct, and how large they are together.
    fn fields(
        &mut self,
        owner: &Owner<'a, 's>,
        roles: Vec<Result<Role<Untyped>, Unsupported>>,
    ) -> (Vec<PlannedField>, usize) {
        let mut fields = Vec::with_capacity(roles.len());
        let mut total = 0;
        let named = owner.scope.fields.iter().zip(&owner.names.fields);
        for (role, (field, name)) in roles.into_iter().zip(named) {
            match role {
                Err(unsupported) => {
                    let combinator = owner.scope.combinator;
                    self.diagnostics.push(unsupported.of(combinator));
                }
                Ok(role) => {
                    let (role, size) = self.field(owner, field, role);
                    total += size;
                    let name = name.clone();
                    fields.push(PlannedField { name, role });
                }
            }
        }
        (fields, total)
    }

    /// The role of a field, and how large it is.
    fn field(
        &mut self,
        owner: &Owner<'a, 's>,
        field: &Field<'s>,
        role: Role<Untyped>,
    ) -> (Role, usize) {
        let constructor = owner.scope.combinator.name;
        match role {
            Role::Mask(mut mask) => {
                let name = field.name.unwrap_or_default();
                let selected = self.selections.keep_masks.selects_field(constructor, name);
                let wanted = selected || !is_flags(name);
                // Where each bit guards a field, there are no others to keep.
                mask.stored |= wanted && mask.guarded() != u32::MAX;
                let size = if mask.stored { 4 } else { 0 };
                (Role::Mask(mask), size)
            }
            Role::Flag(bit) => (Role::Flag(bit), 1),
            Role::Count => (Role::Count, 0),
            Role::Value(Untyped { bit, wire }) => {
                let mut ty = self.rust_type(&field.ty, owner);
                if let Some(bytes) = types::strings_to_bytes(&ty) {
                    let name = field.name.unwrap_or_default();
                    let selection = &mut self.selections.strings_as_bytes;
                    if selection.selects_field(constructor, name) {
                        ty = bytes;
                    }
                }
                let (value, size) = self.value(owner, field, ty, bit, wire);
                (Role::Value(value), size)
            }
        }
    }

    /// How a function is answered.
    fn response(&mut self, owner: &Owner<'a, 's>) -> Response {
        let function = owner.scope.combinator;
        self.report_answer_without_values(function);
        match wire(&owner.scope.of_result(), &function.result) {
            Ok(Wire::Answer(call)) => Response::AsField(call),
            Ok(wire) => Response::Value {
                ty: self.rust_type(&function.result, owner),
                wire,
            },
            Err(unsupported) => {
                self.diagnostics.push(unsupported.of(function));
                Response::Value {
                    ty: Ty::True,
                    wire: Wire::Boxed(Vec::new()),
                }
            }
        }
    }
}

impl<'a, 's> Owner<'a, 's> {
    /// The owner of the fields, and their roles.
    fn new(
        id: CombinatorId,
        fields: Fields<'a, 's>,
        depth: usize,
    ) -> (Self, Vec<Result<Role<Untyped>, Unsupported>>) {
        let Fields {
            scope,
            names,
            roles,
        } = fields;
        let owner = Self {
            id,
            scope,
            names,
            depth,
        };
        (owner, roles)
    }
}

/// `flags`, `flags2` and so on: masks of these names are computed.
fn is_flags(name: &str) -> bool {
    let rest = name.strip_prefix("flags");
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_generated(builtin: Option<Builtin>, origin: Origin) -> bool {
    builtin.is_none() && origin == Origin::Declared
}
