//! Types and constructors that are not generated, since they are in another crate or written by hand.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{CombinatorId, CombinatorKind, Schema, Type, TypeExpr, TypeId};
use tl_parser::source::Span;

use crate::rust::choice::ExternPath;
use crate::rust::model::ExternItem;
use crate::rust::plan::selections::Selections;
use crate::rust::plan::{Path, Planner, is_generated};
use crate::sorted::{Map, Set};

/// The code that another crate has for a schema, by TL names.
#[derive(Debug, Default)]
pub(crate) struct Foreign {
    /// The path of the module with the code.
    pub module: String,
    pub types: Map<String, String>,
    /// `None` for a constructor that is a variant and has no struct.
    pub constructors: Map<String, Option<String>>,
    pub functions: Set<String>,
}

/// The paths of definitions that are not generated.
#[derive(Default)]
pub(super) struct Externs {
    pub types: Map<TypeId, Path>,
    /// `None` for a constructor without a struct, or with a struct whose path is not known.
    pub constructors: Map<CombinatorId, Option<Path>>,
    /// The functions, which nothing refers to.
    functions: Set<CombinatorId>,
    /// The types and constructors of whole schemas. Their code was generated with the default options.
    types_of_schemas: Set<TypeId>,
    constructors_of_schemas: Set<CombinatorId>,
    /// The types and constructors that the user names one by one.
    said_types: Vec<(TypeId, ExternItem)>,
    said_constructors: Vec<(CombinatorId, ExternItem)>,
}

impl Externs {
    pub(super) fn new(
        schema: &Schema<'_>,
        foreign: &[Foreign],
        selections: &mut Selections<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut externs = Self::default();
        for foreign in foreign {
            externs.add_schema(schema, foreign, diagnostics);
        }
        for (id, ty) in schema.types.entries() {
            if !is_generated(ty.builtin, ty.origin) {
                continue;
            }
            if let Some(ExternPath(path)) = selections.extern_type.of(ty.name) {
                externs.add_type(id, ty, Path::elsewhere(path));
                // A generic type has arguments only where it is used.
                if ty.params.is_empty() {
                    externs.said_types.push((id, said(path, ty.name, false)));
                }
            }
        }
        for (id, it) in schema.combinators.entries() {
            let is_constructor = it.kind == CombinatorKind::Constructor;
            if !is_constructor || !is_generated(it.builtin, it.origin) {
                continue;
            }
            if let Some(ExternPath(path)) = selections.extern_type.of(it.name) {
                externs.constructors.insert(id, Some(Path::elsewhere(path)));
                if it.ast.params.is_empty() {
                    let said = said(path, it.name, true);
                    externs.said_constructors.push((id, said));
                }
            }
        }
        externs
    }

    /// Whether nothing is generated for a combinator.
    pub(super) fn has(&self, id: CombinatorId) -> bool {
        self.constructors.contains_key(&id) || self.functions.contains(&id)
    }

    /// Whether nothing is generated for a type.
    pub(super) fn has_type(&self, id: TypeId) -> bool {
        self.types.contains_key(&id)
    }

    /// Whether a type is of a schema that another crate has.
    pub(super) fn has_schema_of_type(&self, id: TypeId) -> bool {
        self.types_of_schemas.contains(&id)
    }

    /// Whether a constructor is of a schema that another crate has.
    pub(super) fn has_schema_of(&self, id: CombinatorId) -> bool {
        self.constructors_of_schemas.contains(&id)
    }

    /// Returns the TL names of everything that another crate has.
    pub(super) fn names<'s>(&self, schema: &Schema<'s>) -> Vec<&'s str> {
        let types = self.types.keys().map(|id| schema[*id].name);
        let constructors = self.constructors.keys().map(|id| schema[*id].name);
        let functions = self.functions.iter().map(|id| schema[*id].name);
        types.chain(constructors).chain(functions).collect()
    }

    /// Adds a type that is written by hand. It also stands for its only constructor.
    fn add_type(&mut self, id: TypeId, ty: &Type<'_>, path: Path) {
        for &constructor in &ty.constructors {
            let path = (ty.constructors.len() == 1).then(|| path.clone());
            self.constructors.or_insert(constructor, path);
        }
        self.types.insert(id, path);
    }

    /// Adds the types of a schema that another crate has.
    fn add_schema(
        &mut self,
        schema: &Schema<'_>,
        foreign: &Foreign,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (id, ty) in schema.types.entries() {
            if let Some(path) = foreign.types.get(ty.name) {
                self.types.insert(id, Path::elsewhere(path));
                self.types_of_schemas.insert(id);
            }
        }
        for (id, it) in schema.combinators.entries() {
            match it.kind {
                CombinatorKind::Function if foreign.functions.contains(it.name) => {
                    self.functions.insert(id);
                }
                CombinatorKind::Constructor => {
                    let ty = it.ty().map_or("", |ty| schema[ty].name);
                    if let Some(path) = foreign.constructors.get(it.name) {
                        let path = path.as_ref().map(|path| Path::elsewhere(path));
                        self.constructors.insert(id, path);
                        self.constructors_of_schemas.insert(id);
                    } else if foreign.types.contains_key(ty) {
                        let message = format!(
                            "`{}` is another constructor of `{ty}`, which `{}` has",
                            it.name, foreign.module
                        );
                        let label = "the code there does not know it";
                        let finding =
                            Diagnostic::new(Code::ForeignType, message, it.ast.name.span, label);
                        diagnostics.push(finding.about(it.span).note(
                            "give it a type of its own, or declare it in the schema of `--extern-schema` \
                             (in a build script `extern_schema`)",
                        ));
                    }
                }
                CombinatorKind::Function => {}
            }
        }
    }
}

fn said(path: &str, tl: &str, is_constructor: bool) -> ExternItem {
    ExternItem {
        path: path.to_owned(),
        tl: tl.to_owned(),
        is_constructor,
    }
}

impl Planner<'_, '_, '_> {
    /// Takes the hand-written Rust types that the generated code uses.
    pub(super) fn used_externs(&mut self) -> Vec<ExternItem> {
        let mut used = Vec::new();
        for (id, said) in std::mem::take(&mut self.externs.said_types) {
            used.extend(self.plans.types[id].is_some().then_some(said));
        }
        for (id, said) in std::mem::take(&mut self.externs.said_constructors) {
            used.extend(self.plans.combinators[id].is_some().then_some(said));
        }
        used
    }

    /// Reports the constructors without a Rust type that a field holds bare.
    pub(super) fn report_bare_externs(&mut self) {
        for (&id, path) in &self.externs.constructors {
            if path.is_some() {
                continue;
            }
            let schema = self.schema;
            let plans = self.plans.combinators.entries();
            let holds =
                plans.filter(|(_, plan)| plan.as_ref().is_some_and(|plan| plan.path.is_here()));
            let bare = holds
                .flat_map(|(holder, _)| &schema[holder].fields)
                .find_map(|field| bare(&field.ty, id));
            if let Some(span) = bare {
                let name = schema[id].name;
                let message = format!("nobody says which Rust type `{name}` has");
                let finding = Diagnostic::new(
                    Code::ForeignType,
                    message,
                    span,
                    "bare, so that it is not its type",
                );
                self.diagnostics.push(finding.note(format!(
                    "`--extern-type {name}=PATH` (in a build script `extern_type`) says it",
                )));
            }
        }
    }
}

/// Returns the span at which a type is the bare constructor, or contains it.
fn bare(expr: &TypeExpr<'_>, constructor: CombinatorId) -> Option<Span> {
    let mut found = None;
    expr.each(&mut |ty| match ty {
        TypeExpr::Bare(id, _, span) if *id == constructor => found = found.or(Some(*span)),
        _ => {}
    });
    found
}
