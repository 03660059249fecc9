//! `tlgen check SCHEMA...`.

use std::collections::BTreeSet;

use tl_codegen::__private::report::{count, number, safe_line};
use tl_codegen::__private::{check_layers, files, refuse};
use tl_parser::check;
use tl_parser::layers::marked_layers;
use tl_parser::schema::{CombinatorKind, Origin, Schema};
use tl_parser::source::Sources;

use crate::cli::Check;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::{input, output};

pub(crate) fn run(arguments: &Check, messages: &Messages) -> Result<Exit, Failure> {
    let sources = input::read(&arguments.schemas)?;
    let levels = arguments.levels.get();
    let mut diagnostics = Vec::new();
    let mut parsed = Vec::new();
    let programs = check::parse_all(&sources, &mut parsed);
    let mistake = |mistake| Failure::Usage(files::layers::mistake(mistake, &sources));
    let layers = marked_layers(programs).map_err(mistake)?;
    let schemas = check_layers(&layers, &parsed, levels, &mut diagnostics);
    if !levels.fail(&diagnostics) {
        for (_, schema) in &schemas {
            refuse(schema, &mut diagnostics);
        }
    }
    let mut diagnostics = levels.show(diagnostics);
    if schemas.len() > 1 {
        // Layers share declarations, and so their findings.
        diagnostics.dedup();
    }
    messages.show(&sources, &diagnostics);
    if !messages.are_json() {
        let schemas: Vec<&Schema<'_>> = schemas.iter().map(|(_, schema)| schema).collect();
        let (checked, found) = (checked(&schemas, &sources), count(&diagnostics));
        let line = safe_line(&format!("{checked}: {found}"));
        output::raw(format!("{line}\n").as_bytes())?;
    }
    Ok(Exit::findings(!diagnostics.is_empty()))
}

/// Returns a summary such as `checked 24 constructors and 1 function in schemas/photos.tl`. A declaration that
/// several layers share counts once. As in generated code, declarations of builtins do not count.
fn checked(schemas: &[&Schema<'_>], sources: &Sources) -> String {
    let of = |kind| {
        let all = schemas.iter().flat_map(|schema| &schema.combinators);
        let all = all.filter(|it| it.builtin.is_none() && it.kind == kind);
        let declared = all.filter(|it| it.origin == Origin::Declared);
        declared
            .map(|it| it.ast.name.span)
            .collect::<BTreeSet<_>>()
            .len()
    };
    let constructors = number(of(CombinatorKind::Constructor), "constructor");
    let functions = number(of(CombinatorKind::Function), "function");
    let names: Vec<_> = sources
        .iter()
        .map(|(_, source)| source.name.as_str())
        .collect();
    let files = match names.as_slice() {
        [one] => (*one).into(),
        [one, other] => format!("{one} and {other}"),
        more => number(more.len(), "file"),
    };
    format!("checked {constructors} and {functions} in {files}")
}
