//! What the commands that decode and encode values share: the schema and the input.

mod asked;
pub(crate) mod decode;
pub(crate) mod encode;
mod frames;
mod text;
mod tree;
mod unpack;

use std::io;
use std::path::Path;

use serde::de::DeserializeSeed;
use tl_codegen::__private::files;
use tl_dynamic::Codec;
use tl_parser::check;
use tl_parser::diagnostic::{Diagnostic, Levels};
use tl_parser::schema::{CombinatorKind, Schema};
use tl_runtime::DecodeOptions;
use tl_runtime::json::Json;

use crate::cli::Files;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::suggest::did_you_mean;
use crate::{input, output};

/// Reads the schema and the input, and passes them to a function. `ty` is the type that the user asks for, in TL.
fn with_schema(
    files: &Files,
    ty: Option<&str>,
    messages: &Messages,
    work: impl FnOnce(&Schema<'_>, Vec<u8>) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let (schemas, file) = files.split();
    if let Some(out) = files.output() {
        output::keep(out, files.read())?;
    }
    let is_twice = input::is_standard(file) && schemas.iter().any(|it| input::is_standard(it));
    if is_twice {
        return Err(input::standard_twice());
    }
    let mut sources = input::read(schemas)?;
    let mut framed = sources.clone();
    frames::add(&mut framed);
    if let Some(ty) = ty {
        asked::add(ty, &mut sources);
        asked::add(ty, &mut framed);
    }
    let mut errors = Vec::new();
    let programs = check::parse_all(&framed, &mut errors);
    let schema = check::check(&programs, &Levels::default(), &mut errors);
    errors.retain(Diagnostic::is_error);
    if errors.is_empty() && ty.is_none_or(|_| asked::is_one_type(&programs)) {
        return work(&schema, read(file)?);
    }
    // An error should not suggest a frame, and a schema that is right without the frames is right.
    let mut errors = Vec::new();
    let programs = check::parse_all(&sources, &mut errors);
    let schema = check::check(&programs, &Levels::default(), &mut errors);
    errors.retain(Diagnostic::is_error);
    if let Some(mistake) = ty.and_then(|ty| asked::mistake(ty, &sources, &programs, &errors)) {
        return Err(Failure::Usage(mistake));
    }
    if errors.is_empty() {
        return work(&schema, read(file)?);
    }
    messages.report(&sources, &Levels::default(), errors);
    Ok(Exit::Findings)
}

/// A local file may take more memory than input from a network. A list of numbers, each with its offset, takes
/// about 14 bytes for each byte of input, and half of that again while the list grows.
const FOR_EACH_BYTE: usize = 32;
const FOR_ALL: usize = 256 << 20;

/// Returns the options for an input of this length.
fn options(length: usize) -> DecodeOptions<'static> {
    let memory = length.saturating_mul(FOR_EACH_BYTE);
    DecodeOptions::new().max_memory(memory.saturating_add(FOR_ALL))
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    Ok(if input::is_standard(file) {
        files::read_from(io::stdin().lock(), "<stdin>")?
    } else {
        files::read(file)?
    })
}

/// Returns the error for a function that the schema does not have.
fn no_function(codec: &Codec<'_>, name: &str) -> Failure {
    let all = codec.schema().combinators.iter();
    let functions = all.filter(|it| it.kind == CombinatorKind::Function);
    let meant = did_you_mean(name, functions.map(|it| it.name)).unwrap_or_default();
    Failure::Usage(format!("the schema has no function `{name}`{meant}"))
}

/// How many arrays and objects any JSON may be nested in. The codec has a lower limit, and says where in the value it
/// is exceeded.
const JSON_DEPTH: u32 = 512;

/// Parses JSON.
fn json(what: &str, text: &[u8]) -> Result<Json, String> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    deserializer.disable_recursion_limit();
    let options = DecodeOptions::new().max_depth(JSON_DEPTH);
    let json = options.deserialize(&mut deserializer);
    let json = json.and_then(|json| deserializer.end().map(|()| json));
    json.map_err(|error| match error.is_data() {
        true => format!("{what}: {error}"),
        false => format!("{what} is not JSON: {error}"),
    })
}
