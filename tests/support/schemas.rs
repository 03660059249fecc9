//! The schemas of random values.

use std::path::PathBuf;
use std::sync::LazyLock;

use tl_parser::check;
use tl_parser::schema::Schema;
use tl_parser::source::Sources;

/// Layer 230 of Telegram's API, which the crates `gen_api` and `gen_api_derive` are generated from.
pub(crate) static API: LazyLock<Schema<'static>> = LazyLock::new(|| {
    let (schema, diagnostics) = load(&[gen_schemas::grammers("api.tl")]);
    assert_eq!(diagnostics, 0);
    schema
});

/// Every construct of TL.
pub(crate) static FULL_TL: LazyLock<Schema<'static>> = LazyLock::new(|| {
    let (schema, diagnostics) = load(&[gen_schemas::ours("full_tl.tl")]);
    assert_eq!(diagnostics, 0);
    schema
});

/// Returns the schema of a file.
pub(crate) fn file(path: &str) -> Schema<'static> {
    load(&[PathBuf::from(path)]).0
}

/// Returns files of `../shared/schemas` as one schema.
#[allow(dead_code, reason = "not used where the schemas are absent")]
pub(crate) fn shared(files: &[&str]) -> Schema<'static> {
    let path = |file: &&str| gen_schemas::shared(&format!("schemas/{file}")).unwrap();
    load(&files.iter().map(path).collect::<Vec<_>>()).0
}

/// Returns the schema of a text.
pub(crate) fn text(text: String) -> Schema<'static> {
    let mut sources = Sources::new();
    sources.add("text.tl", text);
    checked(sources).0
}

/// Returns a schema, and the number of findings in it.
fn load(paths: &[PathBuf]) -> (Schema<'static>, usize) {
    let mut sources = Sources::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        sources.add(path.display().to_string(), text);
    }
    checked(sources)
}

fn checked(sources: Sources) -> (Schema<'static>, usize) {
    let mut diagnostics = Vec::new();
    // One for the whole run, because the schema borrows from it.
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let programs = Box::leak(Box::new(check::parse_all(sources, &mut diagnostics)));
    let schema = check::check(
        programs,
        &tl_parser::diagnostic::Levels::default(),
        &mut diagnostics,
    );
    (schema, diagnostics.len())
}
