//! Comments that allow what there is not.

use std::collections::HashSet;

use crate::allow::{Allowances, Allowed};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// `found` is all that can be found, whatever its level.
pub(crate) fn lint<'d>(
    allowances: &Allowances,
    found: impl Iterator<Item = &'d Diagnostic>,
) -> Vec<Diagnostic> {
    if allowances.is_empty() {
        return Vec::new();
    }
    let silenced = found.filter(|it| it.can_be_allowed());
    let used = silenced.flat_map(|it| allowances.of(it));
    let used: HashSet<Span> = used.map(|allowed| allowed.span).collect();
    let unused = allowances.all().filter(|(_, it)| !used.contains(&it.span));
    // Whether this very diagnostic is wanted cannot be told from whether it is there; and what a change
    // breaks is only known beside the schema before it.
    let unused =
        unused.filter(|(_, it)| it.code != Code::UnusedAllow && it.code.category().is_none());
    unused.map(|(about, it)| diagnostic(about, it)).collect()
}

fn diagnostic(declaration: Option<Span>, allowed: &Allowed) -> Diagnostic {
    let name = allowed.code.name();
    let message = format!("there is no `{name}` here to allow");
    let label = "this silences nothing";
    let diagnostic = Diagnostic::new(Code::UnusedAllow, message, allowed.span, label).note(
        "a finding that comes here later would be silenced unseen; remove the name, or the comment",
    );
    match declaration {
        Some(declaration) => diagnostic.about(declaration),
        None => diagnostic,
    }
}
