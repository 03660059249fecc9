//! What does the derive report for each mistake?
//!
//! Each file in `ui` has one mistake, and the message is in a file beside it. `BLESS=1 cargo test` writes
//! the messages again. The files are modules of one crate, so one run of the compiler checks all of them.
//! There is one crate for each stage, because the compiler stops after a stage with errors.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may fail by a panic"
)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{compile, compile_to, user};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui")
}

#[test]
fn mistakes_in_the_item() {
    assert!(check("macro") >= 50);
}

#[test]
fn types_that_are_not_of_tl_or_say_that_they_are_others() {
    check("consts");
}

#[test]
fn traits_that_are_not_there() {
    check("traits");
}

/// The compiler reports these when it generates the code, and not in `cargo check`.
#[test]
fn type_parameters_that_are_other_types() {
    check("instances");
}

#[test]
fn a_feature_that_the_runtime_is_without() {
    assert!(check("features") >= 1);
}

/// Compares the message of each case with the file beside it. Returns the number of cases.
fn check(stage: &str) -> usize {
    let cases = cases(stage);
    let found = messages(stage, &cases);
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.file_stem().unwrap().to_str().unwrap();
        let found = found.get(name).map_or("", String::as_str);
        let path = case.with_extension("stderr");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, found).unwrap();
            continue;
        }
        let wanted = std::fs::read_to_string(path).unwrap_or_default();
        if found.is_empty() || wanted != found {
            wrong.push(format!("{name}: wanted\n{wanted}found\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    cases.len()
}

fn cases(stage: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder().join(stage)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    cases.sort();
    cases
}

/// Returns the errors of each case, by its name.
fn messages(stage: &str, cases: &[PathBuf]) -> BTreeMap<String, String> {
    let mut root = String::from("#![allow(warnings)]\n");
    for case in cases {
        let name = case.file_stem().unwrap().to_str().unwrap();
        writeln!(
            root,
            "#[path = {:?}] pub mod {name};",
            case.to_str().unwrap()
        )
        .unwrap();
    }
    let text = match stage {
        "instances" => compile_to("obj", &root),
        _ => compile(&root),
    };
    let here = format!("{}/", folder().join(stage).display());
    let package = format!("{}/", env!("CARGO_MANIFEST_DIR"));
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    for line in text.lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let spans = message["spans"].as_array().unwrap();
        let primary = spans.iter().find(|span| span["is_primary"] == true);
        let Some(span) = primary.filter(|_| message["level"] == "error") else {
            continue;
        };
        let case = user(span)["file_name"].as_str().unwrap().to_owned();
        let name = Path::new(&case)
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let rendered = message["rendered"].as_str().unwrap();
        let rendered = rendered.replace(&here, "").replace(&package, "");
        let rendered = match stage {
            "macro" | "features" => rendered,
            _ => ours(&rendered),
        };
        messages.entry(name).or_default().push_str(&rendered);
    }
    messages
}

/// Returns the message and the place, without what the compiler adds of its own.
fn ours(rendered: &str) -> String {
    let of_compiler = |line: &&str| line.starts_with("help:") || line.starts_with("note:");
    let mut lines: Vec<&str> = rendered
        .lines()
        .take_while(|line| !of_compiler(line))
        .collect();
    let ours = |line: &&str| {
        let words = [
            "#[derive(TlObject)]",
            "--role",
            "--registry",
            "decode_response",
            "encode_response",
        ];
        let says = words.iter().any(|word| line.contains(word));
        says && line.trim_start().starts_with("= note")
    };
    let taken = lines.len();
    lines.extend(rendered.lines().skip(taken).filter(ours));
    // The trailing comment of a quoted line of the runtime.
    let comments = rendered.lines().filter_map(|line| line.split_once(" // "));
    lines.extend(comments.map(|(_, comment)| comment).take(1));
    lines.join("\n") + "\n\n"
}
