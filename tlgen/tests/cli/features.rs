//! Does code that needs a feature of the runtime say so, where the feature is missing?

use std::path::Path;
use std::process::Command;

use crate::Folder;

const SCHEMA: &str = "photo id:long data:bytes = Photo; user name:string photo:Photo = User;";

/// The first lines of the errors that Cargo reports for code that is generated with these options.
fn errors(options: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // Cargo takes packages of one name and one target folder for one.
    let name: String = options
        .concat()
        .replace(|it: char| !it.is_alphanumeric(), "");
    let manifest = format!(
        "[package]\nname = \"a{name}\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n\
         tlgen-runtime = {{ path = {:?}, default-features = false }}\n",
        root.join("tl-runtime")
    );
    let folder = Folder::new(&[("a.tl", SCHEMA), ("Cargo.toml", &manifest)]);
    let generate = [&["a.tl", "-o", "a.rs", "--format", "none"], options].concat();
    folder.run(&generate).assert_quiet();
    std::fs::create_dir(folder.path("src")).unwrap();
    folder.write("src/lib.rs", "#[path = \"../a.rs\"] pub mod a;\n");
    std::fs::copy(root.join("Cargo.lock"), folder.path("Cargo.lock")).unwrap();
    let run = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder.path("."))
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("features"),
        )
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    let errors = said.lines().filter(|line| line.starts_with("error"));
    errors.map(Into::into).collect()
}

#[test]
fn a_missing_feature_is_named_once() {
    for (options, feature, code) in [
        (&["--json"][..], "json", "code with JSON"),
        (&["--serde"], "serde", "code with serde's traits"),
        (&["--json", "--no-binary"], "json", "code with JSON"),
        (
            &["--impls", "derive"],
            "derive",
            "code with `#[derive(TlObject)]`",
        ),
        (
            &["--map-type", "bytes=bytes::Bytes"],
            "bytes",
            "code with `bytes::Bytes`",
        ),
        (
            &["--map-type", "user:name=compact_str::CompactString"],
            "compact_str",
            "code with `compact_str::CompactString`",
        ),
    ] {
        let errors = errors(options);
        let said = format!(
            "error: {code} needs the feature `{feature}` of tlgen-runtime: tlgen-runtime = {{ …, features = \
             [\"{feature}\"] }} in Cargo.toml"
        );
        assert_eq!(errors[0], said, "{options:?}");
        // What ends the compilation, and that it has ended.
        assert_eq!(errors.len(), 3, "{options:?}: {errors:#?}");
        assert!(errors[1].contains(&format!("the rest without the feature {feature}")));
    }
}

#[test]
fn what_needs_no_feature_asks_for_none() {
    for options in [&[][..], &["--map-type", "string=Box<str>"], &["--registry"]] {
        assert_eq!(errors(options), [""; 0], "{options:?}");
    }
}
