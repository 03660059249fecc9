//! What has a view, and what is in it?

use super::*;
use crate::rust::config::Role;

const TL: &str = "user id:long name:string = User;
    userEmpty id:long = User;
    point x:int y:int = Point;
    page flags:# count:int next:flags.0?string users:Vector<User> ids:vector<long> = Page;
    tree value:bytes left:flags.0?Tree flags:# = Tree;
    ---functions---
    getPage from:string = Page;
    getPoint = Point;
    with {X:Type} note:string query:!X = X;";

fn with_views(selectors: &[&str], role: Option<Role>) -> Compiled {
    let tl = TL.replace("left:flags.0?Tree flags:#", "flags:# left:flags.0?Tree");
    let config = Config {
        views: selectors.iter().map(|it| (*it).into()).collect(),
        role,
        ..Config::default()
    };
    compiled(&tl, &config)
}

/// Returns the module `views`.
fn views(selectors: &[&str], role: Option<Role>) -> String {
    let code = with_views(selectors, role).code.unwrap();
    let (_, views) = code.split_once("pub mod views {").unwrap();
    let (views, _) = views.split_once("const _: () = {").unwrap();
    views.into()
}

#[test]
fn a_view_has_what_it_reaches_and_no_more() {
    let views = views(&["Page"], None);
    for there in [
        "pub type Page<'a> = super::views::types::Page<'a>;",
        "pub enum User<'a> {",
        "Empty(super::types::UserEmpty),",
        "pub next: ::core::option::Option<&'a str>,",
        "pub users: ::tl_runtime::List<'a, super::super::views::User<'a>>,",
        "pub ids: ::tl_runtime::List<'a, i64>,",
        "#[derive(Copy, PartialEq)]",
        "impl ::core::clone::Clone for User<'_> {",
        "impl ::core::fmt::Debug for User<'_> {",
    ] {
        assert!(views.contains(there), "{there}\n{views}");
    }
    assert!(
        !views.contains("Tree") && !views.contains("Point"),
        "{views}"
    );
}

#[test]
fn what_contains_itself_is_read_when_it_is_asked_for() {
    let views = views(&["tree"], None);
    let left = "::core::option::Option<::tl_runtime::Lazy<'a, super::super::views::Tree<'a>>>";
    assert!(views.contains(&format!("pub left: {left},")), "{views}");
}

#[test]
fn what_borrows_nothing_is_the_owned_type() {
    let views = views(&["Point"], None);
    assert!(
        views.contains("pub type Point = super::types::Point;"),
        "{views}"
    );
    assert!(!views.contains("impl<'a>"), "{views}");
}

#[test]
fn a_function_has_a_view_of_its_answer_where_that_has_one() {
    let of =
        |function: &str| format!("::tl_runtime::FunctionView for super::functions::{function}");
    for (selectors, there, absent) in [
        (
            &["getPage"][..],
            &["GetPage", "With<X>"][..],
            &["GetPoint"][..],
        ),
        (&["Page"], &["GetPage", "With<X>"], &["GetPoint"]),
        (&["getPoint"], &["GetPoint"], &["GetPage"]),
        (&["*"], &["GetPoint", "GetPage", "With<X>"], &[]),
    ] {
        let views = views(selectors, None);
        for function in there {
            assert!(
                views.contains(&of(function)),
                "{selectors:?} {function}\n{views}"
            );
        }
        for function in absent {
            assert!(
                !views.contains(&of(function)),
                "{selectors:?} {function}\n{views}"
            );
        }
    }
}

#[test]
fn a_server_has_views_of_calls_and_a_client_of_answers() {
    let server = views(&["getPage"], Some(Role::Server));
    assert!(server.contains("pub struct GetPage<'a> {"), "{server}");
    assert!(!server.contains("FunctionView") && !server.contains("Page<'a> {\n        pub count"));
    let client = views(&["getPage"], Some(Role::Client));
    assert!(!client.contains("pub struct GetPage<'a>"), "{client}");
    assert!(
        client.contains("FunctionView for super::functions::GetPage"),
        "{client}"
    );
}

#[test]
fn the_last_lists_are_read_from_a_stream() {
    let views = views(&["Page"], None);
    assert!(views.contains("pub struct PageParts<'s, 'a> {"), "{views}");
    assert!(
        views.contains("pub users: ::tl_runtime::views::Elements<"),
        "{views}"
    );
    assert!(!views.contains("UserParts"), "{views}");
    // Nothing in it is boxed.
    assert!(!views.contains("UserOpened"), "{views}");
}

#[test]
fn large_variants_of_what_a_stream_reads_can_be_opened() {
    let long: String = (0..30)
        .map(|number| format!(" field{number}:long"))
        .collect();
    let tl = format!(
        "row a:int = Row;\nwide{long} name:string = Row;\nrows rows:Vector<Row> = Rows;\n\
         other row:Row = Other;\n"
    );
    let config = with(|it| it.views = vec!["*".into()]);
    let code = compiled(&tl, &config).code.unwrap();
    for there in [
        "Wide(::tl_runtime::Lazy<'a, super::views::types::Wide<'a>>),",
        "pub enum RowOpened<'a> {",
        "Wide(super::views::types::Wide<'a>),",
        "type Opened = RowOpened<'a>;",
        "Self::Wide(decoder.opened())",
    ] {
        assert!(code.contains(there), "{there}\n{code}");
    }
    assert!(!code.contains("OtherOpened"), "{code}");
}

#[test]
fn a_selector_without_a_match_is_a_finding() {
    for (selector, role, note) in [
        ("Pag", None, "did you mean `Page`?"),
        ("getPages", None, "did you mean `getPage`?"),
        // A server does not decode answers.
        (
            "page",
            Some(Role::Server),
            "whose values, or answers, are decoded",
        ),
    ] {
        let compiled = with_views(&[selector], role);
        let [finding] = compiled.diagnostics.as_slice() else {
            panic!("{selector}: {:?}", compiled.diagnostics);
        };
        assert_eq!(finding.code, Code::UnmatchedSelector, "{selector}");
        let notes = format!("{:?}", finding);
        assert!(notes.contains(note), "{selector}: {notes}");
    }
}

#[test]
fn what_does_not_go_with_views_is_refused() {
    let views = || with(|it| it.views = vec!["*".into()]);
    assert_eq!(views().conflict(), None);
    for (config, option) in [
        (
            Config {
                binary: false,
                ..views()
            },
            "--no-binary",
        ),
        (
            Config {
                extern_types: vec!["B=crate::B".parse().unwrap()],
                ..views()
            },
            "--extern-type",
        ),
    ] {
        assert!(config.conflict().unwrap().contains(option), "{option}");
    }
}

#[test]
fn unknown_constructors_and_paths_have_their_place_in_views() {
    let config = Config {
        views: vec!["*".into()],
        unknown: vec!["*".into()],
        ..Config::default()
    };
    let there = |config: &Config, parts: &[&str]| {
        let code = compiled(TL_OF_LISTS, config).code.unwrap();
        let (_, views) = code.split_once("pub mod views {").unwrap();
        for part in parts {
            assert!(views.contains(part), "{part}\n{views}");
        }
    };
    there(
        &config,
        &[
            "Unknown(::tl_runtime::value::UnknownRef<'a>),",
            "id => {\n                    Self::Unknown(decoder.unknown(id, \"User\"))",
            "decoder.unknown(id, \"User\");",
            "UserParts::Unknown(stream.decoder().unknown(id, \"User\"))",
        ],
    );
    let paths = [
        "first: decoder.field(\"first\", ::tl_runtime::codec::Boxed),",
        "decoder.check_field::<",
        "stream.promise_field(\"users\")",
    ];
    there(&config, &paths);
    let config = Config {
        unknown: Vec::new(),
        error_paths: true,
        ..config
    };
    there(&config, &paths);
    let plain = Config {
        error_paths: false,
        ..config
    };
    let code = compiled(TL_OF_LISTS, &plain).code.unwrap();
    for absent in ["UnknownRef", "_field(", ".field("] {
        assert!(!code.contains(absent), "{absent}");
    }
}

const TL_OF_LISTS: &str = "user id:long name:string = User;
    friends users:Vector<User> = User;
    page first:User users:Vector<User> = Page;";

#[test]
fn clippy_is_told_of_arms_that_may_be_alike() {
    let tl = "read ids:Vector<long> = Action; delete ids:Vector<long> = Action;";
    for (views, flat, told) in [
        ("*", "*", true),
        ("Action", "read", true),
        ("*", "", false),
        ("", "*", false),
        ("", "", false),
    ] {
        let chosen = |text: &str| match text {
            "" => Vec::new(),
            selector => vec![selector.into()],
        };
        let config = with(|it| (it.views, it.flat) = (chosen(views), chosen(flat)));
        let code = compiled(tl, &config).code.unwrap();
        let attribute = "#[allow(clippy::match_same_arms)]\nconst _: () = {";
        assert_eq!(code.contains(attribute), told, "{views} {flat} {code}");
    }
}

/// Compiles layers 1 and 2, with views of what is selected.
fn of_layers(one: &str, two: &str, selector: &str) -> String {
    let mut sources = Sources::new();
    sources.add("one.tl", format!("// LAYER 1\n{one}"));
    sources.add("two.tl", format!("// LAYER 2\n{two}"));
    let config = with(|it| it.views = vec![selector.into()]);
    let compiled = compile_layers(
        &sources,
        &LayerNumbers::default(),
        &config,
        &Levels::default(),
    );
    let compiled = compiled.unwrap();
    compiled.code.unwrap()
}

#[test]
fn layers_share_the_views_of_what_they_share() {
    let code = of_layers(
        "a x:string = A; b a:A = B; list of:Vector<A> = List;
         ---functions--- getA = A; getB = B; getList = List;",
        "a x:string = A; b a:A y:int = B; list of:Vector<A> = List;
         ---functions--- getA = A; getB = B; getList = List;",
        "*",
    );
    let (one, two) = code.split_once("pub mod layer_2 {").unwrap();
    let (_, two) = two.split_once("pub mod views {").unwrap();
    for there in [
        "pub use super::super::layer_1::views::A;",
        "pub use super::super::super::layer_1::views::types::A;",
        "pub use super::super::super::layer_1::views::types::ListParts;",
        "pub struct B<'a> {",
        "for super::functions::GetB",
        "let _: layer_2::views::types::A<'static>;",
    ] {
        assert!(two.contains(there), "{there}\n{two}");
    }
    for absent in ["pub struct A<'a>", "for super::functions::GetA"] {
        assert!(one.contains(absent), "{absent}\n{one}");
        assert!(!two.contains(absent), "{absent}\n{two}");
    }
}

#[test]
fn a_view_that_no_earlier_layer_has_is_written() {
    // `B` leads to `A` only in layer 2.
    let code = of_layers(
        "a x:string = A; b y:string = B; ---functions--- getA = A;",
        "a x:string = A; b a:A = B; ---functions--- getA = A;",
        "B",
    );
    let (one, two) = code.split_once("pub mod layer_2 {").unwrap();
    assert!(!one.contains("FunctionView") && !one.contains("pub struct A<'a>"));
    assert!(two.contains("pub struct A<'a>"), "{two}");
    assert_eq!(
        two.matches("FunctionView for super::functions::GetA")
            .count(),
        1
    );
}

#[test]
fn where_nothing_is_told_apart_nothing_is_matched() {
    for tl in [
        "user id:long list:Vector<int> = User;",
        "user id:long = User; chat u:User v:Vector<User> = Chat;",
        "a.one name:string = a.One; ---functions--- get a:a.One = Vector<a.One>;",
    ] {
        let config = Config {
            views: vec!["*".into()],
            keep_enums: vec!["*".into()],
            ..Config::default()
        };
        let code = compiled(tl, &config).code.unwrap();
        let compact: String = code.split_whitespace().collect();
        assert!(compact.contains("letid=decoder.id();ifid!="), "{code}");
        assert!(!compact.contains("id(){id=>"), "{code}");
        assert!(!compact.contains("matchid{id=>"), "{code}");
    }
}

#[test]
fn an_excluded_constructor_that_a_field_holds_has_a_view_of_its_own() {
    for (fields, view) in [
        ("text:string", "pub struct A<'a> {"),
        ("list:Vector<int>", "pub struct A<'a> {"),
        ("inner:C", "pub struct A<'a> {"),
        ("any:Object", "pub type A = super::super::types::A;"),
    ] {
        let tl = format!("a {fields} = T; b = T; c text:string = C; holder a:a = Holder;");
        let config = with(|it| {
            it.exclude = vec!["a".into()];
            it.views = vec!["holder".into()];
        });
        let code = compiled(&tl, &config).code.unwrap();
        let (_, views) = code.split_once("pub mod views {").unwrap();
        assert!(views.contains(view), "{fields}\n{views}");
        assert!(!code.contains("PartialEq, Copy"), "{fields}\n{code}");
    }
}

/// In the impl of an enum, `Self::Owned` may also be a variant.
#[test]
fn a_view_names_its_owned_type_in_full() {
    let many: String = (0..10).map(|n| format!("f{n}:string ")).collect();
    for (tl, owned) in [
        ("owned x:string = T; other = T;", "super::enums::T"),
        (
            "owned {t:Type} x:t = T t; other {t:Type} = T t;",
            "super::enums::T<",
        ),
        (
            &format!("owned {many}= T; other = T; list items:Vector<T> = List;"),
            "super::enums::T",
        ),
        ("owned x:string = T;", "super::super::types::Owned"),
    ] {
        let config = with(|it| it.views = vec!["*".into()]);
        let code = compiled(tl, &config).code.unwrap();
        assert!(!code.contains("-> Self::Owned"), "{code}");
        let signature = format!("fn into_owned(self) -> {owned}");
        assert!(code.contains(&signature), "{signature}\n{code}");
    }
}
