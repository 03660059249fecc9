//! Paths of the schemas.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the root of this repository.
#[must_use]
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_owned()
}

/// Returns the path of a schema of this repository, such as `photos.tl`.
#[must_use]
pub fn ours(file: &str) -> PathBuf {
    repository().join("schemas").join(file)
}

/// Returns the path of a file in the folder `shared` next to this repository, which may be absent:
/// `schemas/telegram/telegram_api.tl`.
#[must_use]
pub fn shared(file: &str) -> Option<PathBuf> {
    let path = repository().join("../shared").join(file);
    path.exists().then_some(path)
}

/// Returns the path of a schema in the crates.io package `grammers-tl-types`: `api.tl` or `mtproto.tl`.
#[must_use]
pub fn grammers(file: &str) -> PathBuf {
    let cargo = std::env::var_os("CARGO").expect("Cargo says where it is");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1"])
        .arg("--manifest-path")
        .arg(repository().join("Cargo.toml"))
        .output()
        .expect("Cargo can be run");
    let text = String::from_utf8_lossy(&output.stdout);
    let metadata: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| {
        let said = String::from_utf8_lossy(&output.stderr);
        panic!("cargo metadata: {error}\n{said}")
    });
    let packages = metadata.get("packages").and_then(|list| list.as_array());
    let manifest = packages
        .into_iter()
        .flatten()
        .find(|package| {
            package
                .get("name")
                .is_some_and(|name| name == "grammers-tl-types")
        })
        .and_then(|package| package.get("manifest_path")?.as_str())
        .expect("the lock file names grammers-tl-types");
    Path::new(manifest).with_file_name("tl").join(file)
}

/// Returns the fixtures in a folder of `tests/fixtures`: name and path, sorted by name.
#[must_use]
pub fn fixtures(folder: &str) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    add(
        &repository().join("tests/fixtures").join(folder),
        &mut found,
    );
    let name = |path: &PathBuf| {
        let name = path.file_stem().and_then(|stem| stem.to_str());
        name.expect("a fixture has a name").to_owned()
    };
    found.into_iter().map(|path| (name(&path), path)).collect()
}

/// Returns all available schemas: ours, those from crates.io, and shared ones if they are present.
#[must_use]
pub fn schemas() -> Vec<PathBuf> {
    let mut found = vec![grammers("api.tl"), grammers("mtproto.tl")];
    add(&repository().join("schemas"), &mut found);
    if let Some(folder) = shared("schemas") {
        add(&folder, &mut found);
    }
    found
}

/// Adds all schemas in a folder and its subfolders, sorted by name.
fn add(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be read").path())
        .collect();
    paths.sort();
    for path in paths {
        // These are examples of mistakes.
        if path.is_dir() && !path.ends_with("incorrect-changes") {
            add(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "tl") {
            found.push(path);
        }
    }
}
