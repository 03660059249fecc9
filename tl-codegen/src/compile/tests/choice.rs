//! What `--only` and `--exclude` leave.

use super::*;

const TL: &str = "a.one x:int = A; a.two = A; ---functions--- a.get = A;";

fn choice(only: &[&str], exclude: &[&str]) -> Config {
    with(|config| {
        config.only = only.iter().map(|it| (*it).into()).collect();
        config.exclude = exclude.iter().map(|it| (*it).into()).collect();
    })
}

/// The errors, and whether there is code.
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
        (&["a.get"], &["a.get"], selected),
        (&["a.one"], &["*"], selected),
        (&["a.one", "a.get"], &["a"], selected),
    ] {
        let (found, has_code) = outcome(TL, &choice(only, exclude));
        assert_eq!(found, [message], "{only:?} {exclude:?}");
        assert!(!has_code);
    }
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
        let (found, has_code) = outcome(TL, &choice(only, exclude));
        assert_eq!(found, [""; 0], "{only:?} {exclude:?}");
        assert!(has_code);
    }
    // Nothing of nothing, and the type of all errors.
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

/// A constructor by itself, and its type where something holds it.
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

/// A selector is about all layers together.
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
