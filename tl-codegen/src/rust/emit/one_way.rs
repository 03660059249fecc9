//! Keeps the compiler from reporting parts of an item that goes one way only as dead code: variants that
//! nothing creates, since they are never decoded, and fields that nothing reads, since they are never
//! encoded.

use crate::rust::emit::template::Output;
use crate::rust::model::{Directions, Item, Struct, Variant, VariantKind};

/// Writes statements that create and read what nothing else does. `ty` is the path of the item, and
/// `arguments` are its generic arguments, `<(), ()>`, if it has some. Returns whether there is a statement.
pub(super) fn uses(item: &Item, ty: &str, arguments: &str, out: &mut Output<'_>) -> bool {
    let mut has_uses = false;
    let mut write = |statement: &str| {
        has_uses = true;
        out.line(0);
        out.push(statement);
    };
    match item {
        Item::Struct(item) if !is_read(item.directions, &item.derives) => {
            let fields: String = members(item)
                .iter()
                .map(|name| format!("&it.{name},"))
                .collect();
            if !fields.is_empty() {
                write(&format!(
                    "let _ = |it: &{ty}{arguments}| {{ let _ = ({fields}); }};"
                ));
            }
        }
        Item::Enum(item) => {
            let colons = if arguments.is_empty() { "" } else { "::" };
            let are_read = is_read(item.directions, &item.derives);
            let is_only = item.variants.len() == 1;
            for variant in &item.variants {
                let (pattern, values) = contents(variant);
                let name = &variant.ident;
                if !item.directions.decode {
                    let made = format!("{ty}{colons}{arguments}::{name}");
                    // Without its fields, the path of a variant is a value or a function.
                    write(&match pattern.starts_with('{') {
                        true => format!("let _ = |{values}| {made} {pattern};"),
                        false => format!("let _ = {made};"),
                    });
                }
                if !are_read && !values.is_empty() {
                    let taken = format!("let {ty}::{name} {pattern} = it");
                    write(&match is_only {
                        true => format!(
                            "let _ = |it: &{ty}{arguments}| {{ {taken}; let _ = ({values},); }};"
                        ),
                        false => format!(
                            "let _ = |it: &{ty}{arguments}| {{ if {taken} {{ let _ = ({values},); }} }};"
                        ),
                    });
                }
            }
        }
        Item::Struct(_) | Item::Alias(_) | Item::Transparent(_) => {}
    }
    has_uses
}

/// Whether the fields are read in a way that the compiler counts: encoded, or compared.
fn is_read(directions: Directions, derives: &[&str]) -> bool {
    directions.encode || derives.contains(&"PartialEq")
}

/// Returns the Rust fields.
fn members(item: &Struct) -> Vec<String> {
    item.members()
        .map(|field| field.ident.to_string())
        .collect()
}

/// Returns a pattern for the contents of a variant, and the variables in it.
fn contents(variant: &Variant) -> (String, String) {
    match &variant.kind {
        // Only the derive has `Other`, and its items are not mentioned.
        VariantKind::Unit(_) | VariantKind::Other { .. } => (String::new(), String::new()),
        VariantKind::Newtype { .. } | VariantKind::Unknown => ("(it)".into(), "it".into()),
        VariantKind::Fields(item) => {
            let names = members(item).join(", ");
            (format!("{{ {names} }}"), names)
        }
    }
}
