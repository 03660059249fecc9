//! Several layers of a schema in one file, with a module for each. An item that is the same as in an
//! earlier layer is re-exported from there.

mod placed;
mod shared;
mod upgrades;
mod written;

use tl_parser::check;
use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::Schema;

use crate::rust::config::Config;
use crate::rust::emit::{self, FileWriter};
use crate::rust::kept::Kept;
use crate::rust::layers::placed::Placed;
use crate::rust::layers::shared::owners;
use crate::rust::layers::upgrades::upgrades;
use crate::rust::layers::written::{OfLayer, Written};
use crate::rust::lower::Lowering;
use crate::rust::model::{ExternItem, Ident, Module};
use crate::rust::plan::without_excluded;
use crate::rust::selector::unmatched::{Unmatched, findings};
use crate::rust::{Generated, context};

/// Returns the name of the module of a layer.
pub(crate) fn module_name(number: u32) -> Ident {
    Ident::new(&format!("layer_{number}"))
}

/// Layers that are ready to be written.
#[derive(Default)]
struct Lowered {
    layers: Vec<Placed>,
    /// The types of all layers that are elsewhere.
    externs: Vec<ExternItem>,
    /// How much was kept of the newest layer.
    kept: Kept,
}

/// Generates the code of layers, in their order. Returns `None` if there is an error among the
/// diagnostics that this adds.
pub(crate) fn generate_layers(
    layers: &[(u32, Schema<'_>)],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Generated> {
    let context = context(layers.iter().map(|(_, schema)| schema), config);
    let Lowered {
        layers,
        externs,
        kept,
    } = lower(layers, config, &context, diagnostics)?;
    let owners = owners(&layers);
    let upgrades = upgrades(&layers, &owners);
    let mut writer = FileWriter::new(&kept, None, config, &context);
    writer.externs(&externs);
    let mut written = Written::default();
    let owned = layers.iter().zip(&owners).zip(upgrades);
    for (own, ((layer, owners), upgrades)) in owned.enumerate() {
        writer.open_layer(&module_name(layer.number), layer.number);
        let mut of_layer = OfLayer {
            written: &mut written,
            layers: &layers,
            owners,
            own,
        };
        for module in &layer.modules {
            write(module, layer, &of_layer, &mut writer);
        }
        if let Some(views) = &layer.views {
            views.write(&mut of_layer, &mut writer);
        }
        writer.registry(&layer.registry);
        writer.upgrades(&upgrades);
        writer.close();
    }
    let numbers: Vec<u32> = layers.iter().map(|layer| layer.number).collect();
    writer.layers(&numbers);
    let (code, parts) = writer.finish();
    Some(Generated { code, parts, kept })
}

/// Lowers all layers. Returns `None` if there is an error among the diagnostics that this adds.
fn lower(
    layers: &[(u32, Schema<'_>)],
    config: &Config,
    context: &emit::Context,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Lowered> {
    let (mut lowered, mut failed) = (Lowered::default(), false);
    let (mut nothing, mut unmatched) = (Vec::new(), Vec::new());
    for (number, schema) in layers {
        let schema = &config.facts.describe(schema);
        let schema = &without_excluded(schema, &config.exclude);
        let mut found = Vec::new();
        let mut lowering = Lowering::new(schema, &[], config, &mut found);
        unmatched.push(std::mem::take(&mut lowering.plans.unmatched));
        found.extend(lowering.lossy_strings());
        failed |= check::failed(&found);
        add_new(found, diagnostics);
        if failed {
            continue;
        }
        add_new(Vec::from_iter(lowering.emptied_types()), diagnostics);
        lowered.kept = lowering.plans.kept(schema);
        nothing.extend(lowered.kept.nothing(config));
        add_new(
            std::mem::take(&mut lowering.plans.externs),
            &mut lowered.externs,
        );
        let layer = Placed::new(*number, &mut lowering, context);
        lowered.layers.push(layer);
    }
    let unmatched = unmatched_in_all(unmatched);
    failed |= !unmatched.is_empty();
    diagnostics.extend(unmatched);
    // A layer may have nothing of what was chosen, as long as another has something.
    if !failed && nothing.len() == layers.len() {
        diagnostics.extend(nothing.pop());
        failed = !layers.is_empty();
    }
    (!failed).then_some(lowered)
}

/// Adds what earlier layers do not have.
fn add_new<T: PartialEq>(found: Vec<T>, all: &mut Vec<T>) {
    for it in found {
        if !all.contains(&it) {
            all.push(it);
        }
    }
}

/// Returns the selectors that match nothing in any layer; `layers` are the unmatched selectors of each.
/// Suggestions come from the newest layer.
fn unmatched_in_all(layers: Vec<Vec<Unmatched>>) -> Vec<Diagnostic> {
    let mut layers = layers.into_iter().rev();
    let mut unmatched = layers.next().unwrap_or_default();
    for layer in layers {
        unmatched.retain(|it| layer.iter().any(|other| it.is_same(other)));
    }
    findings(unmatched)
}

/// Writes a module: the layer's own items, and re-exports of the others.
fn write(
    module: &Module<usize>,
    layer: &Placed,
    of_layer: &OfLayer<'_>,
    writer: &mut FileWriter<'_>,
) {
    writer.open(module);
    for &item in &module.items {
        let (Some(place), Some(owner)) = (layer.items.get(item), of_layer.owners.get(item)) else {
            continue;
        };
        match of_layer.layers.get(owner.layer) {
            Some(other) if owner.layer != of_layer.own => {
                writer.reexport(&module_name(other.number), &place.path, &place.item);
            }
            Some(_) | None => writer.item(&place.item),
        }
    }
    for inner in &module.modules {
        write(inner, layer, of_layer, writer);
    }
    writer.close();
}
