//! Comments that name another layer than that of the schema.

use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Schema;
use crate::syntax::ast::Program;

/// Looks at all files together. The files of several layers are one schema each.
pub(super) fn lint(
    schema: &Schema<'_>,
    programs: &[Program<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(layer) = schema.layer else { return };
    let mut comments = programs.iter().flat_map(|it| &it.layer_comments);
    let Some(other) = comments.clone().find(|it| it.value != layer) else {
        return;
    };
    let message = format!(
        "a comment names layer {}, but the schema is taken for one of layer {layer}",
        other.value
    );
    let label = "this is another layer";
    let finding = Diagnostic::new(Code::MixedLayers, message, other.span, label);
    diagnostics.push(match comments.find(|it| it.value == layer) {
        Some(own) => {
            let finding = finding.label(own.span, "the layer of the schema");
            let finding = match own.span.file == other.span.file {
                true => finding,
                false => finding.note("all files together are one schema"),
            };
            finding.note(
                "to generate a module for each layer, use `--layers` (in a build script `layers`)",
            )
        }
        None => finding.note(format!(
            "the file was given as one of layer {layer}: one of the two numbers is most likely wrong"
        )),
    });
}
