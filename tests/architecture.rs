//! Do the sources follow the architecture? `ARCHITECTURE.md` explains each rule.

mod modules;
mod source;
mod tables;
mod walk;

use std::collections::BTreeSet;

use crate::support;
use modules::Modules;
use source::{Source, sources};
use tables::{CRATES, FOLDERS, IO, LAYERS, LIBRARIES, MEANT, TWINS, WITH_IO};

fn names(path: &[String], forbidden: &str) -> bool {
    let forbidden: Vec<&str> = forbidden.split("::").collect();
    path.len() >= forbidden.len()
        && path
            .iter()
            .zip(forbidden)
            .all(|(part, other)| part == other)
}

/// Returns the places outside of tests that name one of the paths.
fn violations(source: &Source, forbidden: &[&str]) -> Vec<String> {
    let named = |path: &&Vec<String>| forbidden.iter().any(|forbidden| names(path, forbidden));
    let place = |path: &Vec<String>| format!("{} names {}", source.file, path.join("::"));
    let paths = source.paths.iter().filter(|_| !source.is_test);
    let places: BTreeSet<String> = paths.filter(named).map(place).collect();
    places.into_iter().collect()
}

#[track_caller]
fn none(violations: &[String]) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn each_stage_names_only_its_own_words() {
    let mut found = Vec::new();
    let rows = LAYERS.lines().map(str::trim);
    for row in rows.filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let (module, forbidden) = row.split_once(": ").unwrap();
        let forbidden: Vec<&str> = forbidden.split_whitespace().collect();
        let (krate, path) = module.split_once("::").unwrap_or((module, ""));
        let all = sources(krate);
        let mut inside = all
            .iter()
            .filter(|source| path.is_empty() || names(&source.module, path))
            .peekable();
        assert!(inside.peek().is_some(), "there is no {module}");
        found.extend(inside.flat_map(|source| violations(source, &forbidden)));
    }
    none(&found);
}

#[test]
fn libraries_do_no_io() {
    let mut found = Vec::new();
    for krate in LIBRARIES {
        for source in sources(krate) {
            if !WITH_IO.contains(&source.file.as_str()) {
                found.extend(violations(&source, IO));
            }
        }
    }
    none(&found);
}

/// A target that lacks a module does not compile, and nothing else here builds the targets.
#[test]
fn a_fuzz_target_includes_every_module_of_the_derive() {
    let target = support::text("fuzz/fuzz_targets/attribute.rs");
    let all = sources("tl-derive");
    let modules = all.iter().filter(|source| !source.is_test);
    let lines = modules.filter_map(|source| match source.module.as_slice() {
        [] => None,
        module => Some(format!("{} \"../../{}\"", module.join("::"), source.file)),
    });
    let missing: Vec<String> = lines.filter(|line| !target.contains(line)).collect();
    none(&missing);
}

/// Returns the strings of a one-line list in the manifest of the workspace.
fn listed<'m>(workspace: &'m str, key: &str) -> Vec<&'m str> {
    let line = workspace.lines().find(|line| line.starts_with(key));
    line.unwrap().split('"').skip(1).step_by(2).collect()
}

/// The files with `unsafe` code, and the manifests that allow it: the runtime's lists and boxes, and the calls
/// of a C library.
const UNSAFE: [&str; 4] = [
    "tl-runtime/Cargo.toml",
    "tl-runtime/src/uninit.rs",
    "examples/tdlib/Cargo.toml",
    "examples/tdlib/src/tdjson.rs",
];

#[test]
fn two_files_are_unsafe() {
    let workspace = support::text("Cargo.toml");
    assert!(workspace.contains("\nunsafe_code = \"forbid\"\n"));
    let mut found = Vec::new();
    for member in listed(&workspace, "members") {
        let folder = member.split('/').next().unwrap_or_default();
        assert!(FOLDERS.contains(&folder), "nobody looks into {folder}");
    }
    for (file, manifest) in source::of_all_packages("Cargo.toml") {
        let inherits = manifest.contains("\n[lints]\nworkspace = true\n");
        if !inherits && !UNSAFE.contains(&&*file) {
            found.push(format!("{file} does not inherit the lints"));
        }
    }
    for (file, text) in source::of_all_packages(".rs") {
        let is_unsafe = source::has_word(text.parse().unwrap(), "unsafe");
        if is_unsafe && !UNSAFE.contains(&&*file) {
            found.push(format!("{file} is unsafe"));
        }
    }
    none(&found);
}

#[test]
fn nothing_that_writes_code_hashes() {
    let mut found = Vec::new();
    for krate in ["tl-codegen", "tl-derive"] {
        for source in sources(krate) {
            let hashing = source.paths.iter().filter(|path| {
                path.iter()
                    .any(|part| part == "HashMap" || part == "HashSet")
            });
            found.extend(hashing.map(|path| format!("{}: {}", source.file, path.join("::"))));
        }
    }
    none(&found);
}

/// That a file has one subject cannot be tested, but a long file has several.
#[test]
fn no_file_is_over_seven_hundred_lines() {
    let mut found = Vec::new();
    for (file, text) in source::of_all_packages(".rs") {
        let lines = text.lines().count();
        if lines > 700 {
            found.push(format!("{file}: {lines} lines"));
        }
    }
    none(&found);
}

#[test]
fn no_two_public_types_of_a_crate_have_one_name() {
    for (krate, _) in CRATES {
        let (mut seen, mut twins) = (BTreeSet::new(), BTreeSet::new());
        for source in sources(krate) {
            for name in source.public_types {
                if !seen.insert(name.clone()) {
                    twins.insert(name);
                }
            }
        }
        let meant = TWINS.iter().filter(|(of, ..)| of == krate);
        let meant = meant.flat_map(|(_, names, _)| names.iter().map(|&name| name.into()));
        assert_eq!(twins, meant.collect(), "{krate}");
    }
}

#[test]
fn modules_side_by_side_do_not_use_each_other_in_a_circle() {
    let mut found = Vec::new();
    for (krate, _) in CRATES {
        let all = sources(krate);
        let circles = Modules::new(&all).circles();
        let meant = |edge: &&String| {
            MEANT.iter().any(|(of, modules, _)| {
                let ends: Vec<&str> = edge
                    .split(": ")
                    .next()
                    .unwrap_or_default()
                    .split(" -> ")
                    .collect();
                of == krate && ends.iter().all(|end| modules.contains(end))
            })
        };
        found.extend(
            circles
                .iter()
                .filter(|edge| !meant(edge))
                .map(|edge| format!("{krate}: {edge}")),
        );
    }
    none(&found);
}

/// Returns the keys in a table of a manifest.
fn keys(manifest: &str, table: &str) -> Vec<String> {
    let mut inside = false;
    let mut keys = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line == format!("[{table}]");
        } else if let (true, Some((key, _))) = (inside, line.split_once('=')) {
            let key = key.trim().split('.').next().unwrap_or_default();
            if !key.starts_with('#') {
                keys.push(key.to_owned());
            }
        }
    }
    keys
}

#[test]
fn crates_depend_only_on_what_the_table_allows() {
    let mut found = Vec::new();
    for (krate, allowed) in CRATES {
        let manifest = support::text(&format!("{krate}/Cargo.toml"));
        for key in keys(&manifest, "dependencies") {
            if !allowed.contains(&key.as_str()) {
                found.push(format!("{krate} depends on {key}"));
            }
        }
    }
    none(&found);
}

#[test]
fn only_tlgen_is_run_from_the_root() {
    let workspace = support::text("Cargo.toml");
    let members = listed(&workspace, "default-members");
    assert!(members.contains(&"tlgen"), "{members:?}");
    for member in members {
        let manifest = support::text(&format!("{member}/Cargo.toml"));
        let main = support::repository().join(member).join("src/main.rs");
        let has_binary = manifest.contains("[[bin]]") || main.exists();
        assert_eq!(has_binary, member == "tlgen", "{member}");
    }
}

#[test]
fn every_rule_and_every_promise_names_a_test_that_exists() {
    let mut files = Vec::new();
    for folder in [
        "tests",
        "tl-derive/src",
        "tl-derive/tests",
        "tl-parser/src",
        "tl-codegen/src",
        "tl-runtime/src",
        "tl-runtime/tests",
        "tlgen/tests",
        "guide/tests",
    ] {
        source::collect(&support::repository().join(folder), ".rs", &mut files);
    }
    let texts: Vec<String> = files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    let text = ["ARCHITECTURE.md", "SECURITY.md"]
        .map(support::text)
        .concat();
    let rules = text.split("*Held by*").skip(1);
    // A list may go on in the next lines, up to the next item or paragraph.
    let lists = rules.filter_map(|rest| rest.split("\n\n").next()?.split("\n* ").next());
    let names: Vec<&str> = lists
        .flat_map(|tests| tests.split('`').skip(1).step_by(2))
        .collect();
    assert!(names.len() >= 60, "{names:?}");
    for name in names {
        let test = name.rsplit("::").next().unwrap_or(name);
        let is_declared = |text: &String| {
            let mut lists = text.split("\nask! {").skip(1);
            text.contains(&format!("#[test]\nfn {test}()"))
                || lists.any(|list| list.split('}').next().is_some_and(|it| it.contains(test)))
        };
        assert!(texts.iter().any(is_declared), "there is no test {name}");
    }
}
