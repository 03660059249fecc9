//! Code generation from the Telegram API's schema, layer 230: by tlgen and by grammers.

mod program;

use std::path::Path;

use grammers_tl_gen::Outputs;
use tl_codegen::Config;
use tl_parser::World;
use tl_parser::ast::Program;
use tl_parser::diagnostic::Diagnostic;
use tl_parser::schema::Schema;
use tl_parser::source::FileId;

pub use program::{CONTENDERS, build, counted, instructions};

/// A result with any error, which is only shown.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The path of the schema.
const API: &str = env!("API");

/// Returns the folder of the package `grammers-tl-types`.
#[must_use]
pub fn grammers_package() -> &'static Path {
    let schema = Path::new(API);
    schema.ancestors().nth(2).unwrap_or(schema)
}

/// Returns the text of the schema.
///
/// # Errors
/// The file cannot be read.
pub fn text() -> Result<String> {
    Ok(std::fs::read_to_string(API)?)
}

/// Parses a text with tlgen.
///
/// # Errors
/// Returns the first error in the text.
pub fn parse(text: &str) -> Result<[Program<'_>; 1]> {
    let mut diagnostics = Vec::new();
    let program = tl_parser::parse(FileId(0), text, &mut diagnostics);
    no_error(&diagnostics)?;
    Ok([program])
}

/// Resolves a tree with tlgen.
///
/// # Errors
/// Returns the first name that does not resolve.
pub fn resolve<'s>(programs: &'s [Program<'s>]) -> Result<Schema<'s>> {
    let mut diagnostics = Vec::new();
    let schema = tl_parser::resolve(programs, World::Closed, &mut diagnostics);
    no_error(&diagnostics)?;
    Ok(schema)
}

/// Checks that no finding is an error.
///
/// # Errors
/// Returns the first error among the findings.
fn no_error(diagnostics: &[Diagnostic]) -> Result<()> {
    match diagnostics.iter().find(|finding| finding.is_error()) {
        Some(error) => Err(error.message.clone().into()),
        None => Ok(()),
    }
}

/// Generates code with tlgen, with the optional traits in a list, or the default ones.
///
/// # Errors
/// Returns the first error.
pub fn generate(text: &str, derives: Option<&str>) -> Result<String> {
    let mut config = Config::default();
    if let Some(list) = derives {
        config.derives.push(list.parse()?);
    }
    generate_with(text, &config)
}

/// Generates code with tlgen and this configuration.
///
/// # Errors
/// Returns the first error.
pub fn generate_with(text: &str, config: &Config) -> Result<String> {
    let programs = parse(text)?;
    let schema = resolve(&programs)?;
    let mut diagnostics = Vec::new();
    let generated = tl_codegen::generate(&schema, config, &mut diagnostics);
    no_error(&diagnostics)?;
    let generated = generated.ok_or("no code and no error")?;
    Ok(generated.code)
}

/// Generates code with grammers, as the build script of grammers-tl-types does with its default features, or
/// also with impls of serde's traits.
///
/// # Errors
/// Never, because it writes to memory.
pub fn grammers(text: &str, serde: bool) -> Result<Outputs<Vec<u8>>> {
    // Like the build script, ignores what grammers cannot parse: the definition of vectors.
    let definitions: Vec<_> = grammers_tl_parser::parse_tl_file(text).flatten().collect();
    let mut outputs = Outputs {
        common: Vec::new(),
        types: Vec::new(),
        functions: Vec::new(),
        enums: Vec::new(),
    };
    let config = grammers_tl_gen::Config {
        gen_name_for_id: true,
        deserializable_functions: false,
        impl_debug: true,
        impl_from_enum: true,
        impl_from_type: true,
        impl_serde: serde,
    };
    grammers_tl_gen::generate_rust_code(&mut outputs, &definitions, 230, &config)?;
    Ok(outputs)
}
