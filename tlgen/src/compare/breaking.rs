//! What the changes break, by named rules: each is a code of the blocks 05xx (the wire) and 06xx (the
//! generated Rust).

mod bits;
mod forms;
mod rust_types;
mod source;
mod uses;
mod wire;

#[cfg(test)]
mod tests;

use tl_parser::Allowances;
use tl_parser::ast::Program;
use tl_parser::diagnostic::{Category, Diagnostic, Levels, Shown};
use tl_parser::source::Span;

use super::changes::Comparison;
use crate::cli::diff::Breaking;

/// All that is broken and not allowed, in the order of the text.
///
/// `programs` are the files of both schemas, `new` those of the new one. What no code can be generated for is among the
/// findings where Rust is asked about.
pub(crate) fn breaking(
    comparison: &Comparison<'_, '_>,
    programs: &[Program<'_>],
    new: &[Program<'_>],
    what: Breaking,
    levels: &Levels,
) -> Vec<Shown> {
    let mut found = Vec::new();
    if what.includes(Category::Wire) {
        wire::check(comparison, &mut found);
    }
    if what.includes(Category::Source) {
        source::check(comparison, &mut found);
    }
    let allowances = Allowances::new(programs);
    found.retain(|it| it.code.category().is_none() || !is_allowed(it, &allowances, new));
    levels.show(found)
}

/// Whether a comment allows it: at the declaration, or at the top of its file; of what is gone, at the
/// top of a new file too.
fn is_allowed(diagnostic: &Diagnostic, allowances: &Allowances, new: &[Program<'_>]) -> bool {
    let in_new_file = new.iter().any(|program| {
        let nowhere = Span {
            file: program.file,
            ..Span::default()
        };
        allowances.allows(diagnostic.code, nowhere)
    });
    in_new_file || allowances.allow(diagnostic)
}
