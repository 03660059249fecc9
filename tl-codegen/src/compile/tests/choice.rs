//! What do `--only` and `--exclude` leave?

use super::*;

const TL: &str = "a.one x:int = A; a.two = A; ---functions--- a.get = A;";

fn choice(only: &[&str], exclude: &[&str]) -> Config {
    with(|config| {
        config.only = only.iter().map(|it| (*it).into()).collect();
        config.exclude = exclude.iter().map(|it| (*it).into()).collect();
    })
}

/// Returns the errors, and whether there is code.
fn outcome(tl: &str, config: &Config) -> (Vec<String>, bool) {
    let compiled = compiled(tl, config);
    let messages = compiled.diagnostics.into_iter();
    (
        messages.map(|it| it.message.clone()).collect(),
        compiled.code.is_some(),
    )
}

#[test]
fn a_choice_that_leaves_nothing_is_an_error() {
    let all = "nothing is left to generate: `--exclude` leaves out the whole schema";
    let selected = "nothing is left to generate: `--exclude` leaves out all that `--only` selects";
    for (only, exclude, message) in [
        (&[][..], &["*"][..], all),
        (&[], &["a"], all),
        (&[], &["a.*", "A"], all),
        (&[], &["A", "a.get"], all),
        (&["*"], &["a"], selected),
    ] {
        let (found, has_code) = outcome(TL, &choice(only, exclude));
        assert_eq!(found, [message], "{only:?} {exclude:?}");
        assert!(!has_code);
    }
}

#[test]
fn a_choice_that_is_excluded_is_an_error() {
    let tl = "one = A; two = A; b.three = b.B; four = C; ---functions--- b.get = A; get = C;";
    for (only, exclude, matches) in [
        (&["one"][..], &["one"][..], &[false][..]),
        (&["one", "get"], &["on*"], &[false, true]),
        (&["one"], &["A"], &[false]),
        (&["A"], &["A"], &[false]),
        (&["A"], &["one", "two"], &[false]),
        (&["A"], &["one"], &[true]),
        (&["b"], &["b.*"], &[false]),
        (&["b.*", "get"], &["b"], &[false, true]),
        (&["b"], &["b.get"], &[true]),
        (&["get"], &["*"], &[false]),
        (&["one", "b.get"], &["*"], &[false, false]),
        // A function that is left needs the type, which has no values.
        (&["A", "b.get"], &["one", "two"], &[false, true]),
    ] {
        let found = compiled(tl, &choice(only, exclude)).diagnostics;
        let missed = only.iter().zip(matches).filter(|(_, matches)| !**matches);
        let messages = missed.map(|(it, _)| format!("the selector `{it}` matches nothing"));
        let found_messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            found_messages,
            messages.collect::<Vec<_>>(),
            "{only:?} {exclude:?}"
        );
        let why = "`--exclude` (in a build script `exclude`) leaves out everything that it selects";
        for it in &found {
            assert!(it.notes().any(|note| note == why), "{only:?} {exclude:?}");
        }
    }
}

#[test]
fn a_choice_of_a_field_is_told_what_to_choose() {
    let compiled = compiled(TL, &choice(&["a.one:x"], &[]));
    let notes = compiled.diagnostics.iter().flat_map(Shown::notes);
    assert!(notes.eq([
        "`--only` (in a build script `only`) takes functions, constructors, types and namespaces",
        "did you mean `a.one`?",
    ]));
}

#[test]
fn a_schema_that_is_elsewhere_leaves_nothing() {
    let one = "one x:int = A;";
    let elsewhere = |tl: &str, only: &[&str]| {
        let mut config = choice(only, &[]);
        config.extern_types.push("A=crate::A".parse().unwrap());
        outcome(tl, &config)
    };
    let message = "nothing is left to generate: all of it is elsewhere".to_owned();
    assert_eq!(elsewhere(one, &[]), (vec![message.clone()], false));
    let other = format!("{one} other a:A = Other;");
    assert_eq!(elsewhere(&other, &["one"]), (vec![message], false));
    assert_eq!(elsewhere(&other, &[]), (vec![], true));
    assert_eq!(elsewhere(&other, &["other"]), (vec![], true));
}

#[test]
fn a_choice_that_leaves_something_is_none() {
    for (only, exclude) in [
        (&[][..], &["A"][..]),
        (&[], &["a.get"]),
        (&["a.get"], &["a.one", "a.two"]),
        (&["A"], &["a.get"]),
    ] {
        let compiled = compiled(TL, &choice(only, exclude));
        let mut found = compiled.diagnostics.iter();
        assert!(
            found.all(|it| it.code == Code::EmptiedType),
            "{only:?} {exclude:?}"
        );
        assert!(compiled.code.is_some());
    }
    // This is allowed for an empty schema, and with the type of all errors.
    assert!(outcome("\n", &choice(&[], &["*"])).1);
    let mut errors = choice(&[], &["*"]);
    errors.rpc_errors = true;
    let known = [("NAMED".to_owned(), ErrorFacts::default())];
    errors.facts.errors = known.into_iter().collect();
    assert!(outcome(TL, &errors).1);
}

#[test]
fn a_layer_may_have_nothing_of_a_choice_where_another_has_something() {
    let mut sources = Sources::new();
    sources.add("1.tl", "// LAYER 1\none x:int = A;");
    sources.add("2.tl", "// LAYER 2\ntwo x:int = B;");
    let codes = [&["two"][..], &["one"], &["one", "A"], &["*"]].map(|exclude| {
        let config = choice(&[], exclude);
        let numbers = LayerNumbers::default();
        let compiled = compile_layers(&sources, &numbers, &config, &Levels::default()).unwrap();
        compiled.code.is_some()
    });
    assert_eq!(codes, [true, true, true, false]);
}

/// A constructor is generated by itself, and its type only if something holds it.
#[test]
fn a_constructor_does_not_bring_its_type() {
    let tl = "one x:int = A; two y:int = A; holds a:A = Holds;";
    let has = |only: &str, code: &str| code_with(tl, &choice(&[only], &[])).contains(code);
    for (only, one, two, ty) in [
        ("one", true, false, false),
        ("two", false, true, false),
        ("A", true, true, true),
        ("holds", true, true, true),
        ("Holds", true, true, true),
    ] {
        assert_eq!(has(only, "pub struct One"), one, "{only}");
        assert_eq!(has(only, "pub struct Two"), two, "{only}");
        assert_eq!(has(only, "pub enum A"), ty, "{only}");
    }
}

/// A selector applies to all layers together.
#[test]
fn a_selector_matches_something_in_one_of_the_layers() {
    let mut sources = Sources::new();
    sources.add("1.tl", "// LAYER 1\none x:int = A; both x:string = B;");
    sources.add("2.tl", "// LAYER 2\ntwo x:int = C; both x:string = B;");
    for (option, selector, is_there) in [
        ("--only", "one", true),
        ("--only", "two", true),
        ("--only", "both", true),
        ("--only", "three", false),
        ("--keep-enums", "A", true),
        ("--keep-enums", "C", true),
        ("--keep-enums", "D", false),
        ("--rename", "two=Second", true),
        ("--rename", "one:x=y", true),
        ("--rename", "one:y=x", false),
        ("--map-type", "both:x=Box<str>", true),
        ("--map-type", "two:x=Box<str>", false),
        ("--strings-as-bytes", "both", true),
    ] {
        let config = with(|config| set(config, option, selector));
        let numbers = LayerNumbers::default();
        let compiled = compile_layers(&sources, &numbers, &config, &Levels::default()).unwrap();
        assert_eq!(compiled.code.is_some(), is_there, "{option} {selector}");
        let found: Vec<_> = compiled.diagnostics.iter().map(|it| it.code).collect();
        let expected = [Code::UnmatchedSelector];
        assert_eq!(
            found,
            if is_there { &[][..] } else { &expected },
            "{option} {selector}"
        );
    }
}

/// Returns the fields of a struct.
fn fields<'c>(code: &'c str, name: &str) -> Vec<&'c str> {
    let (_, rest) = code.split_once(&format!("pub struct {name} {{")).unwrap();
    let (body, _) = rest.split_once("    }\n").unwrap();
    let lines = body.lines().map(str::trim);
    lines.filter(|line| line.starts_with("pub ")).collect()
}

#[test]
fn an_excluded_constructor_that_is_held_bare_keeps_its_fields() {
    for rest in [
        "doc at:Geo old:geo = Doc;",
        "doc old:flags.0?geo = Doc;",
        "doc old:Vector<geo> = Doc;",
        "doc old:2*[ x:geo ] = Doc;",
        "---functions--- get = Vector<geo>;",
    ] {
        let rest = rest.replace("doc ", "doc flags:# ");
        for tl in [
            format!("geo lat:int name:string = Geo; geoEmpty = Geo; {rest}"),
            format!("geo lat:int name:string = Geo; {rest}"),
        ] {
            for impls in [Impls::Generated, Impls::Derive] {
                let mut config = choice(&[], &["geo"]);
                config.impls = impls;
                let code = code_with(&tl, &config);
                let expected = [
                    "pub lat: i32,",
                    "pub name: ::tl_runtime::alloc::string::String,",
                ];
                assert_eq!(fields(&code, "Geo"), expected, "{tl}");
            }
        }
    }
}

#[test]
fn an_excluded_constructor_that_is_held_bare_may_contain_itself() {
    for (tl, name) in [
        (
            "node flags:# next:flags.0?node = Node; nodeEmpty = Node; root top:node = Root;",
            "Node",
        ),
        (
            "node flags:# by:flags.0?root = Node; nodeEmpty = Node; root flags:# top:flags.0?node = Root;",
            "Root",
        ),
        (
            "node {X:Type} flags:# of:flags.0?X = Node X; nodeEmpty {X:Type} = Node X; root of:(node root) = Root;",
            "Root",
        ),
    ] {
        let code = code_with(tl, &choice(&[], &["node"]));
        let found = fields(&code, name);
        assert!(
            found.iter().all(|it| it.contains("::boxed::Box<")),
            "{found:?}"
        );
    }
}

#[test]
fn an_enum_does_not_have_the_parameters_of_an_excluded_constructor() {
    let tl = "wrap {X:Type} of:X = Wrap X; wrapEmpty {X:Type} = Wrap X; root a:(wrap int) b:(Wrap int) = Root;";
    for excluded in ["wrap", "wrapEmpty"] {
        let code = code_with(tl, &choice(&[], &[excluded]));
        let enumeration = code.split_once("pub enum Wrap").unwrap().1;
        assert_eq!(
            enumeration.starts_with('<'),
            excluded == "wrapEmpty",
            "{excluded}"
        );
        assert!(code.contains("pub struct Wrap<X>"), "{excluded}");
    }
}
