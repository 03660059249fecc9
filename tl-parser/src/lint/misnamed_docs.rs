//! Documentation that names another declaration than the one that follows it.

use super::documentation::Block;
use crate::diagnostic::{Code, Diagnostic};
use crate::docs::named::meant_name;

/// Reports `// @constructor usr` before `user`.
pub(super) fn lint(block: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(named) = block.misnamed else {
        return;
    };
    let message = format!(
        "the documentation of `{}` names `{}`",
        block.name, named.value
    );
    let label = format!("`{}` follows", block.name);
    let found = Diagnostic::new(Code::MisnamedDocs, message, named.span, label);
    diagnostics.push(match meant_name(named.value, block.name) {
        Some(meant) => found.suggest(format!("did you mean `{meant}`?"), named.span, meant),
        None => found.note("it is taken as that of the declaration that follows"),
    });
}
