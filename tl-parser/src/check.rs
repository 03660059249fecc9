//! From the files of a run to a checked schema, and how bad each diagnostic is to its user.
//!
//! All that has files goes this way: the command line and the build script interface.

use std::collections::BTreeMap;

use crate::allow::Allowances;
use crate::diagnostic::{Code, Diagnostic, Levels, Severity, limit};
use crate::lint;
use crate::resolve::{World, resolve};
use crate::schema::Schema;
use crate::source::{Sources, Span};
use crate::syntax::ast::Program;
use crate::syntax::parse;
use crate::verify::verify;

/// Parses all files.
#[must_use]
pub fn parse_all<'s>(sources: &'s Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Program<'s>> {
    sources
        .iter()
        .map(|(file, source)| parse(file, &source.text, diagnostics))
        .collect()
}

/// Resolves what was parsed, as one schema, compares its ids with its text, and looks for what
/// is probably not as it was meant. Diagnostics have the levels that the user wants.
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
    if failed(diagnostics) {
        let errors = Errors::new(diagnostics);
        doubts.retain(|doubt| !errors.explain(doubt));
    } else {
        // Of a schema with errors not all that can be allowed is found.
        let found = diagnostics.iter().chain(&doubts);
        let unused = lint::unused_allow::lint(&allowances, found);
        doubts.extend(unused);
    }
    diagnostics.append(&mut doubts);
    diagnostics.retain(|diagnostic| !allowances.allow(diagnostic));
    levels.apply(diagnostics);
    limit(diagnostics);
    schema
}

/// The errors in each declaration: what else is found in it may only follow from these. So its text
/// does not give its id, and the id that it does give is not the one to write.
struct Errors(BTreeMap<Span, Vec<Span>>);

impl Errors {
    fn new(diagnostics: &[Diagnostic]) -> Self {
        let mut errors: BTreeMap<Span, Vec<Span>> = BTreeMap::new();
        for error in diagnostics
            .iter()
            .filter(|it| it.severity == Severity::Error)
        {
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

/// Whether one of them is an error.
#[must_use]
pub fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|it| it.severity == Severity::Error)
}

/// In the order of the text, file by file; what concerns no text comes last.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| {
        let place = diagnostic.place();
        (place.is_none(), place)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, LineIndex};

    fn diagnostic(code: Code, start: u32) -> Diagnostic {
        let place = Span {
            file: FileId(0),
            start,
            end: start,
        };
        Diagnostic::new(code, "", place, "")
    }

    #[test]
    fn the_id_of_a_text_with_an_error_is_not_compared() {
        let mut sources = Sources::new();
        sources.add(
            "a.tl",
            "one#00000001 x:itn = One;\ntwo#00000002 x:int = Two;\n",
        );
        sources.add("b.tl", "three#00000002 = Three;\nfour#00000002 = Four;");
        let mut found = Vec::new();
        let programs = parse_all(&sources, &mut found);
        let _ = check(&programs, &Levels::default(), &mut found);
        sort(&mut found);
        let index = LineIndex::new(&sources);
        let line = |it: &Diagnostic| index.place(it.labels[0].span).unwrap().1;
        let said: Vec<_> = found.iter().map(|it| (it.code, line(it))).collect();
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
    fn diagnostics_are_sorted_by_place_and_those_without_come_last() {
        let nowhere = Diagnostic::placeless(Code::UnmatchedSelector, "");
        let (first, second) = (diagnostic(Code::IdMismatch, 3), diagnostic(Code::Syntax, 7));
        let mut all = [nowhere.clone(), second.clone(), first.clone()];
        sort(&mut all);
        assert_eq!(all, [first, second, nowhere]);
    }
}
