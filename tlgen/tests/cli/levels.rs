use crate::Folder;

/// A schema with a warning that is on by default, and one that is off by default.
const SCHEMA: &str = "user#00000001 flags:# x:flags.0?int y:flags.0?true = User;\n";

/// Returns the findings, such as `warning[TL0101]`.
fn findings(arguments: &[&str]) -> String {
    let folder = Folder::new(&[("a.tl", SCHEMA)]);
    let generate = ["a.tl", "-o", "-", "--message-format=short"];
    let check = ["check", "a.tl", "--message-format=short"];
    let of = |first: &[&str]| -> String {
        let run = folder.run(&[first, arguments].concat());
        let found = run.err.lines().filter(|line| line.starts_with("a.tl:"));
        let kinds = found.filter_map(|line| line.split(": ").nth(1));
        kinds.collect::<Vec<_>>().join(" ")
    };
    let found = of(&check);
    assert_eq!(of(&generate), found, "{arguments:?}");
    found
}

#[test]
fn findings_have_the_levels_that_are_asked_for() {
    assert_eq!(findings(&[]), "warning[TL0101]");
    assert_eq!(findings(&["--deny", "id-mismatch"]), "error[TL0101]");
    assert_eq!(
        findings(&["--deny", "TL0101,mixed-bit"]),
        "error[TL0101] error[TL0405]"
    );
    assert_eq!(
        findings(&["--warn=mixed-bit"]),
        "warning[TL0101] warning[TL0405]"
    );
    assert_eq!(findings(&["--allow=id-mismatch"]), "");
    assert_eq!(
        findings(&["--allow=warnings", "--warn=mixed-bit"]),
        "warning[TL0405]"
    );
}

#[test]
fn the_last_one_wins() {
    assert_eq!(findings(&["--deny=id-mismatch", "--allow=id-mismatch"]), "");
    assert_eq!(
        findings(&["--allow=id-mismatch", "--deny=id-mismatch"]),
        "error[TL0101]"
    );
    assert_eq!(
        findings(&["--warn=mixed-bit", "--deny=warnings", "--warn=id-mismatch"]),
        "warning[TL0101] error[TL0405]"
    );
    assert_eq!(
        findings(&["--deny=warnings", "--warn=mixed-bit", "--allow=TL0101"]),
        "warning[TL0405]"
    );
}

#[test]
fn a_comment_is_asked_before_the_levels() {
    let folder = Folder::new(&[
        (
            "a.tl",
            &format!("// tlgen:allow(id-mismatch): so it was\n{SCHEMA}"),
        ),
        ("b.tl", &format!("{SCHEMA}\n// tlgen:allow-file(TL0101)\n")),
    ]);
    for file in ["a.tl", "b.tl"] {
        let run = folder.run(&["check", file, "--deny", "warnings"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{file}");
        assert_eq!(folder.run(&["ids", file]).code, 0, "{file}");
    }
}

#[test]
fn an_error_cannot_be_silenced() {
    let folder = Folder::new(&[("a.tl", SCHEMA)]);
    for option in ["--allow", "--warn"] {
        let run = folder.run(&["check", "a.tl", option, "syntax"]);
        assert_eq!(run.code, 2);
        assert!(
            run.err
                .contains("`syntax` is an error that cannot be allowed"),
            "{}",
            run.err
        );
    }
}
