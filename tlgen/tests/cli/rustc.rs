//! Messages of the compiler about generated code.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Folder;

/// Returns Cargo's output for a program with code of this schema, generated with these options, in a module of
/// its own. `features` are those of the runtime.
pub(crate) fn said_of(schema: &str, options: &[&str], features: &str) -> String {
    said_by("check", "mod a;\nfn main() {}\n", schema, options, features)
}

/// Returns what Cargo's `command` prints for a program with this `main.rs`, which declares the module `a`.
fn said_by(command: &str, main: &str, schema: &str, options: &[&str], features: &str) -> String {
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
        main.replace("mod a;", "#[path = \"../a.rs\"] mod a;"),
    );
    fs::copy(root.join("Cargo.lock"), folder.path("Cargo.lock")).unwrap();
    let run = Command::new(env!("CARGO"))
        .args([command, "--offline", "--quiet"])
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

/// Programs turn these lints on for the code that people write.
#[test]
fn lints_that_are_off_by_default_are_silent() {
    const MAIN: &str = "\
        #![deny(warnings, missing_debug_implementations, let_underscore_drop)]\n\
        #![deny(unused_qualifications, unreachable_pub, rust_2018_idioms)]\n\
        #![deny(clippy::pedantic, clippy::nursery)]\n\
        #![forbid(unsafe_code, dead_code, unused, clippy::unwrap_used, clippy::expect_used)]\n\
        #![forbid(clippy::panic, clippy::indexing_slicing)]\n\
        mod a;\nuse tl_runtime as rt;\nfn main() { let _ = rt::to_bytes::<i32>; }\n";
    const SCHEMA: &str = "// LAYER 1\n\
        bools flags:# a:Bool b:flags.0?true c:Bool d:Bool more:flags.1?int = Bools;\n\
        kindA = Kind;\nkindB x:int = Kind;\nkindD = Kind;\nkindC flags:# mode:# y:flags.3?string z:mode.0?bytes = Kind;\n\
        sameA x:int name:string flags:# y:flags.0?bytes = Same;\nsameB name:string x:int flags:# y:flags.1?bytes = Same;\n\
        many a:int b:int c:int d:int e:int f:int g:int h:int flags:# i:flags.0?Kind = Many;\n\
        node left:Tree right:Tree = Tree;\nleaf = Tree;\n\
        ---functions---\nf flags:# kinds:Vector<Kind> at:flags.0?int = Bools;\ng = Vector<Many>;\n\
        h tree:Tree = Tree;\n";
    for options in [
        &["--registry", "--role=both"][..],
        &[
            "--flat=*",
            "--unknown=*",
            "--setters=*",
            "--common-fields=*",
        ],
        &[
            "--views=*",
            "--registry",
            "--unknown=*",
            "--non-exhaustive=*",
        ],
        &["--views=*", "--flat=*", "--role=client", "--no-docs"],
        &["--layers", "--runtime-path=crate::rt", "--views=*"],
        &["--json", "--registry", "--keep-masks=*", "--keep-enums=*"],
        &["--json", "--no-binary", "--derives=+Default,+TryFrom,+Hash"],
    ] {
        let said = said_by("clippy", MAIN, SCHEMA, options, "\"json\"");
        assert_eq!(said, "", "{options:?}");
    }
}

/// Clippy takes the names `foo`, `baz` and `quux` for placeholders.
#[test]
fn fields_may_have_any_name() {
    const MAIN: &str = "#![deny(warnings, clippy::all)]\nmod a;\nfn main() {}\n";
    const SCHEMA: &str = "// LAYER 1\n\
        foo flags:# foo:int baz:flags.0?string = Foo;\nbaz flags:# quux:flags.1?Foo Foo:int = Baz;\n\
        quux foo:(vector int) = Baz;\nnumbers n:# baz:n*[ int ] = Numbers;\n\
        ---functions---\nget foo:int baz:Foo quux:Baz = Vector<Numbers>;\n";
    for options in [
        &["--setters=*", "--registry", "--role=both"][..],
        &["--flat=*", "--unknown=*", "--views=*", "--common-fields=*"],
        &["--layers", "--views=*", "--derives=+Default"],
        &["--no-binary", "--json", "--no-docs"],
    ] {
        let said = said_by("clippy", MAIN, SCHEMA, options, "\"json\"");
        assert_eq!(said, "", "{options:?}");
    }
    for other in [
        "user foo_:int = User;",
        "user n:# ids:n*[ foo:int baz:long ] = User;",
        "masked {foo:#} id:foo.0?int = Masked foo; user masked:(Masked 1) = User;",
    ] {
        assert_eq!(
            said_by("clippy", MAIN, other, &[], "\"json\""),
            "",
            "{other}"
        );
    }
    let plain = "user id:int = User;\n---functions---\nget id:int = User;\n";
    let options = ["--rename=user:id=quux", "--rename=get:id=foo", "--flat=*"];
    assert_eq!(said_by("clippy", MAIN, plain, &options, "\"json\""), "");
}

/// Only uses of a deprecated item outside of generated code are warnings.
#[test]
fn what_an_attribute_deprecates_can_be_generated() {
    const MAIN: &str = "#![deny(warnings, deprecated)]\nmod a;\nfn main() {}\n";
    const SCHEMA: &str = "\
        a id:int next:Kind = A;\nkindA = Kind;\nkindB flags:# x:int y:flags.0?int = Kind;\n\
        ---functions---\nf a:A = Kind;\ng = Vector<A>;\n";
    for options in [
        &["--attribute=a=#[deprecated]"][..],
        &[
            "--attribute=kindB:x=#[deprecated = \"x\"]",
            "--setters=*",
            "--derives=+Default",
        ],
        &[
            "--attribute=Kind=#[deprecated]",
            "--registry",
            "--role=both",
        ],
        &[
            "--attribute=Kind:kindA=#[deprecated(note = \"x\")]",
            "--derives=+TryFrom",
            "--views=*",
        ],
        &["--attribute=g=#[deprecated]", "--json", "--unknown=*"],
        &[
            "--attribute=*=#[deprecated]",
            "--attribute=*:*=#[deprecated]",
            "--flat=*",
        ],
    ] {
        let said = said_by("check", MAIN, SCHEMA, options, "\"json\"");
        assert_eq!(said, "", "{options:?}");
    }
    let main = "#![deny(deprecated)]\nmod a;\nfn main() { let _ = a::functions::G; }\n";
    let options = ["--attribute=g=#[deprecated]"];
    let said = said_by("check", main, SCHEMA, &options, "");
    assert!(
        said.contains("use of deprecated unit struct `a::functions::G`"),
        "{said}"
    );
}
