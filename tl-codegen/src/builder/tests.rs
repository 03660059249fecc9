use std::fs;

use super::*;

/// A schema in a folder of its own, and a builder for it.
fn schema(text: &str) -> (tempfile::TempDir, Builder) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tl");
    fs::write(&path, text).unwrap();
    let builder = Builder::new().schema(path).out_dir(folder.path());
    (folder, builder)
}

/// The error, without the name of the folder.
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
      = note: no id is written, so the id of `user` changes from ca57d352 to 1ec2365e; `user#ca57d352` keeps it
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
    assert!(error(&folder, alone.clone().registry(true)).contains("their binary form"));
    assert!(error(&folder, alone.impls(Impls::Derive)).contains("always makes the binary form"));
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
    assert_eq!(
        wrong,
        "`syntax` is an error and stays one: only warnings can be allowed"
    );
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

/// What a build script prints in which `compile` is called for this schema; `cargo` is what Cargo
/// says to be.
fn printed(text: &str, messages: bool, cargo: &str) -> (String, String) {
    printed_with(text, messages, cargo, None)
}

/// The same, where code is formatted by this program.
fn printed_with(
    text: &str,
    messages: bool,
    cargo: &str,
    rustfmt: Option<&str>,
) -> (String, String) {
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
        .env("CARGO", cargo)
        .env("MESSAGES", if messages { "yes" } else { "no" })
        .envs(rustfmt.map(|rustfmt| ("RUSTFMT", rustfmt)))
        .env("FORMAT", if rustfmt.is_some() { "yes" } else { "no" })
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let out = text(output.stdout);
    let lines = out
        .lines()
        .filter_map(|line| Some(&line[line.find("cargo::")?..]));
    (
        lines.map(|line| format!("{line}\n")).collect(),
        text(output.stderr),
    )
}

#[test]
#[ignore = "it is run by others as a program of its own"]
fn as_a_build_script() {
    let messages = std::env::var("MESSAGES").unwrap() == "yes";
    let format = std::env::var("FORMAT").unwrap() == "yes";
    match Builder::new()
        .schema("a.tl")
        .format(format)
        .cargo_messages(messages)
        .compile()
    {
        Ok(report) => eprint!("{report}"),
        Err(error) => eprint!("{error}"),
    }
}

const CARGO: &str = env!("CARGO");

#[test]
fn cargo_shows_warnings() {
    let warning = "user#00000001 id:int = User;";
    let (out, _) = printed(warning, true, CARGO);
    insta::assert_snapshot!(out, @r"
    cargo::rerun-if-changed=a.tl
    cargo::warning=warning[TL0101]: the id of `user` is not the one that its text gives
    cargo::warning= --> a.tl:1:6
    cargo::warning=  |
    cargo::warning=1 | user#00000001 id:int = User;
    cargo::warning=  |      ^^^^^^^^ the text gives 1ec2365e
    cargo::warning=  |
    cargo::warning=  = note: no reason was found: most likely the text was changed, or the id mistyped
    cargo::warning=  = note: where it is meant, say so above the declaration: `// tlgen:allow(id-mismatch)`
    cargo::warning=help: write the id that the text gives
    cargo::warning=  |
    cargo::warning=1 - user#00000001 id:int = User;
    cargo::warning=1 + user#1ec2365e id:int = User;
    ");
    let (out, err) = printed(warning, false, CARGO);
    assert_eq!(out, "cargo::rerun-if-changed=a.tl\n");
    assert!(err.contains("warning[TL0101]"), "{err}");
}

#[test]
fn cargo_shows_errors_and_they_are_not_repeated() {
    let bad = "user#00000001 id:int = User;\nchat id:itn = Chat;";
    let (out, err) = printed(bad, true, CARGO);
    insta::assert_snapshot!(out, @r"
    cargo::rerun-if-changed=a.tl
    cargo::error=cannot compile a.tl: 1 error, 1 warning
    cargo::error=
    cargo::error=error[TL0201]: there is no constructor `itn`
    cargo::error= --> a.tl:2:9
    cargo::error=  |
    cargo::error=2 | chat id:itn = Chat;
    cargo::error=  |         ^^^ nothing declares it
    cargo::error=  |
    cargo::error=  = note: no id is written, so the id of `chat` changes from 5696023e to 8203e732; `chat#5696023e` keeps it
    cargo::error=help: did you mean `int`?
    cargo::error=  |
    cargo::error=2 - chat id:itn = Chat;
    cargo::error=2 + chat id:int = Chat;
    cargo::warning=warning[TL0101]: the id of `user` is not the one that its text gives
    cargo::warning= --> a.tl:1:6
    cargo::warning=  |
    cargo::warning=1 | user#00000001 id:int = User;
    cargo::warning=  |      ^^^^^^^^ the text gives 1ec2365e
    cargo::warning=  |
    cargo::warning=  = note: no reason was found: most likely the text was changed, or the id mistyped
    cargo::warning=  = note: where it is meant, say so above the declaration: `// tlgen:allow(id-mismatch)`
    cargo::warning=help: write the id that the text gives
    cargo::warning=  |
    cargo::warning=1 - user#00000001 id:int = User;
    cargo::warning=1 + user#1ec2365e id:int = User;
    ");
    assert_eq!(err, "cannot compile a.tl: 1 error, 1 warning, shown above");
    for (messages, cargo) in [(false, CARGO), (true, "/no such program")] {
        let (out, err) = printed(bad, messages, cargo);
        assert_eq!(out, "cargo::rerun-if-changed=a.tl\n");
        assert!(err.contains("error[TL0201]"), "{err}");
    }
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
    let none = Some("/no such program");
    let (out, err) = printed_with("user id:int = User;", true, CARGO, none);
    let note = "note: the code is not formatted: `/no such program` cannot be run: ";
    assert!(err.starts_with(note), "{err}");
    assert!(out.contains(&format!("cargo::warning={note}")), "{out}");
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
