//! Parses and checks files: from text to a checked schema.
//!
//! The command line and the build script interface both go through this module.

mod encoding;

use crate::allow::Allowances;
use crate::diagnostic::{Code, Diagnostic, Level, Levels};
use crate::hasher::{Map, Set};
use crate::lint;
use crate::resolve::{World, resolve};
use crate::schema::{Combinator, CombinatorKind, Schema};
use crate::source::{Sources, Span};
use crate::syntax::ast::Program;
use crate::syntax::parse;
use crate::verify::{keeping_ids, verify};

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

/// Resolves the parsed files as one schema, verifies its ids and lints it. Diagnostics that the user allows
/// are left out.
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
    // Silenced diagnostics are not errors. Whether one is unused is only known if no errors are left.
    let mut silenced = Vec::new();
    for it in std::mem::take(diagnostics) {
        if allowances.allow(&it) || levels.silence(&it) {
            silenced.push(it);
        } else {
            diagnostics.push(it);
        }
    }
    if failed(diagnostics) {
        let errors = Errors::new(diagnostics);
        let copies = copies(&schema, diagnostics);
        let is_copy = |it: &Diagnostic| {
            it.code == Code::IdMismatch && it.about.is_some_and(|about| copies.contains(&about))
        };
        doubts.retain(|doubt| !errors.explain(doubt) && !is_copy(doubt));
    } else {
        // In a schema with errors, not everything that can be allowed is found.
        let unused = lint::unused_allow::lint(&allowances, [diagnostics, &silenced, &doubts]);
        doubts.extend(unused);
    }
    diagnostics.append(&mut doubts);
    diagnostics.retain(|it| !allowances.allow(it) && !levels.silence(it));
    *diagnostics = keeping_ids(std::mem::take(diagnostics), programs);
    schema
}

/// Returns the declarations that are read differently than written and for which this is reported. The id
/// that their text gives is only known after the correction.
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

/// Returns the declarations that share an id, which is an error already. Their text gives another id because
/// the line was copied, so a mismatch is the same mistake.
fn copies(schema: &Schema<'_>, errors: &[Diagnostic]) -> Set<Span> {
    let mut repeated: Set<Span> = Set::default();
    for error in errors.iter().filter(|it| it.code == Code::DuplicateId) {
        repeated.extend(error.about);
    }
    let key = |it: &Combinator<'_>| (it.kind == CombinatorKind::Function, it.id);
    let mut ids = Set::default();
    for (_, second) in &schema.repeated_ids {
        let second = &schema[*second];
        if repeated.contains(&second.span) {
            ids.insert(key(second));
        }
    }
    let mut copies = Set::default();
    for combinator in schema
        .combinators
        .iter()
        .filter(|it| ids.contains(&key(it)))
    {
        copies.insert(combinator.span);
    }
    copies
}

/// The errors in each declaration. Other findings in it may be mere consequences: its text does not give its
/// id, but the id that it does give is not the one to write.
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
            // The text that could not be parsed may be the whole schema.
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

/// Whether one of the diagnostics is an error by default.
#[must_use]
pub fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

#[cfg(test)]
mod tests;
