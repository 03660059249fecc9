//! Every builtin type of TL with every Rust type, in every place of a type. For a type with another name,
//! `tests/types.rs` lets the compiler check it.

use proc_macro2::TokenStream;

use super::expand;

const ALL: &[&str] = &[
    "bool",
    "i8",
    "u8",
    "i32",
    "u32",
    "i64",
    "u64",
    "u128",
    "usize",
    "f32",
    "f64",
    "char",
    "String",
    "&'a str",
    "std::borrow::Cow<'a, str>",
    "Vec<u8>",
    "&'a [u8]",
    "std::borrow::Cow<'a, [u8]>",
    "[u8; 4]",
    "[u8; 16]",
    "[u8; 32]",
    "[u8; 64]",
    "&'a [u8; 32]",
    "Vec<i32>",
    "Vec<bool>",
    "[i32; 4]",
    "Option<i32>",
    "Box<dyn AnyObject>",
    "std::sync::Arc<dyn AnyObject>",
    "&'a i32",
    "()",
    "(i32,)",
    "*const u8",
];

const BYTES: &[&str] = &["Vec<u8>", "&'a [u8]", "std::borrow::Cow<'a, [u8]>"];

const TEXTS: &[&str] = &[
    "String",
    "&'a str",
    "std::borrow::Cow<'a, str>",
    "Vec<u8>",
    "&'a [u8]",
    "std::borrow::Cow<'a, [u8]>",
];

/// Each TL type, and the Rust types that fit it.
const TYPES: &[(&str, &[&str])] = &[
    ("#", &["u32"]),
    ("int", &["i32"]),
    ("int32", &["i32"]),
    ("Int", &["i32"]),
    ("Int32", &["i32"]),
    ("long", &["i64"]),
    ("int53", &["i64"]),
    ("int64", &["i64"]),
    ("Long", &["i64"]),
    ("double", &["f64"]),
    ("Double", &["f64"]),
    ("float", &["f32"]),
    ("Float", &["f32"]),
    ("string", TEXTS),
    ("String", TEXTS),
    ("bytes", BYTES),
    ("Bytes", BYTES),
    ("secureString", &[]),
    ("secureBytes", &[]),
    ("int128", &["[u8; 16]"]),
    ("Int128", &["[u8; 16]"]),
    ("int256", &["[u8; 32]", "&'a [u8; 32]"]),
    ("int512", &["[u8; 64]"]),
    ("true", &[]),
    ("True", &[]),
    ("boolTrue", &[]),
    ("Bool", &["bool"]),
    ("(Vector int)", &["Vec<i32>"]),
    ("(vector int)", &["Vec<i32>"]),
    ("Vector<Bool>", &["Vec<bool>"]),
    ("4*[ int ]", &["Vec<i32>", "[i32; 4]"]),
    ("Object", &["Box<dyn AnyObject>"]),
    ("object", &["Box<dyn AnyObject>"]),
    ("Function", &["Box<dyn AnyObject>"]),
    ("Photo", &["Box<dyn AnyObject>"]),
    ("photo", &[]),
    ("%Photo", &[]),
];

/// Returns a struct with these types in this place.
type Place = fn(tl: &str, rust: &str) -> String;

const PLACES: &[(&str, Place)] = &[
    ("a field", |tl, rust| {
        format!("#[tl(\"item a:{tl} = Item;\")] struct Item<'a> {{ a: {rust} }}")
    }),
    ("a field without a name", |tl, rust| {
        format!("#[tl(\"item {tl} = Item;\")] struct Item<'a>({rust});")
    }),
    ("a field in a box", |tl, rust| {
        format!("#[tl(\"item a:{tl} = Item;\")] struct Item<'a> {{ a: std::boxed::Box<{rust}> }}")
    }),
    ("a field of a variant", |tl, rust| {
        format!("enum Item<'a> {{ #[tl(\"item a:{tl} = Item;\", filler)] Item {{ a: {rust} }} }}")
    }),
    ("elements", |tl, rust| {
        format!("#[tl(\"item a:(Vector {tl}) = Item;\")] struct Item<'a> {{ a: Vec<{rust}> }}")
    }),
    ("elements of a repetition", |tl, rust| {
        format!("#[tl(\"item a:2*[ {tl} ] = Item;\")] struct Item<'a> {{ a: [{rust}; 2] }}")
    }),
    ("an argument", |tl, rust| {
        format!("#[tl(\"item a:(Maybe {tl}) = Item;\")] struct Item<'a> {{ a: Maybe<{rust}> }}")
    }),
    ("an answer", |tl, rust| {
        let tl = format!("Vector {tl}");
        format!("#[tl(\"get = {tl};\", response = Vec<{rust}>)] struct Item<'a> {{}}")
    }),
];

#[test]
fn a_type_is_taken_where_it_is_that_of_tl() {
    for (place, item) in PLACES {
        for (tl, right) in TYPES {
            for rust in ALL {
                // A repetition is only in a field, and an argument without a name is not a number.
                let is_field = place.starts_with("a field") || *place == "elements of a repetition";
                let is_number = *place == "an argument" && *tl == "#";
                if (tl.contains('*') && !is_field) || is_number {
                    continue;
                }
                // An answer outlives its bytes.
                let lives = *place != "an answer" || !rust.contains('\'');
                // A list cannot be in a box.
                let is_list =
                    rust.starts_with("Vec<i") || rust.starts_with("Vec<b") || *rust == "[i32; 4]";
                let fits = *place != "a field in a box" || !is_list;
                let wanted = right.contains(rust) && lives && fits;
                check(&item(tl, rust), wanted, &format!("{place}: {tl} as {rust}"));
            }
        }
    }
}

#[test]
fn a_type_of_a_schema_is_checked_as_one_of_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("schema.tl");
    let lines = TYPES.iter().enumerate();
    let lines = lines.map(|(index, (tl, _))| format!("item{index} a:{tl} = Item;\n"));
    std::fs::write(&path, lines.collect::<String>() + "photo = Photo;\n").unwrap();
    for (index, (tl, right)) in TYPES.iter().enumerate() {
        for rust in ALL {
            let item = format!(
                "#[tl(schema = {path:?}, name = \"item{index}\")] struct Item<'a> {{ a: {rust} }}"
            );
            check(&item, right.contains(rust), &format!("{tl} as {rust}"));
        }
    }
}

fn check(item: &str, wanted: bool, what: &str) {
    let found = expand(&syn::parse_str(item).unwrap());
    let error = found.as_ref().err().map(ToString::to_string);
    // Whether an argument is wrong depends on what the type declares, so the compiler checks it.
    let fails = |code: &TokenStream| code.to_string().contains("demand (false ,");
    let is_taken = found.as_ref().is_ok_and(|code| !fails(code));
    assert_eq!(is_taken, wanted, "{what}: {error:?}");
    // One mistake is one finding.
    assert!(
        error.is_none() || found.unwrap_err().into_iter().count() == 1,
        "{what}"
    );
}
