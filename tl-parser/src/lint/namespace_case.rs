//! Namespaces that differ only in case, and become one module in Rust.

use super::similar_names::Definition;
use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::{Map, Names};
use crate::source::Span;
use crate::words::{last_part, snake_case};

/// How deep namespaces are compared; real ones are 5 deep. Otherwise a name that consists of dots would take
/// time quadratic to its length.
const DEPTH: usize = 16;

pub(super) fn lint(definitions: &[Definition<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: Names<'_, ()> = Names::default();
    // The first spelling of each namespace, with its place.
    let mut spellings: Map<String, (&str, Span)> = Map::default();
    for definition in definitions {
        for (at, _) in definition.name.value.match_indices('.').take(DEPTH) {
            let namespace = definition.name.value.get(..at).unwrap_or_default();
            if seen.contains(namespace) {
                continue;
            }
            let span = Span {
                end: definition.name.span.start + u32::try_from(at).unwrap_or_default(),
                ..definition.name.span
            };
            seen.insert(namespace, ());
            let first = spellings.entry(namespace.to_ascii_lowercase());
            let first = *first.or_insert((namespace, span));
            // A difference in an outer namespace is reported once. If Rust has two modules,
            // `lite_server` and `liteserver`, both may be meant.
            let (last, other) = (last_part(first.0), last_part(namespace));
            if last != other && snake_case(last) == snake_case(other) {
                let found = diagnostic((namespace, span), first);
                diagnostics.push(found.about(definition.declaration));
            }
        }
    }
}

fn diagnostic((name, span): (&str, Span), (first, first_span): (&str, Span)) -> Diagnostic {
    Diagnostic::new(
        Code::NamespaceCase,
        format!("the namespaces `{name}` and `{first}` differ only in case"),
        span,
        "one spelling",
    )
    .label(first_span, "the other")
    .note("they are two namespaces, but one module in languages such as Rust")
    .suggest(format!("did you mean `{first}`?"), span, first)
}
