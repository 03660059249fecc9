//! Texts of real schemas, and how they are read.

use super::*;
use crate::check::{check, parse_all};
use crate::diagnostic::Levels;

/// Returns the names of the findings, including those about ids.
fn codes(text: &str) -> Vec<&'static str> {
    let sources = Sources::of("a.tl", text);
    let mut diagnostics = Vec::new();
    let programs = parse_all(&sources, &mut diagnostics);
    let _ = check(&programs, &Levels::default(), &mut diagnostics);
    diagnostics.iter().map(|it| it.code.name()).collect()
}

/// Returns the declaration of a name, in canonical notation.
fn tl(text: &str, name: &str) -> String {
    with(&[text], World::Closed, |schema, _, _| {
        combinator(schema, name).tl()
    })
}

#[test]
fn a_call_declares_its_parameter() {
    for (fields, read, suggested) in [
        ("query:!X = X", "{X:Type} query:!X = X", " {X:Type}"),
        ("n:int !X = X", "{X:Type} n:int !X = X", " {X:Type}"),
        (
            "(query:!X) = Vector X",
            "{X:Type} query:!X = Vector<X>",
            " {X:Type}",
        ),
        (
            "f:# q:f.0?!X = Bool",
            "{X:Type} f:# q:f.0?!X = Bool",
            " {X:Type}",
        ),
        ("{n:#} q:!X = X", "{X:Type} {n:#} q:!X = X", " {X:Type}"),
        (
            "a:!X b:!Y c:!X = Y",
            "{X:Type} {Y:Type} a:!X b:!Y c:!X = Y",
            " {X:Type} {Y:Type}",
        ),
        (
            "{X:Type} a:!X b:!Y = Y",
            "{Y:Type} {X:Type} a:!X b:!Y = Y",
            " {Y:Type}",
        ),
        (
            "q:!answer = Bool",
            "{answer:Type} q:!answer = Bool",
            " {answer:Type}",
        ),
    ] {
        let text = format!("---functions--- call {fields};");
        let read = format!("---functions--- call {read};");
        assert_eq!(tl(&text, "call"), tl(&read, "call"));
        let found = findings(&[&text]);
        assert_eq!(found.len(), 1, "{found:?}");
        let insertion = format!("\"\" => {suggested:?}");
        assert!(
            found[0].starts_with("missing-parameter: ") && found[0].ends_with(&insertion),
            "{found:?}"
        );
    }
}

#[test]
fn the_id_of_a_call_is_that_of_the_text_with_its_parameter() {
    let text = "---functions--- invokeAfterMsg#cb9f372d msg_id:long query:!X = X; \
                invokeWithLayer18#1c900537 query:!X = X; call#0000000a n:int query:!X = X;";
    assert_eq!(codes(text), ["missing-parameter"; 3]);
    let said = findings(&[text]);
    assert!(
        said.iter()
            .all(|it| it.contains("a parameter") || it.contains("its parameter `X`"))
    );
    // Both are one declaration.
    let both = format!("{text} invokeAfterMsg {{X:Type}} msg_id:long query:!X = X;");
    assert_eq!(codes(&both), ["missing-parameter"; 3]);
}

#[test]
fn a_call_of_something_else_has_no_parameter() {
    for text in [
        "user = User; ---functions--- call query:!User = User;",
        "user = User; ---functions--- call query:!user = User;",
        "---functions--- call query:!Bool = Bool;",
        "---functions--- call {t:Type} n:# query:!n = Bool;",
        "---functions--- call query:!ns.X = Bool;",
    ] {
        let found = findings(&[text]);
        assert!(
            found[0].starts_with("wrong-kind: `!` without a parameter"),
            "{found:?}"
        );
    }
}

#[test]
fn a_parameter_of_another_name_is_meant() {
    for (text, name) in [
        (
            "---functions--- call {Y:Type} query:!X = X;",
            "\"Y\" => \"X\"",
        ),
        (
            "---functions--- call {x:Type} n:int query:!X = X;",
            "\"x\" => \"X\"",
        ),
        (
            "---functions--- call#1 {T:Type} flags:# query:!Q = Q;",
            "\"T\" => \"Q\"",
        ),
    ] {
        let found = findings(&[text]);
        assert!(
            matches!(&found[..], [only] if only.ends_with(name)),
            "{found:?}"
        );
    }
}

#[test]
fn a_type_in_lower_case_is_bare() {
    let salt = "one_salt since:int salt:long = OneSalt;";
    for (field, read) in [
        ("all:vector<oneSalt>", "all:vector<one_salt>"),
        ("x:oneSalt", "x:%OneSalt"),
        ("x:%oneSalt", "x:%OneSalt"),
        ("f:# x:f.3?oneSalt", "f:# x:f.3?one_salt"),
        ("n:# x:n*[ oneSalt ]", "n:# x:n*[ one_salt ]"),
        (
            "x:(Vector (vector oneSalt))",
            "x:(Vector (vector %OneSalt))",
        ),
    ] {
        let text = format!("salts {field} = Salts; {salt}");
        let read = format!("salts {read} = Salts; {salt}");
        let read = clean(&[&read], |schema| fields(schema, "salts"));
        let is = with(&[&text], World::Closed, |schema, _, _| {
            fields(schema, "salts")
        });
        assert_eq!(is, read);
        assert_eq!(codes(&text), ["bare-type-name"], "{text}");
    }
    let generic = "one {t:Type} value:t = a.Pair t; x y:(a.pair int) z:a.pair<a.pair<int>> = X;";
    assert_eq!(codes(generic), ["bare-type-name"]);
}

#[test]
fn a_type_in_lower_case_is_suggested_bare() {
    let suggested = |text: &str| {
        let found = findings(&[text]);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].rsplit(" | ").next().unwrap().to_owned()
    };
    let salts = "one_salt since:int salt:long = OneSalt; salts";
    assert_eq!(
        suggested(&format!("{salts} x:oneSalt = A;")),
        r#""oneSalt" => "one_salt""#
    );
    assert_eq!(
        suggested("_ x:int = OneSalt; a x:oneSalt = A;"),
        r#""oneSalt" => "%OneSalt""#
    );
    assert_eq!(
        suggested("_ x:int = OneSalt; a x:%oneSalt = A;"),
        r#""oneSalt" => "OneSalt""#
    );
    // The id tells which text was meant.
    let with_id = |x: &str| {
        let mut diagnostics = Vec::new();
        let text = format!("salts x:{x} = A;");
        let program = crate::syntax::parse(crate::source::FileId(0), &text, &mut diagnostics);
        let ast = program.declarations[0].combinator().unwrap();
        let id = crate::id::id(ast, crate::id::Rule::Official);
        let text = format!("{salts}#{id:08x} x:oneSalt = A;");
        assert_eq!(codes(&text), ["bare-type-name"]);
        suggested(&text)
    };
    assert_eq!(with_id("one_salt"), r#""oneSalt" => "one_salt""#);
    assert_eq!(with_id("%OneSalt"), r#""oneSalt" => "%OneSalt""#);
    assert_eq!(with_id("OneSalt"), r#""oneSalt" => "one_salt""#);
}

#[test]
fn a_name_in_lower_case_is_no_type_of_several_constructors() {
    for text in [
        "a = Two; b = Two; c x:two = C;",
        "c x:two = C; ---functions--- f = Two;",
        "a = Tow; c x:two = C;",
        "c x:function2 = C;",
    ] {
        assert!(codes(text).contains(&"undeclared-name"), "{text}");
    }
}

#[test]
fn a_file_of_several_layers_is_one_finding() {
    let layers = [
        "message a:int = Message; kept = Kept;",
        "message b:int = Message;",
        "message b:int c:int = Message; more = Kept;",
    ];
    for [first, second, third] in [
        ["===8===", "===17===", "===45==="],
        ["//===8===", "//===17===", "//===45==="],
        ["// === 8 ===", "/* ====17==== */", " ===45===  "],
    ] {
        let [one, two, three] = layers;
        let text = format!("{first}\n{one}\n{second}\n{two}\n\n{third}\n{three}\n");
        let found = findings(&[&text]);
        assert_eq!(found.len(), 1, "{found:?}");
        let message = "several-layers: this file has several layers of a schema";
        assert!(found[0].starts_with(message), "{found:?}");
        assert!(found[0].ends_with("layer 45 begins here"), "{found:?}");
    }
    let alone = "a = A;\n===8===\nb = B;";
    let found = findings(&[alone]);
    assert!(
        found[0].ends_with(r#""===8===" => "// LAYER 8""#),
        "{found:?}"
    );
}

#[test]
fn marks_of_layers_in_comments_are_harmless_where_no_name_repeats() {
    clean(&["//===8===\na = A;\n//===17===\nb = B; a = A;"], |_| ());
    // Two declarations in one layer are not in two.
    let found = findings(&["//===8===\na = A; a x:int = A;\n//===17===\nb = B;"]);
    assert!(found[0].starts_with("duplicate-name"), "{found:?}");
    let found = findings(&["//===8===\na = A;", "a x:int = A;"]);
    assert!(found[0].starts_with("duplicate-name"), "{found:?}");
}

#[test]
fn a_type_that_is_built_in_may_have_other_constructors() {
    for (text, constructors) in [
        ("nop = True;", ["true", "nop"]),
        (
            "long ? = Long; longer low:long high:long = Long;",
            ["long", "longer"],
        ),
        ("---types--- wide text:string = String;", ["string", "wide"]),
        (
            "---types--- pair {t:Type} a:t b:t = Vector t;",
            ["vector", "pair"],
        ),
        (
            "bytes#12345678 data:string = Bytes; more a:bytes = Bytes;",
            ["bytes", "more"],
        ),
    ] {
        with(&[text], World::Closed, |schema, found, _| {
            assert_eq!(found, [], "{text}");
            let last = schema.combinators.iter().last().unwrap();
            let ty = &schema[last.ty().unwrap()];
            let names = ty.constructors.iter().map(|id| schema[*id].name);
            assert_eq!(names.collect::<Vec<_>>(), constructors);
            assert_eq!(ty.builtin, None);
            let first = &schema[ty.constructors[0]];
            let is_builtin = |it: &&Combinator<'_>| it.name == first.name && it.builtin.is_some();
            let builtin = schema.combinators.iter().find(is_builtin).unwrap();
            assert_eq!((first.builtin, first.id), (None, builtin.id));
        });
    }
    // A bare `true` is still the builtin.
    let text = "nop = True; use f:# a:f.0?true b:True c:long = Use;";
    let uses = clean(&[text], |schema| fields(schema, "use"));
    assert_eq!(uses, ["f:#", "a:$0.0?%true", "b:True", "c:%long"]);
    assert_eq!(
        codes("---types--- longer#22076cba low:long = Long;"),
        ["duplicate-id"]
    );
}
