//! The README, whose table and pieces of code are compiled.

use std::path::PathBuf;

/// The file.
#[must_use]
pub fn path() -> PathBuf {
    crate::repository().join("README.md")
}

pub(crate) fn text() -> String {
    std::fs::read_to_string(path()).expect("the README can be read")
}

/// All pieces of a language, such as `rust`, that stand between fences.
#[must_use]
pub fn snippets(language: &str) -> Vec<String> {
    let readme = text();
    let mut found = Vec::new();
    let mut pieces = readme.split("\n```");
    let _ = pieces.next();
    // Between fences, and after them.
    while let Some(piece) = pieces.next() {
        let (of, code) = piece.split_once('\n').unwrap_or((piece, ""));
        if of.split(',').next() == Some(language) {
            found.push(format!("{code}\n"));
        }
        let _ = pieces.next();
    }
    found
}
