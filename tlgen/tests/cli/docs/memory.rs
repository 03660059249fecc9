//! Memory and size of the pages of a long description are proportional to it, whatever its text is.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::Folder;

/// The length of the descriptions.
const LENGTH: usize = 1_000_000;
/// The maximum memory in bytes for each byte of input.
const MOST: u64 = 20;

const SCHEMA: &str = "a#1 x:int = A;\n---functions---\nf#2 x:int = A;\n";

fn long(unit: &str) -> String {
    unit.repeat(LENGTH / unit.len())
}

/// Returns facts with this description of a type, a field or a function.
fn facts(what: &str, text: impl serde::Serialize) -> String {
    let text = serde_json::to_string(&text).unwrap();
    let facts = match what {
        "type" => format!(r#""types": {{"A": {text}}}"#),
        "field" => format!(r#""functions": {{"f": {{"parameters": {{"x": {text}}}}}}}"#),
        _ => format!(r#""functions": {{"f": {{"description": {text}}}}}"#),
    };
    format!(r#"{{"tlgen_facts": 1, {facts}}}"#)
}

/// Runs `tlgen docs`; returns its peak resident memory in bytes (0 if unknown), and the number of bytes it
/// wrote.
fn taken(folder: &Folder, form: &str) -> (u64, u64) {
    let arguments = ["docs", "a.tl", "--docs", "facts.json", "-o", form];
    let mut command = folder.command(&[&arguments[..], &["--form", form]].concat());
    command.args(["--allow", "warnings"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut most = 0;
    let status = loop {
        most = peak(&child).unwrap_or(0).max(most);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    assert!(status.success());
    (most, size(&folder.path(form)))
}

/// Reads the peak memory of a running process from the kernel, if possible.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(1024 * kilobytes)
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let sizes = entries.map(|entry| match entry.file_type().unwrap().is_dir() {
        true => size(&entry.path()),
        false => entry.metadata().unwrap().len(),
    });
    sizes.sum()
}

fn check(name: &str, schema: &str, facts: &str) {
    let input = (schema.len() + facts.len()) as u64;
    for form in ["site", "book"] {
        let small = Folder::new(&[("a.tl", SCHEMA), ("facts.json", r#"{"tlgen_facts": 1}"#)]);
        let (own, _) = taken(&small, form);
        let folder = Folder::new(&[("a.tl", schema), ("facts.json", facts)]);
        let (memory, size) = taken(&folder, form);
        let memory = memory.saturating_sub(own);
        assert!(
            memory < MOST * input && size < MOST * input,
            "{name} as a {form}: {memory} bytes of memory and {size} of files for {input} bytes"
        );
    }
}

#[test]
fn comments() {
    let none = r#"{"tlgen_facts": 1}"#;
    for unit in [
        "//\n",
        "//a\n//\n",
        "//a\n",
        "//- a\n//  - b\n",
        "//| a | b |\n",
        "//```\n//a\n//```\n",
    ] {
        check(unit, &(long(unit) + SCHEMA), none);
        let inner = SCHEMA.replace("f#2", &(long(unit) + "f#2"));
        check(unit, &inner, none);
    }
    let tdlib = format!("//@description a\n//@x b\n{}{SCHEMA}", long("//c d\n"));
    check("TDLib", &tdlib, none);
    for unit in ["\n", "a\n\n", "`a`", "`A`.", "<", "http://a ", "\u{202e}"] {
        check(unit, &format!("/*{}*/\n{SCHEMA}", long(unit)), none);
    }
}

#[test]
fn facts_of_files() {
    for what in ["type", "field", "function"] {
        for unit in ["\n", "a\n\n", "`A`.", "```\n```\n"] {
            check(unit, SCHEMA, &facts(what, long(unit)));
        }
        check("paragraphs", SCHEMA, &facts(what, vec!["a"; LENGTH / 4]));
        let links = serde_json::json!({
            "text": long("a¹ "),
            "links": [format!("https://e.org/{}", "a".repeat(10_000))],
        });
        check("links", SCHEMA, &facts(what, links));
    }
}

/// A type that many pages link to has a long description, a long name or long declarations, which are only on
/// its own page.
#[test]
fn what_many_have_in_common() {
    let name = "a".repeat(LENGTH / 10);
    let fields: String = (0..7_000).map(|it| format!("x{it}:int ")).collect();
    let functions: String = (0..500).map(|it| format!("f{it} x:int = A;\n")).collect();
    for constructor in [
        "a = A;".to_owned(),
        format!("a {fields}= A;"),
        format!("{name} = A;"),
    ] {
        let schema = format!("{constructor}\n---functions---\n{functions}{name} x:int = A;\n");
        check("what is in common", &schema, &facts("type", long("a. ")));
    }
}
