//! Does every TL type fit the right Rust types, and no others, under every name?
//!
//! The derive itself checks types whose text shows what they are: `src/tests/types.rs`. An alias or a
//! type of the user does not show that, so the compiler checks it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may fail by a panic"
)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::support::modules_with_errors;

/// The types that the cases name.
const NAMES: &str = r#"
#![allow(dead_code, unused_imports)]
mod names {
    use tl_runtime::TlObject;
    use tl_runtime::value::{AnyObject, Secret};
    pub type Bool = bool;
    pub type Nat = u32;
    pub type Int = i32;
    pub type Long = i64;
    pub type Double = f64;
    pub type Float = f32;
    pub type Text = String;
    pub type Data = Vec<u8>;
    pub type SecretText = Secret<String>;
    pub type SecretData = Secret<Vec<u8>>;
    pub type Raw16 = [u8; 16];
    pub type Raw32 = [u8; 32];
    pub type Raw64 = [u8; 64];
    pub type True = tl_runtime::value::True;
    pub type Any = Box<dyn AnyObject>;
    #[derive(TlObject)]
    #[tl(transparent)]
    pub struct UserId(i64);
    #[derive(TlObject)]
    #[tl(transparent)]
    pub struct Yes(bool);
    #[derive(TlObject)]
    #[tl("photo id:long = Photo;")]
    pub struct Photo { id: i64 }
    #[derive(TlObject)]
    #[tl("ping id:long = Photo;", response = Photo)]
    pub struct Ping { id: i64 }
    #[derive(TlObject)]
    #[tl("pong id:long = Photo;", function)]
    pub struct Pong { id: i64 }
    #[derive(TlObject)]
    #[tl(transparent)]
    pub struct Wrapped(Ping);
    #[derive(TlObject)]
    pub enum Answer {
        #[tl("boolFalse = Bool;")]
        No,
        #[tl("boolTrue = Bool;")]
        Yes,
    }
    #[derive(TlObject)]
    pub enum Kind {
        #[tl("kindA = Kind;")]
        A,
    }
}
"#;

const ALL: &[&str] = &[
    "Bool",
    "Nat",
    "Int",
    "Long",
    "Double",
    "Float",
    "Text",
    "Data",
    "SecretText",
    "SecretData",
    "Raw16",
    "Raw32",
    "Raw64",
    "True",
    "Any",
    "UserId",
    "Yes",
    "Photo",
    "Ping",
    "Pong",
    "Wrapped",
    "Answer",
    "Kind",
];

const TEXTS: &[&str] = &["Text", "Data", "SecretText", "SecretData"];
const BYTES: &[&str] = &["Data", "SecretData"];

/// Each TL type, and the names that fit it.
const TYPES: &[(&str, &[&str])] = &[
    ("#", &["Nat"]),
    ("int", &["Int"]),
    ("int32", &["Int"]),
    ("Int", &["Int"]),
    ("long", &["Long", "UserId"]),
    ("int53", &["Long", "UserId"]),
    ("int64", &["Long", "UserId"]),
    ("Long", &["Long", "UserId"]),
    ("double", &["Double"]),
    ("float", &["Float"]),
    ("string", TEXTS),
    ("String", TEXTS),
    ("bytes", BYTES),
    ("secureString", TEXTS),
    ("secureBytes", BYTES),
    ("int128", &["Raw16"]),
    ("int256", &["Raw32"]),
    ("Int256", &["Raw32"]),
    ("int512", &["Raw64"]),
    ("true", &["True"]),
    ("True", &["True"]),
    ("Bool", &["Bool", "Yes", "Answer"]),
    (
        "Object",
        &[
            "Any", "Photo", "Answer", "Kind", "Bool", "Yes", "Ping", "Pong", "Wrapped",
        ],
    ),
    ("Function", &["Any", "Ping", "Pong", "Wrapped"]),
    ("Photo", &["Photo"]),
    ("photo", &["Photo"]),
    ("%Photo", &["Photo"]),
    ("Kind", &["Kind"]),
];

/// The place of a type: the declaration, its attribute, and the fields.
type Place = fn(tl: &str, rust: &str) -> (String, String, String);

const PLACES: &[(&str, Place)] = &[
    ("field", |tl, rust| {
        (
            format!("item a:{tl}  = Item;"),
            String::new(),
            format!("a: {rust}"),
        )
    }),
    ("elements", |tl, rust| {
        (
            format!("item a:(Vector {tl}) = Item;"),
            String::new(),
            format!("a: Vec<{rust}>"),
        )
    }),
    ("alias_of_elements", |tl, rust| {
        (
            format!("item a:(vector {tl}) = Item;"),
            String::new(),
            format!("a: List<{rust}>"),
        )
    }),
    ("in_a_box_with_a_bit", |tl, rust| {
        (
            format!("item flags:# a:flags.1?{tl} = Item;"),
            String::new(),
            format!("a: Option<Box<{rust}>>"),
        )
    }),
    ("array", |tl, rust| {
        (
            format!("item a:2*[ {tl} ] = Item;"),
            String::new(),
            format!("a: [{rust}; 2]"),
        )
    }),
    ("answer", |tl, rust| {
        (
            format!("get = Vector {tl};"),
            format!(", response = Vec<{rust}>"),
            String::new(),
        )
    }),
];

#[test]
fn a_name_is_taken_where_it_is_of_that_type() {
    for (place, at) in PLACES {
        let (mut root, mut wrong) = (String::from(NAMES), BTreeSet::new());
        let mut cases = Vec::new();
        for (tl, right) in TYPES {
            for name in ALL {
                let (line, attribute, field) = at(tl, name);
                let case = format!("case{}", cases.len());
                let module = format!(
                    "mod {case} {{ use crate::names::*; type List<T> = Vec<T>; \
                     #[derive(tl_runtime::TlObject)] #[tl({line:?}{attribute})] \
                     struct Item {{ {field} }} }}"
                );
                // Only `Any` fits as the elements of an alias for a list of objects.
                let is_form = *place != "alias_of_elements" || *tl != "Object" || *name == "Any";
                // A `true` with a bit is only that bit.
                let is_flag = *place == "in_a_box_with_a_bit" && *tl == "true";
                if !right.contains(name) || !is_form || is_flag {
                    wrong.insert(case.clone());
                }
                cases.push((case, module, format!("{place}: {tl} as {name}")));
            }
        }
        // Errors in types hide errors in constants, so the second run leaves out the types with errors.
        let mut refused = BTreeSet::new();
        for _ in 0..2 {
            root.truncate(NAMES.len());
            let rest = cases.iter().filter(|(case, ..)| !refused.contains(case));
            for (_, module, _) in rest {
                writeln!(root, "{module}").unwrap();
            }
            refused.extend(modules_with_errors(&root));
        }
        for (case, _, what) in &cases {
            assert_eq!(wrong.contains(case), refused.contains(case), "{what}");
        }
    }
}

const ROWS: &str = r#"
#![allow(dead_code)]
mod rows {
    use tl_runtime::TlObject;
    #[derive(TlObject)]
    #[tl("row a:int b:long = Row;")]
    pub struct Row { a: i32, b: i64 }
    #[derive(TlObject)]
    #[tl("other x:int y:long = Row;")]
    pub struct Other(i32, i64);
    #[derive(TlObject)]
    #[tl(id = 0x12345678)]
    pub struct ById { a: i32, b: i64 }
    #[derive(TlObject)]
    #[tl("turned b:long a:int = Turned;")]
    pub struct Turned { b: i64, a: i32 }
    #[derive(TlObject)]
    #[tl("text a:int b:string = Text;")]
    pub struct Text { a: i32, b: String }
    #[derive(TlObject)]
    #[tl("more a:int b:long c:int = More;")]
    pub struct More { a: i32, b: i64, c: i32 }
    #[derive(TlObject)]
    #[tl("getRow a:int b:long = Row;", function)]
    pub struct GetRow { a: i32, b: i64 }
    #[derive(TlObject)]
    pub enum Kind {
        #[tl("kindA a:int b:long = Kind;")]
        A { a: i32, b: i64 },
    }
}
"#;

#[test]
fn a_record_is_taken_where_its_fields_are_of_the_same_types() {
    let same = [
        "Vec<Row>",
        "[Row; 2]",
        "Vec<Other>",
        "Vec<Box<Row>>",
        "Vec<ById>",
    ];
    let others = ["Turned", "Text", "More", "GetRow", "Kind"].map(|name| format!("Vec<{name}>"));
    let others = others.iter().map(|rust| (rust.as_str(), false));
    let cases: Vec<(&str, bool)> = same
        .map(|rust| (rust, true))
        .into_iter()
        .chain(others)
        .collect();
    let mut root = String::from(ROWS);
    for (number, (rust, _)) in cases.iter().enumerate() {
        for (place, tl) in ["a:int b:long", "int long", "x:int long"]
            .iter()
            .enumerate()
        {
            writeln!(
                root,
                "mod case{number}_{place} {{ use crate::rows::*; #[derive(tl_runtime::TlObject)] \
                 #[tl(\"item rows:2*[ {tl} ] = Item;\")] struct Item {{ rows: {rust} }} }}"
            )
            .unwrap();
        }
    }
    let refused = modules_with_errors(&root);
    for (number, (rust, fits)) in cases.iter().enumerate() {
        for place in 0..3 {
            let case = format!("case{number}_{place}");
            assert_eq!(*fits, !refused.contains(&case), "{rust} in {place}");
        }
    }
}
