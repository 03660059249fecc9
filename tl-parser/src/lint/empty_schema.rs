//! Schemas that declare nothing.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::Program;

/// Looks at all files together: one of several may contain only comments.
pub(super) fn lint(programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = programs.first() else {
        return;
    };
    if programs.iter().any(|file| !file.declarations.is_empty()) {
        return;
    }
    let start = Span {
        file: first.file,
        ..Span::default()
    };
    let message = "the schema declares nothing";
    let label = if programs.len() == 1 {
        "this file does not have a declaration"
    } else {
        "neither this file nor the others have a declaration"
    };
    diagnostics.push(
        Diagnostic::new(Code::EmptySchema, message, start, label)
            .note("a declaration is a name, fields, `=` and a type: `ok = Ok;`"),
    );
}
