use crate::{Folder, GOOD};

#[test]
fn without_arguments_there_is_help() {
    let folder = Folder::new(&[]);
    let run = folder.run(&[]);
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("Usage: tlgen [OPTIONS] <SCHEMA>... --output <OUT>"),
        "{}",
        run.err
    );
    let run = folder.run(&["--help"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("Exit codes"), "{}", run.out);
    assert!(folder.run(&["--version"]).out.starts_with("tlgen "));
}

#[test]
fn what_is_wrong_is_named() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    for (arguments, said) in [
        (&["a.tl"][..], "--output <OUT>"),
        (&["generate", "a.tl"], "--output <OUT>"),
        (&["-o", "a.rs"], "<SCHEMA>..."),
        (&["check"], "<SCHEMA>..."),
        (
            &["a.tl", "-o", "-", "--derives", "Debgu"],
            "did you mean `Debug`?",
        ),
        (
            &["a.tl", "-o", "-", "--derives", "Serialize"],
            "there are Debug, Clone, ",
        ),
        (
            &["a.tl", "-o", "-", "--deny", "id-mismach"],
            "did you mean `id-mismatch`?",
        ),
        (
            &["check", "a.tl", "--deny", "nothing-like-it"],
            "`tlgen explain` lists all",
        ),
        (&["a.tl", "-o", "-", "--layer", "x"], "--layer"),
        (
            &["a.tl", "-o", "-", "--only", "user", "chat"],
            "there is no file `chat`; an option takes one value",
        ),
        (
            &["--setters", "a.get", "a.set", "a.tl", "-o", "-"],
            "there is no file `a.set`; an option takes one value",
        ),
        (
            &["a.tl", "-o", "-", "--derives", "Debug", "Clone"],
            "there is no file `Clone`; an option takes one value",
        ),
        (
            &["a.tl", "-o", "-", "--layer", "-1"],
            "-1 is not in 0..=2147483647",
        ),
        (
            &["a.tl", "-o", "-", "--layer=-5"],
            "-5 is not in 0..=2147483647",
        ),
        (
            &["a.tl", "-o", "-", "--layer", "4294967296"],
            "is not in 0..=2147483647",
        ),
        (
            &["a.tl", "-o", "-", "--runtime-path", "a b"],
            "is not a path",
        ),
        (&["a.tl", "-o", "-", "--impls", "none"], "generated"),
        (&["a.tl", "-o", "-", "--check"], "a file to compare with"),
        (
            &["a.tl", "-o", "-", "--no-binary", "--registry"],
            "needs the binary form",
        ),
        (
            &["a.tl", "-o", "-", "--no-binary", "--impls", "derive"],
            "always generates the binary form",
        ),
        (
            &["a.tl", "-o", "-", "--no-binary", "--views", "*"],
            "decodes the binary form",
        ),
        (
            &[
                "a.tl",
                "-o",
                "-",
                "--extern-type",
                "User=crate::User",
                "--views",
                "*",
            ],
            "`--views` does not go together with `--extern-type`",
        ),
        (&["a.tl", "-o", "-", "--registri"], "--registry"),
        (&["check", "a.tl", "--message-format", "xml"], "json"),
        (&["check", "a.tl", "--color", "often"], "often"),
        (
            &["-o", "a.rs", "check", "a.tl"],
            "belongs after the command `check`",
        ),
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
    assert_eq!(folder.names(), ["a.tl"]);
}

#[test]
fn a_value_of_an_option_that_takes_none_is_named() {
    let folder = Folder::new(&[("a.tl", GOOD), ("true", GOOD)]);
    for (arguments, said) in [
        (
            &["a.tl", "-o", "-", "--json", "false"][..],
            "`--json` takes no value: remove `false`",
        ),
        (
            &["--json=true", "a.tl", "-o", "-"],
            "`--json` takes no value: remove `true`",
        ),
        (
            &["generate", "--registry=yes", "a.tl", "-o", "-"],
            "`--registry` takes no value: remove `yes`",
        ),
        (
            &["decode", "a.tl", "--hex", "false"],
            "`--hex` takes no value: remove `false`",
        ),
        (
            &["fmt", "--check=true", "a.tl"],
            "`--check` takes no value: remove `true`",
        ),
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        let said = format!("error: {said}\n");
        assert!(run.err.starts_with(&said), "{arguments:?}: {}", run.err);
    }
    // Another command has the option.
    let run = folder.run(&["encode", "a.tl", "--json", "true"]);
    assert!(!run.err.contains("takes no value"), "{}", run.err);
    // It may be a file, or the value of another option.
    assert_eq!(folder.run(&["-o", "a.rs", "--json", "true"]).code, 0);
    folder.run(&["fmt", "--check", "true"]).assert_quiet();
    let run = folder.run(&["diff", "--breaking=wire", "a.tl", "true"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(folder.run(&["a.tl", "-o", "-", "--only", "true"]).code, 1);
}

#[test]
fn the_value_of_breaking_is_not_taken_for_a_schema() {
    let folder = Folder::new(&[("a.tl", GOOD), ("b.tl", GOOD)]);
    for (arguments, word) in [
        (&["--breaking", "all", "a.tl", "b.tl"][..], "all"),
        (&["a.tl", "b.tl", "--breaking", "source"], "source"),
        (&["a.tl", "--breaking", "wire"], "wire"),
    ] {
        let run = folder.run(&[&["diff"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        let said = format!("there is no file `{word}`; for the value of `--breaking`, write");
        assert!(run.err.contains(&said), "{arguments:?}: {}", run.err);
    }
    folder.write("wire", GOOD);
    let run = folder.run(&["diff", "a.tl", "--breaking", "wire"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn a_misspelled_command_is_no_file() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    for arguments in [&["chek", "a.tl"][..], &["chek", "a.tl", "-o", "a.rs"]] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(
            run.err
                .starts_with("error: there is no command `chek`; did you mean `check`?\n"),
            "{}",
            run.err
        );
    }
    let run = folder.run(&["build", "a.tl"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.starts_with("error: there is no command `build`\n"),
        "{}",
        run.err
    );
    // An existing file is a schema; a name that is not like any command is a missing file.
    folder.write("chek", GOOD);
    folder.run(&["chek", "-o", "a.rs"]).assert_quiet();
    assert_eq!(folder.run(&["absent.tl", "-o", "a.rs"]).code, 3);
}

#[test]
fn the_usage_is_shown_for_wrong_arguments_only() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    for arguments in [
        &["explain", "nonsense"][..],
        &["a.tl", "-o", "a.tl"],
        &["a.tl", "-o", "-", "--check"],
        &["check", "-", "-"],
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        assert!(run.err.starts_with("error: "), "{}", run.err);
    }
}

#[test]
fn the_usage_of_docs_names_what_is_required() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    let pages = "Usage: tlgen docs [OPTIONS] --output <DIR> <SCHEMA>...\n";
    let run = folder.run(&["docs", "--help"]);
    assert!(run.out.contains(pages), "{}", run.out);
    assert!(
        !run.out.contains("[default: standard output]"),
        "{}",
        run.out
    );
    for (arguments, absent) in [
        (&["a.tl"][..], "--output <DIR>"),
        (&["-o", "site"], "<SCHEMA>..."),
        (&["--form", "book", "a.tl"], "--output <DIR>"),
    ] {
        let run = folder.run(&[&["docs"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(
            run.err.contains(absent) && run.err.contains(pages),
            "{}",
            run.err
        );
    }
    assert_eq!(folder.run(&["docs", "--normal"]).code, 0);
}

#[test]
fn options_of_messages_may_stand_anywhere() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    for arguments in [
        &["--color", "never", "check", "a.tl"][..],
        &["check", "--message-format", "short", "a.tl"],
        &["check", "a.tl", "--color=always"],
    ] {
        assert_eq!(folder.run(arguments).code, 0, "{arguments:?}");
    }
}

#[test]
fn a_schema_may_be_called_like_a_command() {
    let folder = Folder::new(&[("check", GOOD)]);
    folder.run(&["./check", "-o", "a.rs"]).assert_quiet();
    folder
        .run(&["generate", "check", "-o", "b.rs"])
        .assert_quiet();
}
