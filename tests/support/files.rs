//! Files of the repository, and schemas.

use std::path::{Path, PathBuf};

use tl_parser::source::Sources;

/// Returns the root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the text of a file of the repository.
pub(crate) fn text(path: &str) -> String {
    let path = repository().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the text of a fixture in a folder of `fixtures`.
pub(crate) fn fixture(folder: &str, name: &str) -> String {
    text(&format!("tests/fixtures/{folder}/{name}.tl"))
}

/// Returns the fixtures in a folder: name and text, sorted by name.
pub(crate) fn fixtures(folder: &str) -> Vec<(String, String)> {
    let names = gen_schemas::fixtures(folder).into_iter();
    let with_text = |(name, _): (String, PathBuf)| {
        let text = fixture(folder, &name);
        (name, text)
    };
    names.map(with_text).collect()
}

/// Returns a text as a schema.
pub(crate) fn sources(name: &str, text: &str) -> Sources {
    Sources::of(name, text)
}

/// Returns a file, with the other files that make up its schema.
pub(crate) fn schema(path: &Path) -> Sources {
    let mut sources = Sources::new();
    let mut add = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        sources.add(path.display().to_string(), text);
    };
    add(path);
    for (file, others) in [
        ("goldmaster2.tl", ["goldmaster.tl", "goldmaster3.tl"]),
        ("goldmaster3.tl", ["goldmaster.tl", "goldmaster2.tl"]),
    ] {
        if path.ends_with(file) {
            for other in others {
                add(&path.with_file_name(other));
            }
        }
    }
    sources
}

/// Returns the output of the official parser for the schemas next to this repository: name, schema and bytes.
/// Prints a note and returns nothing if they are absent.
pub(crate) fn official() -> Vec<(&'static str, PathBuf, Vec<u8>)> {
    let names = [
        ("secret_api", "telegram"),
        ("mtproto_api", "telegram"),
        ("e2e_api", "telegram"),
        ("ton_api", "ton"),
        ("lite_api", "ton"),
    ];
    let Some(folder) = gen_schemas::shared("tlo") else {
        println!("skipped: the output of the official parser is absent");
        return Vec::new();
    };
    let read = |(name, of): (&'static str, &str)| {
        let bytes = std::fs::read(folder.join(format!("{name}.tlo"))).unwrap();
        let schema = gen_schemas::shared(&format!("schemas/{of}/{name}.tl")).unwrap();
        (name, schema, bytes)
    };
    names.map(read).into()
}
