//! Does a generic type fit its TL type, and no other, under every name?
//!
//! Each name is tried with types that are generated and with types of the derive.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may fail by a panic"
)]

mod support;

use std::fmt::Write;

use tl_codegen::{Config, ExternSchema, Impls, compile};
use tl_parser::diagnostic::Levels;
use tl_parser::source::Sources;

use crate::support::modules_with_errors;

const SCHEMA: &str = "
    nothing {t:Type} = Maybe t;
    just {t:Type} value:t = Maybe t;
    page {t:Type} flags:# items:(Vector t) next:flags.0?t = Page t;
    pair {a:Type} {b:Type} x:a y:b = Pair a b;
    last {a:Type} {b:Type} x:b = Last a b;
    user id:long = User;
";

const DERIVED: &str = r#"
    use tl_runtime::TlObject;
    #[derive(TlObject)]
    #[tl(type = "Maybe {t:Type}")]
    pub enum Maybe<T> {
        #[tl("nothing {t:Type} = Maybe t;")]
        Nothing,
        Just(Just<T>),
    }
    #[derive(TlObject)]
    #[tl("just {t:Type} value:t = Maybe t;")]
    pub struct Just<T> { value: T }
    #[derive(TlObject)]
    #[tl("page {t:Type} flags:# items:(Vector t) next:flags.0?t = Page t;")]
    pub struct Page<T> { items: Vec<T>, next: Option<T> }
    #[derive(TlObject)]
    #[tl("pair {a:Type} {b:Type} x:a y:b = Pair a b;")]
    pub struct Pair<A, B> { x: A, y: B }
    #[derive(TlObject)]
    #[tl("last {a:Type} {b:Type} x:b = Last a b;")]
    pub struct Last<B> { x: B }
    #[derive(TlObject)]
    #[tl("user id:long = User;")]
    pub struct User { id: i64 }
"#;

/// Names for the types of the module `types`.
const NAMES: &str = r#"
    use tl_runtime::TlObject;
    use super::types::*;
    pub type MaybeInt = Maybe<i32>;
    pub type MaybeLong = Maybe<i64>;
    pub type OneOf<T> = Maybe<T>;
    pub type OneOrInt<T = i32> = Maybe<T>;
    pub type Boxed = Box<Maybe<i32>>;
    pub type Shared = std::sync::Arc<Maybe<i32>>;
    pub type Again = inner::MaybeInt;
    pub mod inner { pub use super::MaybeInt; }
    pub type PageOfInts = Page<i32>;
    pub type Lasting = Last<i32>;
    pub type Turned<A, B> = Pair<B, A>;
    pub type OfLong<A> = Pair<A, i64>;
    pub type Deep<A> = Maybe<Maybe<A>>;
    pub type Ints = Vec<i32>;
    pub type Text = String;
    #[derive(TlObject)]
    #[tl(transparent)]
    pub struct Flipped<A, B>(Pair<B, A>);
    #[derive(TlObject)]
    #[tl(transparent)]
    pub struct Flipping<A, B> { inner: Box<Turned<A, B>> }
    pub struct Store;
    pub trait Stored { type Value; }
    impl Stored for Store { type Value = Maybe<i32>; }
    #[derive(TlObject)]
    #[tl(transparent)]
    pub struct Wrapped(Maybe<i32>);
    #[derive(TlObject)]
    #[tl(transparent)]
    pub struct Wrap<T>(Maybe<T>);
    #[derive(TlObject)]
    #[tl(transparent)]
    pub struct Twice<T>(Maybe<Maybe<T>>);
    macro_rules! maybe { ($t:ty) => { Maybe<$t> } }
    macro_rules! maybe_int { () => { Maybe<i32> } }
    pub(crate) use {maybe, maybe_int};
"#;

/// A TL type, the Rust types that fit it, and others that do not.
const TYPES: &[(&str, &[&str], &[&str])] = &[
    (
        "(Maybe int)",
        &[
            "MaybeInt",
            "OneOf<i32>",
            "OneOrInt",
            "Boxed",
            "Shared",
            "Again",
            "Box<MaybeInt>",
            "<Store as Stored>::Value",
            "Wrapped",
            "Wrap<i32>",
            "maybe!(i32)",
            "maybe_int!()",
        ],
        &["MaybeLong", "OneOf<i64>", "OneOrInt<i64>", "Twice<i32>"],
    ),
    (
        "(Maybe long)",
        &["MaybeLong", "OneOf<i64>", "OneOrInt<i64>", "maybe!(i64)"],
        &[
            "MaybeInt",
            "OneOf<i32>",
            "OneOrInt",
            "Boxed",
            "Shared",
            "Again",
            "Box<MaybeInt>",
            "Option<MaybeInt>",
            "<Store as Stored>::Value",
            "Wrapped",
            "Wrap<i32>",
            "Twice<i64>",
            "maybe!(i32)",
            "maybe_int!()",
        ],
    ),
    (
        "(Vector (Maybe long))",
        &["Vec<MaybeLong>", "Vec<OneOf<i64>>"],
        &["Vec<MaybeInt>", "Vec<OneOf<i32>>", "Vec<Again>"],
    ),
    (
        "3*[ (Maybe long) ]",
        &["[MaybeLong; 3]"],
        &["[MaybeInt; 3]", "Vec<Boxed>"],
    ),
    (
        "(Maybe (Maybe long))",
        &[
            "Maybe<MaybeLong>",
            "OneOf<MaybeLong>",
            "OneOf<OneOf<i64>>",
            "Twice<i64>",
            "Deep<i64>",
            "Box<Deep<i64>>",
        ],
        &[
            "Maybe<MaybeInt>",
            "OneOf<MaybeInt>",
            "Twice<i32>",
            "MaybeLong",
            "Twice<Maybe<i64>>",
        ],
    ),
    (
        "(Maybe (Vector long))",
        &["Maybe<Vec<i64>>", "OneOf<Vec<i64>>"],
        &["OneOf<Vec<i32>>", "OneOf<i64>", "MaybeLong"],
    ),
    (
        "(Maybe User)",
        &["Maybe<User>", "OneOf<User>"],
        &["MaybeLong", "OneOf<PageOfInts>"],
    ),
    ("(Page long)", &["Page<i64>"], &["Page<i32>", "PageOfInts"]),
    (
        "(Last long int)",
        &["Last<i32>", "Lasting"],
        &["Last<i64>", "OneOf<i32>"],
    ),
    ("(Last int long)", &["Last<i64>"], &["Last<i32>", "Lasting"]),
    (
        "(Pair int long)",
        &[
            "Pair<i32, i64>",
            "Turned<i64, i32>",
            "Box<Turned<i64, i32>>",
            "Flipped<i64, i32>",
            "Flipping<i64, i32>",
            "OfLong<i32>",
        ],
        &[
            "Pair<i64, i32>",
            "Pair<i32, i32>",
            "Turned<i32, i64>",
            "Flipped<i32, i64>",
            "Flipping<i32, i64>",
            "Flipping<i64, i64>",
            "OfLong<i64>",
        ],
    ),
    (
        "(Vector (Pair int (Pair User long)))",
        &[
            "Vec<Pair<i32, Pair<User, i64>>>",
            "Vec<Turned<Turned<i64, User>, i32>>",
            "Vec<Flipped<Pair<User, i64>, i32>>",
            "Vec<Pair<i32, OfLong<User>>>",
        ],
        &[
            "Vec<Turned<Turned<User, i64>, i32>>",
            "Vec<Flipped<Pair<i64, User>, i32>>",
            "Vec<Turned<i32, OfLong<User>>>",
        ],
    ),
    (
        "(Pair (Vector int) string)",
        &[
            "Turned<String, Vec<i32>>",
            "Turned<Text, Ints>",
            "Pair<Ints, Text>",
        ],
        &[
            "Turned<Vec<i32>, String>",
            "Turned<Ints, Text>",
            "Pair<Text, Ints>",
        ],
    ),
];

#[test]
fn a_generic_type_is_taken_where_its_arguments_are_those_of_tl() {
    let sources = Sources::of("types.tl", SCHEMA);
    let generated = compile(&sources, &Config::default(), &Levels::default());
    let generated = generated.code.unwrap();
    let generated = format!(
        "mod code {{ {generated} }} pub use code::enums::Maybe; \
         pub use code::types::{{Page, Pair, Last, User}};"
    );
    for (of, types) in [("generated", generated.as_str()), ("derived", DERIVED)] {
        let mut root = format!("mod types {{ {types} }}\nmod names {{ {NAMES} }}\n");
        let head = root.len();
        let mut cases = Vec::new();
        for (tl, right, wrong) in TYPES {
            let right = right.iter().map(|rust| (rust, true));
            for (rust, fits) in right.chain(wrong.iter().map(|rust| (rust, false))) {
                cases.push((format!("case{}", cases.len()), *tl, *rust, fits));
            }
        }
        // Errors in types hide errors in constants, so the second run leaves out the types with errors.
        let mut refused = Vec::new();
        for _ in 0..2 {
            root.truncate(head);
            for (case, tl, rust, _) in &cases {
                if !refused.contains(case) {
                    writeln!(
                        root,
                        "mod {case} {{ use crate::names::*; use crate::types::*; \
                         #[derive(tl_runtime::TlObject)] #[tl(\"item a:{tl} = Item;\")] \
                         struct Item {{ a: {rust} }} }}"
                    )
                    .unwrap();
                }
            }
            refused.extend(modules_with_errors(&root));
        }
        for (case, tl, rust, fits) in &cases {
            assert_eq!(*fits, !refused.contains(case), "{of}: {tl} as {rust}");
        }
    }
}

/// The type of a field in TL and in Rust, in an item with the parameter `t`, and whether they fit.
const OF_PARAMETER: &[(&str, &str, bool)] = &[
    ("(Maybe t)", "Maybe<T>", true),
    ("(Maybe t)", "OneOf<T>", true),
    ("(Maybe t)", "MaybeInt", false),
    ("(Maybe (Vector t))", "Maybe<Vec<T>>", true),
    (
        "(Maybe (Vector (Pair t int)))",
        "Maybe<Vec<Pair<T, i32>>>",
        true,
    ),
    (
        "(Maybe (Vector (Pair t int)))",
        "Maybe<Vec<Pair<T, i64>>>",
        false,
    ),
    (
        "(Pair (Vector (Pair (Vector t) t)) t)",
        "Pair<Vec<Pair<Vec<T>, T>>, T>",
        true,
    ),
    ("(Pair int t)", "Pair<i32, T>", true),
    ("(Pair long t)", "Pair<i32, T>", false),
    ("(Last int t)", "Last<T>", true),
    ("(Last t long)", "Last<i64>", true),
    ("(Last t long)", "Last<i32>", false),
    ("(Maybe long)", "MaybeLong", true),
    ("(Maybe long)", "MaybeInt", false),
    ("(Pair int t)", "Turned<T, i32>", true),
    ("(Pair int t)", "Flipped<T, i32>", true),
    ("(Pair int t)", "Turned<i32, T>", false),
    ("(Maybe (Maybe t))", "Twice<T>", true),
    ("(Maybe (Maybe t))", "Maybe<T>", false),
    ("(Pair t long)", "OfLong<T>", true),
    ("(Pair t int)", "OfLong<T>", false),
    ("int", "T", false),
    ("(Vector (Maybe t))", "Vec<T>", false),
    ("User", "Box<T>", false),
];

#[test]
fn an_argument_can_be_a_parameter_of_the_item() {
    let mut root = format!("mod types {{ {DERIVED} }}\nmod names {{ {NAMES} }}\n");
    for (number, (tl, rust, _)) in OF_PARAMETER.iter().enumerate() {
        writeln!(
            root,
            "mod case{number} {{ use crate::names::*; use crate::types::*; \
             #[derive(tl_runtime::TlObject)] #[tl(\"item {{t:Type}} a:{tl} b:t = Item t;\")] \
             struct Item<T> {{ a: {rust}, b: T }} }}"
        )
        .unwrap();
    }
    // Errors in the text hide errors in constants.
    let mut refused = modules_with_errors(&root);
    let rest = root.lines().filter(|line| {
        let module = line
            .strip_prefix("mod ")
            .and_then(|it| it.split(' ').next());
        !module.is_some_and(|it| refused.iter().any(|refused| refused == it))
    });
    let rest: Vec<&str> = rest.collect();
    refused.extend(modules_with_errors(&rest.join("\n")));
    for (number, (tl, rust, fits)) in OF_PARAMETER.iter().enumerate() {
        let case = format!("case{number}");
        let errors = refused.iter().filter(|refused| **refused == case).count();
        assert_eq!(usize::from(!fits), errors, "{tl} as {rust}");
    }
}

/// A declaration, a struct, and whether they fit.
const OF_PARAMETERS: &[(&str, &str, bool)] = &[
    // No field is the parameter itself, which has another name.
    (
        "item {t:Type} a:(Vector t) = Item t;",
        "<X> { a: Vec<X> }",
        true,
    ),
    (
        "item {t:Type} flags:# a:flags.0?(Vector t) = Item t;",
        "<X> { a: Option<Vec<X>> }",
        true,
    ),
    (
        "item {t:Type} a:(Vector (Maybe t)) = Item t;",
        "<X> { a: Vec<Box<Maybe<X>>> }",
        true,
    ),
    (
        "item {t:Type} a:(Pair t int) = Item t;",
        "<X> { a: Pair<X, i32> }",
        true,
    ),
    (
        "item {t:Type} {u:Type} a:(Pair u t) = Item t u;",
        "<X, Y> { a: Pair<X, Y> }",
        true,
    ),
    (
        "item {t:Type} a:(Maybe (Maybe (Maybe (Maybe (Maybe (Maybe (Maybe (Maybe (Maybe (Maybe t)))))))))) = Item t;",
        "<T> { a: Twice<Twice<Twice<Twice<Maybe<Maybe<T>>>>>> }",
        true,
    ),
    // A parameter of TL must be the same Rust parameter in all fields.
    (
        "item {t:Type} {u:Type} a:(Pair u t) = Item t u;",
        "<U, T> { a: Pair<U, T> }",
        true,
    ),
    (
        "item {t:Type} {u:Type} a:(Pair u t) = Item t u;",
        "<U, T> { a: Turned<T, U> }",
        true,
    ),
    (
        "item {t:Type} {u:Type} a:t b:u c:(Vector t) = Item t u;",
        "<X, Y> { a: X, b: Y, c: Vec<Y> }",
        false,
    ),
    (
        "item {t:Type} {u:Type} a:t b:u c:(Maybe t) = Item t u;",
        "<X, Y> { a: X, b: Y, c: OneOf<Y> }",
        false,
    ),
    (
        "item {t:Type} a:t b:t = Item t;",
        "<X, Y> { a: X, b: Y }",
        false,
    ),
    (
        "item {t:Type} a:t b:t = Item t;",
        "<X> { a: X, b: Vec<X> }",
        false,
    ),
];

#[test]
fn each_parameter_of_tl_is_one_of_rust() {
    let mut root = format!("mod types {{ {DERIVED} }}\nmod names {{ {NAMES} }}\n");
    for (number, (tl, rust, _)) in OF_PARAMETERS.iter().enumerate() {
        writeln!(
            root,
            "mod case{number} {{ use crate::names::*; use crate::types::*; \
             #[derive(tl_runtime::TlObject)] #[tl(\"{tl}\")] struct Item{rust} }}"
        )
        .unwrap();
    }
    let refused = modules_with_errors(&root);
    for (number, (tl, rust, fits)) in OF_PARAMETERS.iter().enumerate() {
        let case = format!("case{number}");
        let errors = refused.iter().filter(|refused| **refused == case).count();
        assert_eq!(usize::from(!fits), errors, "{tl} as {rust}");
    }
}

/// `type = "…"` is needed for the parameters only if no variant has a declaration.
#[test]
fn an_enum_has_the_parameters_of_its_first_declaration() {
    let code = r#"
        use tl_runtime::TlObject;
        #[derive(TlObject)]
        pub enum Maybe<T> {
            Just(Just<T>),
            #[tl("nothing {t:Type} = Maybe t;")]
            Nothing,
        }
        #[derive(TlObject)]
        #[tl("just {t:Type} value:t = Maybe t;")]
        pub struct Just<V> { value: V }
        #[derive(TlObject)]
        pub enum Either<Y, X> {
            #[tl("neither {x:Type} {y:Type} = Either y x;")]
            Neither,
            #[tl("both {x:Type} {y:Type} = Either x y;")]
            Both,
            Left(Left<Y>),
            Right(Right<X>),
        }
        #[derive(TlObject)]
        #[tl("left {a:Type} {b:Type} x:a = Either a b;")]
        pub struct Left<A> { x: A }
        #[derive(TlObject)]
        #[tl("right {a:Type} {b:Type} x:b = Either a b;")]
        pub struct Right<B> { x: B }
        #[derive(TlObject)]
        #[tl("item a:(Maybe int) b:(Either int (Vector long)) c:(Maybe (Maybe string)) = Item;")]
        pub struct Item { a: Maybe<i32>, b: Either<i32, Vec<i64>>, c: Maybe<Maybe<String>> }
    "#;
    let root = format!("mod types {{ {} }}", code.replace('\n', " "));
    assert_eq!(modules_with_errors(&root), [""; 0]);
    let wrong = root.replace("(Either int (Vector long))", "(Either (Vector long) int)");
    assert!(!modules_with_errors(&wrong).is_empty());
}

/// `some` and `text` are given other names.
const RENAMED: &str = "
    some {t:Type} value:t = Some t;
    user id:long = User;
    nobody = User;
    text a:int = Text;
    item a:(Some User) b:(Some int) c:(Vector (Some string)) d:(some (Some long)) e:text f:Text g:vector<text>
        h:2*[ Text ] = Item;
    a.item a:(Some User) e:text f:Text = a.Item;
";

/// TL has its own types of these names, which only their path tells from those of Rust.
#[test]
fn a_generated_type_may_have_a_name_of_the_standard_library() {
    let mut root = String::new();
    for (number, name) in ["Box", "Arc", "Option", "Vec", "Cow", "String"]
        .iter()
        .enumerate()
    {
        let renamed = if *name == "String" { "text" } else { "Some" };
        let config = Config {
            impls: Impls::Derive,
            rename: vec![format!("{renamed}={name}").parse().unwrap()],
            docs: false,
            ..Config::default()
        };
        let generated = compile(
            &Sources::of("types.tl", RENAMED),
            &config,
            &Levels::default(),
        );
        let code = one_line(generated.code.unwrap());
        writeln!(root, "mod case{number} {{ {code} }}").unwrap();
    }
    assert_eq!(modules_with_errors(&root), Vec::<String>::new());
}

/// Generated code of another module, or of another crate, by its path.
#[test]
fn a_type_from_elsewhere_may_have_a_name_of_the_standard_library() {
    let mut root = String::new();
    for (number, name) in ["Box", "Arc", "Option", "Vec", "Cow"].iter().enumerate() {
        let mut sources = Sources::new();
        let common = format!("some {{t:Type}} value:t = a.{name} t; one = {name};");
        sources.add("common.tl", common.as_str());
        let generated = compile(&sources, &Config::default(), &Levels::default());
        let code = one_line(generated.code.unwrap());
        writeln!(root, "mod common{number} {{ {code} }}").unwrap();
        let item = format!("item a:(a.{name} int) b:(some long) c:{name} = Item;");
        sources.add("item.tl", item);
        let module = format!("crate::common{number}");
        let config = Config {
            impls: Impls::Derive,
            extern_schemas: vec![ExternSchema::new("common.tl", &module).unwrap()],
            docs: false,
            ..Config::default()
        };
        let generated = compile(&sources, &config, &Levels::default());
        let code = one_line(generated.code.unwrap());
        writeln!(root, "mod case{number} {{ {code} }}").unwrap();
    }
    assert_eq!(modules_with_errors(&root), Vec::<String>::new());
}

/// Returns code as one line, since each module is one.
fn one_line(code: String) -> String {
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join(" ")
}
