//! `tlgen diff OLD NEW`: what has changed from one schema to another, and what that breaks.

mod align;
mod breaking;
mod changes;
mod git;
mod json;
mod markdown;
mod pairs;
mod summary;
mod text;

use std::path::Path;

use tl_codegen::__private::files;
use tl_codegen::__private::report::count;
use tl_parser::ast::Program;
use tl_parser::diagnostic::{Diagnostic, Severity, sort};
use tl_parser::schema::Schema;
use tl_parser::source::{LineIndex, Sources};
use tl_parser::{World, check, resolve};

use crate::cli::diff::{Diff, Format};
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::{input, output};
use changes::Comparison;
use git::Revision;
use summary::{Heading, Side};

pub(crate) fn run(arguments: &Diff, messages: &Messages) -> Result<Exit, Failure> {
    let paths = [arguments.old.as_path(), arguments.new.as_path()];
    if paths.iter().all(|path| input::is_standard(path)) {
        return Err(input::standard_twice());
    }
    let mut sources = Sources::new();
    for path in paths {
        read(path, &mut sources)?;
    }
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let (before, now) = programs.split_at(1);
    let (old, new) = (
        schema(before, &mut diagnostics),
        schema(now, &mut diagnostics),
    );
    // What is only doubtful in one of them is for `check` to say.
    diagnostics.retain(|it| it.severity == Severity::Error && !it.can_be_allowed());
    if !diagnostics.is_empty() {
        sort(&mut diagnostics);
        messages.show(&sources, &diagnostics);
        messages.conclude(&diagnostics);
        return Ok(Exit::Findings);
    }
    let comparison = Comparison::new(&old, &new);
    let broken = arguments
        .breaking
        .map(|what| breaking::breaking(&comparison, &programs, what, arguments.levels.get()));
    report(arguments, &comparison, &sources, broken.as_deref())?;
    let broken = broken.unwrap_or_default();
    messages.show(&sources, &broken);
    if arguments.breaking.is_some() && arguments.format.is_none() && !messages.are_json() {
        let [old, new] = names(&sources);
        let found = count(&broken);
        output::raw(format!("compared {old} with {new}: {found}\n").as_bytes())?;
    }
    Ok(Exit::findings(!broken.is_empty()))
}

/// Adds the file that a path stands for.
fn read(path: &Path, sources: &mut Sources) -> Result<(), Failure> {
    match Revision::of(path)? {
        Some(revision) => files::add(sources, &path.display().to_string(), revision.read()?)?,
        None => input::add(path, sources)?,
    };
    Ok(())
}

fn schema<'s>(programs: &'s [Program<'s>], diagnostics: &mut Vec<Diagnostic>) -> Schema<'s> {
    resolve(programs, World::Closed, diagnostics)
}

/// What the two schemas are called.
fn names(sources: &Sources) -> [&str; 2] {
    let mut names = sources.iter().map(|(_, source)| source.name.as_str());
    [(); 2].map(|()| names.next().unwrap_or_default())
}

/// Writes what has changed, in the format that is wanted.
fn report(
    arguments: &Diff,
    comparison: &Comparison<'_, '_>,
    sources: &Sources,
    broken: Option<&[Diagnostic]>,
) -> Result<(), Failure> {
    let format = match arguments.format {
        None if broken.is_some() => return Ok(()),
        format => format.unwrap_or(Format::Text),
    };
    let [old, new] = names(sources);
    let heading = Heading {
        old: Side::new(old, comparison.old),
        new: Side::new(new, comparison.new),
    };
    let changes = comparison.changes();
    match format {
        Format::Text => output::colored(&text::text(&changes, &heading)),
        Format::Markdown => output::raw(markdown::markdown(&changes, &heading, broken).as_bytes()),
        Format::Json => {
            let index = LineIndex::new(sources);
            let line = json::json(&changes, &heading, broken, &index) + "\n";
            output::raw(line.as_bytes())
        }
    }
}
