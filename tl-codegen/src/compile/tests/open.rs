//! Which items are open to later additions: `unknown`, `non_exhaustive`?

use super::*;

const SHAPES: &str = "circle radius:int = Shape; square size:int = Shape; \
                      row flags:# a:flags.0?int b:int = Row; empty = Empty; Empty Nothing; \
                      ---functions--- get n:int = Shape;";

fn unknown(tl: &str, selector: &str) -> (String, Vec<String>) {
    outcome(compiled(tl, &with(|it| it.unknown = vec![selector.into()])))
}

fn non_exhaustive(selector: &str) -> (String, Vec<String>) {
    let config = with(|it| it.non_exhaustive = vec![selector.into()]);
    outcome(compiled(SHAPES, &config))
}

#[test]
fn enums_keep_unknown_constructors_where_they_are_selected() {
    const VARIANT: &str = "Unknown(::tl_runtime::value::Unknown),";
    let variants = |tl: &str, selector: &str| unknown(tl, selector).0.matches(VARIANT).count();
    assert_eq!(variants(SHAPES, "Shape"), 1);
    // The type without constructors is then an enum.
    assert_eq!(variants(SHAPES, "*"), 2);
    assert!(!code(SHAPES).contains("Unknown"));
    // In an answer that is a list, an element has a path.
    const PATHS: &str = "const ERROR_PATHS: bool = true;";
    assert!(unknown(SHAPES, "Shape").0.contains(PATHS) && !code(SHAPES).contains(PATHS));
    let kept = Config {
        unknown: vec!["Row".into()],
        keep_enums: vec!["Row".into()],
        ..Config::default()
    };
    assert!(code_with(SHAPES, &kept).contains(VARIANT));
}

#[test]
fn what_is_no_enum_keeps_nothing() {
    for selector in ["Row", "circle", "get", "Shap"] {
        let (code, found) = unknown(SHAPES, selector);
        assert_eq!((code.as_str(), found.len()), ("", 1), "{found:?}");
        assert!(found[0].contains("`--unknown`"), "{found:?}");
    }
    assert!(unknown(SHAPES, "Shap").1[0].contains("did you mean `Shape`?"));
    assert!(unknown(SHAPES, "Row").1[0].contains("keep_enums"));
    assert_eq!(unknown("a = A;", "*").1, [""; 0]);
}

/// The variant has this name whatever constructors are added.
#[test]
fn no_constructor_takes_the_name_of_the_variant() {
    for (tl, others) in [
        (
            "stateUnknown = State; stateKnown = State;",
            ["StateUnknown", "Known"],
        ),
        (
            "unknown = State; known = State;",
            ["Unknownad26a7c7", "Known"],
        ),
        (
            "a.unknown x:int = State; b.unknown = State;",
            ["AUnknown", "BUnknown"],
        ),
    ] {
        let code = unknown(tl, "*").0;
        for name in others {
            assert!(code.contains(&format!("Self::{name}")), "{tl} {name}");
        }
        assert!(code.contains("id => Self::Unknown("), "{tl}");
    }
}

#[test]
fn errors_have_paths_on_demand() {
    let tl =
        "row flags:# a:Shape b:flags.0?Vector<Shape> c:int d:string = Row; a = Shape; b = Shape;";
    let with = |error_paths, unknown: &[&str]| {
        let config = Config {
            error_paths,
            unknown: unknown.iter().map(|it| (*it).into()).collect(),
            ..Config::default()
        };
        code_with(tl, &config)
    };
    let fields = [r#".field("a", "#, r#".optional_field("b", "#];
    for code in [with(true, &[]), with(false, &["*"])] {
        assert!(fields.iter().all(|field| code.contains(field)), "{code}");
        assert_eq!(code.matches("field(\"").count(), 2);
    }
    assert_eq!(with(false, &[]), code(tl));
}

#[test]
fn what_is_not_exhaustive_can_still_be_made() {
    let marked = |selector: &str| {
        let code = non_exhaustive(selector).0;
        let lines: Vec<&str> = code.lines().map(str::trim).collect();
        let after = |at: usize| lines[at + 1..].iter().find(|line| line.starts_with("pub "));
        let marks = (0..lines.len()).filter(|&at| lines[at] == "#[non_exhaustive]");
        marks
            .filter_map(after)
            .map(|it| it.trim_end_matches(" {").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(marked("Shape"), ["pub enum Shape"]);
    assert_eq!(marked("circle"), ["pub struct Circle"]);
    assert_eq!(marked("get"), ["pub struct Get"]);
    // A type with one constructor is its struct.
    for selector in ["Row", "row"] {
        assert_eq!(marked(selector), ["pub struct Row"]);
    }
    let makes = |selector: &str, new: &str| non_exhaustive(selector).0.contains(new);
    assert!(makes("circle", "pub fn new(radius: i32) -> Self"));
    assert!(makes("row", "pub fn new(b: i32) -> Self"));
    assert!(makes("get", "pub fn new(n: i32) -> Self"));
    assert!(makes("empty", "pub fn new() -> Self"));
    assert!(!code(SHAPES).contains("pub fn new(radius"));
    let found = non_exhaustive("circel").1;
    assert!(found[0].contains("did you mean `circle`?"), "{found:?}");
}
