//! Generic types that contain ever larger types of their own kind.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Schema;

pub(super) fn lint(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for &(constructor, field) in &schema.expanding {
        let constructor = &schema[constructor];
        let Some(ty) = constructor.ty() else {
            continue;
        };
        let name = constructor.name;
        let message = format!("`{name}` contains ever larger types of its own kind");
        let label = "the parameter of the type is part of a larger argument here";
        diagnostics.push(
            Diagnostic::new(Code::EndlessExpansion, message, field, label)
                .about(constructor.span)
                .note("each argument leads to a larger one, without end, and each would need code")
                .note(format!(
                    "the recursion ends if `{}` is used with its parameters unchanged",
                    schema[ty].name
                )),
        );
    }
}
