use crate::{BAD, Folder, GOOD, WARNING};

#[test]
fn code_is_written_with_and_without_the_name_of_the_command() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    folder
        .run(&["generate", "--output", "b.rs", "a.tl"])
        .assert_quiet();
    assert!(folder.read("a.rs").contains("pub struct User"));
    assert_eq!(folder.read("a.rs"), folder.read("b.rs"));
}

#[test]
fn several_files_are_one_schema() {
    let folder = Folder::new(&[
        ("a.tl", "---functions---\nsetUser user:User = Bool;\n"),
        ("b.tl", "user name:string = User;\n"),
    ]);
    folder
        .run(&["a.tl", "b.tl", "-o", "both.rs"])
        .assert_quiet();
    let code = folder.read("both.rs");
    assert!(code.contains("struct SetUser") && code.contains("struct User"));
    assert_eq!(folder.run(&["a.tl", "-o", "one.rs"]).code, 1);
}

#[test]
fn an_error_leaves_the_old_code() {
    let folder = Folder::new(&[("a.tl", BAD), ("a.rs", "old")]);
    let run = folder.run(&["a.tl", "-o", "a.rs"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(folder.read("a.rs"), "old");
    insta::assert_snapshot!(run.err, @r"
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

    error: aborting due to 1 error
    ");
}

#[test]
fn warnings_are_shown_and_code_is_written() {
    let folder = Folder::new(&[("a.tl", WARNING)]);
    let run = folder.run(&["a.tl", "-o", "a.rs"]);
    assert_eq!(run.code, 0);
    assert!(run.err.starts_with("warning[TL0101]: "), "{}", run.err);
    assert!(
        run.err.ends_with("warning: 1 warning emitted\n"),
        "{}",
        run.err
    );
    assert!(folder.path("a.rs").exists());
}

#[test]
fn denied_warnings_are_errors() {
    let folder = Folder::new(&[("a.tl", WARNING)]);
    for name in [
        "id-mismatch",
        "TL0101",
        "warnings",
        "unused-allow,id-mismatch",
    ] {
        let run = folder.run(&["a.tl", "-o", "a.rs", "--deny", name]);
        assert_eq!(run.code, 1, "{name}");
        assert!(run.err.starts_with("error[TL0101]: "), "{}", run.err);
        assert!(
            run.err.ends_with("error: aborting due to 1 error\n"),
            "{}",
            run.err
        );
        assert!(!folder.path("a.rs").exists());
    }
    assert_eq!(
        folder
            .run(&["a.tl", "-o", "a.rs", "--deny", "unused-allow"])
            .code,
        0
    );
}

#[test]
fn options_reach_the_code() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    let code = |options: &[&str]| {
        let run = folder.run(&[options, &["a.tl", "-o", "-"]].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let default = code(&[]);
    for (options, part) in [
        (&["--registry"][..], "TABLE"),
        (&["--json"], "json::ToJson"),
        (&["--layer", "77"], "LAYER: i32 = 77"),
        (&["--runtime-path", "crate::wire"], "crate::wire::"),
        (&["--strings-as-bytes", "user:first_name"], "Vec<u8>"),
        (&["--keep-enums", "*"], "enum User"),
        (&["--only", "User"], "// Kept 0 of 0 functions"),
        (&["--nullable", "user:first_name"], "Nullable"),
        (&["--impls", "derive"], "TlObject"),
        (&["--derives", "Debug,Hash"], "Hash"),
        (&["--derives", "+Hash"], "Hash"),
    ] {
        assert!(!default.contains(part), "{options:?}");
        assert!(code(options).contains(part), "{options:?}");
    }
    let run = folder.run(&["a.tl", "-o", "-", "--keep-masks", "nothing:*"]);
    assert!(run.err.contains("TL0303"), "{}", run.err);
}

#[test]
fn a_side_of_a_schema_and_a_part_of_it() {
    let schema = "user id:long = User; chat id:long = Chat;
        ---functions--- getUser id:long = User; setChat chat:Chat = Bool;";
    let folder = Folder::new(&[("a.tl", schema)]);
    let code = |options: &[&str]| {
        let run = folder.run(&[options, &["a.tl", "-o", "-"]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out
    };
    let (decoded, encoded) = ("Decode<'a> for User", "Encode for User");
    for (role, decodes, encodes) in [
        ("client", true, false),
        ("server", false, true),
        ("both", true, true),
    ] {
        let code = code(&["--role", role]);
        assert_eq!(code.contains(decoded), decodes, "{role}");
        assert_eq!(code.contains(encoded), encodes, "{role}");
        assert_eq!(code.contains("Serve for GetUser"), role != "client");
        assert_eq!(code.contains("Function for GetUser"), role != "server");
    }
    let allow = ["--exclude", "user", "--allow", "emptied-type"];
    let part = code(&[&["--only", "getUser", "--only", "chat"], &allow[..]].concat());
    let head = "// Kept 1 of 2 functions, 1 of 2 constructors, 2 of 2 types.";
    assert_eq!(part.lines().nth(1), Some(head));
    assert!(!part.contains("SetChat") && part.contains("pub struct Chat"));
    let run = folder.run(&["a.tl", "-o", "-", "--only", "getUsr"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("did you mean `getUser`?"), "{}", run.err);
}

#[test]
fn check_shows_what_would_change_and_writes_nothing() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    let missing = folder.run(&["a.tl", "-o", "a.rs", "--check"]);
    // A missing file is reported without a diff of the whole code.
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(
        missing.err.starts_with("error: a.rs does not exist"),
        "{}",
        missing.err
    );
    assert_eq!(folder.names(), ["a.tl"]);

    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    folder
        .run(&["a.tl", "-o", "a.rs", "--check"])
        .assert_quiet();

    let code = folder.read("a.rs");
    let stale = code.replace("first_name", "last_name");
    folder.write("a.rs", &stale);
    let run = folder.run(&["a.tl", "-o", "a.rs", "--check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.starts_with("--- a.rs\n+++ a.rs\n@@ -"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .lines()
            .any(|line| line.starts_with('-') && line.contains("last_name"))
    );
    assert!(
        run.out
            .lines()
            .any(|line| line.starts_with('+') && line.contains("first_name"))
    );
    assert!(run.err.starts_with("error: a.rs is stale"), "{}", run.err);
    assert_eq!(folder.read("a.rs"), stale);
}

#[test]
fn check_fails_on_an_error_of_the_schema_too() {
    let folder = Folder::new(&[("a.tl", BAD)]);
    let run = folder.run(&["a.tl", "-o", "a.rs", "--check"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[TL0201]"));
}

#[test]
fn check_shows_what_differs_in_the_first_files_of_a_folder() {
    let schema = |types: usize, field: &str| -> String {
        let one = |n| format!("namespace{n}.user{n} {field}:int = namespace{n}.User{n};\n");
        (0..types).map(one).collect()
    };
    // A file that does not exist has no differences, so it does not count as shown.
    for (types, absent, shown) in [(1, 0, 3), (400, 0, 3), (800, 0, 3), (400, 5, 3)] {
        let folder = Folder::new(&[("a.tl", schema(types, "id").as_str())]);
        let none = ["--format", "none"];
        folder.run(&[&["a.tl", "-o", "out/"], &none[..]].concat());
        folder.write("a.tl", schema(types, "number"));
        for n in 0..absent {
            std::fs::remove_file(folder.path(&format!("out/types/namespace{n}.rs"))).unwrap();
        }
        let run = folder.run(&[&["a.tl", "-o", "out/", "--check"], &none[..]].concat());
        let files = run.out.lines().filter(|line| line.starts_with("--- "));
        let stale = run.err.lines().filter(|line| line.contains(" is stale: "));
        let (files, stale) = (files.count(), stale.count());
        assert_eq!(run.code, 1);
        assert_eq!(files, shown.min(stale), "{types}: {}", run.err);
        assert!(stale >= 1 && (types == 1 || stale > shown), "{}", run.err);
    }
}
