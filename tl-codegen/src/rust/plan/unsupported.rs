//! The parts of a valid schema, besides single fields, that code cannot be generated for.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Combinator, CombinatorId, Origin, TypeExpr};

use crate::rust::config::Impls;
use crate::rust::model::refused_as_json;
use crate::rust::plan::modules::MAX_MODULES;
use crate::rust::plan::{Body, Plan, Planner, TypePlan};
use crate::rust::wire::Unsupported;

/// The maximum number of values that a value always contains. In a chain of types that contain each other twice, the
/// number doubles at each step, and decoding would take as many steps even for an input without bytes.
const MAX_VALUES: u64 = 262_144;

/// The maximum size of a struct, in bytes, as far as it is known without the arguments of types.
const MAX_SIZE: usize = 1 << 20;

impl Planner<'_, '_, '_> {
    pub(super) fn report_unsupported(&mut self) {
        let (schema, config) = (self.schema, self.config);
        for &(id, span) in &schema.expanding {
            if self.plans.combinators[id].is_some() {
                let what = "a type that contains ever larger types of its own kind";
                let unsupported = Unsupported::new(what, span);
                self.diagnostics.push(unsupported.of(&schema[id]));
            }
        }
        if !config.exclude.is_empty() {
            self.report_endless();
        }
        if config.impls == Impls::Derive {
            self.report_more_of_builtins();
        }
        self.report_large();
        if config.registry {
            let kept = |id: CombinatorId| self.plans.combinators[id].is_some();
            let repeated = schema.repeated_ids.iter();
            for &(first, second) in repeated.filter(|(first, second)| kept(*first) && kept(*second))
            {
                self.diagnostics
                    .push(repeated_id(&schema[first], &schema[second]));
            }
        }
        for (combinator, plan) in schema.combinators.iter().zip(&self.plans.combinators) {
            let Some(plan) = plan else { continue };
            let ty = combinator.ty().map_or("", |ty| schema[ty].name);
            let is_deep = |name: &str| name.split('.').count() > MAX_MODULES + 1;
            if is_deep(combinator.name) || is_deep(ty) {
                let what = "a name of more than 65 parts";
                let unsupported = Unsupported::new(what, combinator.span);
                self.diagnostics.push(unsupported.of(combinator));
            }
            if let (Impls::Derive, Some(element)) = (config.impls, plan.elements.first()) {
                // The struct of an element does not have a TL line for the attribute.
                let what =
                    "a repetition of several fields where `#[derive(TlObject)]` makes the impls";
                let unsupported = Unsupported::new(what, element.span);
                self.diagnostics.push(unsupported.of(combinator));
            }
            // A definition of the prelude has no place to report, and its type has another constructor.
            if config.has_json() && combinator.origin != Origin::Prelude {
                self.diagnostics.extend(without_json(combinator, plan));
            }
        }
    }

    /// Reports the constructors and functions whose values are too large although their parts are not.
    fn report_large(&mut self) {
        let schema = self.schema;
        for (id, combinator) in schema.combinators.entries() {
            let Some(what) = self.too_large(id) else {
                continue;
            };
            let mut is_part = false;
            for field in &combinator.fields {
                field.ty.each(&mut |ty| {
                    let part = match ty {
                        TypeExpr::Boxed(id, ..) => self.graph.filler(*id),
                        TypeExpr::Bare(id, ..) => Some(*id),
                        TypeExpr::Nat(_)
                        | TypeExpr::Var(..)
                        | TypeExpr::Call(..)
                        | TypeExpr::Repeat(..) => None,
                    };
                    is_part |= part.is_some_and(|part| self.too_large(part).is_some());
                });
            }
            if !is_part {
                let unsupported = Unsupported::new(what, combinator.span);
                self.diagnostics.push(unsupported.of(combinator));
            }
        }
    }

    /// Returns what a struct has too much of: it is decoded and copied as a whole, on the stack.
    fn too_large(&self, id: CombinatorId) -> Option<&'static str> {
        let plan = self.plans.combinators[id].as_ref()?;
        if self.graph.values_inside(id) > MAX_VALUES {
            return Some("a value that always contains hundreds of thousands of others");
        }
        (plan.size > MAX_SIZE).then_some("a struct of more than 1 MiB")
    }

    /// Reports the types whose values never end, since the user excludes a constructor that ends them.
    fn report_endless(&mut self) {
        for (ty, plan) in self.schema.types.iter().zip(&self.plans.types) {
            let Some(TypePlan { filler: None, .. }) = plan else {
                continue;
            };
            if !ty.constructors.is_empty() {
                let message = format!("a value of `{}` would never end", ty.name);
                let label = "a constructor that ends it is excluded";
                let finding = Diagnostic::new(Code::InfiniteType, message, ty.span, label);
                self.diagnostics.push(finding.note(
                    "`--exclude` (in a build script `exclude`) must leave a constructor that does \
                     not contain the type",
                ));
            }
        }
    }

    /// Reports additional constructors of builtin types, such as `Long`, the type of `long`: from a single
    /// line, the derive does not know about them. For `True` and `Bool`, whose values are only ids, it knows
    /// from the Rust type.
    fn report_more_of_builtins(&mut self) {
        let schema = self.schema;
        for ty in &schema.types {
            let mut constructors = ty.constructors.iter().map(|id| &schema[*id]);
            let is_builtin = |it: &Combinator<'_>| it.origin == Origin::Prelude;
            let is_known = ty.builtin.is_some() || ty.name == "True";
            if is_known || !constructors.clone().any(is_builtin) {
                continue;
            }
            if let Some(further) = constructors.find(|it| !is_builtin(it)) {
                let message = format!(
                    "`{}` is another constructor of `{}`, a builtin type",
                    further.name, ty.name
                );
                let span = further.result.span();
                let diagnostic = Diagnostic::new(Code::Unsupported, message, span, "built in")
                    .about(further.span)
                    .note(
                        "`#[derive(TlObject)]` sees one declaration at a time, so it does not know the other constructors of the type: generate the impls (`--impls generated`), or give the constructor its own type",
                    );
                self.diagnostics.push(diagnostic);
            }
        }
    }
}

/// Reports two definitions with the same id, since the registry can have only one of them.
fn repeated_id(first: &Combinator<'_>, second: &Combinator<'_>) -> Diagnostic {
    let message = format!(
        "the registry cannot have two {}s of the id {:08x}",
        first.kind.name(),
        first.id
    );
    let place = |it: &Combinator<'_>| it.ast.id.map_or(it.ast.name.span, |id| id.span);
    let label = format!("`{}` has it", second.name);
    Diagnostic::new(Code::DuplicateId, message, place(second), label)
        .label(place(first), format!("`{}` has it too", first.name))
        .about(second.span)
        .note("without a registry, code can be generated for both")
        .fixed()
}

/// Reports the part of a constructor's or function's structs that has no JSON form.
fn without_json(combinator: &Combinator<'_>, plan: &Plan<'_, '_>) -> Option<Diagnostic> {
    let refused = |element, body: &Body| {
        let roles = body.fields.iter().map(|field| &field.role);
        refused_as_json(element, &body.params, body.response.as_ref(), roles)
    };
    let mut elements = plan.elements.iter();
    let (what, field) = refused(false, &plan.body)
        .or_else(|| elements.find_map(|element| refused(true, &element.body)))?;
    let field = field.and_then(|index| combinator.fields.get(index));
    let span = field.map_or(combinator.ast.name.span, |field| field.span);
    let message = format!("there is no JSON form for {what}");
    let diagnostic = Diagnostic::new(Code::Unsupported, message, span, "this has no JSON form")
        .about(combinator.span)
        .note("without `json`, code can be generated for it");
    Some(diagnostic)
}
