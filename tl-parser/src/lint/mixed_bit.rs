//! Bits that are a `true` and also guard a value.

use crate::diagnostic::{Code, Diagnostic};
use crate::hasher::Map;
use crate::syntax::ast::{Field, Mask};

/// The first field of a bit, and whether the bit was reported.
struct Bit<'p, 's> {
    first: &'p Field<'s>,
    said: bool,
}

pub(super) fn lint(fields: &[Field<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut bits: Map<(&str, u32), Bit<'_, '_>> = Map::default();
    for field in fields {
        lint(field.ty.repeated(), diagnostics);
        let Some(mask) = field.mask else {
            continue;
        };
        let bit = bits.entry((mask.name.value, mask.bit.value));
        let bit = bit.or_insert(Bit {
            first: field,
            said: false,
        });
        if is_true(field) != is_true(bit.first) && !bit.said {
            bit.said = true;
            diagnostics.push(diagnostic(mask, bit.first, field));
        }
    }
}

fn is_true(field: &Field<'_>) -> bool {
    field.ty.word() == Some("true")
}

fn diagnostic(mask: Mask<'_>, first: &Field<'_>, field: &Field<'_>) -> Diagnostic {
    let label = |field: &Field<'_>| {
        if is_true(field) {
            "this is the bit itself"
        } else {
            "this value is present if the bit is set"
        }
    };
    let message = format!(
        "bit {} of `{}` is a `true` and also guards a value",
        mask.bit.value, mask.name.value
    );
    Diagnostic::new(Code::MixedBit, message, field.span, label(field))
        .label(first.span, label(first))
        .note("they share a bit: setting the flag requires the value, and giving the value sets the flag")
}
