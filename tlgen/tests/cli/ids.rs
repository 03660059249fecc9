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
    int         a8509bda  a8509bda  a8509bda  ok B
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
