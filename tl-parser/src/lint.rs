//! What is valid, and probably not as it was meant.
//!
//! A lint is a file that is named after it, with its text beside it, and a
//! [code](crate::diagnostic::Code) of the block 04xx. It is at most a warning; which of them are
//! shown is for [`Levels`](crate::diagnostic::Levels) to say, and for the comments that
//! [`Allowances`](crate::allow::Allowances) reads.

mod documentation;
mod empty_schema;
mod endless_expansion;
mod field_docs_order;
mod misplaced_class_docs;
mod missing_field_docs;
mod misspelled_annotation;
mod mixed_bit;
mod namespace_case;
mod repeated_docs;
mod similar_names;
mod undetermined_parameter;
mod unknown_field_docs;
pub(crate) mod unused_allow;
mod unused_mask;
mod useless_allow;

#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::schema::Schema;
use crate::syntax::ast::{Combinator, Declaration, Program};

/// Looks for everything, in time linear to the text, but for what allows nothing: that is only
/// known when all else is. `schema` is what was resolved of `programs`.
pub(crate) fn lint(
    schema: &Schema<'_>,
    programs: &[Program<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found = Vec::new();
    endless_expansion::lint(schema, &mut found);
    let mut names = Vec::new();
    for program in programs {
        for declaration in &program.declarations {
            of_declaration(program, declaration, &mut found);
            names.extend(similar_names::names(declaration));
        }
    }
    namespace_case::lint(&names, &mut found);
    similar_names::lint(&names, &mut found);
    documentation::lint(programs, &mut found);
    useless_allow::lint(programs, &mut found);
    empty_schema::lint(programs, &mut found);
    found.sort_by_key(Diagnostic::place);
    diagnostics.append(&mut found);
}

/// What can be seen of one declaration.
fn of_declaration(
    program: &Program<'_>,
    declaration: &Declaration<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found = Vec::new();
    misspelled_annotation::lint(declaration, &mut found);
    if let Some(combinator) = declaration.combinator() {
        let is_function = !declaration.is_constructor();
        let item = Item {
            program,
            combinator,
            is_function,
        };
        undetermined_parameter::lint(&item, &mut found);
        unused_mask::lint(combinator, &mut found);
        mixed_bit::lint(combinator.fields(), &mut found);
        similar_names::fields(combinator.fields(), &mut found);
    }
    diagnostics.extend(found.into_iter().map(|it| it.about(declaration.span)));
}

/// A constructor or function as it is declared.
struct Item<'p, 's> {
    program: &'p Program<'s>,
    combinator: &'p Combinator<'s>,
    is_function: bool,
}
