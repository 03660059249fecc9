//! Documentation that lists fields in another order.

use super::documentation::Block;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn lint(block: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some((late, other)) = block.late else {
        return;
    };
    let message = format!(
        "the fields of `{}` are documented in another order than they are declared",
        block.name
    );
    let label = format!("`{}` is declared before `{}`", late.value, other.value);
    diagnostics.push(
        Diagnostic::new(Code::FieldDocsOrder, message, late.span, label)
            .label(other.span, "documented before it")
            .note("the wire fixes the order of the fields, so reorder the documentation"),
    );
}
