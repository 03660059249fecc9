//! The whole way from schema files to Rust code.

use tl_parser::diagnostic::Diagnostic;
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
    let schema = front::check(&programs, &mut diagnostics);
    levels.apply(&mut diagnostics);
    // Code for what is left of a broken schema would break whoever uses it in other places.
    let mut code = None;
    if !front::failed(&diagnostics) {
        code = generate(&schema, config, &mut diagnostics);
        levels.apply(&mut diagnostics);
        code = code.filter(|_| !front::failed(&diagnostics));
    }
    front::sort(&mut diagnostics);
    Compiled { code, diagnostics }
}
