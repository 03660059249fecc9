//! The whole way from schema files to Rust code.

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

/// What became of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The code, of a folder that of `mod.rs`; `None` where an error is among the findings.
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

/// Rust code for the schema that the files are together.
#[must_use]
pub fn compile(sources: &Sources, config: &Config, levels: &Levels) -> Compiled {
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(sources, &mut diagnostics);
    let schema = check::check(&programs, levels, &mut diagnostics);
    // Code for what is left of a broken schema would break whoever uses it in other places.
    let mut generated = None;
    if !levels.fail(&diagnostics) {
        let foreign = foreign(config, sources, &programs, &mut diagnostics);
        generated = generate_beside(&schema, &foreign, config, &mut diagnostics);
    }
    Compiled::new(generated, diagnostics, levels)
}

/// Rust code for several layers of a schema, a module for each: those of the files with marks of layers,
/// and of each other file the one that `numbers` or a comment `// LAYER 190` says.
///
/// # Errors
/// If it is not known of which layer a file is.
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
            layer: None,
            ..config.clone()
        };
        generated = generate_layers(&schemas, &config, &mut diagnostics);
    }
    Ok(Compiled::new(generated, diagnostics, levels))
}

/// The schemas of layers, with their numbers. What is found in several of them is told once.
///
/// `parsed` is what was found in parsing the files.
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
        // What one layer does not need, another may.
        if finding.code != Code::UnusedAllow || layers == found.len() {
            diagnostics.push(finding.clone());
        }
    }
    schemas
}

/// The findings of several layers, each once, in how many of them it is.
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

/// Adds what generating refuses of a schema without errors, whatever the options: for who checks it
/// without generating.
pub fn refuse(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    Lowering::new(schema, &[], &Config::default(), diagnostics);
}

#[cfg(test)]
mod tests;
