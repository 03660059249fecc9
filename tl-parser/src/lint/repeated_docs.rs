//! Documentation that is given twice.

use super::documentation::{Block, SAID};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned};

pub(super) fn lint(block: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for &(key, first) in block.again.iter().take(SAID) {
        let what = match key.value {
            "description" if block.is_tdlib() => format!("`{}`", block.name),
            "param_description" => "the field `description`".to_owned(),
            field => format!("the field `{field}`"),
        };
        let message = format!("{what} is documented twice");
        let found = Diagnostic::new(Code::RepeatedDocs, message, key.span, "again here")
            .label(first, "first here")
            .note("one of the two probably belongs to something else; both are kept");
        diagnostics.push(if key.value == "description" && block.has_description() {
            let message = "the field `description` is documented by another word";
            found.suggest(message, key.span, block.key_of("description"))
        } else {
            found
        });
    }
}

/// Reports a second `@class Name`.
pub(super) fn class(class: Spanned<&str>, first: Span) -> Diagnostic {
    let message = format!("the type `{}` is documented twice", class.value);
    Diagnostic::new(Code::RepeatedDocs, message, class.span, "again here")
        .label(first, "first here")
        .note("only the first is kept")
}
