//! Lints: what is valid, but probably not what its author meant.
//!
//! Each lint is a file named after it, with its text beside it, and has a [code](crate::diagnostic::Code) of
//! the block 04xx. By default it is at most a warning; [`Levels`](crate::diagnostic::Levels) and the comments
//! that [`Allowances`](crate::allow::Allowances) reads decide which ones are shown.

mod bidirectional_text;
mod documentation;
mod empty_schema;
mod endless_expansion;
mod field_docs_order;
mod misnamed_docs;
mod misplaced_class_docs;
mod missing_field_docs;
mod misspelled_annotation;
mod mixed_bit;
mod mixed_layers;
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

use crate::diagnostic::{Diagnostic, sort};
use crate::docs::{self, parts::Parts, parts::Style};
use crate::hasher::Names;
use crate::schema::Schema;
use crate::source::Span;
use crate::syntax::ast::{Comment, Declaration, Program};
use documentation::Block;

/// Runs all lints, in time linear to the text, except for unused allowances, which need all other findings.
/// `schema` was resolved from `programs`.
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
    of_documentation(programs, &mut found);
    bidirectional_text::lint(programs, &mut found);
    useless_allow::lint(programs, &mut found);
    empty_schema::lint(programs, &mut found);
    mixed_layers::lint(schema, programs, &mut found);
    sort(&mut found);
    diagnostics.append(&mut found);
}

/// Runs the lints of one declaration.
fn of_declaration(
    program: &Program<'_>,
    declaration: &Declaration<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found = Vec::new();
    misspelled_annotation::lint(declaration, &mut found);
    if let Some(combinator) = declaration.combinator() {
        if !declaration.is_constructor() {
            undetermined_parameter::lint(combinator, program.text, &mut found);
        }
        unused_mask::lint(combinator, program.form, &mut found);
        mixed_bit::lint(combinator.fields(), &mut found);
        similar_names::fields(combinator.fields(), &mut found);
    }
    diagnostics.extend(found.into_iter().map(|it| it.about(declaration.span)));
}

/// Runs the lints of documentation that names what it describes.
fn of_documentation(programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    // The first `@class` of each type.
    let mut documented = Names::default();
    for program in programs {
        if !program.comments.iter().any(|it| it.text.contains('@')) {
            continue;
        }
        let mut rest = 0;
        for declaration in &program.declarations {
            rest = declaration.inner_comments.end;
            let comments = program.comments(&declaration.comments);
            let parts = docs::parts(program, declaration);
            let found = of_comments(comments, parts, Some(declaration), &mut documented);
            diagnostics.extend(found.into_iter().map(|it| it.about(declaration.span)));
        }
        let end = u32::try_from(program.comments.len()).unwrap_or(u32::MAX);
        let comments = program.comments(&(rest..end));
        let parts = docs::parts_at_end(comments);
        let found = of_comments(comments, parts, None, &mut documented);
        let about = program.declarations.last().map(|last| last.span);
        diagnostics.extend(found.into_iter().map(|it| Diagnostic { about, ..it }));
    }
}

/// Checks the comments before a declaration, or after the last one.
fn of_comments<'s>(
    comments: &[Comment<'s>],
    parts: Option<Parts<'s>>,
    declaration: Option<&Declaration<'s>>,
    documented: &mut Names<'s, Span>,
) -> Vec<Diagnostic> {
    match parts {
        Some(parts) => {
            let misspelled = match parts.style {
                Style::Words => unknown_field_docs::misspelled_word(comments),
                Style::Tdlib => None,
            };
            let mut found = of_block(Block::new(parts, declaration), declaration, documented);
            found.extend(misspelled);
            found
        }
        None => {
            let misspelled = unknown_field_docs::misspelled(comments);
            let misspelled = misspelled.or_else(|| unknown_field_docs::misspelled_word(comments));
            Vec::from_iter(misspelled)
        }
    }
}

fn of_block<'s>(
    mut block: Block<'s>,
    declaration: Option<&Declaration<'s>>,
    documented: &mut Names<'s, Span>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    repeated_docs::lint(&block, &mut found);
    if block.is_tdlib() {
        field_docs_order::lint(&block, &mut found);
    }
    if !block.name.is_empty() {
        misnamed_docs::lint(&block, &mut found);
        let mut missing = missing_field_docs::missing(&block);
        // A misspelled field is not also reported as undocumented.
        unknown_field_docs::lint(&block, &mut missing, &mut found);
        // Other styles document only what needs it, in any order.
        if block.is_tdlib() {
            missing_field_docs::lint(&block, &missing, &mut found);
        }
    }
    let word = block.word_of_a_type();
    let last = block.classes.pop();
    let classes = block.classes.into_iter().map(|class| (class, None));
    for (class, declaration) in classes.chain(last.map(|last| (last, declaration))) {
        found.extend(match documented.get(class.value) {
            Some(&first) => Some(repeated_docs::class(class, first)),
            None => {
                documented.insert(class.value, class.span);
                misplaced_class_docs::lint(word, class, declaration)
            }
        });
    }
    found
}
