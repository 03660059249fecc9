//! What can only be seen of the whole schema.

use std::collections::{HashMap, HashSet};

use super::scope::Scope;
use super::suggest::Suggester;
use super::unknown::{Unknown, Why};
use super::unparsed::Unparsed;
use crate::ast::Finality;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Fillers, Needs, Step};
use crate::schema::{CombinatorId, Origin, Schema, Type, TypeExpr};
use crate::span::{Span, Spanned};

/// Checks types without constructors, types without end, and `Final` declarations.
pub(super) fn check<'s>(
    schema: &Schema<'s>,
    finalities: &[(Finality, Spanned<&'s str>)],
    unknown: &mut Unknown<'s>,
    unparsed: &Unparsed<'_>,
    suggester: &mut Suggester,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let empty = finality(schema, finalities, unknown, diagnostics);
    for ty in &schema.types {
        let without = ty.constructors.is_empty() && ty.builtin.is_none();
        let said =
            unknown.contains(ty.name) || empty.contains(&ty.name) || unparsed.may_declare(ty.name);
        if without && ty.origin == Origin::Declared && !said {
            diagnostics.push(without_constructors(schema, ty, suggester));
        }
    }
    infinite(schema, unparsed, diagnostics);
}

fn without_constructors(
    schema: &Schema<'_>,
    ty: &Type<'_>,
    suggester: &mut Suggester,
) -> Diagnostic {
    let with = schema.types.iter().filter(|ty| !ty.constructors.is_empty());
    let nearest = suggester.nearest(ty.name, with.map(|ty| ty.name));
    let finding = Diagnostic::new(
        Code::EmptyType,
        format!("the type `{}` has no constructors", ty.name),
        ty.span,
        "no answer can be of this type",
    )
    .note(format!("where that is meant, `Empty {};` says so", ty.name));
    match nearest {
        Some(nearest) => {
            // The arguments of the type stand behind its name.
            let name = Span {
                end: ty.span.start + u32::try_from(ty.name.len()).unwrap_or_default(),
                ..ty.span
            };
            finding.suggest(format!("did you mean `{nearest}`?"), name, nearest)
        }
        None => finding,
    }
}

/// Checks `New`, `Final` and `Empty`; returns the names of `Empty` types.
fn finality<'s>(
    schema: &Schema<'s>,
    finalities: &[(Finality, Spanned<&'s str>)],
    unknown: &mut Unknown<'s>,
    diagnostics: &mut Vec<Diagnostic>,
) -> HashSet<&'s str> {
    let mut empty = HashSet::new();
    if finalities.is_empty() {
        return empty;
    }
    let types: HashMap<&str, &Type<'_>> = schema.types.iter().map(|ty| (ty.name, ty)).collect();
    for &(finality, name) in finalities {
        let Some(ty) = types.get(name.value) else {
            unknown.add(name, Why::Undeclared, &Scope::default());
            continue;
        };
        let declared = |id: Option<&CombinatorId>| {
            let constructor = &schema[*id?];
            (constructor.origin == Origin::Declared).then_some(constructor)
        };
        // Of constructors in order of declaration, the first or the last decides.
        let (wrong, why) = match finality {
            Finality::New => (
                declared(ty.constructors.first()).filter(|first| first.span < name.span),
                "`New` says that the type has no constructors before it",
            ),
            Finality::Final => (
                declared(ty.constructors.last()).filter(|last| last.span > name.span),
                "`Final` says that the type has no constructors behind it",
            ),
            Finality::Empty => {
                empty.insert(name.value);
                (
                    declared(ty.constructors.first()),
                    "`Empty` says that the type has no constructors",
                )
            }
        };
        if let Some(wrong) = wrong {
            diagnostics.push(
                Diagnostic::new(
                    Code::Finality,
                    format!("the type `{}` may not have this constructor", ty.name),
                    wrong.ast.name.span,
                    "this one",
                )
                .label(name.span, why),
            );
        }
    }
    empty
}

/// Reports each cycle of constructors of which every value would contain another.
fn infinite(schema: &Schema<'_>, unparsed: &Unparsed<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let fillers = Fillers::new(schema, Needs::Likely);
    // The walk on which a constructor was first met; 0 for none.
    let mut met = vec![0; schema.combinators.len()];
    for walk in 1..=schema.combinators.len() {
        let mut path: Vec<Step<'_>> = Vec::new();
        let mut at = CombinatorId(u32::try_from(walk - 1).unwrap_or(u32::MAX));
        while let Some(step) = fillers.obstacle(schema, at) {
            let Some(met) = met.get_mut(at.0 as usize) else {
                break;
            };
            if *met == walk {
                let first = path.iter().position(|step| step.owner == at);
                let cycle = path.get(first.unwrap_or_default()..);
                let cycle = cycle.unwrap_or_default();
                // One more constructor ends it, and may be among what could not be parsed.
                if !cycle.iter().any(|step| may_end(schema, step, unparsed)) {
                    diagnostics.extend(endless(schema, cycle));
                }
            }
            if *met != 0 {
                break;
            }
            *met = walk;
            path.push(step);
            at = step.needs;
        }
    }
}

fn may_end(schema: &Schema<'_>, step: &Step<'_>, unparsed: &Unparsed<'_>) -> bool {
    match &schema[step.owner].result {
        TypeExpr::Boxed(ty, ..) => unparsed.may_declare(schema[*ty].name),
        TypeExpr::Nat(_)
        | TypeExpr::Var(..)
        | TypeExpr::Call(..)
        | TypeExpr::Bare(..)
        | TypeExpr::Repeat(..) => false,
    }
}

fn endless(schema: &Schema<'_>, cycle: &[Step<'_>]) -> Option<Diagnostic> {
    let (first, rest) = cycle.split_first()?;
    let label =
        |step: &Step<'_>| format!("`{}` contains a `{}`", schema[step.owner].name, step.name);
    let mut diagnostic = Diagnostic::new(
        Code::InfiniteType,
        format!("a value of `{}` would never end", schema[first.owner].name),
        first.span,
        label(first),
    );
    for step in rest.iter().take(SHOWN) {
        diagnostic = diagnostic.label(step.span, label(step));
    }
    if let Some(more) = rest.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        diagnostic = diagnostic.note(format!("and so on, through {more} more constructors"));
    }
    Some(
        diagnostic
            .note("every value would contain another one, and that another, without end")
            .note("a field that can be absent (`flags.0?`), a vector, or one more constructor ends it"),
    )
}

/// How many steps of a cycle are shown behind the first.
const SHOWN: usize = 7;
