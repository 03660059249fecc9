//! Is each row of the guide's table of constructs true?
//!
//! The package `gen-constructs` has the code of each row. Here, the Rust code in a row is searched for in it,
//! and the row's bytes are decoded and encoded.

use std::collections::BTreeSet;

use gen_schemas::table::{Row, impossible, rows};
use tl_codegen::compile;
use tl_codegen::{Config, Impls};
use tl_parser::diagnostic::{Levels, Severity};
use tl_runtime::Function;
use tl_runtime::value::AnyObject;

use crate::support;
use crate::support::hex;
use crate::support::vectors::decode_strictly;

/// The value of the bytes in each row.
const VALUES: &[(&str, &str)] = &[
    ("number", "Row { a: 5, b: 6, c: 1.5, d: 1.5, e: 7 }"),
    ("number by another name", "Row { a: 5, b: 6, c: -1 }"),
    (
        "large number",
        "Row { a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], b: [], c: [] }",
    ),
    ("string", r#"Row { a: "ab" }"#),
    ("bytes", "Row { a: [1, 255, 2] }"),
    ("secret", "Row { a: Secret(…), b: Secret(…) }"),
    ("truth value", "Row { a: true }"),
    ("value that says nothing", "Row { a: True, b: True }"),
    ("boxed builtin", r#"Row { a: 5, b: 6, c: "a" }"#),
    ("boxed builtin by another name", "Row { a: 5, b: 6, c: 7 }"),
    ("boxed builtin that is declared", "Row { a: [255] }"),
    ("type of one constructor", "Row { a: User { user_id: 5 } }"),
    (
        "type of several",
        "Row { a: Circle(Circle { radius: 3 }), b: Nothing }",
    ),
    (
        "bare constructor",
        "Row { a: User { user_id: 5 }, b: Circle { radius: 3 } }",
    ),
    ("bare type", "Row { a: User { user_id: 5 } }"),
    ("vector", "Row { a: [7], b: [] }"),
    ("bare vector", "Row { a: [7], b: [], c: [] }"),
    ("any object", "Row { a: Nothing }"),
    ("any function", "Row { a: Ping }"),
    ("call in a constructor", "Row { a: Ping }"),
    ("mask", "Row { a: Some(5), b: true, c: None }"),
    ("large field under a mask", "Row { a: None }"),
    (
        "fields on one bit",
        "Row { a: Some(5), b: Some(6), c: true }",
    ),
    ("mask of another name", "Row { mode: 6, a: Some(5) }"),
    ("mask under a mask", "Row { f: 0, g: Some(0), a: Some(5) }"),
    ("literal count", "Row { a: [1, 2, 3], b: [[1, 2], [3, 4]] }"),
    ("count in a field", "Row { n: 2, a: [5, 6] }"),
    ("sum as a count", "Row { n: 1, a: [5, 6] }"),
    ("count before", "Row { n: 2, a: [5, 6] }"),
    ("count without a name", "Row { value2: [5, 6] }"),
    (
        "repetition of several fields",
        r#"Row { value2: [RowItems { x: 5, y: "a" }] }"#,
    ),
    (
        "type parameter",
        r#"Row { a: Box { value: 5 }, b: Box { value: "a" } }"#,
    ),
    (
        "number parameter",
        "Row { n: 0, a: Line { cells: [] }, b: Line { cells: [5] }, c: Line { cells: [6] } }",
    ),
    (
        "mask as a parameter",
        "Row { m: 3, a: Opt { x: Some(5) }, b: [Opt { x: Some(6) }] }",
    ),
    (
        "Maybe",
        "Row { a: ResultTrue(ResultTrue { result: 5 }), b: ResultFalse }",
    ),
    (
        "dictionary",
        r#"Row { a: Dictionary { value: [DictionaryField { key: "k", value: 5 }] } }"#,
    ),
    (
        "tuple",
        "Row { n: 1, a: Tuple { value: [5] }, b: Tuple { value: [6] } }",
    ),
    ("type under a new name", "Row { a: UserId { value: 5 } }"),
    ("fields without names", r#"Row { value: 5, value2: "a" }"#),
    ("fields of one type", "Row { a: 5, b: 6 }"),
    ("blank name", "Row { a: X { code: 5 } }"),
    (
        "recursion",
        "Row { a: Node(Node { left: Leaf, right: Leaf }) }",
    ),
    ("namespaces", "Row { a: Item { a: 5 } }"),
    ("names", "Row { self_: 5, type: 6, camel_case: 7 }"),
    ("written id", "Row { a: 5 }"),
    ("declaration of a builtin", "Row { a: 5, b: [] }"),
    (
        "another constructor of a builtin",
        "Row { a: Long(Long { value: 5 }), b: 6 }",
    ),
    (
        "declarations for the reader",
        r#"Row { a: Text { a: "a" } }"#,
    ),
    ("function", "Row { a: 5 }"),
    ("function without an answer", "Row { a: 5 }"),
    ("function by an arrow, annotated", "Row { a: 5 }"),
    ("function with a list as answer", "Row"),
    ("generic function", "Row { a: 5, query: Ping }"),
    ("answer around the answer to a call", "Row { query: Ping }"),
    ("answer that depends on the call", "Row { n: 2 }"),
    ("acronyms", "GetAccountTtl { user_id: 5 }"),
];

/// Returns the row of a construct, and its number, which is also in the name of its module.
fn row(construct: &str) -> (usize, Row) {
    let mut rows = rows().into_iter().enumerate();
    rows.find(|(_, row)| row.construct == construct).unwrap()
}

/// Returns the name of the last combinator in a row.
fn root(row: &Row) -> &str {
    let last = row
        .tl
        .split(';')
        .map(str::trim)
        .rfind(|part| !part.is_empty());
    match last.filter(|_| row.tl.contains(';')) {
        None => "row",
        Some(declaration) => {
            let mut words = declaration.split_whitespace();
            let name = words.find(|word| !word.starts_with(['-', '@'])).unwrap();
            name.split('#').next().unwrap()
        }
    }
}

/// Decodes the bytes of a row, checks that encoding restores them, and returns the value.
fn value(index: usize, row: &Row) -> Box<dyn AnyObject> {
    let registry = gen_constructs::TABLES[index];
    let entry = registry
        .entries()
        .iter()
        .find(|entry| entry.name() == root(row));
    let id = entry.unwrap_or_else(|| panic!("{row:?}")).id();
    assert!(
        row.wire.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{row:?}"
    );
    let bytes = [&id.to_le_bytes()[..], &hex(&row.wire)].concat();
    let value =
        decode_strictly(registry, &bytes).unwrap_or_else(|error| panic!("{row:?}: {error}"));
    assert_eq!(value.to_bytes().unwrap(), bytes, "{row:?}");
    value
}

ask! { rows: the_bytes_of_every_row_are_its_value, the_rust_of_every_row_is_what_is_generated }

fn the_bytes_of_every_row_are_its_value(construct: &str) {
    let (index, row) = row(construct);
    let expected = VALUES.iter().find(|(name, _)| *name == construct);
    let (_, expected) = expected.expect("the row has a value");
    assert_eq!(format!("{:?}", value(index, &row)), *expected);
}

fn the_rust_of_every_row_is_what_is_generated(construct: &str) {
    let (index, row) = row(construct);
    let code = plain(gen_constructs::CODE[index]);
    // Every row shows the Rust code that it leads to.
    assert!(!row.rust.is_empty());
    for rust in &row.rust {
        assert!(code.contains(&plain(rust)), "{rust}");
    }
}

#[test]
fn every_row_has_another_name_code_and_a_value() {
    let names: BTreeSet<String> = rows().into_iter().map(|row| row.construct).collect();
    let values: BTreeSet<String> = VALUES.iter().map(|(name, _)| (*name).into()).collect();
    assert_eq!(names, values);
    assert_eq!(names.len(), rows().len(), "two constructs of one name");
    assert_eq!(names.len(), gen_constructs::CODE.len());
}

/// Returns the code as a person would write it.
fn plain(code: &str) -> String {
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = code;
    for path in [
        "::tl_runtime::alloc::boxed::",
        "::tl_runtime::alloc::string::",
        "::tl_runtime::alloc::vec::",
        "::tl_runtime::codec::",
        "::tl_runtime::value::",
        "::tl_runtime::",
        "::core::option::",
        "super::",
    ] {
        plain = plain.replace(path, "");
    }
    // rustfmt may have broken the line here.
    plain.replace("< ", "<").replace(", >", ">")
}

/// Everything in the grammar of TL.
const WORDS: &[&str] = &[
    // Builtins.
    ":int ",
    ":long ",
    ":double ",
    ":float ",
    ":#",
    ":int32 ",
    ":int53 ",
    ":int64",
    ":int128 ",
    "int256",
    "int512",
    ":string",
    ":bytes",
    ":secureString",
    ":secureBytes",
    ":Bool",
    ":true",
    ":True",
    ":Int ",
    "vector<",
    "Vector<",
    "(Vector ",
    ":Object",
    ":Function",
    // Terms.
    ":%",
    "%(",
    ".0?",
    "?true",
    ".0?#",
    ":!X",
    ":[ ",
    ":3*[ ",
    ":n*[ ",
    "(n+1)*[ ",
    "# [ ",
    "<",
    // Declarations.
    "---functions---",
    "---types---",
    "{t:Type}",
    "{n:#}",
    "_ code",
    "(a b:int)",
    "#12345678",
    " ? = Int;",
    "Final ",
    "New ",
    "Empty ",
    "Vector int;",
    "=> ",
    "@read ",
    "= X;",
    "= Vector<",
    "= Tuple int n;",
    "ns.sub.",
    "= Maybe t;",
    "%(Vector %(",
];

#[test]
fn all_that_the_grammar_has_is_in_a_row() {
    let rows = rows();
    let missing: Vec<&&str> = WORDS
        .iter()
        .filter(|word| {
            !rows
                .iter()
                .any(|row| format!("{} ", row.tl).contains(**word))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn an_answer_is_read_with_its_call() {
    let index = |construct: &str| row(construct).0;
    // Modules are numbered like their rows.
    assert_eq!(index("answer that depends on the call"), 54);
    assert_eq!(index("function with a list as answer"), 51);
    assert_eq!(index("generic function"), 52);
    assert_eq!(index("answer around the answer to a call"), 53);
    let call = gen_constructs::row_54::functions::Row { n: 2 };
    let answer = hex("8a767097 05000000 06000000".replace(' ', "").as_str());
    let row = call.decode_response(&answer).unwrap();
    assert_eq!(row.value, [5, 6]);
    let call = gen_constructs::row_51::functions::Row;
    let answer = hex("15c4b51c 01000000 0500000000000000"
        .replace(' ', "")
        .as_str());
    let users = call.decode_response(&answer).unwrap();
    assert_eq!(users, [gen_constructs::row_51::types::User { user_id: 5 }]);
    let ping = gen_constructs::row_52::functions::Ping;
    let call = gen_constructs::row_52::functions::Row { a: 5, query: ping };
    assert!(call.decode_response(&hex("b5757299")).unwrap());
    let call = gen_constructs::row_53::functions::Row {
        query: gen_constructs::row_53::functions::Ping,
    };
    let answer = hex("15c4b51c02000000b5757299379779bc");
    let answers = call.decode_response(&answer).unwrap();
    assert_eq!(answers, [true, false]);
}

#[test]
fn what_cannot_be_generated_is_an_error_at_its_place() {
    let list = impossible();
    assert_eq!(list.len(), 7);
    for (tl, by_derive) in list {
        let sources = support::sources("row.tl", &tl);
        let errors = |impls| {
            let config = Config {
                impls,
                ..Config::default()
            };
            let compiled = compile(&sources, &config, &Levels::default());
            let errors = compiled
                .diagnostics
                .iter()
                .filter(|it| it.severity == Severity::Error);
            let places = errors.map(|it| it.labels[0].span.start).collect::<Vec<_>>();
            assert_eq!(compiled.code.is_none(), !places.is_empty(), "{tl}");
            places
        };
        assert_eq!(errors(Impls::Generated).is_empty(), by_derive, "{tl}");
        // The place is the field or result, not the start of the declaration.
        let places = errors(Impls::Derive);
        assert!(places.len() == 1 && places[0] > 0, "{tl}");
    }
}
