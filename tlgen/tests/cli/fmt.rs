use std::fs;

use crate::{Folder, GOOD};

const RAGGED: &str =
    "\u{feff}// A user.\r\nuser   id:int=User ;\r\n--- functions ---\r\nping=User;";
const FORMATTED: &str = "// A user.\nuser id:int = User;\n\n---functions---\n\nping = User;\n";

#[test]
fn files_are_formatted_in_place() {
    let folder = Folder::new(&[("a.tl", RAGGED), ("b.tl", GOOD)]);
    let modified = || {
        fs::metadata(folder.path("b.tl"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = modified();
    for _ in 0..2 {
        folder.run(&["fmt", "a.tl", "b.tl"]).assert_quiet();
        assert_eq!(folder.read("a.tl"), FORMATTED);
        assert_eq!(modified(), before);
    }
    assert_eq!(folder.names(), ["a.tl", "b.tl"]);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new(&[("a.tl", RAGGED)]);
    let run = folder.run_with_input(&["fmt", "-", "a.tl"], RAGGED.as_bytes());
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (0, FORMATTED, "")
    );
    assert_eq!(folder.read("a.tl"), FORMATTED);
    let run = folder.run_with_input(&["fmt", "-"], b"user id:int User;");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("<stdin>:1:"), "{}", run.err);
}

#[test]
fn a_file_with_syntax_errors_is_left_alone() {
    let wrong = "user   id:int User;\n";
    let folder = Folder::new(&[("a.tl", wrong), ("b.tl", RAGGED)]);
    for arguments in [
        &["fmt", "a.tl", "b.tl"][..],
        &["fmt", "--check", "a.tl", "b.tl"],
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        assert!(run.err.contains("error[TL0003]"), "{}", run.err);
        assert!(run.err.contains("a.tl:1:19"), "{}", run.err);
        assert_eq!(folder.read("a.tl"), wrong);
        assert_eq!(folder.read("b.tl"), FORMATTED);
    }
    // Unknown names are left to `check`.
    folder.write("c.tl", "user id:itn = User;\n");
    folder.run(&["fmt", "c.tl"]).assert_quiet();
}

#[test]
fn a_file_that_is_not_utf_8_is_left_alone() {
    let folder = Folder::new(&[("b.tl", RAGGED)]);
    folder.write("a.tl", b"// caf\xe9\na=A;");
    let run = folder.run(&["fmt", "a.tl", "b.tl"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(run.err, "error: a.tl is left as it is: it is not UTF-8\n");
    assert_eq!(fs::read(folder.path("a.tl")).unwrap(), b"// caf\xe9\na=A;");
    assert_eq!(folder.read("b.tl"), FORMATTED);
}

#[test]
fn a_check_writes_nothing_and_shows_what_differs() {
    let ragged = "a   x:int = A;\nb = B;\n";
    let folder = Folder::new(&[("a.tl", ragged), ("b.tl", GOOD)]);
    let run = folder.run(&["fmt", "--check", "a.tl", "b.tl"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out, @r"
    --- a.tl
    +++ a.tl
    @@ -1,2 +1,2 @@
    -a   x:int = A;
    +a x:int = A;
     b = B;
    ");
    assert_eq!(
        run.err,
        "error: a.tl is not formatted: the same command without `--check` formats it\n"
    );
    assert_eq!(folder.read("a.tl"), ragged);
    folder.run(&["fmt", "--check", "b.tl"]).assert_quiet();
    let run = folder.run_with_input(&["fmt", "--check", "-"], ragged.as_bytes());
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("--- <stdin>\n"), "{}", run.out);
}

#[test]
fn what_cannot_be_seen_in_a_diff_is_said() {
    let texts = [
        "a = A;\r\nb = B;\r\n",
        "\u{feff}a = A;\nb = B;\n",
        "a = A;\rb = B;\r",
    ];
    for text in texts {
        let folder = Folder::new(&[("a.tl", text)]);
        let run = folder.run(&["fmt", "--check", "a.tl"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        let said = "a.tl has a byte order mark, or line ends other than LF";
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn a_diff_of_much_is_short() {
    let ragged = "a  x:int  =  A;\n".repeat(5000);
    let folder = Folder::new(&[("a.tl", &ragged)]);
    let run = folder.run(&["fmt", "--check", "a.tl"]);
    assert_eq!(run.code, 1);
    assert!(run.out.lines().count() < 50, "{}", run.out);
    assert!(run.out.contains("more lines"), "{}", run.out);
}

#[test]
fn a_file_that_is_missing_or_a_folder_is_named() {
    let folder = Folder::new(&[("a.tl", RAGGED)]);
    fs::create_dir(folder.path("folder")).unwrap();
    for missing in ["b.tl", "folder"] {
        let run = folder.run(&["fmt", "a.tl", missing]);
        assert_eq!((run.code, run.out.as_str()), (3, ""));
        assert!(
            run.err
                .starts_with(&format!("error: cannot read {missing}: ")),
            "{}",
            run.err
        );
        assert_eq!(folder.read("a.tl"), RAGGED);
    }
}

#[test]
fn our_own_schemas_are_formatted() {
    let folder = Folder::new(&[]);
    for name in ["mtproto.tl", "photos.tl"] {
        let path = format!("{}/../schemas/{name}", env!("CARGO_MANIFEST_DIR"));
        folder.run(&["fmt", "--check", &path]).assert_quiet();
    }
}
