//! From the files of a run to a checked schema, and how bad each finding is to its user.
//!
//! All that has files goes this way: the command line and the build script interface.

use std::error::Error;
use std::fmt;

use crate::ast::Program;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resolve::suggest::nearest;
use crate::resolve::{World, resolve};
use crate::schema::Schema;
use crate::span::{Sources, Span};
use crate::verify::verify;

/// Parses all files.
#[must_use]
pub fn parse_all<'s>(sources: &'s Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Program<'s>> {
    sources
        .iter()
        .map(|(file, source)| crate::parse(file, &source.text, diagnostics))
        .collect()
}

/// Resolves what was parsed, as one schema, and compares its ids with its text.
#[must_use]
pub fn check<'s>(programs: &'s [Program<'s>], diagnostics: &mut Vec<Diagnostic>) -> Schema<'s> {
    let schema = resolve(programs, World::Closed, diagnostics);
    let mut mismatches = Vec::new();
    verify(&schema, &mut mismatches);
    if !mismatches.is_empty() {
        let broken = Broken::new(programs, diagnostics);
        mismatches.retain(|mismatch| !broken.explains(mismatch));
        diagnostics.append(&mut mismatches);
    }
    schema
}

/// The declarations that have errors: their text does not give their ids, and the id that it does
/// give is not the one to write.
struct Broken {
    /// All declarations, in order.
    declarations: Vec<Span>,
    /// The places of all errors, in order.
    errors: Vec<Span>,
}

impl Broken {
    fn new(programs: &[Program<'_>], diagnostics: &[Diagnostic]) -> Self {
        let declarations = programs.iter().flat_map(|program| &program.declarations);
        let mut declarations: Vec<_> = declarations.map(|declaration| declaration.span).collect();
        declarations.sort_unstable();
        let errors = diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error);
        let mut errors: Vec<_> = errors
            .filter_map(|error| Some(error.labels.first()?.span))
            .collect();
        errors.sort_unstable();
        Self {
            declarations,
            errors,
        }
    }

    fn explains(&self, mismatch: &Diagnostic) -> bool {
        let Some(id) = mismatch.labels.first().map(|label| label.span) else {
            return false;
        };
        let behind = self
            .declarations
            .partition_point(|declaration| *declaration <= id);
        let Some(declaration) = behind
            .checked_sub(1)
            .and_then(|at| self.declarations.get(at))
        else {
            return false;
        };
        let first = self.errors.partition_point(|error| error < declaration);
        let mut inside =
            self.errors.iter().skip(first).take_while(|error| {
                error.file == declaration.file && error.start < declaration.end
            });
        // An error that is about the id itself does not make the text wrong.
        inside.any(|error| *error != id)
    }
}

/// Which warnings are errors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    deny: Vec<Code>,
    deny_warnings: bool,
}

impl Levels {
    /// The name that stands for all warnings.
    pub const WARNINGS: &'static str = "warnings";

    /// Makes errors of the findings of this name (`id-mismatch`) or code (`TL0101`); of all
    /// [`WARNINGS`](Self::WARNINGS) by that name.
    ///
    /// # Errors
    /// Where there is no such name.
    pub fn deny(&mut self, name: &str) -> Result<(), UnknownFinding> {
        if name == Self::WARNINGS {
            self.deny_warnings = true;
            return Ok(());
        }
        let known = |code: &&Code| code.name() == name || code.id().eq_ignore_ascii_case(name);
        let code = Code::ALL.iter().find(known).ok_or_else(|| UnknownFinding {
            name: name.into(),
            meant: nearest(name, Self::names()),
        })?;
        self.deny.push(*code);
        Ok(())
    }

    /// The names that [`deny`](Self::deny) knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Code::ALL
            .iter()
            .map(|code| code.name())
            .chain([Self::WARNINGS])
    }

    /// Gives each finding the severity that the user wants.
    pub fn apply(&self, diagnostics: &mut [Diagnostic]) {
        for diagnostic in diagnostics {
            if self.deny_warnings || self.deny.contains(&diagnostic.code) {
                diagnostic.severity = Severity::Error;
            }
        }
    }
}

/// A name that no finding has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFinding {
    name: String,
    meant: Option<&'static str>,
}

impl fmt::Display for UnknownFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no finding is called `{}`", self.name)?;
        match self.meant {
            Some(meant) => write!(f, "; did you mean `{meant}`?"),
            None => {
                let names: Vec<_> = Levels::names().collect();
                write!(f, "; there are {}", names.join(", "))
            }
        }
    }
}

impl Error for UnknownFinding {}

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
    fn a_finding_is_denied_by_name_by_code_or_with_all_warnings() {
        for name in ["id-mismatch", "TL0101", "tl0101", "warnings"] {
            let mut levels = Levels::default();
            levels.deny(name).unwrap();
            let mut findings = [finding(Code::IdMismatch, 0)];
            assert!(!failed(&findings));
            levels.apply(&mut findings);
            assert!(failed(&findings), "{name}");
        }
    }

    #[test]
    fn other_warnings_stay_warnings() {
        let mut levels = Levels::default();
        levels.deny("derives-omitted").unwrap();
        let mut findings = [finding(Code::IdMismatch, 0)];
        levels.apply(&mut findings);
        assert_eq!(findings[0].severity, Severity::Warning);
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let mut levels = Levels::default();
        let error = levels.deny("id-mismach").unwrap_err();
        assert_eq!(
            error.to_string(),
            "no finding is called `id-mismach`; did you mean `id-mismatch`?"
        );
        assert!(
            levels
                .deny("zzzzzzzzzzzz")
                .unwrap_err()
                .to_string()
                .contains("warnings")
        );
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
