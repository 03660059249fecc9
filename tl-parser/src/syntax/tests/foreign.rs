//! Text that is not TL: Markdown, and blocks of other languages.

use super::recovery::recovered;
use super::valid;
use crate::diagnostic::Code;

#[test]
fn a_table_of_markdown_is_one_finding() {
    for table in [
        "| name | type |\n| --- | --- |\n| id | int |\n",
        "|a|\n|---|\n|`b`|\n|c = C;|\n",
        "  | a | b |\r\n  |:--|--:|\r\n  | ; | = |\r\n",
        "| only = One; |\n",
        "| a |\n| without an end\n",
        "| a | b\n| --- | ---\n| c | d\n",
    ] {
        for text in [
            format!("{table}a = A;\nb = B;"),
            format!("a = A;\n{table}\nb = B;"),
            format!("a = A;\nb = B;\n{table}"),
        ] {
            let (kept, findings) = recovered(&text);
            assert_eq!(kept, ["a = A;", "b = B;"], "{text}");
            let messages: Vec<&str> = findings.iter().map(|it| it.2.as_str()).collect();
            assert_eq!(messages, ["this table is Markdown, not TL"], "{text}");
        }
    }
}

#[test]
fn a_block_of_another_language_is_one_finding() {
    for block in [
        "message User { int64 id = 1; optional string name = 2; }",
        "message User {\n  message Inner { int64 id = 1; }\n  Inner inner = 1;\n}",
        "message User {}",
        "struct User { id: i64 }",
        "pub struct User {\n    pub id: i64,\n}",
        "struct User { long id; };",
        "enum Color { RED = 0; GREEN = 1; }",
        "export interface User { id: number; }",
        "type User { id: Int! name: String }",
        "service Users { rpc Get (Id) returns (User) {} }",
    ] {
        for text in [
            format!("{block}\na = A;\nb = B;"),
            format!("a = A;\n{block}\nb = B;"),
            format!("a = A;\nb = B; {block}"),
        ] {
            let (kept, findings) = recovered(&text);
            assert_eq!(kept, ["a = A;", "b = B;"], "{text}");
            assert_eq!(findings.len(), 1, "{text}\n{findings:?}");
            let (code, _, message) = &findings[0];
            assert_eq!(*code, Code::Syntax, "{text}");
            assert!(message.ends_with("is of another language, not of TL"));
        }
    }
}

/// Words of other languages are names, and parameters in the wrong place are parameters.
#[test]
fn words_of_other_languages_are_names_in_tl() {
    for text in [
        "message {t:Type} x:t = Message t;",
        "type#12345678 {n:#} x:n*[ int ] = Type n;",
        "struct message:int type:string = Struct;",
        "enum = Enum;",
    ] {
        valid(text);
    }
    let (_, findings) = recovered("table row {x:int} = Table;");
    assert_eq!(findings[0].2, "expected a field or `=`, found `{`");
    let (_, findings) = recovered("message text {t:Type} x:t = Message t;");
    assert_eq!(findings[0].2, "parameters come before the fields");
    let open = "message User {\na = A;\n";
    let open = open.repeat(10_000);
    assert!(!recovered(&open).1.is_empty());
}
