//! Several layers of a schema in one file, with a module for each. An item that is the same as in an
//! earlier layer is re-exported from there.

mod placed;
mod shared;
mod upgrades;
mod written;

use tl_parser::check;
use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::Schema;

use crate::rust::Generated;
use crate::rust::config::Config;
use crate::rust::emit::{self, FileWriter};
use crate::rust::kept::Kept;
use crate::rust::layers::placed::Placed;
use crate::rust::layers::shared::{Owner, owners};
use crate::rust::layers::upgrades::upgrades;
use crate::rust::layers::written::{OfLayer, Written};
use crate::rust::lower::Lowering;
use crate::rust::model::{Ident, Module};
use crate::rust::plan::without_excluded;
use crate::rust::selector::unmatched::{Unmatched, findings};
use crate::rust::views::ViewWriter;

/// Returns the name of the module of a layer.
pub(crate) fn module_name(number: u32) -> Ident {
    Ident::new(&format!("layer_{number}"))
}

/// Generates the code of layers, in their order. Returns `None` if there is an error among the
/// diagnostics that this adds.
pub(crate) fn generate_layers(
    layers: &[(u32, Schema<'_>)],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Generated> {
    let context = emit::Context::new(config);
    let mut placed = Vec::with_capacity(layers.len());
    let (mut registries, mut views) = (Vec::new(), Vec::new());
    let mut externs = Vec::new();
    let (mut kept, mut failed) = (Kept::default(), false);
    let (mut nothing, mut unmatched) = (Vec::new(), Vec::new());
    for (number, schema) in layers {
        let schema = &config.facts.describe(schema);
        let schema = &without_excluded(schema, &config.exclude);
        let mut found = Vec::new();
        let mut lowering = Lowering::new(schema, &[], config, &mut found);
        unmatched.push(std::mem::take(&mut lowering.plans.unmatched));
        found.extend(lowering.lossy_strings());
        failed |= check::failed(&found);
        for it in found {
            if !diagnostics.contains(&it) {
                diagnostics.push(it);
            }
        }
        if failed {
            continue;
        }
        // Only the last one is reported, which is from the newest layer.
        kept = lowering.plans.kept(schema);
        nothing.extend(kept.nothing(config));
        for it in std::mem::take(&mut lowering.plans.externs) {
            if !externs.contains(&it) {
                externs.push(it);
            }
        }
        registries.push(lowering.registry());
        let mut own = lowering.plans.views.take().map(ViewWriter::new);
        placed.push(Placed::new(*number, &mut lowering, own.as_mut(), &context));
        views.push(own);
    }
    let unmatched = unmatched_in_all(unmatched);
    failed |= !unmatched.is_empty();
    diagnostics.extend(unmatched);
    // A layer may have nothing of what was chosen, as long as another has something.
    if !failed && nothing.len() == layers.len() {
        diagnostics.extend(nothing.pop());
        failed = !layers.is_empty();
    }
    if failed {
        return None;
    }
    let owners = owners(&placed);
    let mut writer = FileWriter::new(&kept, None, config, &context);
    writer.externs(&externs);
    let mut written = Written::default();
    let mut upgrades = upgrades(&placed, &owners);
    for (index, (layer, registry)) in placed.iter().zip(&registries).enumerate() {
        writer.open_layer(&module_name(layer.number), layer.number);
        let owners = owners.get(index).map_or(&[][..], Vec::as_slice);
        let mut of_layer = OfLayer {
            written: &mut written,
            layers: &placed,
            owners,
            own: index,
        };
        for module in &layer.modules {
            write(module, layer, &of_layer, &mut writer);
        }
        if let Some(Some(views)) = views.get(index) {
            views.write(&mut of_layer, &mut writer);
        }
        writer.registry(registry);
        if let Some(upgrades) = upgrades.get_mut(index) {
            writer.upgrades(&std::mem::take(upgrades));
        }
        writer.close();
    }
    let numbers: Vec<u32> = placed.iter().map(|layer| layer.number).collect();
    writer.layers(&numbers);
    let (code, parts) = writer.finish();
    Some(Generated { code, parts, kept })
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
    let OfLayer {
        layers,
        owners,
        own,
        ..
    } = of_layer;
    writer.open(module);
    for &item in &module.items {
        let owner = owners.get(item).copied();
        let owner = owner.unwrap_or(Owner { layer: *own, item });
        let Some(place) = layer.items.get(item) else {
            continue;
        };
        match layers.get(owner.layer) {
            Some(other) if owner.layer != *own => {
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
