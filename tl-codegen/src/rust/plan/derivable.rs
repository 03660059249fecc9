//! Derives that cannot work: a field does not have the trait, or another trait is missing.
//!
//! The traits of `--derives` are added to everything inside, and obstacles are found when the traits are
//! chosen. This module checks the derives in attributes, which apply only to their item, `Copy`, which a `Box`
//! does not have, and what the variant `Unknown` does not have.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::{Combinator, Field, Schema, Type};
use tl_parser::source::Span;

use crate::rust::attribute;
use crate::rust::derives::Traits;
use crate::rust::model::{FieldRole, Ty};
use crate::rust::plan::traits::{FEW, Known, few, lacks, removal};
use crate::rust::plan::{Body, MAX_VARIANT, Plan, Planner, Plans, TypePlan};

impl Planner<'_, '_, '_> {
    pub(super) fn report_impossible_derives(&mut self) {
        let mut attributes = self.config.attributes.iter();
        let by_attribute = attributes.any(|it| !attribute::derived(&it.value.0).is_empty());
        let mut plans = self.plans.combinators.iter().flatten();
        let has_unknown = self.plans.types.iter().flatten().any(|plan| plan.unknown);
        if !by_attribute && !has_unknown && !plans.any(|plan| plan.traits.has(Traits::COPY)) {
            return;
        }
        let mut check = Check {
            schema: self.schema,
            plans: &self.plans,
            known: self.plans.known_traits(self.schema),
            found: Vec::new(),
            obstacles: Vec::new(),
            unknown: Vec::new(),
        };
        let here = self.schema.combinators.iter().zip(&self.plans.combinators);
        for (combinator, plan) in here {
            if let Some(plan) = plan.as_ref().filter(|plan| plan.path.is_here()) {
                check.structs(combinator, plan);
            }
        }
        let types = self.schema.types.iter().zip(&self.plans.types);
        for (ty, plan) in types {
            if let Some(plan) = plan.as_ref().filter(|plan| plan.is_enum()) {
                check.enumeration(ty, plan);
            }
        }
        let Check { found, unknown, .. } = check;
        self.diagnostics.extend(found);
        self.diagnostics.extend(few(FEW, unknown, "type"));
    }
}

impl Plans<'_, '_> {
    fn known_traits(&self, schema: &Schema<'_>) -> Known {
        let mut known = Known::default();
        for plan in self.combinators.iter().flatten() {
            let derived = derived(&plan.attributes);
            let traits = plan.traits.with_eq().and(derived);
            known.insert(plan.path.parts.clone(), traits);
            for element in &plan.elements {
                known.insert(element.path.parts.clone(), traits);
            }
        }
        for (ty, plan) in schema.types.iter().zip(&self.types) {
            let Some(plan) = plan else { continue };
            let of_struct = plan.alias_of.and_then(|id| self.combinators[id].as_ref());
            let traits = match of_struct {
                Some(of_struct) => of_struct
                    .traits
                    .with_eq()
                    .and(derived(&of_struct.attributes)),
                None => self.enum_traits(ty, plan).and(derived(&plan.attributes)),
            };
            known.insert(plan.path.parts.clone(), traits);
        }
        known
    }
}

/// Returns the traits of the standard library that attributes derive.
fn derived(attributes: &[String]) -> Traits {
    let mut traits = Traits::default();
    for attribute in attributes {
        for name in attribute::derived(attribute) {
            traits = traits.and(named(name));
        }
    }
    traits
}

/// Returns the trait of the standard library with this path, if it is one.
fn named(path: &str) -> Traits {
    let name = path.rsplit("::").next().unwrap_or(path);
    let is_own = !path.contains("::") || path.contains("core::") || path.contains("std::");
    let own =
        Traits::named(name).filter(|it| is_own && Traits::DERIVED.iter().any(|(own, _)| own == it));
    own.unwrap_or_default()
}

struct Check<'c, 'a, 's> {
    schema: &'c Schema<'s>,
    plans: &'c Plans<'a, 's>,
    known: Known,
    found: Vec<Diagnostic>,
    /// Those about the fields of the current item. One of them is enough.
    obstacles: Vec<Diagnostic>,
    /// Those about a variant `Unknown`.
    unknown: Vec<Diagnostic>,
}

/// An item on which traits are derived.
struct Item<'i> {
    tl: &'i str,
    span: Span,
    /// The traits that `--derives` adds; the attributes may derive others.
    traits: Traits,
    attributes: &'i [String],
}

impl Check<'_, '_, '_> {
    fn structs(&mut self, combinator: &Combinator<'_>, plan: &Plan<'_, '_>) {
        let item = Item {
            tl: combinator.name,
            span: combinator.ast.name.span,
            traits: plan.traits.with_eq(),
            attributes: &plan.attributes,
        };
        let derived = self.item(&item);
        self.fields(&item, derived, &combinator.fields, &plan.body);
        for element in &plan.elements {
            self.fields(&item, derived, element.tl, &element.body);
        }
        self.one_obstacle("field");
    }

    fn enumeration(&mut self, ty: &Type<'_>, plan: &TypePlan) {
        let item = Item {
            tl: ty.name,
            span: ty.span,
            traits: self.plans.enum_traits(ty, plan),
            attributes: &plan.attributes,
        };
        let derived = self.item(&item);
        if plan.unknown {
            self.unknown(&item, derived);
        }
        let (schema, plans) = (self.schema, self.plans);
        for &id in &ty.constructors {
            let combinator = &schema[id];
            let Some(constructor) = plans.combinators[id]
                .as_ref()
                .filter(|_| !combinator.fields.is_empty())
            else {
                continue;
            };
            if constructor.is_variant {
                self.fields(&item, derived, &combinator.fields, &constructor.body);
                continue;
            }
            let path = &constructor.path.parts;
            let held = self.known.get(path).filter(|_| constructor.path.is_here());
            let missing = held.map_or(Traits::default(), |has| derived.without(*has));
            let what = format!("the struct of `{}`", combinator.name);
            let span = combinator.ast.name.span;
            if constructor.size > MAX_VARIANT && derived.has(Traits::COPY) {
                self.boxed(&item, span, &what);
            } else {
                self.missing(&item, missing, span, &what);
            }
        }
        self.one_obstacle("place");
    }

    /// Checks the traits that are derived together. Returns the traits that all fields need.
    fn item(&mut self, item: &Item<'_>) -> Traits {
        let mut derived = Traits::default();
        let mut all = item.traits;
        for name in item.attributes.iter().flat_map(|it| attribute::derived(it)) {
            let it = named(name);
            if !it.is_empty() && all.has(it) {
                let message = format!("`{name}` is derived twice for `{}`", item.tl);
                let label = "an attribute derives what it has";
                let finding = Diagnostic::new(Code::ConflictingOptions, message, item.span, label);
                self.found.push(finding.note(format!(
                    "`--derives {}=-{name}` (in a build script `derives`) takes it away",
                    item.tl
                )));
            }
            all = all.and(it);
            derived = derived.and(it);
        }
        for (it, needed) in Traits::DERIVED {
            let missing = needed.without(all);
            if derived.has(it) && !missing.is_empty() {
                let message = format!("{} cannot be derived for `{}`", it.quoted(), item.tl);
                let label = format!("it has no {}", missing.quoted());
                self.found.push(Diagnostic::new(
                    Code::ImpossibleDerive,
                    message,
                    item.span,
                    label,
                ));
            }
        }
        // `Default` depends on a variant, or on something that the fields do not tell.
        derived
            .without(Traits::DEFAULT)
            .and(item.traits.common(Traits::COPY))
    }

    fn fields(&mut self, item: &Item<'_>, derived: Traits, fields: &[Field<'_>], body: &Body) {
        for (field, planned) in fields.iter().zip(&body.fields) {
            let FieldRole::Value(value) = &planned.role else {
                continue;
            };
            let missing = derived.common(lacks(&value.ty, &self.known));
            if missing.has(Traits::COPY) && is_in_box(&value.ty) {
                self.boxed(item, field.span, "its value");
            } else {
                self.missing(item, missing, field.span, "its type");
            }
        }
    }

    fn missing(&mut self, item: &Item<'_>, missing: Traits, span: Span, what: &str) {
        if missing.is_empty() {
            return;
        }
        let traits = missing.quoted();
        let message = format!("{traits} cannot be derived for `{}`", item.tl);
        let finding = Diagnostic::new(
            Code::ImpossibleDerive,
            message,
            span,
            format!("{what} has no {traits}"),
        );
        self.obstacles.push(finding.note(format!(
            "`--derives {}={}` (in a build script `derives`) also adds it to all types inside, or names the \
             field that cannot have it",
            item.tl,
            missing.signed('+')
        )));
    }

    /// Takes note of a value that has no `Copy`, whatever its type has.
    fn boxed(&mut self, item: &Item<'_>, span: Span, what: &str) {
        let message = format!("`Copy` cannot be derived for `{}`", item.tl);
        let label = format!("{what} is in a `Box`, which has no `Copy`");
        let finding = Diagnostic::new(Code::ImpossibleDerive, message, span, label);
        self.obstacles.push(match item.traits.has(Traits::COPY) {
            true => finding.note(removal(Traits::COPY, item.tl)),
            false => finding,
        });
    }

    /// Reports the first obstacle of the current item, and how many more `what` are in the way.
    fn one_obstacle(&mut self, what: &str) {
        let obstacles = std::mem::take(&mut self.obstacles);
        self.found.extend(few(1, obstacles, what));
    }

    /// Checks the traits that the variant `Unknown` needs.
    fn unknown(&mut self, item: &Item<'_>, derived: Traits) {
        let lacks = Traits::COPY.and(Traits::PARTIAL_ORD).and(Traits::ORD);
        let refused = item.traits.and(derived).common(lacks);
        if refused.is_empty() {
            return;
        }
        let traits = refused.quoted();
        let message = format!("{traits} cannot be derived for `{}`", item.tl);
        let label = format!("its variant `Unknown` has no {traits}");
        let finding = Diagnostic::new(Code::ImpossibleDerive, message, item.span, label);
        let removed = item.traits.common(lacks);
        self.unknown.push(match removed.is_empty() {
            true => finding,
            false => finding.note(removal(removed, item.tl)),
        });
    }
}

/// Whether a value of the type is in a `Box`, without a list around it.
fn is_in_box(ty: &Ty) -> bool {
    if let Ty::Option(inner) | Ty::Array(inner, _) = ty {
        return is_in_box(inner);
    }
    matches!(ty, Ty::Box(_))
}
