//! Parses and checks files: from text to a checked schema.
//!
//! The command line and the build script interface both go through this module.

mod consequences;
mod encoding;

use crate::allow::Allowances;
use crate::diagnostic::{Diagnostic, Levels};
use crate::lint;
use crate::resolve::{World, resolve};
use crate::schema::Schema;
use crate::source::Sources;
use crate::syntax::ast::Program;
use crate::syntax::parse;
use crate::verify::{allow_kept, keeping_ids, verify};

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
    let is_silenced = |it: &Diagnostic| allowances.allow(it) || levels.silence(it);
    let (silenced, mut shown): (Vec<_>, Vec<_>) = diagnostics.drain(..).partition(is_silenced);
    consequences::leave_out(&schema, &shown, &mut doubts);
    if !failed(&shown) {
        // In a schema with errors, not everything that can be allowed is found.
        let unused = lint::unused_allow::lint(&allowances, [&shown, &silenced, &doubts]);
        doubts.extend(unused);
    }
    doubts.retain(|it| !is_silenced(it));
    allow_kept(&mut doubts);
    shown.append(&mut doubts);
    *diagnostics = keeping_ids(shown, programs);
    schema
}

/// Whether one of the diagnostics is an error by default.
#[must_use]
pub fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

#[cfg(test)]
mod tests;
