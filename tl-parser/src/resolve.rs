//! From syntax trees to a [`Schema`]: every name looked up, every declaration checked.
//!
//! There are two passes, so a name may be used before it is declared. The first collects the
//! names and merges what is declared several times ([`declare`], [`types`]); the second resolves
//! fields and results ([`fields`], [`expr`]) with the variables in [`scope`]. What can only be
//! seen of the whole schema is checked at the end ([`check`]).
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
mod same;
mod scope;
mod suggest;
mod types;
mod unknown;

use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::schema::{Combinator, Schema};

use declare::{Declared, Named};
use scope::Scope;
use std::collections::HashMap;
use types::Types;
use unknown::Unknown;

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
    let types = types::collect(&declared);
    let mut resolver = Resolver {
        world,
        constructors: declared.constructors,
        types,
        entries: declared.entries.len(),
        externals: Vec::new(),
        scope: Scope::default(),
        silent: Vec::new(),
        unknown: Unknown::default(),
        diagnostics: findings,
    };
    let mut combinators = Vec::with_capacity(declared.entries.len());
    for (entry, &ty) in declared.entries.iter().zip(&resolver.types.of_entry.clone()) {
        combinators.push(resolver.combinator(entry, ty));
    }
    for partial in &declared.partials {
        resolver.partial(partial);
    }
    combinators.append(&mut resolver.externals);
    let schema = Schema {
        types: resolver.types.all,
        combinators,
        layer: programs.iter().filter_map(|program| program.layer).max(),
    };
    schema
}

/// The second pass.
struct Resolver<'s> {
    world: World,
    constructors: HashMap<&'s str, Named>,
    types: Types<'s>,
    /// How many combinators are declared; external ones follow.
    entries: usize,
    externals: Vec<Combinator<'s>>,
    /// The variables of the combinator at hand.
    scope: Scope<'s>,
    /// Words that stand for masks in it and were reported.
    silent: Vec<&'s str>,
    unknown: Unknown<'s>,
    diagnostics: Vec<Diagnostic>,
}
