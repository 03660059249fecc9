//! Generic types that contain ever larger types of their own kind.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::expanding;
use crate::schema::{Schema, TypeExpr};

pub(super) fn lint(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (constructor, field) in expanding(schema) {
        let name = schema[constructor].name;
        let ends = match &schema[constructor].result {
            TypeExpr::Boxed(ty, ..) => format!(
                "recursion ends where `{}` comes back with its parameters as they are",
                schema[*ty].name
            ),
            TypeExpr::Nat(_)
            | TypeExpr::Var(..)
            | TypeExpr::Call(..)
            | TypeExpr::Bare(..)
            | TypeExpr::Repeat(..) => continue,
        };
        diagnostics.push(
            Diagnostic::new(
                Code::EndlessExpansion,
                format!("`{name}` contains ever larger types of its own kind"),
                field,
                "the type's parameter comes back as part of a larger argument",
            )
            .note("each argument leads to a larger one, without end, and so does code that is generated for each of them")
            .note(ends),
        );
    }
}
