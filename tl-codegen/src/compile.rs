//! The whole pipeline, from schema files to Rust code.

use tl_parser::check;
use tl_parser::diagnostic::{Code, Diagnostic, Levels, Shown};
use tl_parser::layers::{Layer, LayerError, LayerNumbers, layers};
use tl_parser::schema::Schema;
use tl_parser::source::{Sources, Span};

use crate::rust::config::Config;
use crate::rust::foreign::foreign;
use crate::rust::kept::Kept;
use crate::rust::layers::generate_layers;
use crate::rust::{Generated, Lowering, Part, generate_beside};
use crate::sorted::{Map, Set};

/// The result of compiling a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The code, or the text of `mod.rs` if the code is in a folder. `None` if there is an error among
    /// the findings.
    pub code: Option<String>,
    /// The other files of a folder.
    pub parts: Vec<Part>,
    /// How much of the schema is in the code.
    pub kept: Kept,
    /// All findings, in the order of the text.
    pub diagnostics: Vec<Shown>,
}

impl Compiled {
    fn new(generated: Option<Generated>, found: Vec<Diagnostic>, levels: &Levels) -> Self {
        let (code, parts, kept) = match generated.filter(|_| !levels.fail(&found)) {
            Some(generated) => (Some(generated.code), generated.parts, generated.kept),
            None => Default::default(),
        };
        Self {
            code,
            parts,
            kept,
            diagnostics: levels.show(found),
        }
    }
}

/// Compiles the files, which together are one schema, to Rust code.
#[must_use]
pub fn compile(sources: &Sources, config: &Config, levels: &Levels) -> Compiled {
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(sources, &mut diagnostics);
    let schema = check::check(&programs, levels, &mut diagnostics);
    // Code for the intact part of a broken schema would only cause errors elsewhere, in the code that
    // uses it.
    let mut generated = None;
    if !levels.fail(&diagnostics) {
        let foreign = foreign(config, sources, &programs, &mut diagnostics);
        generated = generate_beside(&schema, &foreign, config, &mut diagnostics);
    }
    Compiled::new(generated, diagnostics, levels)
}

/// Compiles several layers of a schema to Rust code with a module for each layer. A file with layer marks
/// contains several layers; any other file belongs to the layer that `numbers` or a comment
/// `// LAYER 190` states.
///
/// # Errors
/// If the layer of a file cannot be determined.
pub fn compile_layers(
    sources: &Sources,
    numbers: &LayerNumbers,
    config: &Config,
    levels: &Levels,
) -> Result<Compiled, LayerError> {
    let mut parsed = Vec::new();
    let layers = layers(check::parse_all(sources, &mut parsed), numbers)?;
    let mut diagnostics = Vec::new();
    let schemas = check_layers(&layers, &parsed, levels, &mut diagnostics);
    let mut generated = None;
    if !levels.fail(&diagnostics) {
        let config = Config {
            registry: true,
            ..config.clone()
        };
        generated = generate_layers(&schemas, &config, &mut diagnostics);
    }
    Ok(Compiled::new(generated, diagnostics, levels))
}

/// Checks the schemas of layers, and returns them with their numbers. A finding that several layers
/// have is reported once.
///
/// `parsed` are the findings from parsing the files.
pub fn check_layers<'s>(
    layers: &'s [Layer<'s>],
    parsed: &[Diagnostic],
    levels: &Levels,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(u32, Schema<'s>)> {
    let mut schemas = Vec::with_capacity(layers.len());
    let mut found = Vec::with_capacity(layers.len());
    for layer in layers {
        let is_of = |file| layer.programs.iter().any(|program| program.file == file);
        let is_of = |it: &&Diagnostic| it.place().is_none_or(|place| is_of(place.file));
        let mut own: Vec<Diagnostic> = parsed.iter().filter(is_of).cloned().collect();
        schemas.push((
            layer.number,
            check::check(&layer.programs, levels, &mut own),
        ));
        found.push(own);
    }
    if let [only] = found.as_mut_slice() {
        diagnostics.append(only);
    }
    for (finding, layers) in told(&found) {
        // An allowance that one layer does not need may be needed in another.
        if finding.code != Code::UnusedAllow || layers == found.len() {
            diagnostics.push(finding.clone());
        }
    }
    schemas
}

/// Returns the findings of several layers without duplicates, each with the number of layers that have it.
fn told(found: &[Vec<Diagnostic>]) -> Vec<(&Diagnostic, usize)> {
    let mut told: Vec<(&Diagnostic, usize)> = Vec::new();
    let mut by_place: Map<Option<Span>, Vec<usize>> = Map::default();
    for of_layer in found {
        let mut counted = Set::default();
        for it in of_layer {
            let known = by_place.or_default(it.place());
            let is_same = |&at: &usize| told.get(at).is_some_and(|(other, _)| *other == it);
            let same = known.iter().copied().find(is_same);
            let at = same.unwrap_or(told.len());
            if same.is_none() {
                known.push(at);
                told.push((it, 0));
            }
            if let (true, Some((_, layers))) = (counted.insert(at), told.get_mut(at)) {
                *layers += 1;
            }
        }
    }
    told
}

/// Adds the generator's findings for a schema without errors, those that do not depend on the options.
/// This is for callers that check a schema without generating code.
pub fn refuse(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    Lowering::new(schema, &[], &Config::default(), diagnostics);
}

#[cfg(test)]
mod tests;
