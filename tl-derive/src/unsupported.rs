//! Reports declarations that are valid in TL, but that Rust code cannot express.

use tl_codegen::__private::wire::Unsupported;
use tl_parser::ast::{Param, ParamKind};
use tl_parser::diagnostic::{Code, Diagnostic};

use crate::declaration::{Declaration, report};

/// Reports what cannot be expressed, at its place in the declaration.
pub(crate) fn report_unsupported(unsupported: Unsupported, declaration: &Declaration<'_, '_>) {
    let combinator = declaration.combinator;
    let variable = unsupported.undetermined.and_then(|it| combinator.var(it));
    let is_it = |param: &&Param<'_>| variable.is_some_and(|it| it.name == param.name.value);
    let diagnostic = match combinator.ast.params.iter().find(is_it) {
        Some(param) => undetermined(param, combinator.name),
        // The note is about a whole schema.
        None => Diagnostic {
            reasons: Vec::new(),
            ..unsupported.of(combinator)
        },
    };
    report(diagnostic, declaration);
}

/// Explains a parameter of a function that the called side cannot know.
fn undetermined(param: &Param<'_>, function: &str) -> Diagnostic {
    let name = param.name.value;
    let message = format!("nothing in a call of `{function}` determines `{name}`");
    let label = "parameters in braces are not sent";
    let diagnostic = Diagnostic::new(Code::Unsupported, message, param.span, label);
    diagnostic.note(match param.kind {
        ParamKind::Type => format!(
            "only a call in a field determines a parameter of a function: `query:!{name}`; declare a function for \
             each type instead, with that type in place of `{name}`"
        ),
        ParamKind::Nat => format!("a number that the receiver needs is a field: `{name}:#`"),
    })
}
