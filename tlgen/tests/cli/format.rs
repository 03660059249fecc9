use std::fs;

use serde_json::Value;

use crate::{Folder, GOOD, Run};

/// The path of a program that does not exist.
const NONE: &str = "/no such program";

fn run_with(rustfmt: &str, folder: &Folder, arguments: &[&str]) -> Run {
    let mut command = folder.command(arguments);
    command.env("RUSTFMT", rustfmt).output().unwrap().into()
}

#[test]
fn the_configuration_beside_the_file_holds() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    fs::create_dir_all(folder.path("src/gen")).unwrap();
    folder.write("src/rustfmt.toml", "tab_spaces = 3");
    for (out, format, indent) in [
        ("src/gen/a.rs", "rustfmt", "\n   pub struct User"),
        ("src/gen/a.rs", "none", "\n    pub struct User"),
        ("a.rs", "rustfmt", "\n    pub struct User"),
    ] {
        let run = folder.run(&["a.tl", "-o", out, "--format", format]);
        run.assert_quiet();
        assert!(folder.read(out).contains(indent), "{out} {format}");
    }
    // Standard output is formatted as a file in the current folder.
    folder.write("rustfmt.toml", "tab_spaces = 2");
    let run = folder.run(&["a.tl", "-o", "-"]);
    assert!(run.out.contains("\n  pub struct User"), "{}", run.out);
}

#[test]
fn without_rustfmt_there_is_a_note_and_the_code_as_it_is() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    let arguments = ["a.tl", "-o", "a.rs"];
    let run = run_with(NONE, &folder, &arguments);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(
        run.err
            .starts_with("note: the code is not formatted: `/no such program` cannot be run: "),
        "{}",
        run.err
    );
    let end = "; `--format none` turns formatting off\n";
    assert!(run.err.ends_with(end), "{}", run.err);
    let none = folder.run(&["a.tl", "-o", "-", "--format", "none"]);
    assert_eq!(folder.read("a.rs"), none.out);

    let of = |format| {
        let format = ["--message-format", format];
        run_with(NONE, &folder, &[&arguments[..], &format].concat()).err
    };
    assert!(of("short").starts_with("note: the code"));
    assert!(of("github").starts_with("::notice::the code"));
    let message: Value = serde_json::from_str(&of("json")).unwrap();
    assert_eq!(message["severity"], "note");
    assert_eq!(crate::schema::wrong_message(&message), [""; 0]);
    let run = run_with(NONE, &folder, &["a.tl", "-o", "a.rs", "--format=none"]);
    run.assert_quiet();
}

#[cfg(unix)]
#[test]
fn a_rustfmt_that_fails_leaves_no_mark() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("a.tl", GOOD)]);
    fs::create_dir(folder.path("src")).unwrap();
    // The path is relative to the current folder, not to the file.
    let of = |script: &str| {
        folder.write("fmt", format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(folder.path("fmt"), fs::Permissions::from_mode(0o700)).unwrap();
        run_with("./fmt", &folder, &["a.tl", "-o", "src/a.rs"])
    };
    let run = of("echo half; echo 'error: no' >&2; exit 1");
    assert_eq!(run.code, 0);
    assert!(run.err.contains("failed: error: no; "), "{}", run.err);
    let code = folder.read("src/a.rs");
    assert!(code.contains("pub struct User"), "{code}");
    assert!(of("exit 0").err.contains("wrote no code"));
    assert_eq!(folder.read("src/a.rs"), code);
    of("cat").assert_quiet();
    assert_eq!(folder.read("src/a.rs"), code);
}

#[test]
fn check_sees_no_layout() {
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas");
    let folder = Folder::new(&[]);
    for (schema, options, configuration) in [
        ("full_tl", &["--registry"][..], "max_width = 60"),
        ("full_tl", &[], "use_small_heuristics = \"Max\""),
        (
            "full_tl",
            &["--registry"],
            "match_block_trailing_comma = true\nnewline_style = \"Windows\"",
        ),
        (
            "photos",
            &["--registry", "--impls", "derive"],
            "max_width = 200\nhard_tabs = true",
        ),
        (
            "full_tl",
            &["--registry"],
            "match_arm_leading_pipes = \"Always\"",
        ),
    ] {
        let schema = format!("{schemas}/{schema}.tl");
        let command = [&[&schema, "-o", "a.rs"], options].concat();
        folder.write("rustfmt.toml", configuration);
        folder.run(&command).assert_quiet();
        let check = [&command[..], &["--check"]].concat();
        run_with(NONE, &folder, &check).assert_quiet();
    }
}

/// rustfmt sorts the imports of items that two layers share.
#[test]
fn check_sees_no_order_of_imports() {
    let layers = "===1===\nb10 = B; b9 = B; c = C; a.b10 = a.B; a.bCd x:int = a.BCd; a.bc = a.Bc;\n\
                  ===2===\nc x:int = C;\n";
    let folder = Folder::new(&[("a.tl", layers)]);
    for (out, configuration) in [
        ("a.rs", ""),
        ("a.rs", "style_edition = \"2015\""),
        ("a/", "reorder_imports = false"),
        ("b/", "style_edition = \"2024\""),
    ] {
        let command = ["a.tl", "--layers", "-o", out, "--registry"];
        folder.write("rustfmt.toml", configuration);
        folder.run(&command).assert_quiet();
        let check = [&command[..], &["--check"]].concat();
        run_with(NONE, &folder, &check).assert_quiet();
    }
}

#[test]
fn check_sees_neither_line_ends_nor_a_layout_of_someone_else() {
    let documented = format!("// A user\n// of two lines\n//\n// ```\n// code\n//\n// ```\n{GOOD}");
    let folder = Folder::new(&[("a.tl", &documented)]);
    let command = ["a.tl", "-o", "a.rs", "--registry"];
    let check = [&command[..], &["--check"]].concat();
    folder.run(&command).assert_quiet();
    let code = folder.read("a.rs");
    for other in [
        code.replace('\n', "\r\n"),
        code.replace("\n    ", "\r\n\t\t"),
        format!("\u{feff}{}", code.replace("    ", "")),
        code.replace("/// of two", "///\n/// of\n/// two"),
        code.replace("/// A user\n", "/// A user   \n"),
        code.replace("// @generated by tlgen", "// By another version of tlgen"),
        format!("// Reviewed.\n\n{code}"),
    ] {
        assert_ne!(other, code);
        folder.write("a.rs", &other);
        folder.run(&check).assert_quiet();
        run_with(NONE, &folder, &check).assert_quiet();
        assert_eq!(folder.read("a.rs"), other);
    }
    for other in [
        code.replace("A user", "A person"),
        code.replace("/// code", "/// codes"),
        format!("{code}\npub mod more {{}}\n"),
    ] {
        folder.write("a.rs", &other);
        assert_eq!(folder.run(&check).code, 1);
        assert_eq!(run_with(NONE, &folder, &check).code, 1);
    }
}

#[test]
fn the_first_line_says_that_the_file_is_generated() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    // rustfmt can be configured to skip generated files.
    folder.write("rustfmt.toml", "format_generated_files = false");
    for format in ["rustfmt", "none"] {
        for options in [&[][..], &["--json"], &["--layer=1"], &["--impls=derive"]] {
            let run = folder.run(&[&["a.tl", "-o", "-", "--format", format], options].concat());
            assert_eq!((run.code, run.err.as_str()), (0, ""));
            let first = run.out.lines().next().unwrap();
            assert!(first.starts_with("// @generated by tlgen "), "{first}");
        }
    }
}

#[test]
fn check_shows_both_as_rustfmt_lays_them_out() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    let stale = folder.read("a.rs").replace("first_name", "last_name");
    folder.write("a.rs", stale.replace("\n    ", "\r\n\t"));
    let run = folder.run(&["a.tl", "-o", "a.rs", "--check"]);
    assert_eq!(run.code, 1);
    let changed = |line: &&str| line.starts_with(['-', '+']);
    for line in run.out.lines().skip(2).filter(changed) {
        assert!(line.contains("_name"), "{}", run.out);
    }
    let run = run_with(NONE, &folder, &["a.tl", "-o", "a.rs", "--check"]);
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with("error: a.rs is stale"), "{}", run.err);
}

#[test]
fn check_accepts_what_rustfmt_makes_of_the_code() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    // rustfmt merges derives, which the comparison of tokens does not understand.
    let code = folder.read("a.rs");
    folder.write("a.rs", code.replace("Clone, ", "Clone)]\n#[derive("));
    let check = ["a.tl", "-o", "a.rs", "--check"];
    assert_eq!(run_with(NONE, &folder, &check).code, 1);
    folder.run(&check).assert_quiet();
}
