//! From the files of a run to a checked schema, and how bad each finding is to its user.
//!
//! All that has files goes this way: the command line and the build script interface.

use crate::allow::{Allowances, extents};
use crate::ast::Program;
use crate::diagnostic::{Code, Diagnostic, Level, Severity};
use crate::findings;
pub use crate::levels::{LevelError, Levels};
use crate::lint::lint;
use crate::resolve::{World, resolve};
use crate::schema::Schema;
use crate::span::{Sources, Span};
use crate::verify::verify_all;

/// Parses all files.
#[must_use]
pub fn parse_all<'s>(sources: &'s Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Program<'s>> {
    sources
        .iter()
        .map(|(file, source)| crate::parse(file, &source.text, diagnostics))
        .collect()
}

/// Resolves what was parsed, as one schema, compares its ids with its text, and looks for what
/// is probably not as it was meant. Findings have their usual levels.
#[must_use]
pub fn check<'s>(programs: &'s [Program<'s>], diagnostics: &mut Vec<Diagnostic>) -> Schema<'s> {
    check_with(programs, &Levels::default(), diagnostics)
}

/// [`check`], with the levels that the user wants.
#[must_use]
pub fn check_with<'s>(
    programs: &'s [Program<'s>],
    levels: &Levels,
    diagnostics: &mut Vec<Diagnostic>,
) -> Schema<'s> {
    let schema = resolve(programs, World::Closed, diagnostics);
    let mut mismatches = Vec::new();
    verify_all(&schema, programs, &mut mismatches);
    let mut lints = Vec::new();
    lint(&schema, programs, &mut lints);
    let allowances = Allowances::new(programs);
    unused(&allowances, &mismatches, &mut lints, diagnostics);
    lints.retain(|lint| levels.of(lint.code) != Level::Allowed);
    if failed(diagnostics) {
        // What could not be parsed may be all that there is.
        lints.retain(|lint| lint.code != Code::EmptySchema);
    }
    if failed(diagnostics) && !(mismatches.is_empty() && lints.is_empty()) {
        let errors = errors(diagnostics);
        let declarations = programs.iter().flat_map(|program| &program.declarations);
        let declarations = declarations.map(|declaration| declaration.span).collect();
        let broken = Broken::new(declarations, &errors);
        // An error that is about the id itself does not make the text wrong.
        mismatches.retain(|mismatch| {
            let id = mismatch.labels.first().map(|label| label.span);
            !broken.explains(mismatch, |error| Some(error) != id)
        });
        // The comments above a declaration may be about one that could not be parsed.
        let extents = programs.iter().flat_map(extents).collect();
        let broken = Broken::new(extents, &errors);
        lints.retain(|lint| !broken.explains(lint, |_| true));
    }
    diagnostics.append(&mut mismatches);
    diagnostics.append(&mut lints);
    diagnostics.retain(|finding| !allowances.allow(finding));
    levels.apply(diagnostics);
    findings::limit(diagnostics);
    schema
}

/// Adds the comments that allow nothing to the lints. Of a schema with errors not all can be found,
/// so nothing is said there.
fn unused(
    allowances: &Allowances,
    mismatches: &[Diagnostic],
    lints: &mut Vec<Diagnostic>,
    others: &[Diagnostic],
) {
    if failed(others) {
        return;
    }
    let mut unused = Vec::new();
    let all = mismatches.iter().chain(&*lints).chain(others);
    let warnings = all.filter(|finding| finding.severity == Severity::Warning);
    let places = warnings.filter_map(|it| Some((it.code, it.labels.first()?.span)));
    allowances.unused(places, &mut unused);
    lints.append(&mut unused);
}

/// Drops the findings that are allowed, by the user or by a comment at their place, and gives the
/// others the severity that the user wants.
pub fn settle(programs: &[Program<'_>], levels: &Levels, diagnostics: &mut Vec<Diagnostic>) {
    if !diagnostics.is_empty() {
        // What a comment allows is decided on, also where all else is denied.
        let allowances = Allowances::new(programs);
        diagnostics.retain(|finding| !allowances.allow(finding));
    }
    levels.apply(diagnostics);
}

/// The places of all errors, in order.
fn errors(diagnostics: &[Diagnostic]) -> Vec<Span> {
    let errors = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let mut errors: Vec<_> = errors
        .filter_map(|error| Some(error.labels.first()?.span))
        .collect();
    errors.sort_unstable();
    errors
}

/// The declarations that have errors: what else is found in them may only follow from these. So
/// their text does not give their ids, and the id that it does give is not the one to write.
struct Broken<'e> {
    /// All declarations, in order.
    declarations: Vec<Span>,
    /// The places of all errors, in order.
    errors: &'e [Span],
}

impl<'e> Broken<'e> {
    fn new(mut declarations: Vec<Span>, errors: &'e [Span]) -> Self {
        declarations.sort_unstable();
        Self {
            declarations,
            errors,
        }
    }

    fn explains(&self, finding: &Diagnostic, counts: impl Fn(Span) -> bool) -> bool {
        let Some(place) = finding.labels.first().map(|label| label.span) else {
            return false;
        };
        let behind = self
            .declarations
            .partition_point(|it| (it.file, it.start) <= (place.file, place.start));
        let Some(declaration) = behind
            .checked_sub(1)
            .and_then(|at| self.declarations.get(at))
        else {
            return false;
        };
        let first = self
            .errors
            .partition_point(|it| (it.file, it.start) < (declaration.file, declaration.start));
        let mut inside =
            self.errors.iter().skip(first).take_while(|error| {
                error.file == declaration.file && error.start < declaration.end
            });
        inside.any(|error| counts(*error))
    }
}

/// Whether an error is among the findings.
#[must_use]
pub fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// In the order of the text, file by file; what concerns no text comes last.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| {
        let place = diagnostic.labels.first().map(|label| label.span);
        (place.is_none(), place)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;

    fn finding(code: Code, start: u32) -> Diagnostic {
        Diagnostic::new(
            code,
            "",
            Span {
                file: FileId(0),
                start,
                end: start,
            },
            "",
        )
    }

    #[test]
    fn the_id_of_a_text_with_an_error_is_not_compared() {
        let mut sources = Sources::new();
        sources.add(
            "a.tl",
            "one#00000001 x:itn = One;\ntwo#00000002 x:int = Two;\n",
        );
        sources.add("b.tl", "three#00000002 = Three;\nfour#00000002 = Four;");
        let mut findings = Vec::new();
        let programs = parse_all(&sources, &mut findings);
        let _ = check(&programs, &mut findings);
        sort(&mut findings);
        let said: Vec<_> = findings
            .iter()
            .map(|found| {
                (
                    found.code,
                    sources
                        .line_column(found.labels[0].span.file, found.labels[0].span.start)
                        .0,
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                (Code::UndeclaredName, 1),
                (Code::IdMismatch, 2),
                (Code::DuplicateId, 1),
                (Code::IdMismatch, 1),
                (Code::IdMismatch, 2),
            ]
        );
    }

    #[test]
    fn findings_are_sorted_by_place_and_those_without_come_last() {
        let mut nowhere = finding(Code::UnmatchedSelector, 0);
        nowhere.labels.clear();
        let mut findings = [
            nowhere.clone(),
            finding(Code::Syntax, 7),
            finding(Code::IdMismatch, 3),
        ];
        sort(&mut findings);
        assert_eq!(
            findings,
            [
                finding(Code::IdMismatch, 3),
                finding(Code::Syntax, 7),
                nowhere
            ]
        );
    }
}
