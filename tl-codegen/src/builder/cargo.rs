//! Instructions from a build script to Cargo.

use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// Tells Cargo to run the build script again when the file changes.
pub(super) fn rerun_if_changed(file: &Path) {
    println!("cargo:rerun-if-changed={}", file.display());
}

/// Tells Cargo to run the build script again when the environment variable changes.
pub(super) fn rerun_if_variable_changed(name: &str) {
    println!("cargo:rerun-if-env-changed={name}");
}

/// Shows a report as warnings.
pub(super) fn warn(report: &str) {
    // Cargo rejects two colons in a package whose `rust-version` is older than this syntax.
    print!("{}", instructions("cargo:warning", report));
}

/// Shows a report as errors, which make the build fail. Returns whether this Cargo supports that.
pub(super) fn error(report: &str) -> bool {
    let of_package = env::var("CARGO_PKG_RUST_VERSION").unwrap_or_default();
    let can = (of_package.is_empty() || is_since(&of_package, 77))
        && env::var_os("CARGO").is_some_and(|cargo| has_errors(&version(&cargo)));
    if can {
        print!("{}", instructions("cargo::error", report));
    }
    can
}

/// Returns an instruction for each line of the report, since an instruction is a single line.
fn instructions(name: &str, report: &str) -> String {
    let lines = report.trim_start_matches('\n').lines();
    lines.map(|line| format!("{name}={line}\n")).collect()
}

/// Cargo's own description of itself (`cargo --version`); empty if it does not answer.
fn version(cargo: &OsStr) -> String {
    let answer = Command::new(cargo).arg("--version").output();
    let answer = answer.map(|answer| answer.stdout).unwrap_or_default();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Whether this Cargo has `cargo::error`, which was added in 1.84.0.
fn has_errors(version: &str) -> bool {
    let number = version.split_whitespace().nth(1);
    number.is_some_and(|number| is_since(number, 84))
}

/// Whether a version is at least 1.`since`.
fn is_since(version: &str, since: u32) -> bool {
    let mut parts = version
        .split('.')
        .map_while(|part| part.parse::<u32>().ok());
    match (parts.next(), parts.next()) {
        (Some(1), Some(minor)) => minor >= since,
        (Some(major), _) => major > 1,
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_known_since_1_84() {
        for new in [
            "cargo 1.84.0 (66221abde 2024-11-19)",
            "cargo 1.95.0",
            "cargo 1.96.0-nightly (abc 2026-01-01)",
            "cargo 2.0.0",
        ] {
            assert!(has_errors(new), "{new}");
        }
        for old in [
            "cargo 1.83.0 (5ffbef321 2024-10-29)",
            "cargo 0.90.0",
            "",
            "cargo",
            "x y",
        ] {
            assert!(!has_errors(old), "{old}");
        }
    }

    #[test]
    fn the_versions_of_packages_are_those_of_rust() {
        for new in ["1.77", "1.77.0", "1.85", "2", "2.0"] {
            assert!(is_since(new, 77), "{new}");
        }
        for old in ["1.76", "1.76.9", "1.8", "1", "0.99", ""] {
            assert!(!is_since(old, 77), "{old}");
        }
    }

    #[test]
    fn every_line_is_an_instruction() {
        assert_eq!(
            instructions("cargo:warning", "a\n --> b\n\nc\n"),
            "cargo:warning=a\ncargo:warning= --> b\ncargo:warning=\ncargo:warning=c\n"
        );
    }

    #[test]
    fn who_does_not_answer_has_no_version() {
        assert_eq!(version(OsStr::new("/no such program")), "");
    }
}
