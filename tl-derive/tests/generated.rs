//! Does generated code compile without a warning, whatever options and names it has?
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may fail by a panic"
)]

mod support;

use std::ops::Range;

use serde_json::Value;
use tl_codegen::{Config, Impls, compile};
use tl_parser::diagnostic::Levels;
use tl_parser::source::Sources;

use crate::support::{compile as compile_rust, user};

/// Returns the code of a schema.
fn code(tl: &str, change: &dyn Fn(&mut Config)) -> String {
    let mut config = Config::default();
    change(&mut config);
    let compiled = compile(&Sources::of("a.tl", tl), &config, &Levels::default());
    let found = compiled.diagnostics.iter();
    let found: Vec<&str> = found.map(|it| it.message.as_str()).collect();
    compiled.code.unwrap_or_else(|| panic!("{tl}: {found:?}"))
}

/// A schema, and its options.
type Case<'c> = (&'c str, &'c dyn Fn(&mut Config));

/// Asserts that all code compiles, and that the compiler has nothing to say about it.
fn assert_compile(cases: &[Case<'_>]) {
    let mut root = String::from("#![deny(warnings)]\n");
    let mut lines: Vec<Range<usize>> = Vec::new();
    for (number, (tl, change)) in cases.iter().enumerate() {
        let first = root.lines().count();
        let code = code(tl, change);
        root += &format!("pub mod case{number} {{\n{code}\n}}\n");
        lines.push(first..root.lines().count());
    }
    // Summaries come after the messages that they count.
    if let Some(line) = compile_rust(&root).lines().next() {
        let message: Value = serde_json::from_str(line).unwrap();
        let span = message["spans"].as_array().unwrap().first();
        let line = span.map(|span| user(span)["line_start"].as_u64().unwrap() as usize - 1);
        let case = lines
            .iter()
            .position(|lines| line.is_some_and(|line| lines.contains(&line)));
        let tl = case.map_or("", |case| cases[case].0);
        panic!("{tl}\n{}", message["rendered"].as_str().unwrap());
    }
}

#[test]
fn flat_variants_have_fields_that_are_called_like_masks() {
    let flat = |it: &mut Config| it.flat.push("C".into());
    assert_compile(&[
        ("c m:# a:m.0?int self_m:int = C; d = C;", &flat),
        ("c type:# a:type.0?int self_type:int = C; d = C;", &flat),
        ("c m:# self_m:m.0?int self_m_:int = C; d = C;", &flat),
        (
            "c m:# m_:# a:m.0?int b:m_.1?int self_m:int = C; d = C;",
            &flat,
        ),
        (
            "c2 self_:int self:int type:# self_type:type.0?int r:# self_r:r.1?string = C; d = C;",
            &flat,
        ),
        ("c m:# a:m.0?int b:int = C; d = C;", &|it| {
            flat(it);
            it.rename.push("c:b=self_m".parse().unwrap());
        }),
        ("c m:# a:m.0?int b:int e:int = C; d = C;", &|it| {
            flat(it);
            it.keep_masks.push("c".into());
            it.rename.push("c:b=self_m".parse().unwrap());
            it.rename.push("c:e=self_m_".parse().unwrap());
        }),
        ("c m:# n:# a:m.0?int b:n.1?int e:int = C; d = C;", &|it| {
            flat(it);
            it.keep_masks.push("c".into());
            it.rename.push("c:n=m_".parse().unwrap());
            it.rename.push("c:e=self_m".parse().unwrap());
        }),
        (
            "c m:# n:# p:# a:m.0?int b:n.1?int c:p.2?int e:int = C; d = C;",
            &|it| {
                flat(it);
                it.keep_masks.push("c".into());
                it.rename.push("c:n=m_".parse().unwrap());
                it.rename.push("c:p=m__".parse().unwrap());
                it.rename.push("c:e=self_m".parse().unwrap());
            },
        ),
        (
            "c m:# n:# a:m.0?int b:n.1?int e:int f:int = C; d = C;",
            &|it| {
                flat(it);
                it.keep_masks.push("c".into());
                it.rename.push("c:m=m_".parse().unwrap());
                it.rename.push("c:n=m".parse().unwrap());
                it.rename.push("c:e=self_m".parse().unwrap());
                it.rename.push("c:f=self_m_".parse().unwrap());
            },
        ),
    ]);
}

#[test]
fn a_type_that_lost_its_constructors_has_the_traits_of_what_contains_it() {
    fn derives(list: &'static str) -> impl Fn(&mut Config) {
        move |it| {
            it.exclude.push("v".into());
            it.derives.push(list.parse().unwrap());
        }
    }
    let tl = "v x:int = V; u a:V = U; w a:u l:vector<U> = W; ---functions--- f a:W = V;";
    assert_compile(&[
        (tl, &derives("u=+Hash")),
        (tl, &derives("U=+Eq")),
        (tl, &derives("w=+Eq,+PartialOrd,+Ord")),
        (tl, &derives("f=+Hash")),
        (tl, &derives("V=-Clone")),
        (tl, &derives("V=-Debug")),
        (tl, &derives("V=-PartialEq")),
        (tl, &derives("+Hash")),
        (tl, &derives("-Clone")),
        (tl, &derives("u=+Default")),
        (
            "v x:int = V; u a:V = U; t {x:Type} a:x b:V = T x;",
            &derives("t=+Copy"),
        ),
        (
            "v x:int = V; a = B; b x:V = B; c x:B = C;",
            &derives("C=+Hash"),
        ),
    ]);
}

#[test]
fn a_type_that_lost_its_constructors_has_a_view() {
    fn views(exclude: &'static str) -> impl Fn(&mut Config) {
        move |it| {
            it.exclude.push(exclude.into());
            it.views.push("*".into());
        }
    }
    assert_compile(&[
        (
            "a {t:Type} = M t; b {t:Type} v:t = M t; u x:(M int) s:string = U;",
            &views("M"),
        ),
        ("a {n:#} = M n; u n:# x:(M n) s:string = U;", &views("a")),
        (
            "a {n:#} {t:Type} v:t = M n t; u n:# x:(M n int) s:string = U;",
            &views("a"),
        ),
        ("a x:int = M; u x:M s:string = U;", &views("a")),
    ]);
}

#[test]
fn names_of_items_and_parameters_differ() {
    fn renamed(names: &'static [&str]) -> impl Fn(&mut Config) {
        move |it| {
            it.views.push("*".into());
            for name in names {
                it.rename.push(name.parse().unwrap());
            }
        }
    }
    let tl = "box {t:Type} v:t = Box t; no {t:Type} = Opt t; yes {t:Type} v:t l:vector<t> = Opt t; \
              u a:(Box int) b:(Opt string) = U; ---functions--- call {X:Type} query:!X = X;";
    assert_compile(&[
        (tl, &renamed(&["box=T", "Opt=T", "call=X"])),
        (tl, &renamed(&["box=CT", "Opt=CT"])),
        (tl, &renamed(&["Box=T", "yes=T"])),
        (tl, &renamed(&["Box=CT", "yes=CT"])),
        (
            "c {T:Type} v:T t:2*[ a:T b:int ] = C T; u a:(c int) = U;",
            &renamed(&[]),
        ),
        (
            "p {n:#} x:# z:int xs:n*[ int ] = P n; u n:# p:(p n) = U;",
            &renamed(&["p:x=n"]),
        ),
        (
            "p {t:Type} x:# y:x*[ t ] z:t = P t; u p:(p int) = U;",
            &renamed(&["p:x=t"]),
        ),
    ]);
}

#[test]
fn the_derive_takes_what_the_generator_writes() {
    fn derived(change: impl Fn(&mut Config)) -> impl Fn(&mut Config) {
        move |it| {
            it.impls = Impls::Derive;
            change(it);
        }
    }
    let nullable = derived(|it| it.nullable.push("*".into()));
    let renamed = |list: &'static [&str]| {
        derived(move |it| {
            it.rename
                .extend(list.iter().map(|name| name.parse().unwrap()));
        })
    };
    let alike = "self flags:# self:flags.0?int Self:flags.1?int = Self;";
    assert_compile(&[
        (
            "option {t:Type} v:t = Option t; u a:(Option int) = U;",
            &nullable,
        ),
        (
            "option {t:Type} v:t l:vector<t> m:int = Option t;",
            &nullable,
        ),
        ("option {a:Type} {b:Type} v:b w:a = Option a b;", &nullable),
        (alike, &renamed(&["self:self=json"])),
        (alike, &renamed(&["self:Self=json"])),
        (alike, &renamed(&["self:flags=json"])),
        ("x aB:int a_b:int = X;", &renamed(&["x:aB=second"])),
        (
            "x aB:int a_b:int aliceUser:int = X;",
            &renamed(&["x:aliceUser=first", "x:a_b=alice_user"]),
        ),
        ("box {t:Type} v:t = Box t;", &renamed(&["box=T"])),
        ("box {t:Type} v:t = Box t;", &renamed(&["box=CT"])),
        (
            "no {t:Type} = Opt t; yes {t:Type} v:t = Opt t;",
            &renamed(&["Opt=T"]),
        ),
        (
            "no {t:Type} = Opt t; yes {t:Type} v:t = Opt t;",
            &renamed(&["Opt=CT"]),
        ),
        (
            "---functions--- call {X:Type} query:!X = X;",
            &renamed(&["call=X"]),
        ),
    ]);
}
