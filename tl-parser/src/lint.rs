//! What is valid, and probably not as it was meant.
//!
//! Each idea has a file of its own and a [code](crate::diagnostic::Code) of the block 04xx. A
//! finding is at most a warning; which of them are shown is for
//! [`Levels`](crate::levels::Levels) to say, and for the comments that
//! [`Allowances`](crate::allow::Allowances) reads.

mod allows;
mod annotations;
mod bits;
mod documentation;
mod empty;
mod expansion;
mod masks;
mod names;
mod namespaces;
mod parameters;

#[cfg(test)]
mod tests;

use crate::ast::{Body, Combinator, Declaration, DeclarationKind, Field, Program, Section};
use crate::diagnostic::Diagnostic;
use crate::schema::Schema;

/// Looks for everything, in time linear to the text. `schema` is what was resolved of `programs`.
pub fn lint(schema: &Schema<'_>, programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let first = diagnostics.len();
    expansion::lint(schema, diagnostics);
    annotations::lint(programs, diagnostics);
    for item in programs.iter().flat_map(items) {
        parameters::lint(&item, diagnostics);
        masks::lint(&item, diagnostics);
        bits::lint(&item, diagnostics);
        names::fields(item.fields(), diagnostics);
    }
    let definitions = names::definitions(programs);
    namespaces::lint(&definitions, diagnostics);
    names::lint(&definitions, diagnostics);
    documentation::lint(programs, diagnostics);
    allows::lint(programs, diagnostics);
    empty::lint(programs, diagnostics);
    let own = diagnostics.get_mut(first..).unwrap_or_default();
    own.sort_by_key(|finding| finding.labels.first().map(|label| label.span));
}

/// A constructor or function as it is declared.
#[derive(Clone, Copy)]
struct Item<'p, 's> {
    program: &'p Program<'s>,
    declaration: &'p Declaration<'s>,
    combinator: &'p Combinator<'s>,
}

impl<'p, 's> Item<'p, 's> {
    fn is_function(&self) -> bool {
        self.combinator.arrow || self.declaration.section == Section::Functions
    }

    fn fields(&self) -> &'p [Field<'s>] {
        match &self.combinator.body {
            Body::Fields(fields) => fields,
            Body::Builtin(_) => &[],
        }
    }
}

/// All constructors and functions of a file.
fn items<'p, 's>(program: &'p Program<'s>) -> impl Iterator<Item = Item<'p, 's>> {
    let declarations = program.declarations.iter();
    declarations.filter_map(move |declaration| match &declaration.kind {
        DeclarationKind::Combinator(combinator) => Some(Item {
            program,
            declaration,
            combinator,
        }),
        DeclarationKind::Finality(..) | DeclarationKind::Partial(_) => None,
    })
}
