//! The whole way from schema files to Rust code.

use std::collections::BTreeSet;

use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::diagnostic::{Code, Diagnostic, Severity};
use tl_parser::schema::Schema;
use tl_parser::source::{Sources, Span};

use crate::rust::config::Config;
use crate::rust::kept::Kept;
use crate::rust::{Lowering, generate};

/// What became of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The code; `None` where an error is among the findings.
    pub code: Option<String>,
    /// How much of the schema is in the code.
    pub kept: Kept,
    /// All findings, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Rust code for the schema that the files are together.
#[must_use]
pub fn compile(sources: &Sources, config: &Config, levels: &Levels) -> Compiled {
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(sources, &mut diagnostics);
    let schema = check::check(&programs, levels, &mut diagnostics);
    // Code for what is left of a broken schema would break whoever uses it in other places.
    let (mut code, mut kept) = (None, Kept::default());
    if !check::failed(&diagnostics) {
        let generated = generate(&schema, config, &mut diagnostics);
        blame(&mut diagnostics);
        if let Some(generated) = generated.filter(|_| !check::failed(&diagnostics)) {
            (code, kept) = (Some(generated.code), generated.kept);
        }
    }
    check::sort(&mut diagnostics);
    Compiled {
        code,
        kept,
        diagnostics,
    }
}

/// Adds what generating refuses of a schema without errors, whatever the options: for who checks it
/// without generating.
pub fn refuse(schema: &Schema<'_>, diagnostics: &mut Vec<Diagnostic>) {
    Lowering::new(schema, &Config::default(), diagnostics);
    blame(diagnostics);
}

/// What is only doubtful in TL can be the reason that there is no Rust for it. Then it is the
/// error: it says why, and what to do.
fn blame(diagnostics: &mut Vec<Diagnostic>) {
    let about = |codes: &[Code]| -> BTreeSet<Option<Span>> {
        let found = diagnostics.iter().filter(|it| codes.contains(&it.code));
        found.map(|it| it.about).collect()
    };
    let (reasons, unsupported) = (about(&REASONS), about(&[Code::Unsupported]));
    diagnostics.retain_mut(|it| {
        if REASONS.contains(&it.code) && unsupported.contains(&it.about) {
            it.severity = Severity::Error;
        }
        it.code != Code::Unsupported || !reasons.contains(&it.about)
    });
}

const REASONS: [Code; 2] = [Code::EndlessExpansion, Code::UndeterminedParameter];

#[cfg(test)]
mod tests;
