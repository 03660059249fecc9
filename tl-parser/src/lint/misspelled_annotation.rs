//! Annotations that are misspelled.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::ast::Declaration;

/// The annotations of VK's schemas.
const KNOWN: [&str; 6] = ["any", "internal", "kphp", "read", "readwrite", "write"];

/// Unknown annotations may have a meaning for other programs; only one that resembles a known one is most
/// likely a slip.
pub(super) fn lint(declaration: &Declaration<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for annotation in &declaration.annotations {
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
                "no known program understands it",
            )
            .note("the known annotations are `@read`, `@write`, `@readwrite`, `@any`, `@internal` and `@kphp`; others have no effect, and are not errors")
            .suggest(format!("did you mean `@{meant}`?"), span, meant),
        );
    }
}
