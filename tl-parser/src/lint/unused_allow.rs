//! Comments that allow a finding that does not exist.

use crate::allow::{Allowances, Allowed, Part, keys};
use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::Set;

/// `found` contains all findings, whatever their level.
pub(crate) fn lint(allowances: &Allowances, found: [&[Diagnostic]; 3]) -> Vec<Diagnostic> {
    if allowances.all().is_empty() {
        return Vec::new();
    }
    let found: Set<_> = found.into_iter().flatten().flat_map(keys).collect();
    // Whether this lint itself is allowed cannot be decided by whether it is found, and what a change breaks is
    // only known with the old schema.
    let is_known = |code: Code| code != Code::UnusedAllow && code.category().is_none();
    let is_unused = |it: &&Allowed| is_known(it.code) && !found.contains(&it.key());
    allowances
        .all()
        .iter()
        .filter(is_unused)
        .map(diagnostic)
        .collect()
}

fn diagnostic(allowed: &Allowed) -> Diagnostic {
    let name = allowed.code.name();
    let message = format!("there is no `{name}` here to allow");
    let label = "this silences nothing";
    let diagnostic = Diagnostic::new(Code::UnusedAllow, message, allowed.span, label)
        .note("it would hide future findings of this kind; remove the name or the comment");
    match allowed.part {
        Part::Declaration(declaration) => diagnostic.about(declaration),
        Part::File(_) => diagnostic,
    }
}
