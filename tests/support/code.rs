//! Code and findings of a schema.

use tl_codegen::__private::report::Renderer;
use tl_codegen::{Compiled, Config, Impls, compile};
use tl_parser::diagnostic::{Levels, Severity};
use tl_parser::source::{LineIndex, Sources};

use super::sources;

/// Returns the options of the packages in `gen`.
pub(crate) fn config(impls: Impls) -> Config {
    Config {
        impls,
        registry: true,
        ..Config::default()
    }
}

/// Returns the kinds of impls for a schema: only generated ones if the derive does not support it.
pub(crate) fn forms(name: &str) -> &'static [Impls] {
    if gen_schemas::WITHOUT_DERIVE.contains(&name) {
        &[Impls::Generated]
    } else {
        &[Impls::Generated, Impls::Derive]
    }
}

/// Returns the code of a schema without findings.
pub(crate) fn code(name: &str, text: &str, impls: Impls) -> String {
    let sources = sources(name, text);
    let compiled = compile(&sources, &config(impls), &Levels::default());
    assert!(
        compiled.diagnostics.is_empty(),
        "{}",
        rendered(&sources, &compiled)
    );
    compiled.code.unwrap()
}

/// Whether one of the findings is an error.
pub(crate) fn failed(compiled: &Compiled) -> bool {
    let mut found = compiled.diagnostics.iter();
    found.any(|it| it.severity == Severity::Error)
}

/// Returns the findings as a build script shows them.
pub(crate) fn rendered(sources: &Sources, compiled: &Compiled) -> String {
    let index = LineIndex::new(sources);
    let reports: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| Renderer::PLAIN.finding(diagnostic, &index))
        .collect();
    reports.join("\n")
}
