//! The schema all contenders get: the whole Telegram API, layer 230.

use std::path::{Path, PathBuf};

use tl_parser::World;
use tl_parser::ast::Program;
use tl_parser::diagnostic::{Diagnostic, Severity};
use tl_parser::schema::Schema;
use tl_parser::source::FileId;

use tl_codegen::{Config, Derives};

use crate::Result;

/// The folder of the package `grammers-tl-types`.
#[must_use]
pub(crate) fn grammers_package() -> &'static Path {
    Path::new(env!("GRAMMERS_TL_TYPES"))
}

/// Where the schema is.
#[must_use]
pub(crate) fn path() -> PathBuf {
    grammers_package().join("tl/api.tl")
}

/// The text of the schema.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn text() -> Result<String> {
    Ok(std::fs::read_to_string(path())?)
}

/// Our tree of a text.
///
/// # Errors
/// The first error in the text.
pub(crate) fn parse(text: &str) -> Result<[Program<'_>; 1]> {
    let mut diagnostics = Vec::new();
    let program = tl_parser::parse(FileId(0), text, &mut diagnostics);
    no_error(&diagnostics)?;
    Ok([program])
}

/// Our schema of a tree.
///
/// # Errors
/// The first name that does not resolve.
pub(crate) fn resolve<'s>(programs: &'s [Program<'s>]) -> Result<Schema<'s>> {
    let mut diagnostics = Vec::new();
    let schema = tl_parser::resolve(programs, World::Closed, &mut diagnostics);
    no_error(&diagnostics)?;
    Ok(schema)
}

/// The first error among the findings.
///
/// # Errors
/// Where there is one.
pub(crate) fn no_error(diagnostics: &[Diagnostic]) -> Result<()> {
    match diagnostics
        .iter()
        .find(|finding| finding.severity == Severity::Error)
    {
        Some(error) => Err(error.message.clone().into()),
        None => Ok(()),
    }
}

/// Our code for a text, with the optional traits of the list, or those of the default.
///
/// # Errors
/// The first error.
pub(crate) fn generate(text: &str, derives: Option<&str>) -> Result<String> {
    let mut config = Config::default();
    if let Some(list) = derives {
        config.derives = list.parse()?;
    }
    generate_with(text, &config)
}

/// The same, by a configuration.
///
/// # Errors
/// The first error.
pub(crate) fn generate_with(text: &str, config: &Config) -> Result<String> {
    let programs = parse(text)?;
    let schema = resolve(&programs)?;
    let mut diagnostics = Vec::new();
    let code = tl_codegen::generate(&schema, config, &mut diagnostics);
    no_error(&diagnostics)?;
    code.ok_or_else(|| "no code and no error".into())
}
