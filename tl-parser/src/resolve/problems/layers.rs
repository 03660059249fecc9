//! Files with several layers: `===8===`.

use super::Input;
use crate::diagnostic::{Code, Diagnostic};

/// How many marks are shown after the first.
const SHOWN: usize = 3;

/// Reports each file that has layer marks. In comments they do no harm unless a name is declared in several
/// layers.
pub(super) fn check(input: &Input<'_, '_>, diagnostics: &mut Vec<Diagnostic>) {
    for program in input.programs {
        let marks = &program.layer_marks;
        let is_meant = marks.iter().any(|mark| !mark.in_comment);
        let (Some((first, rest)), true) = (
            marks.split_first(),
            is_meant || input.layered.contains(&program.file),
        ) else {
            continue;
        };
        let (message, place) = match rest {
            [] => ("this file has a layer mark", first.layer.span),
            _ => ("this file has several layers of a schema", first.layer.span),
        };
        let label = |layer: u32| format!("layer {layer} begins here");
        let mut diagnostic = Diagnostic::new(
            Code::SeveralLayers,
            message,
            place,
            label(first.layer.value),
        );
        for mark in rest.iter().take(SHOWN) {
            diagnostic = diagnostic.label(mark.layer.span, label(mark.layer.value));
        }
        if let Some(more @ 1..) = rest.len().checked_sub(SHOWN) {
            diagnostic = diagnostic.note(format!("{more} more follow"));
        }
        diagnostics.push(match rest {
            [] => {
                let comment = format!("// LAYER {}", first.layer.value);
                diagnostic
                    .note("a comment says the layer of a schema")
                    .suggest("write it so", place, comment)
            }
            _ => diagnostic.note(
                "code is generated for one layer; to generate a module for each, use `--layers` (in a build script `layers`); `diff`, `why`, `export`, `decode`, `encode` and `docs` need a file for each layer",
            ),
        });
    }
}
