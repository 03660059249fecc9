//! `tlgen docs SCHEMA... -o DIR`: a reference of a schema, as a site or as the source of a book.
//!
//! The schema and the facts about it become pages, and the pages become files:
//!
//! ```text
//! Schema, Facts ──Reference──▶ Page ──site──▶ HTML
//!                                   └──book──▶ Markdown
//! ```
//!
//! Pages are made one by one, so that only the schema and one page are in memory at once.

mod book;
mod coverage;
mod example;
mod folder;
mod form;
mod page;
mod pages;
mod paths;
mod progress;
mod reference;
mod site;
mod text;
mod tl;
mod words;

use std::path::{Path, PathBuf};

use tl_codegen::__private::files;
use tl_codegen::__private::report::{Title, number};
use tl_codegen::facts::Facts;
use tl_parser::check;
use tl_parser::schema::Schema;

use crate::cli::{Docs, DocsForm};
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::{input, output};
use book::Book;
use folder::Writing;
use form::Form;
use progress::Progress;
use reference::Reference;
use site::Site;

pub(crate) fn run(arguments: &Docs, messages: &Messages) -> Result<Exit, Failure> {
    check_output(arguments)?;
    let sources = input::read(&arguments.schemas)?;
    let facts = facts(&arguments.errors, &arguments.docs, messages)?;
    if arguments.schemas.is_empty() {
        return normal(arguments, &facts);
    }
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let levels = arguments.levels.get();
    let schema = check::check(&programs, levels, &mut diagnostics);
    // A reference does not encode values.
    diagnostics.retain(|it| !it.of_values);
    let failed = levels.fail(&diagnostics);
    messages.report(&sources, levels, diagnostics);
    if failed {
        return Ok(Exit::Findings);
    }
    coverage::report(&schema, &facts, arguments.verbose, messages);
    if arguments.normal {
        return normal(arguments, &facts);
    }
    let Some(folder) = arguments.output.as_deref() else {
        return Err(Failure::Usage(
            "where the pages go is missing: `-o DIR`".into(),
        ));
    };
    pages(&schema, &facts, arguments.form, folder, messages)?;
    Ok(Exit::Fine)
}

/// Returns an error if the output cannot hold pages or facts.
fn check_output(arguments: &Docs) -> Result<(), Failure> {
    match arguments.output.as_deref() {
        Some(file) if arguments.normal => {
            let Docs {
                schemas,
                docs,
                errors,
                ..
            } = arguments;
            output::keep(file, schemas.iter().chain(docs).chain(errors))
        }
        Some(folder) if input::is_standard(folder) => Err(Failure::Usage(
            "pages go to a folder, not to standard output".into(),
        )),
        _ => Ok(()),
    }
}

/// Writes the pages of a schema.
fn pages(
    schema: &Schema<'_>,
    facts: &Facts,
    form: DocsForm,
    folder: &Path,
    messages: &Messages,
) -> Result<(), Failure> {
    let reference = Reference::new(schema, facts);
    if reference.examples.is_none() {
        messages.say(
            Title::Note,
            "there are no examples: no code can be generated from the schema",
        );
    }
    let title = pages::title(schema);
    let lists = pages::list_titles(&reference);
    let namespaces = pages::namespace_titles(&reference);
    let mut form: Box<dyn Form> = match form {
        DocsForm::Site => Box::new(Site::new(&title, &lists, &namespaces)),
        DocsForm::Book => Box::new(Book::new(&title)),
    };
    let count = schema.combinators.len() + schema.types.len() + facts.errors.len();
    let mut progress = Progress::new(count);
    let mut writing = Writing::new(folder).map_err(Failure::Docs)?;
    let mut count = 0;
    // Each page is written before the next one is made, because pages may be long.
    let written = pages::pages(&reference, &mut |page| {
        progress.step();
        count += 1;
        writing.add(form.page(&page))
    });
    let written = written.and_then(|()| {
        form.rest()
            .into_iter()
            .try_for_each(|file| writing.add(file))?;
        writing.finish()
    });
    progress.finish();
    let written = written.map_err(Failure::Docs)?;
    let folder = folder.display();
    let files = number(written.files, "file");
    let (changed, removed) = (written.changed, written.removed);
    let line = format!(
        "{folder}: {} in {files}, {changed} changed, {removed} removed\n",
        number(count, "page")
    );
    output::raw(line.as_bytes())
}

/// Writes the facts in the JSON form of `tlgen docs --normal`.
fn normal(arguments: &Docs, facts: &Facts) -> Result<Exit, Failure> {
    let text = tl_codegen::facts::read::write(facts);
    match &arguments.output {
        Some(file) if !input::is_standard(file) => {
            files::write(file, text.as_bytes())?;
        }
        _ => output::raw(text.as_bytes())?,
    }
    Ok(Exit::Fine)
}

/// Reads the facts of all files. Errors and callers from `--errors` take precedence.
pub(crate) fn facts(
    errors: &[PathBuf],
    docs: &[PathBuf],
    messages: &Messages,
) -> Result<Facts, Failure> {
    let (facts, left_out) = files::read_all_facts(errors, docs)?;
    for said in left_out {
        messages.say(Title::Note, &said);
    }
    Ok(facts)
}
