//! Annotations that are misspelled.

use crate::ast::Program;
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::suggest::nearest;
use crate::span::Span;

/// The annotations of VK's schemas.
const KNOWN: [&str; 6] = ["any", "internal", "kphp", "read", "readwrite", "write"];

/// Others than the known ones have a meaning to somebody else; only what is nearly a known one is
/// most likely a slip.
pub(super) fn lint(programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let declarations = programs.iter().flat_map(|program| &program.declarations);
    for annotation in declarations.flat_map(|declaration| &declaration.annotations) {
        let name = annotation.value;
        if KNOWN.contains(&name) {
            continue;
        }
        let Some(meant) = nearest(name, KNOWN.into_iter()) else {
            continue;
        };
        // Without the `@`.
        let span = Span {
            start: annotation.span.end - u32::try_from(name.len()).unwrap_or_default(),
            ..annotation.span
        };
        diagnostics.push(
            Diagnostic::new(
                Code::MisspelledAnnotation,
                format!("`@{name}` is nearly the annotation `@{meant}`"),
                annotation.span,
                "no program is known that understands it",
            )
            .note("the known annotations are `@read`, `@write`, `@readwrite`, `@any`, `@internal` and `@kphp`; others have no meaning, and are no error")
            .suggest(format!("did you mean `@{meant}`?"), span, meant),
        );
    }
}
