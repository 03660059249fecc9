//! `tlgen init`.

mod manifest;

use std::fs;

use crate::{Folder, Run};

const MANIFEST: &str = "# mine\n[package]\nname = \"a\" # a name\nedition = \"2024\"\n\n[dependencies]\nserde = \"1\"\n";

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
fn a_package_with_a_build_script_gets_no_example() {
    for (manifest, script, arguments, is_written) in [
        (MANIFEST, "build.rs", &["init"][..], false),
        (MANIFEST, "build.rs", &["init", "--json"], false),
        (
            "[package]\nname = \"a\"\nedition = \"2024\"\nbuild = \"make.rs\"\n",
            "make.rs",
            &["init", "."],
            false,
        ),
        (MANIFEST, "make.rs", &["init", "--json"], true),
    ] {
        let folder = Folder::new(&[("Cargo.toml", manifest), (script, "fn main() {}\n")]);
        let run = folder.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        let skipped = format!(
            "skipped  the example of a schema, because {script} exists; `--schema FILE` adds your schema\n"
        );
        assert_eq!(run.out.contains(&skipped), !is_written, "{}", run.out);
        assert_eq!(folder.path("schemas").exists(), is_written, "{}", run.out);
    }
}

#[test]
fn a_client_of_tdlib_is_told_of_json() {
    let tdlib = "ok = Ok;\n---functions---\nsetTdlibParameters database_directory:string = Ok;\n";
    for (schema, arguments, is_told) in [
        (tdlib, &["init", "--schema", "td.tl"][..], true),
        (tdlib, &["init", "--schema", "td.tl", "--json"], false),
        ("ok = Ok;\n", &["init", "--schema", "td.tl"], false),
        (tdlib, &["init"], false),
    ] {
        let folder = Folder::new(&[("Cargo.toml", MANIFEST), ("td.tl", schema)]);
        let run = folder.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        let note = "\nnote     TDLib speaks JSON: for a client of it, remove build.rs and repeat this with `--json`\n";
        assert_eq!(run.out.contains(note), is_told, "{}", run.out);
    }
}

#[test]
fn the_line_that_includes_the_code_is_shown_until_a_root_has_such_a_line() {
    for (root, text, is_shown) in [
        ("src/main.rs", "fn main() {}\n", true),
        (
            "src/main.rs",
            "tl_runtime::include_tl!(mod api);\nfn main() {}\n",
            false,
        ),
        (
            "src/lib.rs",
            "tl_runtime::include_tl!(pub mod other, \"api\");\n",
            false,
        ),
        ("src/other.rs", "tl_runtime::include_tl!(mod api);\n", true),
    ] {
        let folder = package(MANIFEST);
        fs::create_dir_all(folder.path("src")).unwrap();
        folder.write(root, text);
        let run = folder.run(&["init"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{root}");
        assert_eq!(
            run.out.contains("\nNext, put this line"),
            is_shown,
            "{}",
            run.out
        );
    }
}

#[test]
fn the_build_script_is_where_the_manifest_says() {
    let folder =
        package("[package]\nname = \"a\"\nedition = \"2024\"\nbuild = \"script/main.rs\"\n");
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
fn an_absolute_path_is_shown_from_the_current_folder() {
    let folder = Folder::new(&[]);
    for package in ["here", "here/inner", "here/inner/deep", "beside"] {
        fs::create_dir(folder.path(package)).unwrap();
        folder.write(&format!("{package}/Cargo.toml"), MANIFEST);
    }
    let root = folder.path("").canonicalize().unwrap();
    for (package, shown) in [
        ("here", "build.rs"),
        ("here/inner", "inner/build.rs"),
        ("here/inner/deep", "inner/deep/build.rs"),
        ("beside", "../beside/build.rs"),
    ] {
        let mut command = folder.command(&["init"]);
        command
            .arg(root.join(package))
            .current_dir(root.join("here"));
        let run: Run = command.output().unwrap().into();
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{package}");
        let line = format!("wrote    {shown}\n");
        assert!(run.out.contains(&line), "{}", run.out);
        assert!(root.join(package).join("build.rs").exists(), "{package}");
    }
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
        (Some(""), "error: Cargo.toml: it has no `[package]`"),
        (
            Some("[dependencies]\n"),
            "error: Cargo.toml: it has no `[package]`",
        ),
        (
            Some("[package]\nname = \"a\"\n"),
            "error: Cargo.toml: the generated code does not compile in edition 2015, which is that of a package without `edition`\n",
        ),
        (
            Some("[package]\nname = \"a\"\nedition = \"2015\"\n"),
            "error: Cargo.toml: the generated code does not compile in edition 2015\n",
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

/// Returns the lines of the manifest that are not in [`MANIFEST`].
fn added(folder: &Folder, manifest: &str) -> Vec<String> {
    let text = folder.read(manifest);
    let lines = text.lines().filter(|line| !MANIFEST.contains(line));
    lines.map(Into::into).collect()
}

#[test]
fn a_schema_from_elsewhere_is_copied() {
    let folder = Folder::new(&[("td_api.tl", "ok = Ok;\n")]);
    fs::create_dir_all(folder.path("app/src")).unwrap();
    folder.write("app/Cargo.toml", MANIFEST);
    folder.write("app/src/lib.rs", "");
    let init = ["init", "app", "--schema", "td_api.tl", "--json"];
    let run = folder.run(&init);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"
    wrote    app/schemas/td_api.tl
    wrote    app/build.rs
    chose    a client that speaks only JSON, as clients of TDLib do: `role` and `binary` in the script
    changed  app/Cargo.toml: tlgen-runtime in [dependencies], tlgen-codegen in [build-dependencies]

    Next, put this line into src/lib.rs, and build:

        tl_runtime::include_tl!(pub mod td_api);
    ");
    assert_eq!(folder.read("app/schemas/td_api.tl"), "ok = Ok;\n");
    insta::assert_snapshot!(folder.read("app/build.rs"), @r#"
    //! Generates Rust code for the schema.

    fn main() -> Result<(), tl_codegen::Error> {
        tl_codegen::Builder::new()
            .schema("schemas/td_api.tl")
            .json(true)
            .role(tl_codegen::Role::Client)
            .binary(false)
            .compile()?;
        Ok(())
    }
    "#);
    let runtime = &added(&folder, "app/Cargo.toml")[0];
    assert!(runtime.ends_with(", features = [\"json\"] }"), "{runtime}");

    // A second run changes nothing; another schema with the same file name is an error.
    let again = folder.run(&init);
    let done = again.out.lines().take_while(|line| !line.is_empty());
    assert!(
        done.into_iter().all(|line| line.starts_with("kept ")),
        "{}",
        again.out
    );
    folder.write("td_api.tl", "ok code:int = Ok;\n");
    let run = folder.run(&init);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"error: app/schemas/td_api.tl exists, and is not td_api.tl; `--schema app/schemas/td_api.tl` uses it");
}

#[test]
fn a_schema_of_the_package_is_used_where_it_is() {
    let folder = package(MANIFEST);
    fs::create_dir(folder.path("tl")).unwrap();
    folder.write("tl/layer-230.tl", "mine = Mine;\n");
    folder.write("more.tl", "more = More;\n");
    let run = folder.run(&[
        "init",
        "--schema",
        "tl/layer-230.tl",
        "--schema",
        "./more.tl",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let script = folder.read("build.rs");
    for schema in ["tl/layer-230.tl", "more.tl"] {
        assert!(
            script.contains(&format!(".schema(\"{schema}\")\n")),
            "{script}"
        );
    }
    // A file name that is not a Rust identifier is passed as a string.
    let include = "tl_runtime::include_tl!(pub mod api, \"layer-230\");\n";
    assert!(run.out.ends_with(include), "{}", run.out);
    assert_eq!(folder.names(), ["Cargo.toml", "build.rs", "more.tl", "tl"]);
}

#[test]
fn a_module_has_a_name_that_rust_allows() {
    for stem in [
        "type", "self", "crate", "Self", "async", "gen", "_", "a::b", "::a", "2", "r#type",
    ] {
        let file = format!("{stem}.tl");
        let folder = package(MANIFEST);
        folder.write(&file, "mine = Mine;\n");
        let run = folder.run(&["init", "--schema", &file]);
        let include = format!("tl_runtime::include_tl!(pub mod api, \"{stem}\");\n");
        assert!(run.out.ends_with(&include), "{}", run.out);
    }
}

#[test]
fn the_module_of_a_program_is_private_and_that_of_a_library_public() {
    let private = "put this line into src/main.rs, and build:\n\n    tl_runtime::include_tl!(mod ";
    let public =
        "put this line into src/lib.rs, and build:\n\n    tl_runtime::include_tl!(pub mod ";
    let either = "src/main.rs or src/lib.rs, and build:\n\n    tl_runtime::include_tl!(pub mod ";
    for (files, expected) in [
        (&["src/main.rs"][..], private),
        (&["src/lib.rs"], public),
        (&["src/main.rs", "src/lib.rs"], either),
        (&[], either),
    ] {
        for (file, module) in [("b.tl", "b);\n"), ("b-2.tl", "api, \"b-2\");\n")] {
            let folder = package(MANIFEST);
            folder.write(file, "mine = Mine;\n");
            fs::create_dir(folder.path("src")).unwrap();
            for file in files {
                folder.write(file, "");
            }
            let run = folder.run(&["init", "--schema", file]);
            let expected = format!("{expected}{module}");
            assert!(run.out.ends_with(&expected), "{files:?}: {}", run.out);
        }
    }
}

/// Elsewhere than on Windows, a backslash is a character of a name like any other.
#[test]
#[cfg(unix)]
fn a_backslash_is_no_slash() {
    let folder = package(MANIFEST);
    folder.write("a\\b.tl", "mine = Mine;\n");
    let run = folder.run(&["init", "--schema", "a\\b.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let script = folder.read("build.rs");
    assert!(script.contains(".schema(\"a\\\\b.tl\")"), "{script}");
}

#[test]
fn a_schema_in_another_form_needs_a_feature_of_the_generator() {
    let folder = package(MANIFEST);
    folder.write("api.json", r#"{"constructors":[],"methods":[]}"#);
    assert_eq!(folder.run(&["init", "--schema", "api.json"]).code, 0);
    let added = added(&folder, "Cargo.toml");
    assert!(
        added[0].starts_with("tlgen-runtime = ") && !added[0].contains("features"),
        "{added:?}"
    );
    let generator = added.last().unwrap();
    assert!(
        generator.ends_with(", features = [\"forms\"] }"),
        "{generator}"
    );
}

#[test]
fn a_script_that_does_not_generate_the_code_is_told_how() {
    let generates = "tl_codegen::Builder::new().schema(\"schemas/api.tl\")";
    for (script, arguments, hint) in [
        (format!("{generates}.compile()?;"), &["init"][..], false),
        (
            format!("{generates}.compile()?;"),
            &["init", "--json"],
            true,
        ),
        (
            format!("{generates}.json(true).compile()?;"),
            &["init", "--json"],
            false,
        ),
        ("// schemas/api.tl".into(), &["init"], true),
        ("\"old/schemas/api.tl\"".into(), &["init"], true),
        ("[\"schemas/api.tl\"]".into(), &["init"], false),
    ] {
        let folder = Folder::new(&[("Cargo.toml", MANIFEST), ("build.rs", &script)]);
        let run = folder.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let said = run.out.contains(
            "kept     build.rs: let it call `tl_codegen::Builder::new().schema(\"schemas/api.tl\")",
        );
        assert_eq!(said, hint, "{script} {}", run.out);
        assert_eq!(folder.read("build.rs"), script);
    }
}

#[test]
fn what_fails_leaves_everything_as_it_was() {
    let api = ("api.tl", "api = Api;\n");
    for (manifest, arguments, code, said) in [
        (
            "[package]\nname = \"a\"\nedition = \"2024\"\nbuild = false\n",
            &["init"][..],
            2,
            "error: Cargo.toml: `build = false` leaves no place for a build script; remove it\n",
        ),
        (
            MANIFEST,
            &["init", "--schema", "absent.tl"],
            3,
            "error: cannot read absent.tl: ",
        ),
        (
            MANIFEST,
            &["init", "--schema", "api.tl", "--schema", "api.tl"],
            2,
            "error: two schemas have the name api.tl\n",
        ),
    ] {
        let folder = Folder::new(&[("Cargo.toml", manifest), api]);
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}");
        assert!(run.err.starts_with(said), "{}", run.err);
        assert_eq!(folder.names(), ["Cargo.toml", "api.tl"]);
        assert_eq!(folder.read("Cargo.toml"), manifest);
    }
}

#[test]
fn the_warnings_of_a_schema_are_allowed_and_its_errors_shown() {
    let schema = "user#00000001 id:int = User;\nchat#00000002 id:int = Chat;\n";
    let folder = Folder::new(&[("Cargo.toml", MANIFEST), ("api.tl", schema)]);
    let run = folder.run(&["init", "--schema", "api.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let said = "\nallowed  id-mismatch: 2 warnings of the schema, which `tlgen check` shows\n";
    assert!(run.out.contains(said), "{}", run.out);
    let script = folder.read("build.rs");
    assert!(
        script.contains("\n        .allow(\"id-mismatch\")\n"),
        "{script}"
    );

    // The errors are shown without the warnings.
    let twice = format!("{schema}user#00000003 id:long = User;\n");
    let folder = Folder::new(&[("Cargo.toml", MANIFEST), ("api.tl", &twice)]);
    let run = folder.run(&["init", "--schema", "api.tl"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.starts_with("error[TL0202]: "), "{}", run.err);
    assert!(
        run.err.ends_with("\nerror: aborting due to 1 error\n"),
        "{}",
        run.err
    );

    // For example, a saved web page instead of a schema.
    let folder = Folder::new(&[("Cargo.toml", MANIFEST), ("api.tl", "<html>\n</html>\n")]);
    let run = folder.run(&["init", "--schema", "api.tl"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.starts_with("error[TL0001]: "), "{}", run.err);
    assert_eq!(folder.names(), ["Cargo.toml", "api.tl"]);
    assert_eq!(folder.read("Cargo.toml"), MANIFEST);
}

#[test]
fn a_script_that_is_kept_is_told_of_the_warnings_that_it_does_not_mention() {
    let generates = "Builder::new().schema(\"api.tl\")";
    for (script, is_told) in [
        ("fn main() {}".to_owned(), true),
        (format!("{generates}.compile()?;"), true),
        (
            format!("{generates}.allow(\"id-mismatch\").compile()?;"),
            false,
        ),
        (
            format!("{generates}.deny(\"id-mismatch\").compile()?;"),
            false,
        ),
    ] {
        let folder = Folder::new(&[
            ("Cargo.toml", MANIFEST),
            ("api.tl", "user#00000001 id:int = User;\n"),
            ("build.rs", &script),
        ]);
        let run = folder.run(&["init", "--schema", "api.tl"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{script}");
        assert!(!run.out.contains("allowed  "), "{}", run.out);
        let told = "kept     build.rs: let it call `tl_codegen::Builder::new().schema(\"api.tl\")\
                    .allow(\"id-mismatch\").compile()?`\n";
        assert_eq!(run.out.contains(told), is_told, "{script} {}", run.out);
    }
}

#[test]
fn strings_of_mtproto_that_hold_bytes_are_bytes() {
    let gzip =
        "// tlgen:allow(id-mismatch)\ngzip_packed#3072cfa1 packed_data:string = GzipPacked;\n";
    for (schema, are_bytes) in [
        (gzip.to_owned(), true),
        (gzip.replace(":string", ":bytes"), false),
        (gzip.replace("#3072cfa1", ""), false),
        ("user name:string = User;\n".to_owned(), false),
    ] {
        let folder = Folder::new(&[("Cargo.toml", MANIFEST), ("api.tl", &schema)]);
        let run = folder.run(&["init", "--schema", "api.tl"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let said = "\nchose    `Vec<u8>` for the strings of 1 declaration, which hold bytes: \
                    `strings_as_bytes` in the script\n";
        assert_eq!(run.out.contains(said), are_bytes, "{}", run.out);
        let script = folder.read("build.rs");
        let call = "\n        .strings_as_bytes(\"gzip_packed\")\n";
        assert_eq!(script.contains(call), are_bytes, "{script}");
    }
}
