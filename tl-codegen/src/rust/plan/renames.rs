//! Names that the user gives to one thing, and that another has.

use tl_parser::diagnostic::{Code, Diagnostic};
use tl_parser::schema::Combinator;
use tl_parser::source::Span;

use crate::rust::config::Config;
use crate::rust::model::Ident;
use crate::rust::names::Name;
use crate::rust::plan::{Body, Planner, UNKNOWN_VARIANT};
use crate::sorted::Map;

/// What has a name.
#[derive(Clone, Copy)]
struct Named<'n> {
    tl: &'n str,
    span: Span,
    name: &'n Name,
}

impl Planner<'_, '_, '_> {
    /// Reports definitions, variants and fields that are called as another one is.
    pub(super) fn report_taken_names(&mut self, config: &Config) {
        if config.rename.is_empty() {
            return;
        }
        let mut found = Vec::new();
        self.find_taken_items(&mut found);
        self.find_taken_variants(&mut found);
        for (combinator, plan) in self.schema.combinators.iter().zip(&self.plans.combinators) {
            let Some(plan) = plan else { continue };
            find_taken_fields(combinator, &plan.body, &mut found);
        }
        self.diagnostics.extend(found);
    }

    fn find_taken_items(&self, found: &mut Vec<Diagnostic>) {
        let combinators = self.schema.combinators.iter().zip(&self.plans.combinators);
        let combinators = combinators
            .filter_map(|(it, plan)| Some((it.name, it.ast.name.span, &plan.as_ref()?.path)));
        let types = self.schema.types.iter().zip(&self.plans.types);
        let types = types.filter_map(|(it, plan)| Some((it.name, it.span, &plan.as_ref()?.path)));
        let mut modules: Map<&[Ident], Vec<Named<'_>>> = Map::default();
        let here = combinators
            .chain(types)
            .filter(|(.., path)| !path.is_elsewhere());
        for (tl, span, path) in here {
            let name = &path.name;
            let things = modules.or_default(&path.parts);
            things.push(Named { tl, span, name });
        }
        modules
            .values()
            .for_each(|things| find_taken(things, found));
    }

    fn find_taken_variants(&mut self, found: &mut Vec<Diagnostic>) {
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
            find_taken(&variants.chain(unknown).collect::<Vec<_>>(), found);
        }
    }
}

fn find_taken_fields(combinator: &Combinator<'_>, body: &Body, found: &mut Vec<Diagnostic>) {
    let fields = combinator.fields.iter().zip(&body.fields);
    let fields = fields.map(|(field, planned)| Named {
        tl: field.name.unwrap_or("_"),
        span: field.span,
        name: &planned.name,
    });
    find_taken(&fields.collect::<Vec<_>>(), found);
}

/// Finds those of the things side by side that are called as another one is.
fn find_taken(things: &[Named<'_>], found: &mut Vec<Diagnostic>) {
    for (index, thing) in things.iter().enumerate() {
        let mut others = things.iter().take(index);
        let Some(other) = others.find(|other| other.name.ident == thing.name.ident) else {
            continue;
        };
        let (chosen, other) = match thing.name.chosen {
            true => (thing, other),
            false => (other, thing),
        };
        // A constructor's variant and its struct are called alike.
        if found
            .iter()
            .any(|it: &Diagnostic| it.place() == Some(chosen.span))
        {
            continue;
        }
        let message = format!(
            "`{}` cannot be called `{}` in Rust",
            chosen.tl, chosen.name.ident
        );
        let finding = Diagnostic::new(
            Code::NameTaken,
            message,
            chosen.span,
            "`--rename` calls it so",
        )
        .label(other.span, format!("`{}` is called so too", other.tl));
        found.push(finding.note("in a build script `rename` gives names"));
    }
}
