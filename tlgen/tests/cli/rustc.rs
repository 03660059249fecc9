//! Messages of the compiler about generated code.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Folder;

/// Returns Cargo's output for a program with code of this schema, generated with these options, in a module of
/// its own. `features` are those of the runtime.
pub(crate) fn said_of(schema: &str, options: &[&str], features: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // Cargo would confuse packages with the same name and target folder.
    let name: String = options
        .concat()
        .replace(|it: char| !it.is_alphanumeric(), "");
    let manifest = format!(
        "[package]\nname = \"a{name}\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n\
         tlgen-runtime = {{ path = {:?}, default-features = false, features = [{features}] }}\n",
        root.join("tl-runtime")
    );
    let folder = Folder::new(&[("a.tl", schema), ("Cargo.toml", &manifest)]);
    let generate = [&["a.tl", "-o", "a.rs", "--format", "none"], options].concat();
    folder.run(&generate).assert_quiet();
    fs::create_dir(folder.path("src")).unwrap();
    folder.write(
        "src/main.rs",
        "#[path = \"../a.rs\"] mod a;\nfn main() {}\n",
    );
    fs::copy(root.join("Cargo.lock"), folder.path("Cargo.lock")).unwrap();
    let run = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder.path("."))
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("rustc"),
        )
        .output()
        .unwrap();
    String::from_utf8(run.stderr).unwrap()
}

/// Items that one side of a protocol never constructs or reads do not cause dead-code warnings, with any
/// options.
#[test]
fn nothing_is_dead_code() {
    const SCHEMA: &str = "\
        a = A;\nb x:int = A;\ni x:int y:string = A;\nc = C;\nd = D;\ne = D;\nk v:int = K;\n\
        ---functions---\nf a:A d:D c:C x:int = K;\ng = K;\n";
    for options in [
        &["--role", "client"][..],
        &["--role", "server"],
        &["--role", "client", "--unknown", "*", "--keep-enums", "*"],
        &["--role", "client", "--flat", "*"],
        &["--role", "server", "--flat", "*", "--derives=-PartialEq"],
        &["--role", "server", "--unknown", "*", "--derives=-PartialEq"],
        &["--role", "client", "--json", "--no-binary"],
        &["--role", "server", "--json", "--no-binary"],
    ] {
        assert_eq!(said_of(SCHEMA, options, "\"json\""), "", "{options:?}");
    }
}
