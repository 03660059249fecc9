//! Rust code: `schema` → [`lower`] → [`model`] → [`emit`].

pub(crate) mod config;
pub mod emit;
pub mod form;
mod lower;
pub mod model;
mod names;
pub(crate) mod selector;

use tl_parser::diagnostic::{Diagnostic, Severity};
use tl_parser::schema::Schema;

use crate::rust::config::Config;

pub use lower::lower;

/// The text of the file that a schema becomes; `None` where an error is among the diagnostics
/// that this adds.
pub fn generate(
    schema: &Schema<'_>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let before = diagnostics.len();
    let file = lower(schema, config, diagnostics);
    let added = diagnostics.get(before..).unwrap_or_default();
    if added
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
        return None;
    }
    let context = emit::Context::new(config);
    Some(emit::file(&file, &context))
}
