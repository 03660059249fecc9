//! Where are the schemas that the packages beside this one are generated from?
//!
//! For build scripts and tests: what goes wrong is a panic, with the reason.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a build script ends by panicking"
)]

mod modules;
pub mod table;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use modules::modules;

/// The root of this repository.
#[must_use]
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_owned()
}

/// A schema of this repository: `photos.tl`.
#[must_use]
pub fn ours(file: &str) -> PathBuf {
    repository().join("schemas").join(file)
}

/// A file of the folder `shared` beside this repository, which not everyone has:
/// `schemas/telegram/telegram_api.tl`.
#[must_use]
pub fn shared(file: &str) -> Option<PathBuf> {
    let path = repository().join("../shared").join(file);
    path.exists().then_some(path)
}

/// A schema of the crates.io package `grammers-tl-types`: `api.tl`, `mtproto.tl`.
#[must_use]
pub fn grammers(file: &str) -> PathBuf {
    let cargo = std::env::var_os("CARGO").expect("Cargo says where it is");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--offline"])
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
