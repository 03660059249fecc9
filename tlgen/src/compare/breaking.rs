//! Breaking changes. Each rule has a code in the block 05xx (the wire) or 06xx (the generated Rust).

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

/// Returns all breaking changes that are not allowed, in the order of the text.
///
/// `programs` are the files of both schemas, `new` those of the new one. If `what` includes Rust, errors about
/// declarations that no code can be generated for are included.
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

/// Whether a comment allows the finding: at the declaration or at the top of its file. A finding about a
/// removed declaration can also be allowed at the top of a new file.
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
