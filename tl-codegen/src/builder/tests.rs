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
    assert_eq!(
        error(&folder, builder.file_name("a.tl")),
        "a.tl would be overwritten"
    );
}
