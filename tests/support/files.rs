//! Files of the repository: fixtures and schemas.

use std::path::{Path, PathBuf};

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
pub(crate) fn schema_files() -> Vec<PathBuf> {
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
