//! From the decoded id of an enum to the code for its variant.

use crate::rust::emit::template::{Emit, Hex, Output, Quoted, code, lines, rust};
use crate::rust::model::{Enum, Variant};

/// Decodes an id, and writes the code for its variant.
pub(super) fn by_id(item: &Enum, write: &dyn Fn(&Variant, &mut Output<'_>), out: &mut Output<'_>) {
    match item.variants.as_slice() {
        [only] => lines! { out, "
            let id = #coder.id();
            #body
        ", body = code(|out| lone_arm(only, write, out)) },
        _ => {
            let arms = code(|out| arms(item, write, out));
            lines! { out, "
                match #coder.id() {
                    #arms
                }
            ", arms }
        }
    }
}

/// Writes the arms for all variants. The last one is for the variant that a failed decode yields, and
/// matches every other id, so that skipping a value fails in the same way as decoding it.
pub(super) fn arms(item: &Enum, write: &dyn Fn(&Variant, &mut Output<'_>), out: &mut Output<'_>) {
    for (index, variant) in item.variants.iter().enumerate() {
        if index != item.filler {
            let (id, body) = (id(variant), code(|out| write(variant, out)));
            lines! { out, "
                #id => {
                    #body
                }
            ", id, body }
        }
    }
    if let Some(filler) = item.variants.get(item.filler) {
        let (known, body) = (id(filler), code(|out| write(filler, out)));
        // It keeps any id.
        if filler.is_unknown() {
            return lines! { out, "
                id => {
                    #body
                }
            ", body };
        }
        lines! { out, "
            id => {
                if id != #known {
                    #coder.unexpected_id(id);
                }
                #body
            }
        ", known, body }
    }
}

/// Writes the code for a decoded id of an enum with one variant, where the id distinguishes nothing.
pub(super) fn lone_arm(
    only: &Variant,
    write: &dyn Fn(&Variant, &mut Output<'_>),
    out: &mut Output<'_>,
) {
    if let Some(known) = id(only).filter(|_| !only.is_unknown()) {
        lines! { out, "
            if id != #known {
                #coder.unexpected_id(id);
            }
        ", known }
    }
    write(only, out);
}

/// Writes the unknown constructor with the decoded id.
pub(super) fn keep_unknown<'i>(item: &'i Enum) -> impl Emit + 'i {
    code(move |out| {
        let name = Quoted(&item.name);
        rust! { out, "#coder.unknown(id, #name)", name }
    })
}

fn id(variant: &Variant) -> Option<Hex> {
    variant.constructor().map(|(id, _)| Hex(id, 8))
}
