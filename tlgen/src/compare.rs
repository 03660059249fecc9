//! `tlgen diff OLD NEW`: what changed from one schema to another, and what the changes break.

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
use tl_parser::diagnostic::{Diagnostic, Levels, Shown};
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
    let sides = arguments.sides()?;
    let paths = sides.concat();
    if paths.iter().filter(|path| input::is_standard(path)).count() > 1 {
        return Err(input::standard_twice());
    }
    let mut sources = Sources::new();
    for path in &paths {
        read(path, &mut sources)?;
    }
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let (before, now) = programs.split_at(sides[0].len());
    let (old, new) = (
        schema(before, &mut diagnostics),
        schema(now, &mut diagnostics),
    );
    // Warnings about one schema are left to `check`. Rules of the wire can only judge schemas whose values can
    // be encoded.
    let needs_values = arguments.breaking.is_some();
    diagnostics
        .retain(|it| it.is_error() && !it.can_be_allowed() && (needs_values || !it.of_values));
    if !diagnostics.is_empty() {
        messages.report(&sources, &Levels::default(), diagnostics);
        return Ok(Exit::Findings);
    }
    let comparison = Comparison::new(&old, &new);
    let levels = arguments.levels.get();
    let broken = arguments
        .breaking
        .map(|what| breaking::breaking(&comparison, &programs, now, what, levels));
    let names = [before, now].map(|programs| names(programs, &sources));
    let [old, new] = &names;
    let heading = Heading {
        old: Side::new(old, comparison.old),
        new: Side::new(new, comparison.new),
    };
    report(
        arguments,
        &comparison,
        &heading,
        &sources,
        broken.as_deref(),
    )?;
    let broken = broken.unwrap_or_default();
    messages.show(&sources, &broken);
    if arguments.breaking.is_some() && arguments.format.is_none() && !messages.are_json() {
        let found = count(&broken);
        output::raw(format!("compared {old} with {new}: {found}\n").as_bytes())?;
    }
    Ok(Exit::findings(!broken.is_empty()))
}

/// Reads a file, or a file of a Git revision.
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

/// Returns the names of a schema's files.
fn names(programs: &[Program<'_>], sources: &Sources) -> String {
    let files = programs.iter().filter_map(|it| sources.get(it.file));
    let names: Vec<&str> = files.map(|source| source.name.as_str()).collect();
    names.join(" and ")
}

/// Writes the changes in the requested format.
fn report(
    arguments: &Diff,
    comparison: &Comparison<'_, '_>,
    heading: &Heading<'_>,
    sources: &Sources,
    broken: Option<&[Shown]>,
) -> Result<(), Failure> {
    let format = match arguments.format {
        None if broken.is_some() => return Ok(()),
        format => format.unwrap_or(Format::Text),
    };
    let changes = comparison.changes();
    match format {
        Format::Text => output::colored(&text::text(&changes, heading)),
        Format::Markdown => output::raw(markdown::markdown(&changes, heading, broken).as_bytes()),
        Format::Json => {
            let index = LineIndex::new(sources);
            let line = json::json(&changes, heading, broken, &index) + "\n";
            output::raw(line.as_bytes())
        }
    }
}
