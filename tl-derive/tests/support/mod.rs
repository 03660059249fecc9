//! What the compiler reports for code that uses the derive.
#![allow(dead_code, reason = "each test uses a part")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

/// Returns the messages about a crate with this root, in JSON, one per line.
pub(crate) fn compile(root: &str) -> String {
    compile_to("metadata", root)
}

/// The same, for another output of the compiler: code, for example.
pub(crate) fn compile_to(output: &str, root: &str) -> String {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("lib.rs");
    std::fs::write(&file, root).unwrap();
    let runtime = &*RUNTIME;
    let output = Command::new(Path::new(env!("CARGO")).with_file_name("rustc"))
        .args(["--edition=2024", "--crate-type=lib", "--error-format=json"])
        .arg(format!("--emit={output}"))
        .arg("--out-dir")
        .arg(place.path())
        .arg("--extern")
        .arg(format!("tl_runtime={}", runtime.display()))
        .arg("-L")
        .arg(format!(
            "dependency={}",
            runtime.with_file_name("deps").display()
        ))
        .arg(&file)
        .env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR"))
        // A message may show lines of the runtime, whose paths are relative to this directory.
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .unwrap();
    // A compiler that was killed reports nothing.
    assert!(output.status.success() || !output.stderr.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

/// Returns the modules of a crate with this root that have errors. Each module is on a line of its own.
pub(crate) fn modules_with_errors(root: &str) -> Vec<String> {
    let lines: Vec<&str> = root.lines().collect();
    let mut modules = Vec::new();
    for line in compile(root).lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let spans = message["spans"].as_array().unwrap();
        let primary = spans.iter().find(|span| span["is_primary"] == true);
        let Some(span) = primary.filter(|_| message["level"] == "error") else {
            continue;
        };
        let line = user(span)["line_start"].as_u64().unwrap() as usize;
        let module = lines[line - 1].strip_prefix("mod ");
        let module = module.unwrap_or_else(|| panic!("{}", message["rendered"]));
        modules.push(module.split(' ').next().unwrap().to_owned());
    }
    modules
}

/// Returns the place in the user's code from which the place of an error was expanded.
pub(crate) fn user(span: &Value) -> &Value {
    match &span["expansion"] {
        Value::Object(expansion) => user(&expansion["span"]),
        _ => span,
    }
}

/// The runtime with the derive, compiled.
static RUNTIME: LazyLock<PathBuf> = LazyLock::new(runtime);

fn runtime() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args([
            "build",
            "--package=tlgen-runtime",
            "--features=derive",
            "--message-format=json",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let artifacts = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let runtime = artifacts
        .filter(|artifact| artifact["target"]["name"] == "tl_runtime")
        .find_map(|artifact| {
            let files = artifact["filenames"].as_array()?.clone();
            let files = files
                .into_iter()
                .filter_map(|file| Some(PathBuf::from(file.as_str()?)));
            files
                .into_iter()
                .find(|file| file.extension().is_some_and(|end| end == "rlib"))
        });
    runtime.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}
