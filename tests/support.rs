//! What several questions need: fixtures, and code for them.

use std::path::{Path, PathBuf};

use tl_codegen::__private::report;
use tl_codegen::{Compiled, compile};
use tl_codegen::{Config, Impls};
use tl_parser::diagnostic::Levels;
use tl_parser::source::LineIndex;
use tl_parser::source::Sources;

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of a file of the repository.
pub(crate) fn text(path: &str) -> String {
    let path = repository().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fixtures in a folder of `fixtures`: name and text, sorted by name.
pub(crate) fn fixtures(folder: &str) -> Vec<(String, String)> {
    let folder = format!("tests/fixtures/{folder}");
    let files = std::fs::read_dir(repository().join(&folder)).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let fixture = |file: String| {
        let name = file.strip_suffix(".tl").unwrap_or_else(|| panic!("{file}"));
        (name.to_owned(), text(&format!("{folder}/{file}")))
    };
    names.into_iter().map(fixture).collect()
}

/// Every schema that is at hand: ours, those of crates.io, and those of other people, if they are
/// there.
pub(crate) fn schemas() -> Vec<PathBuf> {
    let mut all = vec![
        gen_schemas::grammers("api.tl"),
        gen_schemas::grammers("mtproto.tl"),
    ];
    add_schemas(&repository().join("schemas"), &mut all);
    match gen_schemas::shared("schemas") {
        Some(folder) => add_schemas(&folder, &mut all),
        None => println!("skipped: the schemas of other people are absent"),
    }
    all
}

/// All schemas in a folder and in those inside.
fn add_schemas(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        // These are examples of what must not be done.
        if path.is_dir() && !path.ends_with("incorrect-changes") {
            add_schemas(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "tl") {
            found.push(path);
        }
    }
}

/// One file as a schema.
pub(crate) fn sources(name: &str, text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add(name, text);
    sources
}

/// The options of the packages in `gen`.
pub(crate) fn config(impls: Impls) -> Config {
    Config {
        impls,
        registry: true,
        ..Config::default()
    }
}

/// The ways to have impls; only the first for what the derive cannot say: the elements of
/// `n*[ x:int y:int ]` are structs without a line of their own.
pub(crate) fn forms(name: &str) -> &'static [Impls] {
    match name {
        "full_tl" | "masks_nested" | "repetition" | "repetition_deep" => &[Impls::Generated],
        _ => &[Impls::Generated, Impls::Derive],
    }
}

/// The code of a schema without findings.
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

/// The findings as a build script shows them.
pub(crate) fn rendered(sources: &Sources, compiled: &Compiled) -> String {
    let index = LineIndex::new(sources);
    let reports: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| report::Renderer::PLAIN.finding(diagnostic, &index))
        .collect();
    reports.join("\n")
}
