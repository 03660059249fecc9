//! `tlgen check SCHEMA...`.

use tl_codegen::__private::refuse;
use tl_codegen::__private::report::{count, number};
use tl_parser::check;
use tl_parser::diagnostic::sort;
use tl_parser::schema::{CombinatorKind, Origin, Schema};
use tl_parser::source::Sources;

use crate::cli::Check;
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::{input, output};

pub(crate) fn run(arguments: &Check, messages: &Messages) -> Result<Exit, Failure> {
    let sources = input::read(&arguments.schemas)?;
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let schema = check::check(&programs, arguments.levels.get(), &mut diagnostics);
    if !check::failed(&diagnostics) {
        refuse(&schema, &mut diagnostics);
    }
    sort(&mut diagnostics);
    messages.show(&sources, &diagnostics);
    if !messages.are_json() {
        let (checked, found) = (checked(&schema, &sources), count(&diagnostics));
        output::raw(format!("{checked}: {found}\n").as_bytes())?;
    }
    Ok(Exit::findings(!diagnostics.is_empty()))
}

/// `checked 24 constructors and 1 function in schemas/photos.tl`
fn checked(schema: &Schema<'_>, sources: &Sources) -> String {
    let of = |kind| {
        let declared = schema
            .combinators
            .iter()
            .filter(|found| found.origin == Origin::Declared);
        declared.filter(|found| found.kind == kind).count()
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
