//! Resolves syntax trees to a `Schema`: looks up every name and checks every declaration.
//!
//! There are two passes, so a name may be used before it is declared. The first collects the
//! names and merges what is declared several times (`declare`, `types`); the second resolves
//! fields and results (`combinator`, `field`, `expr`) with the variables in `scope`.
//!
//! This module says what TL means. A mistake is a [`Problem`](problem::Problem), reported at the place where
//! it is met; `problems` knows what people get wrong, and turns it into a diagnostic. Each mistake is
//! reported once: the part that it concerns is left out of the schema, and its consequences are ignored.

mod combinator;
mod declare;
mod duplicate;
mod expr;
mod external;
mod field;
mod prelude;
mod problem;
mod problems;
mod scope;
mod types;

#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::hasher::Names;
use crate::schema::{Combinator, CombinatorId, CombinatorKind, IndexVec, Schema, VarId, expanding};
use crate::source::Span;
use crate::syntax::ast;

use declare::{Entry, Named};
use problems::Problems;
use scope::Scope;
use types::Types;

/// The meaning of a name that is not declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// A mistake: the files are the whole schema.
    Closed,
    /// A declaration elsewhere, of which only this use is known: the files are one line of a schema, as a
    /// derive macro sees it. `User` becomes a type and `user` a constructor of
    /// [`Origin::External`](crate::schema::Origin), with the arguments that are written here.
    Open,
}

/// Resolves the files of a schema.
///
/// Adds findings to `diagnostics`, in the order of the text. If one is an error, the schema lacks the field
/// or the whole declaration that it concerns. The schema never has a dangling name.
#[must_use]
pub fn resolve<'s>(
    programs: &'s [ast::Program<'s>],
    world: World,
    diagnostics: &mut Vec<Diagnostic>,
) -> Schema<'s> {
    let declared = declare::declare(programs, world);
    let mut resolver = Resolver {
        world,
        types: types::collect(&declared),
        constructors: declared.constructors,
        entries: &declared.entries,
        externals: Vec::new(),
        scope: Scope::default(),
        subject: Subject::default(),
        problems: Problems::default(),
    };
    for (declaration, problem) in declared.problems {
        resolver.subject.declaration = declaration;
        resolver.report(problem);
    }
    let mut combinators = IndexVec::with_capacity(declared.entries.len());
    for (id, entry) in declared.entries.entries() {
        combinators.push(resolver.combinator(id, entry));
    }
    if !declared.partials.is_empty() {
        let mut functions = Names::with_capacity(combinators.len());
        for it in combinators.iter().rev() {
            if it.kind == CombinatorKind::Function {
                functions.insert(it.name, it);
            }
        }
        for &(declaration, partial) in &declared.partials {
            resolver.partial(declaration, partial, &combinators, &functions);
        }
    }
    combinators.append(resolver.externals.into());
    let mut schema = Schema {
        types: resolver.types.all,
        combinators,
        expanding: Vec::new(),
        repeated_ids: Vec::new(),
        layer: programs.iter().filter_map(|program| program.layer).max(),
    };
    schema.expanding = expanding(&schema);
    schema.repeated_ids =
        problems::ids::check(&schema, programs, &mut resolver.problems.diagnostics);
    let input = problems::Input {
        programs,
        world,
        entries: &declared.entries,
        finalities: &declared.finalities,
        layered: &declared.layered,
    };
    resolver.problems.finish(&input, &schema, diagnostics);
    schema
}

/// The second pass.
struct Resolver<'e, 's> {
    world: World,
    entries: &'e IndexVec<CombinatorId, Entry<'s>>,
    constructors: Names<'s, Named>,
    types: Types<'s>,
    /// The combinators that are declared elsewhere; their ids follow those of `entries`.
    externals: Vec<Combinator<'s>>,
    /// The variables of the current combinator.
    scope: Scope<'s>,
    subject: Subject<'s>,
    problems: Problems<'s>,
}

/// The current declaration.
#[derive(Debug, Default)]
struct Subject<'s> {
    declaration: Span,
    /// The text of its file.
    text: &'s str,
    /// The combinator that it declares, if any, and its kind.
    combinator: Option<(&'s ast::Combinator<'s>, CombinatorKind)>,
    /// Its parameters that the call of any function determines: `X` of a constructor with `query:!X`.
    told: Vec<VarId>,
    /// The current place in it.
    place: Position<'s>,
    /// The problems that were reported about it.
    said: problems::Said<'s>,
}

/// A place in a declaration.
#[derive(Debug, Clone, Copy, Default)]
enum Position<'s> {
    /// Outside of the fields.
    #[default]
    Outside,
    /// The field with this index among its neighbours.
    Field(&'s [ast::Field<'s>], usize),
    /// An application that stands alone.
    Partial(&'s ast::Expr<'s>),
}
