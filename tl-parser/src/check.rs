//! From the files of a run to a checked schema.
//!
//! All that has files goes this way: the command line and the build script interface.

mod encoding;

use crate::allow::Allowances;
use crate::diagnostic::{Advice, Code, Diagnostic, Level, Levels};
use crate::hasher::{Map, Set};
use crate::lint;
use crate::resolve::{World, resolve};
use crate::schema::Schema;
use crate::source::{FileId, Form, Sources, Span};
use crate::syntax::ast::Program;
use crate::syntax::parse;
use crate::verify::{keeping_ids, one_for_one_id, verify};

/// Parses all files.
#[must_use]
pub fn parse_all<'s>(sources: &'s Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Program<'s>> {
    sources
        .iter()
        .map(|(file, source)| {
            let mut own = Vec::new();
            let mut program = parse(file, &source.text, &mut own);
            program.form = source.form;
            if !source.replaced.is_empty() {
                encoding::check(source, &mut program, &mut own);
            }
            diagnostics.append(&mut own);
            program
        })
        .collect()
}

/// Resolves what was parsed, as one schema, compares its ids with its text, and looks for what
/// is probably not as it was meant. What the user allows is left out.
#[must_use]
pub fn check<'s>(
    programs: &'s [Program<'s>],
    levels: &Levels,
    diagnostics: &mut Vec<Diagnostic>,
) -> Schema<'s> {
    let schema = resolve(programs, World::Closed, diagnostics);
    let mut doubts = Vec::new();
    verify(&schema, programs, &mut doubts);
    lint::lint(&schema, programs, &mut doubts);
    let allowances = Allowances::new(programs);
    let unsettled = unsettled(diagnostics, &allowances, levels);
    let is_settled = |it: &Diagnostic| it.about.is_none_or(|about| !unsettled.contains(&about));
    doubts.retain(|doubt| doubt.code != Code::IdMismatch || is_settled(doubt));
    // What is silenced is not an error, and may be unused only where nothing else is one.
    let mut silenced = Vec::new();
    for it in std::mem::take(diagnostics) {
        if allowances.allow(&it) || levels.silence(&it) {
            silenced.push(it);
        } else {
            diagnostics.push(it);
        }
    }
    if failed(diagnostics) {
        let is_shown = |it: &Diagnostic| !allowances.allow(it) && !levels.silence(it);
        one_for_one_id(&schema, diagnostics, &mut doubts, &is_shown);
        let errors = Errors::new(diagnostics);
        doubts.retain(|doubt| !errors.explain(doubt));
    } else {
        // Of a schema with errors not all that can be allowed is found.
        let unused = lint::unused_allow::lint(&allowances, [diagnostics, &silenced, &doubts]);
        doubts.extend(unused);
    }
    diagnostics.append(&mut doubts);
    diagnostics.retain(|it| !allowances.allow(it) && !levels.silence(it));
    *diagnostics = keeping_ids(std::mem::take(diagnostics), programs);
    for program in programs.iter().filter(|it| it.form != Form::Tl) {
        without_comments(program.file, diagnostics);
    }
    schema
}

/// No comment can be written into a file of another form than TL.
fn without_comments(file: FileId, diagnostics: &mut [Diagnostic]) {
    let in_file = |it: &&mut Diagnostic| it.place().is_some_and(|place| place.file == file);
    for diagnostic in diagnostics.iter_mut().filter(in_file) {
        for advice in &mut diagnostic.advice {
            match advice {
                Advice::Allow(_) => *advice = Advice::AllowByOption("it is intended"),
                Advice::AllowWhere(condition) => *advice = Advice::AllowByOption(condition),
                Advice::Replace(_) | Advice::AllowInFile | Advice::AllowByOption(_) => {}
            }
        }
    }
}

/// The declarations that are read otherwise than they are written, which is shown: what id the text
/// gives is known once it is mended.
fn unsettled(diagnostics: &[Diagnostic], allowances: &Allowances, levels: &Levels) -> Set<Span> {
    let mut unsettled = Set::default();
    for it in diagnostics {
        let is_read_otherwise = matches!(it.code, Code::MissingParameter | Code::BareTypeName);
        let is_shown = !allowances.allow(it) && levels.of(it.code) != Level::Allowed;
        if is_read_otherwise && is_shown {
            unsettled.extend(it.about);
        }
    }
    unsettled
}

/// The errors in each declaration: what else is found in it may only follow from these. So its text
/// does not give its id, and the id that it does give is not the one to write.
struct Errors(Map<Span, Vec<Span>>);

impl Errors {
    fn new(diagnostics: &[Diagnostic]) -> Self {
        let mut errors: Map<Span, Vec<Span>> = Map::default();
        for error in diagnostics.iter().filter(|it| it.is_error()) {
            if let (Some(declaration), Some(place)) = (error.about, error.place()) {
                errors.entry(declaration).or_default().push(place);
            }
        }
        Self(errors)
    }

    fn explain(&self, doubt: &Diagnostic) -> bool {
        let Some(declaration) = doubt.about else {
            // What could not be parsed may be all that there is.
            return doubt.code == Code::EmptySchema;
        };
        let Some(places) = self.0.get(&declaration) else {
            return false;
        };
        // An error in the comments, or about the id itself, does not make the text wrong.
        let of_text = |place: &Span| {
            Some(*place) != doubt.place()
                && declaration.start <= place.start
                && place.start < declaration.end
        };
        doubt.code != Code::IdMismatch || places.iter().any(of_text)
    }
}

/// Whether one of them is an error, unless the user says otherwise.
#[must_use]
pub fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

#[cfg(test)]
mod tests;
