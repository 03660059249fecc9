use std::fs;

use super::*;

/// Returns a folder with a schema, and a builder for it.
fn schema(text: &str) -> (tempfile::TempDir, Builder) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tl");
    fs::write(&path, text).unwrap();
    let builder = Builder::new().schema(path).out_dir(folder.path());
    (folder, builder)
}

/// Returns the error message, without the name of the folder.
fn error(folder: &tempfile::TempDir, builder: Builder) -> String {
    let error = builder.compile().unwrap_err();
    assert_eq!(format!("{error}"), format!("{error:?}"));
    error
        .to_string()
        .replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn the_file_is_named_after_the_first_schema_and_written_once() {
    let (folder, builder) = schema("user id:int = User;");
    let report = builder.clone().compile().unwrap();
    assert_eq!(report.file(), folder.path().join("a.rs"));
    assert!(report.written());
    assert!(
        fs::read_to_string(report.file())
            .unwrap()
            .contains("struct User")
    );
    assert!(!builder.clone().compile().unwrap().written());
    let report = builder.file_name("other.rs").compile().unwrap();
    assert_eq!(report.file(), folder.path().join("other.rs"));
}

#[test]
fn warnings_are_returned_and_errors_when_denied() {
    let (folder, builder) = schema("user#00000001 id:int = User;");
    let report = builder.clone().compile().unwrap();
    assert_eq!(report.warnings().len(), 1);
    assert!(report.to_string().contains("warning[TL0101]"), "{report}");
    let denied = error(&folder, builder.deny("id-mismatch"));
    assert!(
        denied.starts_with("cannot compile a.tl: 1 error\n\nerror[TL0101]: "),
        "{denied}"
    );
}

#[test]
fn an_error_is_a_report_and_the_old_code_stays() {
    let (folder, builder) = schema("user id:itn = User;");
    fs::write(folder.path().join("a.rs"), "old").unwrap();
    insta::assert_snapshot!(error(&folder, builder), @r"
    cannot compile a.tl: 1 error

    error[TL0201]: there is no constructor `itn`
     --> a.tl:1:9
      |
    1 | user id:itn = User;
      |         ^^^ nothing declares it
      |
      = note: no id is written, so this changes the id of `user` from ca57d352 to 1ec2365e; `user#ca57d352` keeps it
    help: did you mean `int`?
      |
    1 - user id:itn = User;
    1 + user id:int = User;
    ");
    assert_eq!(
        fs::read_to_string(folder.path().join("a.rs")).unwrap(),
        "old"
    );
}

#[test]
fn what_is_wrong_with_the_options_is_said() {
    let (folder, builder) = schema("");
    let none = Builder::new().out_dir(folder.path());
    assert!(error(&folder, none).starts_with("no schema"));
    assert!(error(&folder, builder.clone().deny("id-mismach")).contains("`id-mismatch`"));
    assert!(error(&folder, builder.clone().derives("Debgu")).contains("`Debgu`"));
    assert!(
        error(&folder, builder.clone().schema("nothing.tl"))
            .starts_with("cannot read nothing.tl: ")
    );
    assert!(error(&folder, builder.clone().runtime_path("a b")).contains("`a b`"));
    let alone = builder.clone().json(true).binary(false);
    assert!(error(&folder, alone.clone().registry(true)).contains("needs the binary form"));
    assert!(
        error(&folder, alone.impls(Impls::Derive)).contains("always generates the binary form")
    );
    assert_eq!(
        error(&folder, builder.file_name("a.tl")),
        "a.tl would be overwritten"
    );
}

#[test]
fn the_last_level_wins() {
    let (folder, builder) = schema("user#00000001 flags:# id:int = User;");
    let warnings = |builder: Builder| {
        let report = builder.compile().unwrap();
        let codes = report.warnings().iter().map(|found| found.code.name());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(warnings(builder.clone()), ["id-mismatch"]);
    assert_eq!(warnings(builder.clone().allow("TL0101")), [""; 0]);
    let builder = builder
        .deny("warnings")
        .warn("unused-mask")
        .allow("warnings");
    assert!(error(&folder, builder.clone()).contains("error[TL0101]"));
    assert_eq!(
        warnings(builder.clone().warn("id-mismatch")),
        ["id-mismatch"]
    );
    let wrong = error(&folder, builder.allow("syntax"));
    assert_eq!(wrong, "`syntax` is an error that cannot be allowed");
}

#[test]
fn what_is_doubtful_in_tl_is_the_error_where_there_is_no_rust_for_it() {
    let (folder, builder) = schema(
        "p {t:Type} x:t = P t;\nn {t:Type} = M t;\nj {t:Type} x:t = M t;\n\
         f {t:Type} x:(M (F (P t))) = F t;\n---functions---\n\
         g {t:Type} x:t = Bool;\nh {t:Type} = Bool;",
    );
    let codes = |report: String| {
        let lines = report.lines().map(str::to_owned);
        let heads = lines.filter(|line| line.contains("[TL"));
        heads
            .map(|line| line.split(": ").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        codes(error(&folder, builder.clone())),
        ["error[TL0401]", "error[TL0403]", "warning[TL0403]"]
    );
    let allowed = builder.allow("endless-expansion").allow("TL0403");
    assert_eq!(
        codes(error(&folder, allowed)),
        ["error[TL0301]", "error[TL0301]"]
    );
}

/// Returns what a build script prints that calls `compile` for this schema; `cargo` is the environment
/// variable `CARGO`.
fn printed(text: &str, messages: bool, cargo: &str) -> (String, String) {
    let messages = if messages { "yes" } else { "no" };
    printed_with(text, &[("CARGO", cargo), ("MESSAGES", messages)])
}

/// The same with these environment variables.
fn printed_with(text: &str, environment: &[(&str, &str)]) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.tl"), text).unwrap();
    let mut script = std::process::Command::new(std::env::current_exe().unwrap());
    let test = [
        "--exact",
        "builder::tests::as_a_build_script",
        "--ignored",
        "--nocapture",
    ];
    let output = script
        .args(test)
        .current_dir(&folder)
        .env("OUT_DIR", folder.path())
        .env("CARGO", CARGO)
        .env_remove("CARGO_PKG_RUST_VERSION")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let out = text(output.stdout);
    let lines = out
        .lines()
        .filter_map(|line| Some(&line[line.find("cargo:")?..]));
    (
        lines.map(|line| format!("{line}\n")).collect(),
        text(output.stderr),
    )
}

#[test]
#[ignore = "it is run by others as a program of its own"]
fn as_a_build_script() {
    let is_said = |name| std::env::var(name).is_ok_and(|value| value == "yes");
    let builder = Builder::new()
        .schema("a.tl")
        .format(std::env::var_os("RUSTFMT").is_some())
        .cargo_messages(std::env::var_os("MESSAGES").is_none() || is_said("MESSAGES"));
    let again = is_said("AGAIN").then(|| builder.clone().registry(true));
    for builder in std::iter::once(builder).chain(again) {
        match builder.compile() {
            Ok(report) => eprint!("{report}"),
            Err(error) => eprint!("{error}"),
        }
    }
}

const CARGO: &str = env!("CARGO");

#[test]
fn cargo_shows_warnings() {
    let warning = "user#00000001 id:int = User;";
    let (out, _) = printed(warning, true, CARGO);
    insta::assert_snapshot!(out, @r"
    cargo:rerun-if-changed=a.tl
    cargo:warning=warning[TL0101]: the id of `user` is not the one that its text gives
    cargo:warning= --> a.tl:1:6
    cargo:warning=  |
    cargo:warning=1 | user#00000001 id:int = User;
    cargo:warning=  |      ^^^^^^^^ the text gives 1ec2365e
    cargo:warning=  |
    cargo:warning=  = note: no reason was found: most likely the text was changed, or the id mistyped
    cargo:warning=  = note: if it is intended, say so above the declaration: `// tlgen:allow(id-mismatch)`
    cargo:warning=help: write the id that the text gives
    cargo:warning=  |
    cargo:warning=1 - user#00000001 id:int = User;
    cargo:warning=1 + user#1ec2365e id:int = User;
    ");
    let (out, err) = printed(warning, false, CARGO);
    assert_eq!(out, "cargo:rerun-if-changed=a.tl\n");
    assert!(err.contains("warning[TL0101]"), "{err}");
}

#[test]
fn cargo_shows_errors_and_they_are_not_repeated() {
    let bad = "user#00000001 id:int = User;\nchat id:itn = Chat;";
    let (out, err) = printed(bad, true, CARGO);
    insta::assert_snapshot!(out, @r"
    cargo:rerun-if-changed=a.tl
    cargo::error=cannot compile a.tl: 1 error, 1 warning
    cargo::error=
    cargo::error=error[TL0201]: there is no constructor `itn`
    cargo::error= --> a.tl:2:9
    cargo::error=  |
    cargo::error=2 | chat id:itn = Chat;
    cargo::error=  |         ^^^ nothing declares it
    cargo::error=  |
    cargo::error=  = note: no id is written, so this changes the id of `chat` from 5696023e to 8203e732; `chat#5696023e` keeps it
    cargo::error=help: did you mean `int`?
    cargo::error=  |
    cargo::error=2 - chat id:itn = Chat;
    cargo::error=2 + chat id:int = Chat;
    cargo:warning=warning[TL0101]: the id of `user` is not the one that its text gives
    cargo:warning= --> a.tl:1:6
    cargo:warning=  |
    cargo:warning=1 | user#00000001 id:int = User;
    cargo:warning=  |      ^^^^^^^^ the text gives 1ec2365e
    cargo:warning=  |
    cargo:warning=  = note: no reason was found: most likely the text was changed, or the id mistyped
    cargo:warning=  = note: if it is intended, say so above the declaration: `// tlgen:allow(id-mismatch)`
    cargo:warning=help: write the id that the text gives
    cargo:warning=  |
    cargo:warning=1 - user#00000001 id:int = User;
    cargo:warning=1 + user#1ec2365e id:int = User;
    ");
    assert_eq!(err, "cannot compile a.tl: 1 error, 1 warning, shown above");
    for (messages, cargo) in [(false, CARGO), (true, "/no such program")] {
        let (out, err) = printed(bad, messages, cargo);
        assert_eq!(out, "cargo:rerun-if-changed=a.tl\n");
        assert!(err.contains("error[TL0201]"), "{err}");
    }
}

#[test]
fn cargo_is_told_in_words_that_a_package_of_any_version_may_use() {
    let bad = "chat#00000001 = Chat; user id:itn = User;";
    for (version, known) in [
        ("", true),
        ("1.85", true),
        ("1.77", true),
        ("1.76.0", false),
        ("1.56", false),
    ] {
        let (out, err) = printed_with(bad, &[("CARGO_PKG_RUST_VERSION", version)]);
        assert_eq!(out.contains("cargo::error="), known, "{version}");
        assert_eq!(out.contains("cargo::"), known, "{version}: {out}");
        assert_eq!(err.contains("error[TL0201]"), !known, "{version}");
        let (out, _) = printed_with(
            "chat#00000001 = Chat;",
            &[("CARGO_PKG_RUST_VERSION", version)],
        );
        assert!(out.starts_with("cargo:rerun-if-changed=a.tl\ncargo:warning=warning"));
        assert!(!out.contains("cargo::"), "{version}: {out}");
    }
}

#[test]
fn a_script_does_not_overwrite_what_it_has_written() {
    let (out, err) = printed_with("user id:int = User;", &[("AGAIN", "yes")]);
    assert!(err.starts_with("the code of a.tl would overwrite that of a.tl: both are written to "));
    assert!(
        err.ends_with("`Builder::file_name` gives each a name of its own"),
        "{err}"
    );
    assert!(out.contains("cargo::error=the code of a.tl would"), "{out}");
}

#[test]
fn two_schemas_of_one_file_name_need_two_files() {
    let (folder, builder) = schema("user id:int = User;");
    let inner = folder.path().join("b");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.tl"), "chat id:int = Chat;").unwrap();
    fs::write(inner.join("c.tl"), "user id:int = User;").unwrap();
    let report = builder.clone().compile().unwrap();
    let of = |schema: &str| Builder::new().schema(inner.join(schema));
    for other in [
        of("a.tl").out_dir(folder.path()),
        of("a.tl").out_dir(inner.join("..")),
        of("c.tl")
            .schema(inner.join("a.tl"))
            .out_dir(folder.path())
            .file_name("a.rs"),
        builder.clone().schema(inner.join("a.tl")),
    ] {
        let error = error(&folder, other);
        assert!(error.contains("`Builder::file_name`"), "{error}");
        assert!(error.contains("would overwrite that of a.tl: "), "{error}");
        let code = fs::read_to_string(report.file()).unwrap();
        assert!(code.contains("struct User") && !code.contains("struct Chat"));
    }
    for other in [
        of("a.tl").out_dir(&inner),
        of("a.tl").out_dir(folder.path()).file_name("b.rs"),
        // It is the same code.
        of("c.tl").out_dir(folder.path()).file_name("a.rs"),
        // A program that is not a build script may generate code again.
        builder.registry(true),
    ] {
        other.compile().unwrap();
    }
}

#[test]
fn two_folders_of_one_name_need_two_names() {
    let (folder, builder) = schema("user id:int = User;");
    let inner = folder.path().join("b");
    fs::create_dir(&inner).unwrap();
    // Of these two schemas, `mod.rs` is the same.
    fs::write(inner.join("a.tl"), "chat id:int = Chat;").unwrap();
    let report = builder.clone().split(true).compile().unwrap();
    let other = || {
        let other = Builder::new().schema(inner.join("a.tl"));
        other.out_dir(folder.path())
    };
    for other in [
        other().split(true),
        other().split(true).file_name("b/../a"),
        other().file_name("a/types.rs"),
        other().file_name("a/mod.rs"),
    ] {
        let error = error(&folder, other);
        assert!(error.contains("`Builder::file_name`"), "{error}");
        assert!(error.contains("would overwrite that of a.tl: "), "{error}");
        let types = fs::read_to_string(report.file().with_file_name("types.rs")).unwrap();
        assert!(types.contains("struct User"), "{types}");
    }
    other().split(true).file_name("c").compile().unwrap();
    other().compile().unwrap();
    builder.split(true).compile().unwrap();
}

#[test]
fn code_is_formatted_on_demand_as_the_configuration_says() {
    let (folder, builder) = schema("user id:int = User;");
    fs::write(folder.path().join("rustfmt.toml"), "tab_spaces = 3").unwrap();
    let indented = |builder: &Builder| {
        let report = builder.clone().compile().unwrap();
        assert_eq!(report.to_string(), "");
        let code = fs::read_to_string(report.file()).unwrap();
        code.contains("\n   pub struct User")
    };
    assert!(!indented(&builder));
    assert!(indented(&builder.format(true)));
}

#[test]
fn code_that_cannot_be_formatted_is_written_and_the_report_says_so() {
    let none = ("RUSTFMT", "/no such program");
    let (out, err) = printed_with("user id:int = User;", &[none]);
    let note = "note: the code is not formatted: `/no such program` cannot be run: ";
    assert!(err.starts_with(note), "{err}");
    assert!(out.contains(&format!("cargo:warning={note}")), "{out}");
    assert!(
        out.contains("cargo:rerun-if-env-changed=RUSTFMT\n"),
        "{out}"
    );
}

#[test]
fn an_error_has_its_diagnostics() {
    let (_folder, builder) = schema("user#00000001 id:itn = User; chat#00000002 = Chat;");
    let error = builder.clone().compile().unwrap_err();
    let found = error.diagnostics().iter();
    let codes: Vec<_> = found.map(|found| found.code.name()).collect();
    assert_eq!(codes, ["undeclared-name", "id-mismatch"]);
    let place = error.diagnostics()[0].labels[0].span;
    assert_eq!(error.sources().text(place), "itn");
    let error = builder.derives("Debgu").compile().unwrap_err();
    assert_eq!(error.diagnostics(), []);
}

const JSON: &str =
    r#"{"constructors":[{"id":"7","predicate":"user","params":[],"type":"User"}],"methods":[]}"#;

#[cfg(feature = "forms")]
#[test]
fn a_schema_may_be_in_another_form() {
    let (_folder, builder) = schema(JSON);
    let report = builder.compile().unwrap();
    let code = fs::read_to_string(report.file()).unwrap();
    assert!(code.contains("struct User"), "{code}");
    let (folder, builder) = schema(&JSON[..40]);
    let error = error(&folder, builder);
    assert!(
        error.starts_with("cannot read a.tl: in line 1, column 40: "),
        "{error}"
    );
}

#[cfg(not(feature = "forms"))]
#[test]
fn a_schema_in_another_form_needs_a_feature() {
    for text in [JSON, "\u{feff} {"] {
        let (folder, builder) = schema(text);
        // The feature of tl-parser may be on because another package enables it.
        if builder.clone().compile().is_err() {
            assert_eq!(
                error(&folder, builder),
                "cannot read a.tl: JSON needs the feature `forms` of tlgen-codegen (or tlgen-parser): tlgen-codegen = \
                 { …, features = [\"forms\"] } in Cargo.toml"
            );
        }
    }
}

#[test]
fn layers_are_modules_of_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let old = file("old.tl", "user id:int = User;");
    let new = file("new.tl", "// LAYER 223\nuser id:int name:string = User;");
    let builder = || Builder::new().out_dir(folder.path());
    let layers = builder().layer_file(190, &old).layers(&new);
    let report = layers.clone().compile().unwrap();
    assert_eq!(report.file(), folder.path().join("old.rs"));
    let code = fs::read_to_string(report.file()).unwrap();
    assert!(code.contains("pub mod layer_190 {") && code.contains("pub mod layer_223 {"));
    let of_no_layer = error(&folder, builder().layers(&old));
    assert!(
        of_no_layer.starts_with("it is not known which layer old.tl is of"),
        "{of_no_layer}"
    );
    for (builder, what) in [
        (layers.clone().schema(&new), "`layer_file`"),
        (layers.clone().layer(5), "`layer`"),
        (layers.clone().flat("*"), "`flat`"),
        (layers.file_name("new.tl"), "would be overwritten"),
    ] {
        let error = error(&folder, builder);
        assert!(error.contains(what), "{error}");
    }
}

#[cfg(not(feature = "facts"))]
#[test]
fn facts_need_a_feature() {
    let (folder, builder) = schema("user id:int = User;");
    for (builder, method) in [
        (builder.clone().errors("errors.csv"), "errors"),
        (builder.clone().docs("docs.json").rpc_errors(true), "docs"),
        (builder.rpc_errors(true), "rpc_errors"),
    ] {
        assert_eq!(
            error(&folder, builder),
            format!(
                "`{method}` needs the feature `facts` of tlgen-codegen: tlgen-codegen = {{ …, features = [\"facts\"] }} in \
                 Cargo.toml"
            )
        );
    }
}

#[cfg(feature = "facts")]
mod facts {
    use super::*;

    const FACTS: &str = r#"{"tlgen_facts": 1,
        "functions": {"getUser": {"description": "Gets a user.", "errors": {"ID_INVALID": [400]}, "callers": "bots"}}}"#;

    fn facts(text: &str) -> (tempfile::TempDir, Builder, PathBuf) {
        let (folder, builder) =
            schema("user id:int = User;\n---functions---\ngetUser id:int = User;");
        let path = folder.path().join("facts.json");
        fs::write(&path, text).unwrap();
        (folder, builder, path)
    }

    fn code(builder: Builder) -> String {
        fs::read_to_string(builder.compile().unwrap().file()).unwrap()
    }

    #[test]
    fn they_become_documentation() {
        let (_folder, builder, path) = facts(FACTS);
        let plain = code(builder.clone());
        let documented = code(builder.clone().docs(&path));
        for line in [
            "/// Gets a user.",
            "/// Only bots can call this function.",
            "/// - 400 `ID_INVALID`",
        ] {
            assert!(documented.contains(line) && !plain.contains(line), "{line}");
        }
        let errors = code(builder.clone().errors(&path));
        assert!(!errors.contains("Gets a user.") && errors.contains("`ID_INVALID`"));
        assert!(!errors.contains("mod errors"));
        let typed = code(builder.clone().errors(&path).rpc_errors(true));
        assert!(typed.contains("IdInvalid,") && typed.contains("&[(400, \"ID_INVALID\")]"));
        let other = path.with_file_name("other.json");
        fs::write(&other, r#"{"tlgen_facts": 1, "errors": {"A B": {}}}"#).unwrap();
        let report = builder.clone().errors(&path).errors(other);
        let warnings = report.rpc_errors(true).compile().unwrap().warnings;
        assert!(
            warnings.iter().any(|it| it.code.name() == "unnamed-error"),
            "{warnings:?}"
        );
        assert_eq!(code(builder), plain);
    }

    #[test]
    fn what_is_wrong_with_them_is_said() {
        let (folder, builder, path) = facts(&FACTS.replace("[400]", "400"));
        let said = error(&folder, builder.clone().docs(&path));
        assert_eq!(
            said,
            "cannot read facts.json: at `functions.getUser.errors.ID_INVALID`: expected an array, found a number"
        );
        let said = error(
            &folder,
            builder.clone().errors(folder.path().join("none.json")),
        );
        assert!(said.starts_with("cannot read none.json: "), "{said}");
        let said = error(&folder, builder.rpc_errors(true));
        assert!(
            said.contains("needs a file that says which there are"),
            "{said}"
        );
        assert!(!folder.path().join("a.rs").exists());
    }
}
