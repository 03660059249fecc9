use serde_json::Value;

use crate::{Folder, WARNING};

const SCHEMA: &str = "\
int#a8509bda ? = Int;
photo#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;
inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;
none x:int = None;
";

#[test]
fn a_table() {
    let folder = Folder::new(&[("a.tl", SCHEMA)]);
    let run = folder.run(&["ids", "a.tl"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @r"
    name        written   rule A    rule B    verdict
    int         a8509bda  a8509bda  a8509bda  ok A and B
    photo       3bb3b94a  d8f5a82f  4becf6fa  mismatch
    inputPhoto  3bb3b94a  ed4e972a  3bb3b94a  ok B
    none        -         697c3fcd  697c3fcd  computed
    ");
}

#[test]
fn json_has_a_line_for_each() {
    let folder = Folder::new(&[("a.tl", SCHEMA)]);
    let run = folder.run(&["ids", "a.tl", "--message-format", "json"]);
    let rows: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[2]["name"], "inputPhoto");
    assert_eq!(rows[2]["written"], "3bb3b94a");
    assert_eq!(rows[2]["rule_b"], "3bb3b94a");
    assert_eq!(rows[2]["verdict"], "ok B");
    assert_eq!(rows[2]["start"]["line"], 3);
    assert_eq!(rows[3]["written"], Value::Null);
}

#[test]
fn the_verdict_names_all_rules_that_give_the_id() {
    for (declaration, verdict) in [
        ("store#dba7fead drawing:Drawing = Bool;", "ok A and B"),
        ("d#9ee951d1 flags:# a:flags.0?true = D;", "ok A"),
        ("d#ad376a0d flags:# a:flags.0?true = D;", "ok B"),
        ("d#60d6dd3a a:bytes = D;", "ok A"),
        ("d#bfb48fc7 a:bytes = D;", "ok B"),
        (
            "d#d62d1269 flags:# b:flags.0?true a:bytes = D;",
            "ok B with bytes",
        ),
        ("d#00000001 = D;", "mismatch"),
        ("d = D;", "computed"),
    ] {
        let folder = Folder::new(&[("a.tl", declaration)]);
        let run = folder.run(&["ids", "a.tl"]);
        let row = run.out.lines().nth(1).unwrap();
        assert!(row.ends_with(&format!("  {verdict}")), "{}", run.out);
    }
}

#[test]
fn a_mismatch_that_is_meant_is_no_finding() {
    let allowed = format!("// tlgen:allow(id-mismatch): an old one\n{WARNING}");
    let folder = Folder::new(&[("a.tl", WARNING), ("b.tl", &allowed)]);
    assert_eq!(folder.run(&["ids", "a.tl"]).code, 1);
    assert_eq!(folder.run(&["ids", "b.tl"]).code, 0);
}

#[test]
fn what_cannot_be_parsed_is_said_and_the_rest_is_listed() {
    let folder = Folder::new(&[("a.tl", "a x: = A;\nb = B;\n")]);
    let run = folder.run(&["ids", "a.tl"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[TL0003]"), "{}", run.err);
    assert!(run.out.contains("\nb "), "{}", run.out);
}

/// Ids that are missing, right, wrong, and wrong on purpose.
const UNWRITTEN: &str = "\
\u{feff}int   ? = Int; // a number\r
user /* of it */ id:int photo:bytes = User;
_ x:int = Blank;
vector {t:Type} # [ t ] = Vector t;
// The first one.
inputPhoto#3bb3b94a id:long access_hash:long file_reference:bytes = InputPhoto;
wrong#1 id:int = Wrong;
// tlgen:allow(id-mismatch): an old one
kept#2 id:int = Kept;
New Thing;";

#[test]
fn missing_ids_are_written_and_nothing_else() {
    for (rule, user) in [("a", "1f99392f"), ("b", "aca54911")] {
        let folder = Folder::new(&[("a.tl", UNWRITTEN)]);
        let run = folder.run(&["ids", "--write", "--rule", rule, "a.tl"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        assert_eq!(
            run.err,
            "note: a.tl: 4 ids written, 1 id kept that neither rule gives (`--mend` replaces such ids)\n"
        );
        let written = UNWRITTEN
            .replace("int   ?", "int#a8509bda   ?")
            .replace("user /", &format!("user#{user} /"))
            .replace("_ x", "_#9b119c35 x")
            .replace("vector {", "vector#1cb5c415 {");
        assert_eq!(folder.read("a.tl"), written);
        assert_eq!(folder.names(), ["a.tl"]);
        // A second run changes nothing.
        let run = folder.run(&["ids", "--write", "--rule", rule, "a.tl"]);
        assert_eq!(folder.read("a.tl"), written);
        assert!(run.err.starts_with("note: a.tl: 1 id kept"), "{}", run.err);
    }
}

#[test]
fn wrong_ids_are_mended_where_that_is_asked_for() {
    let folder = Folder::new(&[("a.tl", UNWRITTEN)]);
    let run = folder.run(&["ids", "--write", "--rule", "b", "--mend", "a.tl"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert_eq!(run.err, "note: a.tl: 4 ids written, 1 id mended\n");
    let text = folder.read("a.tl");
    assert!(text.contains("\nwrong#"), "{text}");
    assert!(!text.contains("\nwrong#1 "), "{text}");
    assert!(text.contains("\nkept#2 "), "{text}");
    assert_eq!(folder.run(&["ids", "a.tl"]).code, 0);
    folder
        .run(&["ids", "--write", "--rule", "b", "--mend", "a.tl"])
        .assert_quiet();
}

#[test]
fn the_ids_of_standard_input_are_written_to_standard_output() {
    let folder = Folder::new(&[]);
    let run = folder.run_with_input(&["ids", "--write", "--rule", "a", "-"], b"a = A;");
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "note: <stdin>: 1 id written\n")
    );
    assert!(
        run.out.starts_with("a#") && run.out.ends_with(" = A;"),
        "{}",
        run.out
    );
}

#[test]
fn a_file_in_which_ids_cannot_be_written_is_left_alone() {
    let files = [("wrong.tl", "a id:int A;\n"), ("a.tl", "a = A;\n")];
    let folder = Folder::new(&files);
    folder.write("latin.tl", b"// caf\xe9\na = A;\n");
    let run = folder.run(&[
        "ids", "--write", "--rule", "a", "wrong.tl", "latin.tl", "a.tl",
    ]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[TL0003]"), "{}", run.err);
    assert!(
        run.err
            .contains("latin.tl is left as it is: it is not UTF-8"),
        "{}",
        run.err
    );
    assert_eq!(folder.read("wrong.tl"), files[0].1);
    assert_eq!(
        std::fs::read(folder.path("latin.tl")).unwrap(),
        b"// caf\xe9\na = A;\n"
    );
    assert!(folder.read("a.tl").starts_with("a#"));
}

#[test]
fn what_is_a_slip_in_a_name_has_no_id() {
    for text in [
        "user #1 id:long = User;",
        "user # d23c81a3 id:long = User;",
        "user#d23c81a3 #1 id:long = User;",
        "ok Ok;",
        "user int id; string name;",
        "user int id string name = User;",
        "user Vector int:ids = User;",
    ] {
        let folder = Folder::new(&[("a.tl", text), ("b.tl", "b x:Missing = B;")]);
        let listed = folder.run(&["ids", "a.tl"]);
        assert_eq!(listed.code, 1, "{text}");
        assert!(listed.err.contains("error[TL0003]"), "{}", listed.err);
        let heading = "name  written   rule A    rule B    verdict\n";
        assert_eq!(listed.out, heading, "{text}");
        let run = folder.run(&["ids", "--write", "--rule", "a", "a.tl", "b.tl"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{text}");
        assert!(run.err.contains("error[TL0003]"), "{}", run.err);
        assert_eq!(folder.read("a.tl"), text);
        // A type that nothing declares does not matter to an id.
        assert!(folder.read("b.tl").starts_with("b#"));
        assert!(!run.err.contains("Missing"), "{}", run.err);
    }
}

#[test]
fn options_of_writing_belong_together() {
    let folder = Folder::new(&[("a.tl", "a = A;\n")]);
    for (arguments, said) in [
        (&["--write"][..], "--rule <RULE>"),
        (&["--rule", "a"], "--write"),
        (&["--mend"], "--write"),
        (&["--write", "--rule", "c"], "possible values: a, b"),
    ] {
        let run = folder.run(&[&["ids", "a.tl"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(said), "{}", run.err);
    }
    let run = folder.run(&["ids", "--write", "--rule", "a", "a.tl", "b.tl"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert_eq!(folder.read("a.tl"), "a = A;\n");
}
