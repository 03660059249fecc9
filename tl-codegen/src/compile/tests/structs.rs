//! What does a struct have besides its fields, and when is there none?

use super::*;
use crate::rust::emit::{self, Context};

/// Returns the arguments of each `new`.
fn news(code: &str) -> Vec<&str> {
    let after = code.split("pub fn new(").skip(1);
    after
        .map(|text| text.split_once(") -> Self").unwrap().0)
        .collect()
}

#[test]
fn new_is_there_where_a_field_may_be_left_out() {
    for (tl, wanted) in [
        ("row a:int b:long = Row;", None),
        ("row = Row;", None),
        ("row flags:# a:int b:flags.0?int = Row;", Some("a: i32")),
        (
            "row flags:# a:int b:flags.0?true c:long = Row;",
            Some("a: i32, c: i64"),
        ),
        ("row flags:# b:flags.0?int = Row;", Some("")),
        ("row flags:# b:flags.0?true = Row;", Some("")),
        // The length of a list is not a field.
        ("row n:# list:n*[ int ] = Row;", None),
        // A number that guards nothing is a value.
        ("row flags:# a:int = Row;", None),
        (
            "row rows:2*[ flags:# a:int b:flags.0?int ] = Row;",
            Some("a: i32"),
        ),
        ("---functions--- row a:int = Bool;", None),
        (
            "---functions--- row flags:# a:int b:flags.0?int = Bool;",
            Some("a: i32"),
        ),
    ] {
        let code = code_with(tl, &Config::default());
        assert_eq!(news(&code), Vec::from_iter(wanted), "{tl}: {code}");
    }
    let config = Config {
        nullable: vec!["row:a".into()],
        json: true,
        ..Config::default()
    };
    assert_eq!(
        news(&code_with("row a:int b:long = Row;", &config)),
        ["b: i64"]
    );
    let config = with(|it| it.keep_masks = vec!["row".into()]);
    let tl = "row flags:# a:flags.0?int b:int = Row;";
    assert_eq!(news(&code_with(tl, &config)), ["b: i32"]);
}

/// Each kind of list in Rust, but not an array, which itself may be null.
#[test]
fn the_elements_of_a_nullable_list_are_options() {
    for (list, ty) in [
        ("vector<S>", "Vec<Option<S>>"),
        ("Vector<Vector<S>>", "Vec<Vec<Option<S>>>"),
        ("n*[ S ]", "Vec<Option<S>>"),
        ("n*[ n*[ S ] ]", "Vec<Vec<Option<S>>>"),
        ("n*[ Vector<S> ]", "Vec<Vec<Option<S>>>"),
        ("40*[ S ]", "Vec<Option<S>>"),
        ("[ S ]", "Vec<Option<S>>"),
        ("3*[ S ]", "Option<[S; 3]>"),
        ("n*[ string ]", "Vec<String>"),
    ] {
        for is_derived in [false, true] {
            let config = Config {
                nullable: vec!["row:a".into()],
                json: true,
                impls: if is_derived {
                    Impls::Derive
                } else {
                    Impls::Generated
                },
                ..Config::default()
            };
            let tl = format!("s x:int = S; sEmpty = S; row n:# a:{list} = Row;");
            let code = code_with(&tl, &config);
            let field = code
                .split_once("pub a: ")
                .and_then(|(_, it)| it.split_once(",\n"));
            let found = field.unwrap().0;
            let paths = [
                "::tl_runtime::alloc::vec::",
                "::tl_runtime::alloc::string::",
                "::core::option::",
                "super::enums::",
            ];
            let found = paths
                .iter()
                .fold(found.to_owned(), |found, path| found.replace(path, ""));
            assert_eq!(found, ty, "{list}");
        }
    }
}

/// Clippy requires this.
#[test]
fn a_new_without_arguments_has_default_beside_it() {
    for (tl, derives, has) in [
        ("row flags:# b:flags.0?int = Row;", "", true),
        ("row flags:# b:flags.0?int = Row;", "Debug", true),
        (
            "---functions--- row flags:# on:flags.0?true = Bool;",
            "",
            true,
        ),
        ("row rows:2*[ flags:# b:flags.0?int ] = Row;", "", true),
        ("row flags:# a:int b:flags.0?int = Row;", "", false),
        ("row flags:# a:int b:flags.0?int = Row;", "Default", true),
        ("row a:int = Row;", "", false),
        ("row a:int = Row;", "Default", true),
        // Any list may be empty, but an enum does not have a default variant.
        ("row a:vector<Row> = Row;", "Default", true),
        ("none = Many; some a:Many = Many;", "Default", false),
        ("---functions--- ping = Bool;", "", false),
        ("---functions--- ping = Bool;", "Default", true),
    ] {
        let config = with(|it| it.derives = vec![derives.parse().unwrap()]);
        let code = code_with(tl, &config);
        assert_eq!(code.contains("Default"), has, "{tl} {derives}: {code}");
        let without_arguments = news(&code).contains(&"");
        assert!(!without_arguments || has, "{tl}");
    }
}

#[test]
fn a_constructor_without_fields_is_a_variant_and_nothing_else() {
    let tl = "none = Many; some a:int = Many;";
    let code = code_with(tl, &Config::default());
    assert!(!code.contains("struct None"), "{code}");
    assert!(code.contains("pub struct Some"), "{code}");
    assert!(!code.contains("types::None"), "{code}");
    for config in [
        with(|it| it.json = true),
        Config {
            json: true,
            binary: false,
            ..Config::default()
        },
        with(|it| it.impls = Impls::Derive),
        with(|it| it.derives = vec!["+TryFrom,+Default,+Hash".parse().unwrap()]),
    ] {
        let code = code_with(tl, &config);
        assert!(
            !code.contains("struct None") && !code.contains("types::None"),
            "{code}"
        );
    }
}

#[test]
fn a_module_of_variants_only_is_not_there() {
    let code = code_with("ns.yes = ns.Answer; ns.no = ns.Answer;", &Config::default());
    assert_eq!(code.matches("pub mod ns {").count(), 1, "{code}");
}

#[test]
fn a_struct_without_fields_is_there_where_something_needs_it() {
    let default = Config::default();
    for tl in [
        "none = Only;",
        "none = Many; some a:int = Many; row a:none = Row;",
        "none = Many; some a:int = Many; row a:%none = Row;",
        "none = Many; some a:int = Many; row a:vector<none> = Row;",
        "none = Many; some a:int = Many; row a:2*[ b:int c:none ] = Row;",
        "none = Many; some a:int = Many; just {t:Type} value:t = Maybe t; row a:Maybe<none> = Row;",
        "none = Many; some a:int = Many; ---functions--- get = Vector<none>;",
        "none = Many; some a:int = Many; ---functions--- set a:none = Bool;",
    ] {
        let code = code_with(tl, &default);
        assert!(code.contains("pub struct None;"), "{tl}: {code}");
    }
    // A boxed use does not need the struct.
    let tl = "none = Many; some a:int = Many; row a:Many b:vector<Many> = Row;";
    assert!(!code_with(tl, &default).contains("struct None"));
    let config = Config {
        registry: true,
        ..default.clone()
    };
    assert!(code_with(tl, &config).contains("pub struct None;"));
    // An enum with one constructor has a variant for it.
    let config = Config {
        keep_enums: vec!["Only".into()],
        ..default
    };
    assert!(!code_with("none = Only;", &config).contains("struct None"));
}

/// Fields are in variants if the user wants that, except for constructors that need a struct.
#[test]
fn flat_variants() {
    let flat = |tl: &str, selector: &str| {
        let config = with(|it| it.flat = vec![selector.into()]);
        code_with(tl, &config)
    };
    let peers = "user id:long = Peer; chat id:long = Peer;";
    for selector in ["Peer", "*", "user"] {
        let code = flat(peers, selector);
        assert!(code.contains("User {"), "{code}");
        assert!(!code.contains("pub struct User"), "{code}");
        assert_eq!(code.contains("pub struct Chat"), selector == "user");
    }
    for (why, tl) in [
        ("it is the only constructor", "user id:long = User;"),
        ("it is held bare", &format!("{peers} row a:user = Row;")),
        (
            "its type has parameters",
            "user {t:Type} id:t = Peer t; chat {t:Type} = Peer t;",
        ),
        (
            "it is large",
            "user a:int512 b:int512 c:int512 d:int512 = Peer; chat = Peer;",
        ),
    ] {
        assert!(flat(tl, "*").contains("pub struct User"), "{why}");
    }
    // The code of the variant that a failed decode yields is written once.
    let code = flat(peers, "Peer");
    assert_eq!(code.matches("id: decoder.long()").count(), 2, "{code}");
}

#[test]
fn the_constructor_that_is_left_of_several_is_a_variant_too() {
    let config = Config {
        flat: vec!["*".into()],
        exclude: vec!["chat".into(), "nobody".into()],
        ..Config::default()
    };
    let tl = "user id:long = Peer; chat id:long = Peer; none = Maybe; nobody = Maybe;";
    let code = code_with(tl, &config);
    assert!(code.contains("pub enum Peer") && code.contains("pub enum Maybe"));
    assert!(!code.contains("pub struct"), "{code}");
}

/// No name in code without a registry means something else in code with one.
#[test]
fn names_are_the_same_without_the_structs() {
    let tl = "no_one = Many; some a:int = Many; noOne b:int = Other;";
    let config = with(|it| it.registry = true);
    for config in [Config::default(), config] {
        assert!(code_with(tl, &config).contains("pub struct NoOne3e05c067 {"));
    }
}

/// Returns the constants `LAYOUT`, in order.
fn layouts(code: &str) -> Vec<&str> {
    let after = code
        .split("const LAYOUT: ::tl_runtime::codec::Layout = ")
        .skip(1);
    after.map(|text| text.split_once(';').unwrap().0).collect()
}

#[test]
fn a_layout_is_there_where_a_value_may_take_less_than_four_bytes() {
    let empty = "::tl_runtime::codec::Layout::of_size(0)";
    let of = |part: &str| format!("{empty}\n            .{part}");
    for (tl, wanted) in [
        ("row a:int = Row;", vec![]),
        ("row a:string = Row;", vec![]),
        ("row a:long b:double = Row;", vec![]),
        ("row flags:# a:flags.0?int = Row;", vec![]),
        ("row a:vector<int> = Row;", vec![]),
        ("row a:Object = Row;", vec![]),
        ("row = Row;", vec![empty.to_owned()]),
        (
            "row a:true = Row;",
            vec![of("bare::<::tl_runtime::value::True>()")],
        ),
        ("row n:# a:n*[ int ] = Row;", vec![]),
        ("row {n:#} a:n*[ int ] = Row n;", vec![empty.to_owned()]),
        ("row {m:#} a:m.0?int = Row m;", vec![empty.to_owned()]),
        ("day d:int = Day; row a:Day = Row;", vec![]),
        (
            "day d:int = Day; row a:day = Row;",
            vec![of("bare::<super::types::Day>()")],
        ),
        ("none = Many; some a:int = Many; row a:Many = Row;", vec![]),
        ("none = Many; some a:Many = Many;", vec![]),
    ] {
        let code = code_with(tl, &Config::default());
        assert_eq!(layouts(&code), wanted, "{tl}: {code}");
    }
}

/// The derive sees one item at a time, so the compiler looks for cycles.
#[test]
fn the_derive_has_a_layout_for_each_type_inside() {
    let tl = "none = Many; some a:Many = Many; row a:int b:Many = Row;";
    let layouts_of = |impls| {
        let sources = Sources::of("a.tl", tl);
        let mut found = Vec::new();
        let programs = check::parse_all(&sources, &mut found);
        let schema = check::check(&programs, &Levels::default(), &mut found);
        let config = with(|it| it.impls = impls);
        let items = crate::rust::items(&schema, &config, &mut found);
        let context = Context::new(&config);
        let items = items.by_path.values();
        let impls = items.map(|item| emit::impls(item, &context));
        layouts(&impls.collect::<String>()).len()
    };
    assert_eq!(layouts_of(Impls::Generated), 0);
    assert_eq!(layouts_of(Impls::Derive), 2);
}

#[test]
fn code_that_can_do_nothing_is_a_warning() {
    let without_binary = || with(|it| it.binary = false);
    let codes = |config: &Config| {
        let compiled = compiled("user id:long = User;", config);
        assert!(compiled.code.is_some());
        let codes = compiled.diagnostics.iter().map(|it| it.code);
        codes.collect::<Vec<_>>()
    };
    assert_eq!(codes(&without_binary()), [Code::NoForm]);
    let with_derive = |derive: &str| Config {
        derives: vec![derive.parse().unwrap()],
        ..without_binary()
    };
    assert_eq!(codes(&with_derive("+Hash")), [Code::NoForm]);
    for config in [
        Config::default(),
        with_derive("+serde::Serialize"),
        Config {
            json: true,
            ..without_binary()
        },
        Config {
            serde: true,
            ..without_binary()
        },
        Config {
            attributes: vec!["user=#[derive(Encode)]".parse().unwrap()],
            ..without_binary()
        },
    ] {
        assert_eq!(codes(&config), []);
    }
}

#[test]
fn an_array_of_items_is_as_large_as_they_are() {
    let longs: String = (0..10).map(|i| format!("f{i}:long ")).collect();
    for (schema, is_boxed) in [
        (
            "big 3*[ a:long b:string c:string d:string ] = Some; small = Some;",
            true,
        ),
        (
            "row LONGS= Row; big rows:3*[ row ] = Some; small = Some;",
            true,
        ),
        (
            "big rows:3*[ 2*[ a:long b:string c:int ] ] = Some; small = Some;",
            true,
        ),
        ("big 3*[ a:long b:string ] = Some; small = Some;", false),
        ("big rows:2*[ 2*[ long ] ] = Some; small = Some;", false),
    ] {
        let tl = schema.replace("LONGS", &longs);
        let code = code_with(&tl, &Config::default());
        let variant = "Big(::tl_runtime::alloc::boxed::Box<super::types::Big>)";
        assert_eq!(code.contains(variant), is_boxed, "{tl}\n{code}");
    }
}

/// Their sizes would double at each step, if they were arrays.
#[test]
fn a_long_chain_of_bare_types_is_no_trouble() {
    for fields in ["rows:2*[ PREV ]", "rows:2*[ a:PREV b:int ]"] {
        let mut tl = String::from("a0 x:long y:long = A0;\n");
        for n in 1..70 {
            let fields = fields.replace("PREV", &format!("a{}", n - 1));
            tl += &format!("a{n} {fields} = A{n};\n");
        }
        code_with(&tl, &Config::default());
    }
}

#[test]
fn a_number_is_repeated_like_any_other_type() {
    for impls in [Impls::Generated, Impls::Derive] {
        for (field, ty) in [
            ("x:3*[ # ]", "x: [u32; 3]"),
            ("x:3*[ a:# ]", "x: [u32; 3]"),
            ("x:2*[ 3*[ # ] ]", "x: [[u32; 3]; 2]"),
            ("n:# x:n*[ # ]", "x: ::tl_runtime::alloc::vec::Vec<u32>"),
        ] {
            let tl = format!("foo {field} = Foo;");
            let code = code_with(&tl, &with(|it| it.impls = impls));
            assert!(code.contains(&format!("pub {ty},")), "{code}");
        }
    }
    // Here the number counts.
    let code = code_with("foo x:3*[ n:# n*[ int ] ] = Foo;", &Config::default());
    assert!(code.contains("x: [super::types::FooX; 3]"), "{code}");
}

/// `tl-dynamic` has a test with the same elements.
#[test]
fn few_elements_are_an_array_if_they_take_memory() {
    let text = "
        unit = Unit; units x:%Unit y:Unit z:true = Units; some flags:# x:flags.0?%Unit = Some;
        one = Union; other = Union; none x:0*[ int ] = None; few x:3*[ %Unit ] = Few;
        number x:int = Number; all x:%Units y:%Number = All;
    ";
    let elements = [
        ("%Unit", false),
        ("Unit", false),
        ("%Units", false),
        ("true", false),
        ("True", false),
        ("%None", false),
        ("%Some", true),
        ("Union", true),
        ("one", false),
        ("%Few", true),
        ("%Number", true),
        ("Number", true),
        ("%All", true),
        ("2*[ %Unit ]", false),
        ("2*[ int ]", true),
        ("a:%Unit b:true", false),
        ("a:%Unit b:int", true),
    ];
    for (element, is_array) in elements {
        let code = code(&format!("{text} list v:3*[ {element} ] = List;"));
        let list = code.split("pub v: ").nth(1).unwrap();
        assert_eq!(list.starts_with('['), is_array, "{element}: {list:.40}");
    }
}

/// Each mask tests only what is directly on it.
#[test]
fn the_json_of_masks_on_masks_is_as_long_as_they_are_many() {
    let length = |config: &Config, on: fn(usize) -> usize, masks: usize| {
        let inner: String = (1..masks).fold(String::new(), |text, index| {
            text + &format!("m{index}:m{}.{}?# ", on(index), index % 31)
        });
        let fields: String = (0..masks).fold(String::new(), |text, index| {
            text + &format!("x{index}:m{index}.31?int ")
        });
        code_with(&format!("row m0:# {inner}{fields}= Row;"), config).len()
    };
    let json = with(|it| it.json = true);
    let shapes: [fn(usize) -> usize; 4] = [
        |index| index - 1,
        |index| (index - 1) / 2,
        |index| (index - 1) / 30,
        |index| index.saturating_sub(3),
    ];
    for on in shapes {
        let of = |masks| length(&json, on, masks) - length(&Config::default(), on, masks);
        let (few, many) = (of(50), of(200));
        assert!(many < 5 * few, "{few} {many}");
    }
}
