//! The tables of layers, re-exports of what they share, and `From` for items of an older layer.

use crate::rust::emit::lints;
use crate::rust::emit::template::{Emit, Output, code, lines, rust};
use crate::rust::model::{Change, FieldUpgrade, Held, Ident, Upgrade, UpgradeBody, VariantUpgrade};

/// Re-exports an item from the module of another layer; `depth` is the number of modules to go up from here.
pub(super) fn reexport(layer: &Ident, path: &[Ident], depth: usize, out: &mut Output<'_>) {
    out.line(0);
    rust!(out, "pub use ");
    for _ in 0..depth {
        out.push("super::");
    }
    rust!(out, "#layer::#path;", layer, path);
}

/// Writes the tables of all layers.
pub(super) fn tables(numbers: &[u32], out: &mut Output<'_>) {
    lines!(
        out,
        "

        /// The layers with their tables of all constructors and functions, in order.
        #allow
        pub static LAYERS: &[(i32, &#runtime::value::Registry)] = &[
            #tables
        ];

        /// Decodes a boxed constructor or function of a layer from the whole input.
        ///
        /// # Errors
        ///
        /// If the input is not such a value, if more bytes follow it, or if there is no such layer.
        #allow
        pub fn decode(
            layer: i32,
            input: &[u8],
        ) -> ::core::result::Result<#runtime::alloc::boxed::Box<dyn #runtime::value::AnyObject>, #runtime::DecodeError>
        {
            #runtime::value::Registry::of_layer(LAYERS, layer)?.decode(input)
        }
        ",
        allow = lints::OF_ALL_LAYERS,
        tables = code(|out| for number in numbers {
            let number = number.to_string();
            lines!(out, "(#number, &layer_#number::registry::TABLE),", number);
        })
    );
}

/// Writes `From` for an item of an older layer.
pub(super) fn upgrade(upgrade: &Upgrade, out: &mut Output<'_>) {
    let uses_value = match &upgrade.body {
        UpgradeBody::Struct(fields) => fields
            .iter()
            .any(|(_, field)| matches!(field, FieldUpgrade::Field(..))),
        UpgradeBody::Variant(variant) => holds_value(variant),
        UpgradeBody::Enum(_) => true,
    };
    lines!(
        out,
        "

        impl ::core::convert::From<#from> for #to {
            fn from(#value: #from) -> Self {
                #body
            }
        }
        ",
        from = outer(&upgrade.from),
        to = outer(&upgrade.to),
        value = if uses_value { "value" } else { "_" },
        body = code(|out| match &upgrade.body {
            UpgradeBody::Struct(fields) => structure(fields, out),
            UpgradeBody::Variant(variant) => lines!(out, "#value", value = made(variant)),
            UpgradeBody::Enum(variants) => lines!(
                out,
                "
                match value {
                    #arms
                }
                ",
                arms = code(|out| for (ident, variant) in variants {
                    let from = outer(&upgrade.from);
                    let held = holds_value(variant).then_some("(value)");
                    let made = made(variant);
                    lines!(out, "#from::#ident#held => #made,", from, ident, held, made);
                })
            ),
        })
    );
}

/// Writes a path as seen from the module of a layer.
fn outer(path: &[Ident]) -> impl Emit + '_ {
    code(move |out| rust!(out, "super::#path", path))
}

fn structure(fields: &[(Ident, FieldUpgrade)], out: &mut Output<'_>) {
    if fields.is_empty() {
        return lines!(out, "Self");
    }
    lines!(
        out,
        "
        Self {
            #fields
        }
        ",
        fields = code(|out| for (ident, field) in fields {
            let value = code(|out| match field {
                FieldUpgrade::False => out.push("false"),
                FieldUpgrade::NoBits => out.push("0"),
                FieldUpgrade::None => out.push("::core::option::Option::None"),
                FieldUpgrade::Field(old, change, false) => {
                    changed(change, &format!("value.{old}"), out);
                }
                FieldUpgrade::Field(old, change, true) => {
                    let value = code(|out| changed(change, &format!("value.{old}"), out));
                    rust!(out, "::core::option::Option::Some(#value)", value);
                }
            });
            lines!(out, "#ident: #value,", ident, value);
        })
    );
}

fn holds_value(variant: &VariantUpgrade) -> bool {
    matches!(variant.payload, Some((Held::Value, _)))
}

/// Writes the variant of the newer enum.
fn made(variant: &VariantUpgrade) -> impl Emit + '_ {
    code(|out| {
        rust!(out, "Self::#ident", ident = variant.ident);
        let value = match &variant.payload {
            Some((held, change)) => (
                match held {
                    Held::Value => "value".to_owned(),
                    Held::Nothing(path) => {
                        let names: Vec<&str> = path.iter().map(Ident::as_str).collect();
                        format!("super::{}", names.join("::"))
                    }
                },
                change,
            ),
            None => return,
        };
        let value = code(|out| changed(value.1, &value.0, out));
        rust!(out, "(#value)", value);
    })
}

/// Writes the conversion of a value of the older layer to the newer one.
fn changed(change: &Change, value: &str, out: &mut Output<'_>) {
    let each = |change: &Change, out: &mut Output<'_>| match change {
        // A closure would only call this function.
        Change::From => out.push("::core::convert::From::from"),
        change => {
            let value = code(|out| changed(change, "value", out));
            rust!(out, "|value| #value", value);
        }
    };
    match change {
        Change::Same => out.push(value),
        Change::From => rust!(out, "::core::convert::From::from(#value)", value),
        Change::Unboxed(inner) => changed(inner, &format!("*{value}"), out),
        Change::Boxed(inner) => {
            let value = code(|out| changed(inner, value, out));
            rust!(out, "#runtime::alloc::boxed::Box::new(#value)", value);
        }
        Change::Elements(inner) => {
            let each = code(|out| each(inner, out));
            rust!(out, "#value.into_iter().map(#each).collect()", value, each);
        }
        Change::Inside(inner) => {
            let each = code(|out| each(inner, out));
            rust!(out, "#value.map(#each)", value, each);
        }
    }
}
