//! Rust code: `schema` → `plan` → `lower` → [`model`] → [`emit`].

pub(crate) mod attribute;
pub(crate) mod choice;
pub(crate) mod config;
pub(crate) mod derives;
pub mod emit;
pub(crate) mod foreign;
pub(crate) mod kept;
pub(crate) mod layers;
mod lower;
pub mod model;
mod mtproto;
pub mod names;
mod plan;
mod rust_path;
pub(crate) mod selector;
mod views;
pub mod wire;

use tl_parser::check;
use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::{Field, Schema, TypeExpr};

use crate::rust::config::Config;
use crate::rust::emit::FileWriter;
pub use crate::rust::emit::folder::Part;
use crate::rust::kept::Kept;
pub(crate) use crate::rust::lower::Lowering;
use crate::rust::model::Module;
use crate::rust::names::is_placeholder;
use crate::rust::plan::{Foreign, ItemId, without_excluded};
use crate::rust::selector::unmatched::findings;
use crate::rust::views::ViewWriter;

pub use lower::{Items, items, lossy_strings};

/// The code of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// The text of the file, or of `mod.rs` if the code is in a folder.
    pub code: String,
    /// The other files of a folder.
    pub parts: Vec<Part>,
    /// How much of the schema is in the code.
    pub kept: Kept,
}

/// Generates the code of a schema. Returns `None` if there is an error among the diagnostics that this
/// adds.
///
/// This knows nothing about [schemas whose code is in other crates](Config::extern_schemas);
/// [`compile`](crate::compile) reads them.
pub fn generate(
    schema: &Schema<'_>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Generated> {
    generate_beside(schema, &[], config, diagnostics)
}

/// Generates the code of a schema beside the code that other crates have.
pub(crate) fn generate_beside(
    schema: &Schema<'_>,
    foreign: &[Foreign],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Generated> {
    let schema = &config.facts.describe(schema);
    let schema = &without_excluded(schema, &config.exclude);
    let mut found = Vec::new();
    let mut lowering = Lowering::new(schema, foreign, config, &mut found);
    let unmatched = std::mem::take(&mut lowering.plans.unmatched);
    found.extend(findings(unmatched));
    found.extend(lowering.lossy_strings());
    let failed = check::failed(&found);
    diagnostics.append(&mut found);
    if failed {
        return None;
    }
    let context = context([&**schema], config);
    let kept = lowering.plans.kept(schema);
    if let Some(nothing) = kept.nothing(config) {
        diagnostics.push(nothing);
        return None;
    }
    diagnostics.extend(lowering.emptied_types());
    diagnostics.extend(config.no_form());
    let mut writer = FileWriter::new(&kept, lowering.layer(), config, &context);
    writer.externs(&lowering.plans.externs);
    let mut views = lowering.plans.views.take().map(ViewWriter::new);
    for module in std::mem::take(&mut lowering.plans.modules) {
        write(&module, &mut lowering, &mut writer, views.as_mut());
    }
    if let Some(views) = views {
        views.write(&mut (), &mut writer);
    }
    if config.registry {
        writer.registry(&lowering.registry());
    }
    if config.rpc_errors {
        writer.errors(&lowering.errors(diagnostics));
    }
    let (code, parts) = writer.finish();
    Some(Generated { code, parts, kept })
}

/// Returns the context of code of these schemas.
fn context<'s>(
    schemas: impl IntoIterator<Item = &'s Schema<'s>>,
    config: &Config,
) -> emit::Context {
    let mut context = emit::Context::new(config);
    for combinator in schemas.into_iter().flat_map(|schema| &schema.combinators) {
        let mut params = combinator.ast.params.iter();
        context.placeholders |= has_placeholder(&combinator.fields)
            || params.any(|param| is_placeholder(param.name.value));
    }
    context
}

/// Whether clippy takes the name of a field for a placeholder.
fn has_placeholder(fields: &[Field<'_>]) -> bool {
    fields.iter().any(|field| {
        let inside = matches!(&field.ty, TypeExpr::Repeat(_, fields, _) if has_placeholder(fields));
        inside || field.name.is_some_and(is_placeholder)
    })
}

/// Writes a module. Each item is lowered when it is written.
fn write(
    module: &Module<ItemId>,
    lowering: &mut Lowering<'_, '_>,
    writer: &mut FileWriter<'_>,
    mut views: Option<&mut ViewWriter>,
) {
    writer.open(module);
    for id in &module.items {
        for mut item in lowering.items(*id) {
            if let Some(views) = &mut views {
                views.prepare(&mut item, writer.modules());
            }
            writer.item(&item);
            if let Some(views) = &mut views {
                views.keep(*id, item, writer.modules());
            }
        }
    }
    for inner in &module.modules {
        write(inner, lowering, writer, views.as_deref_mut());
    }
    writer.close();
}
