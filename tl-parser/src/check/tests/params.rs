//! Parameters and the braces around them.

use super::mended::{found, mends, only_says};
use super::*;

#[test]
fn parameters_stand_in_braces() {
    for (text, right) in [
        ("a [t:Type] x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a <t:Type> x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a (t:Type) x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a <Type t> x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a [t] x:t = A t;", "a {t:Type} x:t = A t;"),
        (
            "a<t, u> x:t y:u = A t u;",
            "a {t:Type} {u:Type} x:t y:u = A t u;",
        ),
        (
            "a [t:Type] [n:#] x:n*[t] = A t n;",
            "a {t:Type} {n:#} x:n*[t] = A t n;",
        ),
        ("a [n:#] x:n*[int] = A n;", "a {n:#} x:n*[int] = A n;"),
        ("a n:# x:n*[int] = A n;", "a {n:#} x:n*[int] = A n;"),
        ("a {Type t} x:t = A t;", "a {t:Type} x:t = A t;"),
        (
            "a {t,u:Type} x:t y:u = A t u;",
            "a {t u:Type} x:t y:u = A t u;",
        ),
        (
            "a {n, m, k:#} {t:Type} x:n*[ t ] = A n m k t;",
            "a {n m k:#} {t:Type} x:n*[ t ] = A n m k t;",
        ),
        ("a {Type:t} x:t = A t;", "a {t:Type} x:t = A t;"),
        (
            "---functions---\nf <X:Type> q:!X = X;",
            "---functions---\nf {X:Type} q:!X = X;",
        ),
    ] {
        mends(text, right);
    }
    assert_eq!(found("a {n:#} [m:#] = A n;"), []);
    only_says("a {t,u} x:t y:u = A t u;");
}

#[test]
fn a_parameter_that_is_repeated_is_not_declared_again() {
    for (text, right) in [
        ("a {t:Type} [ t ] = A t;", "a {t:Type} # [ t ] = A t;"),
        (
            "a {t:Type} [t] x:int = A t;",
            "a {t:Type} # [t] x:int = A t;",
        ),
        (
            "a {u:Type} {t:Type} [ t ] x:u = A u t;",
            "a {u:Type} {t:Type} # [ t ] x:u = A u t;",
        ),
    ] {
        mends(text, right);
    }
    for text in ["a <t:Type> [ t ] = A t;", "a [t u:Type] [ u ] x:t = A t u;"] {
        let [only] = &found(text)[..] else {
            panic!("{text}");
        };
        let mended = only
            .suggestion()
            .map(|it| it.apply(text))
            .unwrap_or_default();
        let left: Vec<Code> = found(&mended).iter().map(|it| it.code).collect();
        assert_eq!(left, [Code::MissingCount], "{mended}");
    }
}

#[test]
fn parameters_come_before_the_fields() {
    for (text, right) in [
        (
            "a id:long {t:Type} x:t = A t;",
            "a {t:Type} id:long x:t = A t;",
        ),
        (
            "a id:long [t:Type] x:t = A t;",
            "a {t:Type} id:long x:t = A t;",
        ),
        (
            "a id:long <t:Type> x:t = A t;",
            "a {t:Type} id:long x:t = A t;",
        ),
        ("a id:long [t] x:t = A t;", "a {t:Type} id:long x:t = A t;"),
        (
            "a id:long\n  name:string {t:Type} {u:Type}\n  x:t y:u = A t u;",
            "a {t:Type} {u:Type} id:long\n  name:string\n  x:t y:u = A t u;",
        ),
        (
            "a flags:# id:long [t:Type u:Type] x:t y:u = A t u;",
            "a {t:Type} {u:Type} flags:# id:long x:t y:u = A t u;",
        ),
        (
            "@any a#974cb1be {n:#} id:long [t:Type] x:n*[t] = A t n;",
            "@any a#974cb1be {n:#} {t:Type} id:long x:n*[t] = A t n;",
        ),
        (
            "a {t:Type} id:long <t:Type> x:t = A t;",
            "a {t:Type} id:long x:t = A t;",
        ),
        (
            "a id:long x:t {t:Type} = A t;",
            "a {t:Type} id:long x:t = A t;",
        ),
        (
            "a id:long {n:#} x:n*[int] = A n;",
            "a {n:#} id:long x:n*[int] = A n;",
        ),
        (
            "---functions---\nf id:long <X:Type> q:!X = X;",
            "---functions---\nf {X:Type} id:long q:!X = X;",
        ),
    ] {
        mends(text, right);
    }
    for right in [
        "a {t:Type} # [ t ] = A t;",
        "a {t:Type} n:# [ t ] x:int = A t;",
        "a n:# [ m:# ] = A;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}
