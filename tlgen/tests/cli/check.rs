use crate::{BAD, Folder, GOOD, WARNING};

#[test]
fn a_good_schema() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    let run = folder.run(&["check", "a.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(
        run.out,
        "checked 1 constructor and 0 functions in a.tl: no findings\n"
    );
}

#[test]
fn any_finding_is_enough() {
    let folder = Folder::new(&[("good.tl", GOOD), ("warning.tl", WARNING), ("bad.tl", BAD)]);
    let run = folder.run(&["check", "warning.tl"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.out,
        "checked 1 constructor and 0 functions in warning.tl: 1 warning\n"
    );
    assert!(run.err.starts_with("warning[TL0101]"));
    let run = folder.run(&["check", "bad.tl"]);
    assert_eq!(run.code, 1);
    assert!(run.out.ends_with(" in bad.tl: 1 error\n"), "{}", run.out);
    let run = folder.run(&["check", "bad.tl", "--deny", "warnings"]);
    assert_eq!(run.code, 1);
}

#[test]
fn findings_are_in_the_order_of_the_text() {
    let folder = Folder::new(&[
        (
            "a.tl",
            "one x:nothing = One;\ntwo#00000001 = Two;\nthree x: = Three;\n",
        ),
        ("b.tl", "four#00000002 = Four;\n"),
    ]);
    let run = folder.run(&["check", "a.tl", "b.tl", "--message-format", "short"]);
    let places: Vec<_> = run
        .err
        .lines()
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places,
        ["a.tl:1:7", "a.tl:2:5", "a.tl:3:10", "b.tl:1:6"],
        "{}",
        run.err
    );
    assert!(
        run.out.contains("in a.tl and b.tl: 2 errors, 2 warnings"),
        "{}",
        run.out
    );
}

/// A file name may come from a glob, so it must not move the cursor.
#[cfg(unix)]
#[test]
fn a_file_name_is_safe_for_a_terminal() {
    for (name, shown) in [
        ("a\u{1b}[31m.tl", "a\u{fffd}[31m.tl"),
        ("a\nerror: b.tl", "a\u{fffd}error: b.tl"),
        ("\u{202e}lt.a", "\u{fffd}lt.a"),
        ("ä ö.tl", "ä ö.tl"),
    ] {
        let folder = Folder::new(&[(name, "a   = A;\n")]);
        let run = folder.run(&["check", name]);
        let line = format!("checked 1 constructor and 0 functions in {shown}: no findings\n");
        assert_eq!(run.out, line);
        let run = folder.run(&["fmt", "--check", name]);
        let heading = format!("--- {shown}\n+++ {shown}\n@@");
        assert!(run.out.starts_with(&heading), "{:?}", run.out);
        assert!(
            run.err
                .contains(&format!("error: {shown} is not formatted")),
            "{:?}",
            run.err
        );
    }
}

#[test]
fn an_answer_that_no_value_can_be_fails_in_check_as_in_generation() {
    let folder = Folder::new(&[("a.tl", "---functions---\nf = Nothing;\n")]);
    for arguments in [&["check", "a.tl"][..], &["a.tl", "-o", "-"]] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 1, "{arguments:?}");
        assert!(run.err.starts_with("error[TL0211]: "), "{}", run.err);
    }
}

/// A thousand errors and a thousand warnings of a file are shown.
#[test]
fn findings_that_are_not_shown_are_counted() {
    let syntax = "a x: = A;\n".repeat(1200);
    let types: String = (0..1001)
        .map(|n| format!("b{n} x:Nope{n} = B{n};\n"))
        .collect();
    let ids: String = (1..=1500)
        .map(|n| format!("c{n}#{n:08x} = C{n};\n"))
        .collect();
    for (text, found) in [
        (syntax, "1200 errors"),
        (types.clone(), "1001 errors"),
        (ids.clone(), "1500 warnings"),
        (types + &ids, "1001 errors, 1500 warnings"),
    ] {
        let folder = Folder::new(&[("a.tl", &text)]);
        let run = folder.run(&["check", "a.tl"]);
        assert!(run.out.ends_with(&format!(": {found}\n")), "{}", run.out);
    }
}
