//! The whole way from schema files to Rust code.

use std::collections::BTreeSet;

use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::diagnostic::{Code, Diagnostic, Severity, sort};
use tl_parser::layers::{Layer, LayerError, LayerNumbers, layers};
use tl_parser::schema::Schema;
use tl_parser::source::{Sources, Span};

use crate::rust::config::Config;
use crate::rust::foreign::foreign;
use crate::rust::kept::Kept;
use crate::rust::layers::generate_layers;
use crate::rust::{Lowering, Part, generate_beside};

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
    pub diagnostics: Vec<Diagnostic>,
}

/// Rust code for the schema that the files are together.
#[must_use]
pub fn compile(sources: &Sources, config: &Config, levels: &Levels) -> Compiled {
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(sources, &mut diagnostics);
    let schema = check::check(&programs, levels, &mut diagnostics);
    // Code for what is left of a broken schema would break whoever uses it in other places.
    let (mut code, mut parts, mut kept) = (None, Vec::new(), Kept::default());
    if !check::failed(&diagnostics) {
        let foreign = foreign(config, sources, &programs, &mut diagnostics);
        let mut found = Vec::new();
        let generated = generate_beside(&schema, &foreign, config, &mut found);
        levels.apply(&mut found);
        diagnostics.append(&mut found);
        blame(&mut diagnostics);
        if let Some(generated) = generated.filter(|_| !check::failed(&diagnostics)) {
            (code, parts, kept) = (Some(generated.code), generated.parts, generated.kept);
        }
    }
    sort(&mut diagnostics);
    Compiled {
        code,
        parts,
        kept,
        diagnostics,
    }
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
    let (mut code, mut parts, mut kept) = (None, Vec::new(), Kept::default());
    if !check::failed(&diagnostics) {
        let config = Config {
            registry: true,
            layer: None,
            ..config.clone()
        };
        let generated = generate_layers(&schemas, &config, &mut diagnostics);
        blame(&mut diagnostics);
        if let Some(generated) = generated.filter(|_| !check::failed(&diagnostics)) {
            (code, parts, kept) = (Some(generated.code), generated.parts, generated.kept);
        }
    }
    sort(&mut diagnostics);
    Ok(Compiled {
        code,
        parts,
        kept,
        diagnostics,
    })
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
    for it in found.iter().flatten() {
        // What one layer does not need, another may.
        let is_unused = it.code == Code::UnusedAllow;
        let is_all = || found.iter().all(|found| found.contains(it));
        if !diagnostics.contains(it) && (!is_unused || is_all()) {
            diagnostics.push(it.clone());
        }
    }
    schemas
}

/// Adds what generating refuses of a schema without errors, whatever the options: for who checks it
/// without generating.
pub fn refuse(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    Lowering::new(schema, &[], &Config::default(), diagnostics);
    blame(diagnostics);
}

/// What is only doubtful in TL can be the reason that there is no Rust for it. Then it is the
/// error: it says why, and what to do.
fn blame(diagnostics: &mut Vec<Diagnostic>) {
    let (mut reasons, mut unsupported) = (BTreeSet::new(), BTreeSet::new());
    for it in diagnostics.iter() {
        if let Some(about) = it.about {
            if REASONS.contains(&it.code) {
                reasons.insert(about);
            } else if it.code == Code::Unsupported {
                unsupported.insert(about);
            }
        }
    }
    diagnostics.retain_mut(|it| {
        let is_in = |declarations: &BTreeSet<Span>| {
            let about = it.about.as_ref();
            about.is_some_and(|about| declarations.contains(about))
        };
        let is_blamed = it.code == Code::Unsupported && is_in(&reasons);
        if REASONS.contains(&it.code) && is_in(&unsupported) {
            it.severity = Severity::Error;
        }
        !is_blamed
    });
}

const REASONS: [Code; 2] = [Code::EndlessExpansion, Code::UndeterminedParameter];

#[cfg(test)]
mod tests;
