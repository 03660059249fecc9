//! From syntax trees to a `Schema`: every name looked up, every declaration checked.
//!
//! There are two passes, so a name may be used before it is declared. The first collects the
//! names and merges what is declared several times (`declare`, `types`); the second resolves
//! fields and results (`fields`, `expr`, `number`) with the variables in `scope`. What can
//! only be seen of the whole schema is checked at the end (`ids`, `check`).
//!
//! A mistake is reported once: what it concerns is left out of the schema, and what only follows
//! from it is passed over.

mod builtin;
mod check;
mod combinator;
mod declare;
mod expr;
mod external;
mod fields;
mod glued;
mod ids;
mod number;
mod same;
mod scope;
pub mod suggest;
mod types;
mod unknown;
mod unparsed;

#[cfg(test)]
mod tests;

use crate::ast;
use crate::diagnostic::{Diagnostic, Severity};
use crate::hash::Names;
use crate::schema::{Combinator, CombinatorId, CombinatorKind, Schema, VarId};
use crate::span::{Span, Spanned};

use declare::{Entry, Named};
use scope::Scope;
use suggest::Suggester;
use types::Types;
use unknown::{Known, Unknown};
use unparsed::Unparsed;

/// What a name stands for that nothing declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// A mistake: the files are the whole schema.
    Closed,
    /// Something declared elsewhere, of which only this use is known: the files are one line of a
    /// schema, as a derive macro sees it. `User` becomes a type and `user` a constructor of
    /// [`Origin::External`](crate::schema::Origin); their arguments are what is written here.
    Open,
}

/// Resolves the files of a schema.
///
/// Findings are added to `diagnostics`, in the order of the text. Where one of them is an error
/// the schema lacks what the error concerns: a field, or a whole declaration. It never has a
/// dangling name.
#[must_use]
pub fn resolve<'s>(
    programs: &'s [ast::Program<'s>],
    world: World,
    diagnostics: &mut Vec<Diagnostic>,
) -> Schema<'s> {
    let mut findings = Vec::new();
    let declared = declare::declare(programs, &mut findings);
    let mut resolver = Resolver {
        world,
        types: types::collect(&declared),
        constructors: declared.constructors,
        entries: &declared.entries,
        externals: Vec::new(),
        scope: Scope::default(),
        seen: Vec::new(),
        combinator: None,
        kind: CombinatorKind::Constructor,
        told: Vec::new(),
        silent: Vec::new(),
        joined: None,
        unknown: Unknown::default(),
        suggester: Suggester::new(),
        diagnostics: findings,
    };
    let mut combinators = Vec::with_capacity(declared.entries.len());
    for (id, entry) in (0..).map(CombinatorId).zip(&declared.entries) {
        let ty = resolver.types.of(id);
        combinators.push(resolver.combinator(entry, ty));
    }
    for partial in &declared.partials {
        resolver.partial(partial);
    }
    combinators.append(&mut resolver.externals);
    let Resolver {
        types,
        mut unknown,
        mut suggester,
        diagnostics: mut findings,
        ..
    } = resolver;
    let schema = Schema {
        types: types.all.into(),
        combinators: combinators.into(),
        layer: programs.iter().filter_map(|program| program.layer).max(),
    };
    ids::check(&schema, &mut findings);
    let failed = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    let unparsed = if diagnostics.iter().any(failed) {
        Unparsed::new(programs)
    } else {
        Unparsed::default()
    };
    if world == World::Closed {
        let finalities = &declared.finalities;
        check::check(
            &schema,
            finalities,
            &mut unknown,
            &unparsed,
            &mut suggester,
            &mut findings,
        );
    }
    let known = Known {
        entries: &declared.entries,
        types: &schema.types,
    };
    unknown.report(&known, &unparsed, &mut suggester, &mut findings);
    findings.sort_by_key(|finding| finding.labels.first().map(|label| label.span));
    diagnostics.append(&mut findings);
    schema
}

/// The second pass.
struct Resolver<'e, 's> {
    world: World,
    entries: &'e [Entry<'s>],
    constructors: Names<'s, Named>,
    types: Types<'s>,
    /// What is declared elsewhere; it follows `entries`.
    externals: Vec<Combinator<'s>>,
    /// The variables of the combinator at hand.
    scope: Scope<'s>,
    /// The combinator at hand.
    combinator: Option<&'s ast::Combinator<'s>>,
    /// Whether it is a constructor or a function.
    kind: CombinatorKind,
    /// Its parameters that any function's call says: `X` of a constructor with `query:!X`.
    told: Vec<VarId>,
    /// What it uses as masks or numbers that are none; said once of each.
    silent: Vec<&'s str>,
    /// A repetition that was most likely meant as a part of the field before it.
    joined: Option<Span>,
    /// Names of fields, kept to be filled again.
    seen: Vec<Spanned<&'s str>>,
    unknown: Unknown<'s>,
    suggester: Suggester,
    diagnostics: Vec<Diagnostic>,
}
