//! Comments that name different layers of one schema.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Schema;
use crate::syntax::ast::Program;

/// Looks at all files together. The files of several layers are one schema each.
pub(super) fn lint(
    schema: &Schema<'_>,
    programs: &[Program<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut comments = programs.iter().flat_map(|it| &it.layer_comments);
    let (Some(first), Some(layer)) = (comments.next(), schema.layer) else {
        return;
    };
    let Some(other) = comments.find(|it| it.value != first.value) else {
        return;
    };
    diagnostics.push(
        Diagnostic::new(
            Code::MixedLayers,
            "the comments of this schema name different layers",
            other.span,
            format!("layer {}", other.value),
        )
        .label(first.span, format!("layer {}", first.value))
        .note(format!(
            "all files together are one schema, which is taken for one of layer {layer}"
        ))
        .note("to generate a module for each layer, use `--layers` (in a build script `layers`)"),
    );
}
