//! The whole way from schema files to Rust code.

use std::collections::BTreeSet;

use tl_parser::ast::Program;
use tl_parser::diagnostic::{Code, Diagnostic, Severity};
use tl_parser::front::{self, Levels};
use tl_parser::span::Sources;

use crate::rust::config::Config;
use crate::rust::generate;

/// What became of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The code; `None` where an error is among the findings.
    pub code: Option<String>,
    /// All findings, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Rust code for the schema that the files are together.
#[must_use]
pub fn compile(sources: &Sources, config: &Config, levels: &Levels) -> Compiled {
    let mut diagnostics = Vec::new();
    let programs = front::parse_all(sources, &mut diagnostics);
    let schema = front::check_with(&programs, levels, &mut diagnostics);
    // Code for what is left of a broken schema would break whoever uses it in other places.
    let mut code = None;
    if !front::failed(&diagnostics) {
        code = generate(&schema, config, &mut diagnostics);
        front::settle(&programs, levels, &mut diagnostics);
        blame(&programs, &mut diagnostics);
        code = code.filter(|_| !front::failed(&diagnostics));
    }
    front::sort(&mut diagnostics);
    Compiled { code, diagnostics }
}

/// What is only doubtful in TL can be the reason that there is no Rust for it. Then it is the
/// error: it says why, and what to do.
fn blame(programs: &[Program<'_>], diagnostics: &mut Vec<Diagnostic>) {
    if !diagnostics.iter().any(|it| it.code == Code::Unsupported) {
        return;
    }
    let declarations = programs.iter().flat_map(|program| &program.declarations);
    let mut starts: Vec<_> = declarations
        .map(|it| (it.span.file, it.span.start))
        .collect();
    starts.sort_unstable();
    // The number of the declaration in which a finding is.
    let declaration = |it: &Diagnostic| {
        let place = it.labels.first()?.span;
        Some(starts.partition_point(|start| *start <= (place.file, place.start)))
    };
    let of = |codes: &[Code]| -> BTreeSet<Option<usize>> {
        let found = diagnostics.iter().filter(|it| codes.contains(&it.code));
        found.map(declaration).collect()
    };
    let (reasons, unsupported) = (of(&REASONS), of(&[Code::Unsupported]));
    diagnostics.retain_mut(|it| {
        let here = declaration(it);
        if REASONS.contains(&it.code) && unsupported.contains(&here) {
            it.severity = Severity::Error;
        }
        it.code != Code::Unsupported || !reasons.contains(&here)
    });
}

const REASONS: [Code; 2] = [Code::EndlessExpansion, Code::UndeterminedParameter];

#[cfg(test)]
mod tests;
