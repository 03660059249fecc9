use super::overlaps;
use crate::check::{check, failed, parse_all};
use crate::diagnostic::Levels;
use crate::source::Sources;

/// Whether two constructors of the first type overlap.
fn overlap(text: &str) -> bool {
    let mut sources = Sources::new();
    sources.add("test.tl", text);
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let schema = check(&programs, &Levels::default(), &mut found);
    assert!(!failed(&found), "{text}: {found:?}");
    let ty = schema.types.iter().find(|ty| ty.name == "T").unwrap();
    overlaps(&schema, &ty.constructors)
}

#[test]
fn results_overlap_if_they_have_a_type_in_common() {
    for (text, expected) in [
        ("a = T;", false),
        ("a = T; b = T;", true),
        ("a = T 1; b = T 2;", false),
        ("a = T 1; b = T 2; c = T 1;", true),
        ("a = T 1 2; b = T 2 1;", false),
        ("a = T 1 2; b = T 2 1; c {n:#} = T n n;", false),
        ("a = T 1 2; c {n:#} = T n n; b = T 2 2;", true),
        ("a {n:#} = T n; b = T 3;", true),
        ("a = T 3; b {n:#} = T n;", true),
        ("a = T 0; b {n:#} = T (n+1);", false),
        ("a {n:#} = T (n+1); b = T 0;", false),
        ("a {n:#} = T (n+1); b = T 1;", true),
        ("a {x:Type} = T x 1; b {x:Type} = T x 2;", false),
        ("a {x:Type} = T x 1; b {x:Type} = T x 1;", true),
        ("a {n:#} = T n 1; b = T 2 2; c = T 3 1;", true),
        ("a {n:#} = T n 1; b = T 1 2; c {n:#} = T n 3;", false),
        ("a {n:#} = T 1 n; b {n:#} = T 2 n; c = T 1 1;", true),
        ("a {n:#} = T 1 n; b {n:#} = T 2 n; c = T 3 1;", false),
        (
            "p {t:Type} = P t; a {t:Type} = T (P t); b = T (P #); c = T #;",
            true,
        ),
        (
            "p {t:Type} = P t; a {t:Type} = T (P (P t)); b = T (P #); c = T #;",
            false,
        ),
        (
            "p {t:Type} = P t; a {t:Type} = T t 1; b = T (P #) 2; c = T (p #) 2;",
            true,
        ),
        (
            "p {t:Type} {n:#} = P t n; a {t:Type} = T (P t 1); b {t:Type} = T (P t 2);",
            false,
        ),
        (
            "p {t:Type} {n:#} = P t n; a {t:Type} = T (P t 1); b {t:Type} = T (P t 1);",
            true,
        ),
    ] {
        assert_eq!(overlap(text), expected, "{text}");
    }
}

/// A look at each pair would take minutes.
#[test]
fn many_results_that_differ_are_compared_at_once() {
    for (result, more, expected) in [
        ("= T %", "", false),
        ("= T % 7", "", false),
        ("= T %", "last = T 5;", true),
        ("= T %", "last {n:#} = T (n+100000);", false),
        ("{n:#} = T % n", "", false),
        ("{n:#} = T n %", "", false),
        ("{n:#} = T n %", "last = T 1 5;", true),
        ("{n:#} = T n %", "last = T 1 100000;", false),
        ("{n:#} = T (n+1) n %", "last {n:#} = T (n+1) 4 7;", true),
        ("{t:Type} = T t (P % t)", "p {n:#} {t:Type} = P n t;", false),
        ("{t:Type} = T (P t %)", "p {t:Type} {n:#} = P t n;", false),
        (
            "{t:Type} = T (P t %)",
            "p {t:Type} {n:#} = P t n; last {t:Type} = T (P (P t 1) 8);",
            true,
        ),
    ] {
        let mut text = String::new();
        for number in 0..10_000_u32 {
            let result = result.replace('%', &number.to_string());
            text += &format!("c{number}#{:x} {result};\n", number + 1);
        }
        assert_eq!(overlap(&(text + more)), expected, "{result} {more}");
    }
}
