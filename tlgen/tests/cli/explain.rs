use crate::Folder;

#[test]
fn a_finding_is_explained_by_code_and_by_name() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["explain", "id-mismatch"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("TL0101 id-mismatch\n\n"), "{}", run.out);
    for part in [
        "Wrong:\n\n    user#00000001 ",
        "Right:\n\n    user#",
        "By default, it is a warning. `--deny id-mismatch` turns it into an error",
    ] {
        assert!(run.out.contains(part), "{}", run.out);
    }
    assert!(!run.out.contains("```"), "{}", run.out);
    for same in ["TL0101", "tl0101"] {
        assert_eq!(folder.run(&["explain", same]).out, run.out);
    }
}

#[test]
fn without_a_name_all_are_listed() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["explain"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<_> = run.out.lines().collect();
    assert!(lines.is_sorted(), "{}", run.out);
    for part in [
        "TL0003 error   syntax ",
        "TL0101 warning id-mismatch ",
        "TL0405 allowed mixed-bit ",
    ] {
        assert!(
            lines.iter().any(|line| line.starts_with(part)),
            "{}",
            run.out
        );
    }
    // `explain` knows each of them.
    for line in lines {
        let code = line.split(' ').next().unwrap();
        assert!(folder.run(&["explain", code]).out.starts_with(code));
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["explain", "id-mismach"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("did you mean `id-mismatch`?"),
        "{}",
        run.err
    );
}

#[test]
fn a_name_like_no_other_is_answered_with_the_list() {
    let folder = Folder::new(&[]);
    for far in ["nonsense", "TL0302"] {
        let run = folder.run(&["explain", far]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        let said = format!("error: there is no finding `{far}`; `tlgen explain` lists all\n");
        assert_eq!(run.err, said);
    }
}
