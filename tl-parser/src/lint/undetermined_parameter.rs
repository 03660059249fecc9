//! Parameters of functions that the called side cannot know.

use super::Item;
use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::Set;
use crate::syntax::ast::{Param, ParamKind};

/// Parameters are never encoded. Those of a constructor follow from the type as which it is decoded; of a
/// call, only the id is known, so only `!X`, another call, can determine one.
pub(super) fn lint(item: &Item<'_, '_>, diagnostics: &mut Vec<Diagnostic>) {
    if item.combinator.params.is_empty() || !item.is_function {
        return;
    }
    let calls = item.combinator.fields().iter().filter(|field| field.bang);
    let told: Set<&str> = calls.filter_map(|field| field.ty.word()).collect();
    for param in &item.combinator.params {
        if param.kind != ParamKind::Type || !told.contains(param.name.value) {
            diagnostics.push(diagnostic(item, param));
        }
    }
}

fn diagnostic(item: &Item<'_, '_>, param: &Param<'_>) -> Diagnostic {
    let name = param.name.value;
    let diagnostic = Diagnostic::new(
        Code::UndeterminedParameter,
        format!(
            "nothing in a call of `{}` determines `{name}`",
            item.combinator.name.value
        ),
        param.span,
        "parameters in braces are not sent",
    );
    match param.kind {
        ParamKind::Type => diagnostic.note(format!(
            "only a call as an argument determines a parameter of a function: `query:!{name}`"
        )),
        ParamKind::Nat => {
            let diagnostic = diagnostic.note("a number that the receiver needs is a field");
            let written = param.span.text_in(item.program.text).unwrap_or_default();
            if written.starts_with('{') && written.ends_with('}') {
                diagnostic.suggest("make it a field", param.span, format!("{name}:#"))
            } else {
                diagnostic
            }
        }
    }
}
