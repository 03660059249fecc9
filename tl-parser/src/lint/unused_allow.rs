//! Comments that allow a finding that does not exist.

use crate::allow::{Allowances, Allowed};
use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::Set;
use crate::source::Span;

/// `found` contains all findings, whatever their level.
pub(crate) fn lint(allowances: &Allowances, found: [&[Diagnostic]; 3]) -> Vec<Diagnostic> {
    let mut unused = Vec::new();
    if allowances.is_empty() {
        return unused;
    }
    let mut used: Set<Span> = Set::default();
    for diagnostics in found {
        for it in diagnostics {
            if it.can_be_allowed() {
                for allowed in allowances.of(it) {
                    used.insert(allowed.span);
                }
            }
        }
    }
    for (about, it) in allowances.all() {
        // Whether this lint itself is allowed cannot be decided by whether it is found, and what a change
        // breaks is only known with the old schema.
        let is_known = it.code != Code::UnusedAllow && it.code.category().is_none();
        if is_known && !used.contains(&it.span) {
            unused.push(diagnostic(about, it));
        }
    }
    unused
}

fn diagnostic(declaration: Option<Span>, allowed: &Allowed) -> Diagnostic {
    let name = allowed.code.name();
    let message = format!("there is no `{name}` here to allow");
    let label = "this silences nothing";
    let diagnostic = Diagnostic::new(Code::UnusedAllow, message, allowed.span, label)
        .note("it would hide future findings of this kind; remove the name or the comment");
    Diagnostic {
        about: declaration,
        ..diagnostic
    }
}
