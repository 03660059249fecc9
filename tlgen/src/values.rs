//! What the commands that decode and encode values share: the schema, the type, the input.

pub(crate) mod decode;
pub(crate) mod encode;
mod frames;
mod text;
mod tree;
mod unpack;

use std::io;
use std::path::Path;

use tl_codegen::__private::files;
use tl_dynamic::{Codec, Type};
use tl_parser::ast::Program;
use tl_parser::check;
use tl_parser::diagnostic::{Code, Diagnostic, Levels, nearest};
use tl_parser::schema::{Combinator, CombinatorId, CombinatorKind, Schema};
use tl_parser::source::Sources;

use crate::cli::Files;
use crate::exit::{Exit, Failure};
use crate::input;
use crate::messages::Messages;

/// The names of a text and of the function in it, whose field has the requested type.
const TYPE: &str = "--type";
const ASKED: &str = "tlgen.asked";

/// Reads the schema and the input, and passes them to a function. `ty` is a type in TL.
fn with_schema(
    files: &Files,
    ty: Option<&str>,
    messages: &Messages,
    work: impl FnOnce(&Schema<'_>, Vec<u8>) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let (schemas, file) = files.split();
    let is_twice = input::is_standard(file) && schemas.iter().any(|it| input::is_standard(it));
    if is_twice {
        return Err(input::standard_twice());
    }
    let mut sources = input::read(schemas)?;
    let mut framed = sources.clone();
    frames::add(&mut framed);
    if let Some(ty) = ty {
        add_type(ty, &mut sources);
        add_type(ty, &mut framed);
    }
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&framed, &mut diagnostics);
    let schema = check::check(&programs, &Levels::default(), &mut diagnostics);
    let is_one_type = ty.is_none() || programs.last().is_some_and(asks_one_type);
    if is_one_type && !diagnostics.iter().any(Diagnostic::is_error) {
        return work(&schema, read(file)?);
    }
    // An error should not suggest a frame, and a schema that is right without the frames is right.
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let schema = check::check(&programs, &Levels::default(), &mut diagnostics);
    diagnostics.retain(Diagnostic::is_error);
    if let (Some(_), [only, ..]) = (ty, diagnostics.as_slice()) {
        let file = only.place().and_then(|place| sources.get(place.file));
        if file.is_some_and(|source| source.name == TYPE) {
            let meant = only
                .suggestion()
                .filter(|_| only.code == Code::UndeclaredName);
            let meant = meant.map(|it| format!("; did you mean `{}`?", it.replacement));
            let meant = meant.unwrap_or_default();
            return Err(Failure::Usage(format!("`--type`: {}{meant}", only.message)));
        }
    }
    if let (Some(ty), true) = (ty, !programs.last().is_some_and(asks_one_type)) {
        return Err(Failure::Usage(format!("`--type`: `{ty}` is not one type")));
    }
    if !diagnostics.is_empty() {
        messages.report(&sources, &Levels::default(), diagnostics);
        return Ok(Exit::Findings);
    }
    work(&schema, read(file)?)
}

/// Adds a function whose field has the type.
fn add_type(ty: &str, sources: &mut Sources) {
    // Without the parentheses, `User` of `Vector User` is another field.
    let is_applied = ty.contains(' ') && !ty.contains([':', '=', '*', '#', '[', ';']);
    let ty = match is_applied {
        true => format!("({ty})"),
        false => ty.to_owned(),
    };
    let text = format!("---functions---\n{ASKED} value:{ty} = True;\n");
    sources.add(TYPE, text);
}

/// Whether a program has one declaration with one field.
fn asks_one_type(program: &Program<'_>) -> bool {
    let [only] = program.declarations.as_slice() else {
        return false;
    };
    let asked = only.combinator();
    asked.is_some_and(|asked| asked.fields().len() == 1)
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    Ok(if input::is_standard(file) {
        files::read_from(io::stdin().lock(), "<stdin>")?
    } else {
        files::read(file)?
    })
}

/// Returns the type in TL: `%User` if the value is to have no id.
fn in_tl(ty: Option<&str>, bare: bool) -> Option<String> {
    let ty = ty?;
    let percent = if bare { "%" } else { "" };
    Some(format!("{percent}{ty}"))
}

/// Returns the requested type, or `Object` if there is none.
fn asked<'s>(codec: &Codec<'s>) -> Type<'s> {
    let ty = asked_combinator(codec).and_then(|(id, _)| codec.field(id, 0));
    ty.unwrap_or_else(|| codec.any())
}

/// Returns the function whose field has the requested type.
fn asked_combinator<'s>(codec: &Codec<'s>) -> Option<(CombinatorId, &'s Combinator<'s>)> {
    let mut all = codec.schema().combinators.entries();
    all.find(|(_, it)| it.name == ASKED && it.kind == CombinatorKind::Function)
}

/// Returns the error for a function that the schema does not have.
fn no_function(codec: &Codec<'_>, name: &str) -> Failure {
    let all = codec.schema().combinators.iter();
    let functions = all.filter(|it| it.kind == CombinatorKind::Function);
    Failure::Usage(match nearest(name, functions.map(|it| it.name)) {
        Some(meant) => {
            format!("the schema has no function `{name}`; did you mean `{meant}`?")
        }
        None => format!("the schema has no function `{name}`"),
    })
}

/// Returns the error of a text that is not JSON, or is JSON that is nested too deeply.
fn not_json(what: &str, error: &serde_json::Error) -> String {
    // serde_json has no kind of error for it.
    match error.to_string().strip_prefix("recursion limit exceeded") {
        Some(place) => format!("{what} is nested more than 127 levels deep{place}"),
        None => format!("{what} is not JSON: {error}"),
    }
}
