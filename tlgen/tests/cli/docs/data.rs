//! Files of facts, valid and invalid.

use super::{SCHEMA, docs, files};
use crate::Folder;

const FACTS: &str = r#"{"tlgen_facts": 1,
  "functions": {"photos.getPhoto": {"description": "Gets it.", "parameters": {"id": "Which.", "sise": "No."}, "errors": {"ID_INVALID": [400]}}, "photos.get": {"description": "No."}},
  "constructors": {"photo": {"description": "A photo.", "fields": {"idd": "No."}}}, "types": {"Foto": "No."}}"#;

#[test]
fn what_is_documented_and_not_in_the_schema_is_said_and_the_reverse() {
    let folder = Folder::new(&[("a.tl", SCHEMA), ("facts.json", FACTS)]);
    let run = docs(&folder, &["--docs", "facts.json"]);
    assert_eq!(run.code, 0);
    let notes = "\
note: 1 of 2 functions without a description (`-v` lists them)
note: 1 function documented, but not in the schema (`-v` lists them)
note: 2 of 3 constructors without a description (`-v` lists them)
note: 1 of 2 types without a description (`-v` lists them)
note: 1 type documented, but not in the schema (`-v` lists them)
note: 2 fields documented, but not in the schema (`-v` lists them)
";
    assert_eq!(run.err, notes);
    let run = docs(&folder, &["--docs", "facts.json", "-v"]);
    for line in [
        "1 of 2 functions without a description: photos.getSizes\n",
        "1 function documented, but not in the schema: photos.get\n",
        "2 of 3 constructors without a description: photoSize, photoSizeEmpty\n",
        "1 type documented, but not in the schema: Foto\n",
        "2 fields documented, but not in the schema: photo.idd, photos.getPhoto.sise\n",
    ] {
        assert!(run.err.contains(line), "{line}{}", run.err);
    }
}

#[test]
fn a_fact_that_is_the_same_for_all_is_left_out_which_is_said() {
    let csv = "method,usability,errors\nphotos.getPhoto,user,\nphotos.getSizes,user,\n";
    let folder = Folder::new(&[("a.tl", SCHEMA), ("methods.csv", csv)]);
    let run = docs(&folder, &["--docs", "methods.csv"]);
    assert!(
        run.err
            .contains("methods.csv: it says the same of all 2 functions"),
        "{}",
        run.err
    );
    let page = folder.read("out/function/photos.getPhoto.html");
    assert!(!page.contains("Who can call it"), "{page}");
}

#[test]
fn a_file_that_is_wrong_is_named_with_the_place_and_nothing_is_written() {
    let damaged = FACTS.replace("[400]", "[\"400\"]");
    for (text, place) in [
        (FACTS.get(..100).unwrap(), "in line 2, column"),
        (
            damaged.as_str(),
            "at `functions[\"photos.getPhoto\"].errors.ID_INVALID[0]`: expected an integer, found a string",
        ),
        ("user = User;", "it is in no form that is known"),
        (
            "name,codes,description\nA,x,y\n",
            "in line 2: \"x\" is not a code",
        ),
    ] {
        let folder = Folder::new(&[("a.tl", SCHEMA), ("facts", text)]);
        for flag in ["--docs", "--errors"] {
            let run = docs(&folder, &[flag, "facts"]);
            assert_eq!((run.code, run.out.as_str()), (3, ""));
            assert!(
                run.err.starts_with("error: cannot read facts: ") && run.err.contains(place),
                "{}",
                run.err
            );
            assert_eq!(folder.names(), ["a.tl", "facts"]);
            let run = folder.run(&["a.tl", "-o", "a.rs", "--allow", "warnings", flag, "facts"]);
            assert_eq!(run.code, 3, "{}", run.err);
            assert_eq!(folder.names(), ["a.tl", "facts"]);
        }
    }
    let folder = Folder::new(&[("a.tl", SCHEMA)]);
    assert_eq!(docs(&folder, &["--docs", "missing.json"]).code, 3);
    assert_eq!(folder.names(), ["a.tl"]);
}

#[test]
fn a_file_of_errors_says_something_of_errors() {
    let folder = Folder::new(&[
        ("a.tl", SCHEMA),
        (
            "facts.json",
            r#"{"tlgen_facts": 1, "types": {"Photo": "A photo."}}"#,
        ),
    ]);
    let run = docs(&folder, &["--errors", "facts.json"]);
    assert_eq!(run.code, 3);
    assert!(
        run.err.contains("it says nothing of errors and callers"),
        "{}",
        run.err
    );
}

#[test]
fn errors_come_before_docs() {
    let errors = r#"{"tlgen_facts": 1, "functions": {"photos.getPhoto": {"description": "Unused.", "callers": "bots", "errors": {"B": [403]}}}}"#;
    let other = r#"{"tlgen_facts": 1, "functions": {"photos.getPhoto": {"description": "Used.", "callers": "users", "errors": {"A": [400]}}}}"#;
    let folder = Folder::new(&[
        ("a.tl", SCHEMA),
        ("errors.json", errors),
        ("docs.json", other),
    ]);
    docs(
        &folder,
        &[
            "--form",
            "book",
            "--docs",
            "docs.json",
            "--errors",
            "errors.json",
        ],
    );
    let page = folder.read("out/src/function/photos.getPhoto.md");
    assert!(
        page.contains("\nUsed.\n") && page.contains("Only bots can call this function."),
        "{page}"
    );
    assert!(
        page.contains("| 400 | [A](../error/A.md) |")
            && page.contains("| 403 | [B](../error/B.md) |"),
        "{page}"
    );
    let bots = folder.read("out/src/bots.md");
    assert!(
        bots.contains("photos.getPhoto") && !bots.contains("photos.getSizes"),
        "{bots}"
    );
    let error = folder.read("out/src/error/A.md");
    assert!(
        error.contains("[photos.getPhoto](../function/photos.getPhoto.md)"),
        "{error}"
    );
}

#[test]
fn the_normal_form_is_written_and_read_again() {
    let csv = "method,usability,errors\nphotos.getPhoto,user,WAIT_X\nphotos.getSizes,both,\n";
    let folder = Folder::new(&[
        ("a.tl", SCHEMA),
        ("methods.csv", csv),
        ("facts.json", FACTS),
    ]);
    let run = folder.run(&[
        "docs",
        "--normal",
        "--docs",
        "methods.csv",
        "--docs",
        "facts.json",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("\"WAIT_%d\": []") && run.out.contains("\"ID_INVALID\": ["),
        "{}",
        run.out
    );
    folder.write("normal.json", &run.out);
    let again = folder.run(&[
        "docs",
        "--normal",
        "--docs",
        "normal.json",
        "-o",
        "again.json",
    ]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert_eq!(folder.read("again.json"), run.out);
    let from_all = folder.run(&[
        "docs",
        "a.tl",
        "-o",
        "one",
        "--allow",
        "warnings",
        "--docs",
        "methods.csv",
        "--docs",
        "facts.json",
    ]);
    let from_normal = folder.run(&[
        "docs",
        "a.tl",
        "-o",
        "two",
        "--allow",
        "warnings",
        "--docs",
        "normal.json",
    ]);
    assert_eq!(from_all.err, from_normal.err);
    assert_eq!(
        super::files(&folder.path("one")),
        super::files(&folder.path("two"))
    );
}

#[test]
fn wrong_usage_is_said() {
    let folder = Folder::new(&[("a.tl", SCHEMA)]);
    for (arguments, message) in [
        (&["docs", "a.tl"][..], "--output <DIR>"),
        (&["docs", "-o", "out"], "<SCHEMA>"),
        (
            &["docs", "--normal", "--form", "book"],
            "cannot be used with",
        ),
        (
            &["docs", "a.tl", "-o", "out", "--form", "pdf"],
            "possible values: site, book",
        ),
        (
            &["a.tl", "-o", "a.rs", "--rpc-errors"],
            "needs a file that says which there are",
        ),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains(message), "{}", run.err);
    }
}

/// The pages and what leads to them.
#[test]
fn a_list_with_nothing_on_it_is_left_out() {
    let error = r#""errors":{"PHOTO_ID_INVALID":{}}"#;
    let bots = r#""functions":{"photos.getPhoto":{"callers":"bots"}}"#;
    let unknown = r#""functions":{"photos.getPhoto":{"description":"Returns it."}}"#;
    for (facts, has_errors, has_bots) in [
        (unknown.to_owned(), false, false),
        (error.to_owned(), true, false),
        (bots.to_owned(), false, true),
        (format!("{error},{bots}"), true, true),
    ] {
        let facts = format!(r#"{{"tlgen_facts":1,{facts}}}"#);
        let folder = Folder::new(&[("a.tl", SCHEMA), ("facts.json", &facts)]);
        for (form, contents) in [("site", "index.html"), ("book", "src/SUMMARY.md")] {
            let run = docs(&folder, &["--form", form, "--docs", "facts.json"]);
            assert_eq!(run.code, 0, "{}", run.err);
            let files = files(&folder.path("out"));
            for (list, title, is_there) in [
                ("errors", "Errors", has_errors),
                ("bots", "What bots may call", has_bots),
                ("builtins", "Built-in types", true),
            ] {
                let is_of_list = |path: &&String| {
                    let name = path.trim_start_matches("src/").split('.').next();
                    name == Some(list)
                };
                assert_eq!(
                    files.keys().any(|path| is_of_list(&path)),
                    is_there,
                    "{facts}"
                );
                assert_eq!(files[contents].contains(title), is_there, "{facts} {title}");
            }
        }
    }
}
