//! Parameters of functions that the called side cannot know.

use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::Set;
use crate::syntax::ast::{Combinator, Param, ParamKind};

/// Parameters are never encoded. Those of a constructor follow from the type as which it is decoded; of a
/// call, only the id is known, so only `!X`, another call, can determine one.
pub(super) fn lint(function: &Combinator<'_>, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    if function.params.is_empty() {
        return;
    }
    let calls = function.fields().iter().filter(|field| field.bang);
    let told: Set<&str> = calls.filter_map(|field| field.ty.word()).collect();
    for param in &function.params {
        if param.kind != ParamKind::Type || !told.contains(param.name.value) {
            diagnostics.push(diagnostic(function, param, text));
        }
    }
}

fn diagnostic(function: &Combinator<'_>, param: &Param<'_>, text: &str) -> Diagnostic {
    let name = param.name.value;
    let diagnostic = Diagnostic::new(
        Code::UndeterminedParameter,
        format!(
            "nothing in a call of `{}` determines `{name}`",
            function.name.value
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
            let written = param.span.text_in(text).unwrap_or_default();
            if written.starts_with('{') && written.ends_with('}') {
                diagnostic.suggest("make it a field", param.span, format!("{name}:#"))
            } else {
                diagnostic
            }
        }
    }
}
