//! Names that the user gives to one thing although another has them.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::Combinator;
use tl_parser::source::Span;

use crate::rust::model::Ident;
use crate::rust::names::Name;
use crate::rust::plan::{Body, Planner, UNKNOWN_VARIANT};
use crate::sorted::{Map, Set};

/// Something with a name.
#[derive(Clone, Copy)]
struct Named<'n> {
    tl: &'n str,
    span: Span,
    name: &'n Name,
}

impl Planner<'_, '_, '_> {
    /// Reports definitions, variants and fields that have the name of another one.
    pub(super) fn report_taken_names(&mut self) {
        if self.config.rename.is_empty() {
            return;
        }
        let mut taken = Taken::default();
        self.find_taken_items(&mut taken);
        self.find_taken_variants(&mut taken);
        for (combinator, plan) in self.schema.combinators.iter().zip(&self.plans.combinators) {
            let Some(plan) = plan else { continue };
            taken.among(fields(combinator, &plan.body));
        }
        self.diagnostics.extend(taken.found);
    }

    fn find_taken_items(&self, taken: &mut Taken) {
        let combinators = self.schema.combinators.iter().zip(&self.plans.combinators);
        let combinators = combinators
            .filter_map(|(it, plan)| Some((it.name, it.ast.name.span, &plan.as_ref()?.path)));
        let types = self.schema.types.iter().zip(&self.plans.types);
        let types = types.filter_map(|(it, plan)| Some((it.name, it.span, &plan.as_ref()?.path)));
        let elements = self.plans.combinators.iter().flatten();
        let elements = elements.flat_map(|plan| &plan.elements);
        let elements = elements.map(|it| (it.name.as_str(), it.span, &it.path));
        let mut modules: Map<&[Ident], Vec<Named<'_>>> = Map::default();
        let here = combinators.chain(types).chain(elements);
        let here = here.filter(|(.., path)| path.is_here());
        for (tl, span, path) in here {
            let name = &path.name;
            let things = modules.or_default(&path.parts);
            things.push(Named { tl, span, name });
        }
        for things in modules.values() {
            taken.among(things.iter().copied());
        }
    }

    fn find_taken_variants(&mut self, taken: &mut Taken) {
        let schema = self.schema;
        for ((id, ty), plan) in schema.types.entries().zip(&self.plans.types) {
            let Some(plan) = plan.as_ref().filter(|plan| plan.alias_of.is_none()) else {
                continue;
            };
            let of_unknown = Name::by_rule(Ident::new(UNKNOWN_VARIANT), false);
            let unknown = plan.unknown.then_some(Named {
                tl: UNKNOWN_VARIANT,
                span: ty.span,
                name: &of_unknown,
            });
            let names = self.plans.variant_names(schema, id, self.cases);
            let constructors = ty.constructors.iter().map(|id| &schema[*id]);
            let variants = constructors.zip(&names);
            let variants = variants.map(|(it, name)| Named {
                tl: it.name,
                span: it.ast.name.span,
                name,
            });
            taken.among(variants.chain(unknown));
        }
    }
}

fn fields<'n>(combinator: &'n Combinator<'_>, body: &'n Body) -> impl Iterator<Item = Named<'n>> {
    let fields = combinator.fields.iter().zip(&body.fields);
    fields.map(|(field, planned)| Named {
        tl: field.name.unwrap_or("_"),
        span: field.span,
        name: &planned.name,
    })
}

/// Finds things that have the name of another one.
#[derive(Default)]
struct Taken {
    found: Vec<Diagnostic>,
    /// The spans that were reported, since a constructor's variant and its struct have the same name.
    places: Set<Span>,
}

impl Taken {
    /// Reports the things in one place that have the name of one before them.
    fn among<'n>(&mut self, things: impl IntoIterator<Item = Named<'n>>) {
        let mut first: Map<&Ident, Named<'_>> = Map::default();
        for thing in things {
            match first.get(&thing.name.ident) {
                Some(other) => self.report(thing, *other),
                None => {
                    first.insert(&thing.name.ident, thing);
                }
            }
        }
    }

    fn report(&mut self, thing: Named<'_>, other: Named<'_>) {
        let (chosen, other) = match thing.name.chosen {
            true => (thing, other),
            false => (other, thing),
        };
        if !self.places.insert(chosen.span) {
            return;
        }
        let message = format!(
            "`{}` cannot be called `{}` in Rust",
            chosen.tl, chosen.name.ident
        );
        let finding = Diagnostic::new(
            Code::NameTaken,
            message,
            chosen.span,
            "`--rename` gives it this name",
        )
        .label(other.span, format!("`{}` has this name too", other.tl));
        self.found
            .push(finding.note("in a build script `rename` gives names"));
    }
}
