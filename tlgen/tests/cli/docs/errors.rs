//! `RpcError`, the type of all errors, in generated code.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Folder;

const SCHEMA: &str = "\
rpc_error#2144ca19 error_code:int error_message:string = RpcError;
photo id:long = Photo;
---functions---
photos.getPhoto id:long = Photo;
photos.deletePhoto id:long = Photo;
";

const FACTS: &str = r#"{"tlgen_facts": 1,
  "functions": {"photos.getPhoto": {"description": "Gets it.", "callers": "both", "errors": {"ID_INVALID": [400], "FLOOD_WAIT_%d": [420], "Timeout": [-503]}}},
  "errors": {
    "ID_INVALID": {"description": "There is no <such> [photo]."},
    "FLOOD_WAIT_%d": {"description": "Wait %d seconds."},
    "FILE_REFERENCE_%d_EMPTY": {"codes": [400]}, "FILE_REFERENCE_EMPTY": {"codes": [400, 403]},
    "WAIT_%dMIN": {"codes": [420]}, "2FA_CONFIRM_WAIT_%d": {"codes": [420]}, "UNKNOWN": {"codes": [500]},
    "not a \"name\"": {"codes": [400]}, "A_%d_%d": {"codes": [400]}, "ANY_*": {"codes": [400]}
  }}"#;

const MAIN: &str = r#"
#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]
//! Asks the errors.
mod api { include!("api.rs"); }
use api::errors::{ErrorKind, RpcError};
use api::functions::photos::{DeletePhoto, GetPhoto};
use tl_runtime::Function;

fn main() {
    let error = RpcError::new(420, "FLOOD_WAIT_17");
    assert_eq!(error, RpcError { code: 420, kind: ErrorKind::FloodWait(17) });
    assert_eq!((error.kind.number(), error.kind.name(), error.kind.codes()), (Some(17), Some("FLOOD_WAIT_%d"), &[420][..]));
    let message = |kind: &str| RpcError::new(1, kind);
    for (text, kind) in [
        ("ID_INVALID", ErrorKind::IdInvalid),
        ("FILE_REFERENCE_EMPTY", ErrorKind::FileReferenceEmpty),
        ("FILE_REFERENCE_3_EMPTY", ErrorKind::FileReferenceNEmpty(3)),
        ("WAIT_5MIN", ErrorKind::WaitMin(5)),
        ("2FA_CONFIRM_WAIT_86400", ErrorKind::X2faConfirmWait(86400)),
        ("UNKNOWN", ErrorKind::Unknown2),
        ("Timeout", ErrorKind::Timeout),
    ] {
        assert_eq!(message(text).kind, kind);
        assert_eq!(message(text).to_string(), format!("1 {text}"));
    }
    for text in ["NEW_ERROR", "", "FLOOD_WAIT_", "FLOOD_WAIT_x", "FLOOD_WAIT_-1", "FLOOD_WAIT_99999999999999999999", "flood_wait_1", "ANY_1"] {
        let error = message(text);
        assert_eq!(error.kind, ErrorKind::Unknown(text.into()));
        assert_eq!((error.kind.name(), error.kind.codes(), error.to_string()), (None, &[][..], format!("1 {text}")));
    }
    assert_eq!(GetPhoto::ERRORS, [(420, "FLOOD_WAIT_%d"), (400, "ID_INVALID"), (-503, "Timeout")]);
    assert!(DeletePhoto::ERRORS.is_empty());
    let _: &dyn std::error::Error = &error;
}
"#;

fn folder() -> Folder {
    Folder::new(&[("a.tl", SCHEMA), ("facts.json", FACTS)])
}

/// Runs Cargo on a package with the generated code and this root; returns its success and output.
fn cargo(folder: &Folder, command: &str, root: &str) -> (bool, String) {
    fs::create_dir_all(folder.path("package/src")).unwrap();
    folder.write("package/src/main.rs", root);
    fs::copy(folder.path("a.rs"), folder.path("package/src/api.rs")).unwrap();
    let runtime = gen_schemas::repository().join("tl-runtime");
    folder.write(
        "package/Cargo.toml",
        format!("[package]\nname = \"errors\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\ntl-runtime = {{ package = \"tlgen-runtime\", path = {runtime:?}, default-features = false }}\n\n[workspace]\n"),
    );
    fs::copy(
        gen_schemas::repository().join("Cargo.lock"),
        folder.path("package/Cargo.lock"),
    )
    .unwrap();
    let output = Command::new(env!("CARGO"))
        .args([command, "--offline", "--quiet"])
        .current_dir(folder.path("package"))
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs-examples"),
        )
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn errors_are_known_by_name_and_others_are_kept() {
    let folder = folder();
    let run = folder.run(&[
        "a.tl",
        "-o",
        "a.rs",
        "--allow",
        "warnings",
        "--docs",
        "facts.json",
        "--rpc-errors",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let (well, said) = cargo(&folder, "run", MAIN);
    assert!(well, "{said}");
}

#[test]
fn errors_without_a_variant_are_said() {
    let folder = folder();
    let arguments = ["a.tl", "-o", "a.rs", "--docs", "facts.json", "--rpc-errors"];
    let run = folder.run(&arguments);
    assert_eq!(run.code, 0);
    let said = "\
warning[TL0308]: 3 of 11 errors have no variant, by their names
  = note: they are \"ANY_*\", \"A_%d_%d\", \"not a \\\"name\\\"\"
  = note: a name is made of letters, digits and `_`, with one number `%d` at most; an error with another is \
`ErrorKind::Unknown` when it arrives
";
    assert!(run.err.starts_with(said), "{}", run.err);
    let with = |more: &[&str]| folder.run(&[&arguments[..], more].concat());
    with(&["--allow", "unnamed-error"]).assert_quiet();
    assert_eq!(with(&["--deny", "TL0308"]).code, 1);

    let many: Vec<String> = (0..30).map(|it| format!("\"E-{it:02}\": {{}}")).collect();
    for (errors, said) in [
        (
            format!("{}, \"A\": {{}}", many.join(", ")),
            "\"E-19\", and 10 more",
        ),
        (
            "\"A\": {}, \"\\u202eB\": {}".into(),
            "1 of 2 errors has no variant: \"\\u{202e}B\" is not a name",
        ),
        ("\"A\": {}, \"%d\": {}".into(), "\"%d\" is not a name"),
    ] {
        folder.write(
            "facts.json",
            format!("{{\"tlgen_facts\": 1, \"errors\": {{{errors}}}}}"),
        );
        let run = folder.run(&arguments);
        assert_eq!(run.code, 0);
        assert!(run.err.contains(said), "{}", run.err);
    }
    folder.write(
        "facts.json",
        format!(
            "{{\"tlgen_facts\": 1, \"errors\": {{{}}}}}",
            many.join(", ")
        ),
    );
    let run = folder.run(&arguments);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("no error has a name of letters"),
        "{}",
        run.err
    );
}

/// If all names are of one kind, no `match` has a single arm.
#[test]
fn errors_of_one_sort_compile_without_warnings() {
    for (error, message) in [("A_%d", "A_7"), ("A", "A")] {
        let folder = folder();
        folder.write(
            "facts.json",
            format!("{{\"tlgen_facts\": 1, \"errors\": {{\"{error}\": {{\"codes\": [400]}}}}}}"),
        );
        let run = folder.run(&["a.tl", "-o", "a.rs", "--docs", "facts.json", "--rpc-errors"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let root = "#![deny(warnings, missing_docs, clippy::all)]\n//! A.\n/// B.\npub mod api { include!(\"api.rs\"); }\n\
            fn main() { for it in [MESSAGE, \"B\"] { assert_eq!(api::errors::RpcError::new(1, it).to_string(), format!(\"1 {it}\")); } }";
        for command in ["clippy", "run"] {
            let (well, said) = cargo(
                &folder,
                command,
                &root.replace("MESSAGE", &format!("{message:?}")),
            );
            assert!(well, "{said}");
        }
    }
}

#[test]
fn facts_are_documentation() {
    let folder = folder();
    let run = folder.run(&[
        "a.tl",
        "-o",
        "a.rs",
        "--allow",
        "warnings",
        "--format",
        "none",
        "--errors",
        "facts.json",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let errors = folder.read("a.rs");
    let docs = "\
        /// Both users and bots can call this function.
        ///
        /// # Errors
        ///
        /// - 420 `FLOOD_WAIT_%d`: Wait %d seconds.
        /// - 400 `ID_INVALID`: There is no \\<such\\> \\[photo\\].
        /// - -503 `Timeout`
        #[derive(Debug, Clone)]
        pub struct GetPhoto {";
    assert!(errors.contains(docs), "{errors}");
    assert!(
        !errors.contains("Gets it.")
            && !errors.contains("ERRORS")
            && !errors.contains("mod errors")
    );
    folder.run(&[
        "a.tl",
        "-o",
        "a.rs",
        "--allow",
        "warnings",
        "--format",
        "none",
        "--docs",
        "facts.json",
    ]);
    assert!(
        folder
            .read("a.rs")
            .contains("        /// Gets it.\n        ///\n        /// `photos.getPhoto#")
    );
    let (well, said) = cargo(
        &folder,
        "doc",
        "//! A.\n#![allow(rustdoc::bare_urls)]\n#![deny(rustdoc::all)]\n/// A.\npub mod api { include!(\"api.rs\"); }\nfn main() {}",
    );
    assert!(well, "{said}");
}

#[test]
fn what_does_not_go_together_is_said() {
    let folder = folder();
    for (arguments, message) in [
        (
            &[
                "--docs",
                "facts.json",
                "--rpc-errors",
                "--no-binary",
                "--json",
            ][..],
            "`--no-binary`",
        ),
        (
            &["--docs", "facts.json", "--rpc-errors", "--impls", "derive"],
            "`#[derive(TlObject)]` knows no errors",
        ),
        (
            &["--rpc-errors"],
            "needs a file that says which there are: `--errors` or `--docs`",
        ),
    ] {
        let run = folder.run(&[&["a.tl", "-o", "a.rs", "--allow", "warnings"], arguments].concat());
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(message), "{}", run.err);
        assert_eq!(folder.names(), ["a.tl", "facts.json"]);
    }
}
