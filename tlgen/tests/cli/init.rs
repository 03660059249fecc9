//! `tlgen init`.

use std::fs;

use crate::Folder;

const MANIFEST: &str =
    "# mine\n[package]\nname = \"a\" # a name\n\n[dependencies]\nserde = \"1\"\n";

fn package(manifest: &str) -> Folder {
    Folder::new(&[("Cargo.toml", manifest)])
}

#[test]
fn a_package_gets_a_schema_a_build_script_and_dependencies() {
    let folder = package(MANIFEST);
    let run = folder.run(&["init"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"
    wrote    schemas/api.tl
    wrote    build.rs
    changed  Cargo.toml: tlgen-runtime in [dependencies], tlgen-codegen in [build-dependencies]

    Next, put this line into src/main.rs or src/lib.rs, and build:

        tl_runtime::include_tl!(pub mod api);
    ");
    assert_eq!(folder.names(), ["Cargo.toml", "build.rs", "schemas"]);
    let manifest = folder.read("Cargo.toml");
    assert!(manifest.starts_with(MANIFEST), "{manifest}");
    let added = &manifest[MANIFEST.len()..];
    assert!(added.starts_with("tlgen-runtime = { path = \""), "{added}");
    assert!(
        added.contains("\n[build-dependencies]\ntlgen-codegen = { path = \""),
        "{added}"
    );

    let check = folder.run(&["check", "schemas/api.tl", "--deny", "warnings"]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    let fmt = folder.run(&["fmt", "--check", "schemas/api.tl"]);
    fmt.assert_quiet();
}

#[test]
fn what_is_there_is_kept() {
    let folder = package(MANIFEST);
    folder.write("build.rs", "fn main() {}\n");
    fs::create_dir(folder.path("schemas")).unwrap();
    folder.write("schemas/api.tl", "mine = Mine;\n");
    let run = folder.run(&["init"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out
            .starts_with("kept     schemas/api.tl\nkept     build.rs: let it call `"),
        "{}",
        run.out
    );
    assert_eq!(folder.read("build.rs"), "fn main() {}\n");
    assert_eq!(folder.read("schemas/api.tl"), "mine = Mine;\n");

    let manifest = folder.read("Cargo.toml");
    let run = folder.run(&["init", "."]);
    assert!(
        run.out
            .contains("kept     Cargo.toml: it has both dependencies"),
        "{}",
        run.out
    );
    assert_eq!(folder.read("Cargo.toml"), manifest);
}

#[test]
fn the_build_script_is_where_the_manifest_says() {
    let folder = package("[package]\nname = \"a\"\nbuild = \"script/main.rs\"\n");
    let run = folder.run(&["init"]);
    assert!(run.out.contains("wrote    script/main.rs\n"), "{}", run.out);
    assert!(folder.read("script/main.rs").contains("schemas/api.tl"));
}

#[test]
fn another_folder_may_be_the_package() {
    let folder = Folder::new(&[]);
    fs::create_dir(folder.path("client")).unwrap();
    folder.write("client/Cargo.toml", MANIFEST);
    let run = folder.run(&["init", "client"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.starts_with("wrote    client/schemas/api.tl\n"),
        "{}",
        run.out
    );
    assert_eq!(folder.names(), ["client"]);
}

#[test]
fn without_a_package_nothing_is_written() {
    for (manifest, said) in [
        (
            None,
            "error: Cargo.toml does not exist; run `cargo new` first",
        ),
        (
            Some("[workspace]\n"),
            "error: Cargo.toml: this is the manifest of a workspace",
        ),
        (Some("[package\n"), "error: Cargo.toml: TOML parse error"),
    ] {
        let folder = Folder::new(&[]);
        if let Some(manifest) = manifest {
            folder.write("Cargo.toml", manifest);
        }
        let before = folder.names();
        let run = folder.run(&["init"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.starts_with(said), "{}", run.err);
        assert_eq!(folder.names(), before);
    }
}
