//! Parts of a field in another order, and marks of a field at another place.

use super::mended::{found, mends, only_says};
use super::*;

#[test]
fn types_before_names_are_one_mistake_of_their_declaration() {
    for (text, right) in [
        ("a int:x = A;", "a x:int = A;"),
        ("a long:x string:y = A;", "a x:long y:string = A;"),
        (
            "a x:int bytes:y // y\n int64_t:z = A;",
            "a x:int y:bytes // y\n z:long = A;",
        ),
        ("a int x string y = A;", "a x:int y:string = A;"),
        ("a Vector<int> x = A;", "a x:Vector<int> = A;"),
        (
            "a vector<int> x string y = A;",
            "a x:vector<int> y:string = A;",
        ),
        ("a Vector<int>:x = A;", "a x:Vector<int> = A;"),
        ("a (Vector int):x = A;", "a x:(Vector int) = A;"),
        ("b = B; a %B:x = A;", "b = B; a x:%B = A;"),
        ("a #:f x:f.0?int = A;", "a f:# x:f.0?int = A;"),
        ("a f:# f.0?int:x = A;", "a f:# x:f.0?int = A;"),
        (
            "a f:# f.1?Vector<int>:x = A;",
            "a f:# x:f.1?Vector<int> = A;",
        ),
        ("a f:# f.0?int x = A;", "a f:# x:f.0?int = A;"),
        ("a i64 x = A;", "a x:long = A;"),
        ("a vector int x = A;", "a x:vector<int> = A;"),
        (
            "a y:int Vector string x = A;",
            "a y:int x:Vector<string> = A;",
        ),
        ("a {t:Type} t x = A t;", "a {t:Type} x:t = A t;"),
        ("a (int x) = A;", "a x:int = A;"),
        ("a (int x) (string y) = A;", ""),
    ] {
        match right {
            "" => assert_eq!(found(text).len(), 2, "{text}"),
            right => mends(text, right),
        }
    }
    // Each declaration has its own.
    let functions = "---functions---\nf int x = Bool;\ng int:x = Bool;";
    let places: Vec<u32> = found(functions)
        .iter()
        .map(|it| it.labels[0].span.start)
        .collect();
    assert_eq!(places, [18, 34]);
    for right in [
        "a int:int = A;",
        "b = B; a B:b = A;",
        "a bytes:bytes string:string = A;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
    // These are names of fields, too.
    for text in ["a date:when = A;", "a text:words = A;"] {
        let found = found(text);
        assert!(
            found
                .iter()
                .all(|it| !it.message.contains("before its name")),
            "{found:#?}"
        );
    }
}

#[test]
fn lists_before_their_names_are_part_of_the_same_mistake() {
    for (text, right) in [
        (
            "a Vector int:x Vector string:y = A;",
            "a x:Vector<int> y:Vector<string> = A;",
        ),
        (
            "a Vector int:x y:int Vector int:z = A;",
            "a x:Vector<int> y:int z:Vector<int> = A;",
        ),
        (
            "a int:q vector int x string y = A;",
            "a q:int x:vector<int> y:string = A;",
        ),
        (
            "a f:# f.0?Vector int:x f.1?Vector string y = A;",
            "a f:# x:f.0?Vector<int> y:f.1?Vector<string> = A;",
        ),
        (
            "a Vector of i64 x Vector u32:y = A;",
            "a x:Vector<long> y:Vector<#> = A;",
        ),
        (
            "a n:# n*[ Vector int:x %Vector int y ] = A;",
            "a n:# n*[ x:Vector<int> y:%Vector<int> ] = A;",
        ),
        (
            "---functions---\nf Vector int\n  x // of x\n  Vector int:y = Bool;",
            "---functions---\nf x:Vector<int> // of x\n  y:Vector<int> = Bool;",
        ),
        ("a Vector int x:int = A;", "a Vector<int> x:int = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn names_and_types_without_colons_are_one_mistake() {
    for (text, right) in [
        ("a x int = A;", "a x:int = A;"),
        ("a x int y string = A;", "a x:int y:string = A;"),
        (
            "a x int y Vector int z:int = A;",
            "a x:int y:Vector<int> z:int = A;",
        ),
        ("a z:int x int y string = A;", "a z:int x:int y:string = A;"),
        (
            "a x Vector<int> y string z long = A;",
            "a x:Vector<int> y:string z:long = A;",
        ),
        ("a {t:Type} x t y t = A t;", "a {t:Type} x:t y:t = A t;"),
        ("a x i32 y str = A;", "a x:int y:string = A;"),
        (
            "a f:# x f.0?int y f.1?Vector string = A;",
            "a f:# x:f.0?int y:f.1?Vector<string> = A;",
        ),
        (
            "a x int\n  // the words\n  text string = A;",
            "a x:int\n  // the words\n  text:string = A;",
        ),
        (
            "b = B;\n---functions---\nf x B y %B = Bool;",
            "b = B;\n---functions---\nf x:B y:%B = Bool;",
        ),
    ] {
        mends(text, right);
    }
    // Nothing says that these are pairs.
    assert_eq!(found("a foo bar = A;").len(), 2);
    assert!(
        found("a x 5 = A;")
            .iter()
            .all(|it| it.suggestion().is_none())
    );
}

#[test]
fn a_colon_before_the_result() {
    for (text, right) in [
        ("a x:int : A;", "a x:int = A;"),
        ("a : A;", "a = A;"),
        ("a x:Vector<int> : ns.A;", "a x:Vector<int> = ns.A;"),
        (
            "---functions---\nf x:int: Bool;",
            "---functions---\nf x:int= Bool;",
        ),
        ("a: x:int = A;", "a x:int = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn fields_in_brackets_before_a_colon_or_an_arrow() {
    for (text, right) in [
        ("a(x: int, y: string): A;", "a x: int y: string = A;"),
        ("a (x:int, y:string) -> A;", "a x:int y:string = A;"),
        ("a(x:int,y:int):A;", "a x:int y:int =A;"),
        ("a(x:int, y:string) = A;", "a x:int y:string = A;"),
        ("a x -> int = A;", "a x:int = A;"),
        ("a x:int y->string = A;", "a x:int y:string = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn a_number_sign_before_the_colon_of_a_field() {
    for (text, right) in [
        ("a x#:int = A;", "a x:int = A;"),
        ("a f#: x:f.0?int = A;", "a f:# x:f.0?int = A;"),
        (
            "a f:# x#:f.0?Vector<int> = A;",
            "a f:# x:f.0?Vector<int> = A;",
        ),
        (
            "a x:int f#:\n y:f.3?true = A;",
            "a x:int f:#\n y:f.3?true = A;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn arguments_in_other_brackets() {
    for (text, right) in [
        ("a x:Vector{int} = A;", "a x:Vector<int> = A;"),
        (
            "a x:Vector{Vector{int}} = A;",
            "a x:Vector<Vector<int>> = A;",
        ),
        (
            "a f:# x:f.0?vector{int} y:int = A;",
            "a f:# x:f.0?vector<int> y:int = A;",
        ),
        (
            "a x:Vector[Vector[int]] = A;",
            "a x:Vector<Vector<int>> = A;",
        ),
        ("a x:Vector[A] = A;", "a x:Vector<A> = A;"),
        (
            "a = A; ---functions--- f = Vector[A];",
            "a = A; ---functions--- f = Vector<A>;",
        ),
        (
            "a = A; ---functions--- f = Vector{Vector{A}};",
            "a = A; ---functions--- f = Vector<Vector<A>>;",
        ),
        ("a x:Vector{A} = A;", "a x:Vector<A> = A;"),
        ("a x:Vector {int} = A;", "a x:Vector<int> = A;"),
        ("a x:Vector [int] = A;", "a x:Vector<int> = A;"),
        (
            "a = A; ---functions--- f = Vector [A];",
            "a = A; ---functions--- f = Vector<A>;",
        ),
        (
            "p {t:Type} {u:Type} x:t y:u = P t u; a x:P(int, string) = A;",
            "p {t:Type} {u:Type} x:t y:u = P t u; a x:P<int, string> = A;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn the_mark_of_a_call_at_another_place() {
    let of = |field: &str| format!("---functions---\nf {{X:Type}} {field} = X;");
    for (field, right) in [
        ("!x:X", "x:!X"),
        ("x!:X", "x:!X"),
        ("x:X!", "x:!X"),
        ("x:X! y:int", "x:!X y:int"),
        ("x:!!X", "x:!X"),
        ("x:%!X", "x:!X"),
        ("x:!X y:Vector<!X>", "x:!X y:Vector<X>"),
    ] {
        mends(&of(field), &of(right));
    }
    mends(&of("x:!x"), &of("x:!X"));
    mends(&of("x:!Y"), &of("x:!X"));
    only_says(&of("x:!Bool"));
    // A list of calls does not exist.
    only_says(&of("x:Vector<!X>"));
    only_says(&of("x:(Vector !X)"));
    only_says(&of("x:!Vector<X>"));
    let moved = of("n:# x:!n.0?X");
    let [only] = &found(&moved)[..] else {
        panic!("{moved}");
    };
    let mended = only.suggestion().map(|it| it.apply(&moved));
    assert_eq!(mended, Some(of("n:# x:n.0?!X")));
    let param = "---functions---\nf {!X:Type} x:!X = X;";
    mends(param, &param.replace("{!", "{"));
}

#[test]
fn comments_inside_of_comments_are_one_mistake() {
    for (text, right) in [
        ("/* /* */ */\na = A;", "/*   */\na = A;"),
        ("/* x /* y */ z */ a = A;", "/* x  y  z */ a = A;"),
        (
            "/* 1 /* 2 /* 3 */ 2 */ 1 */\na = A;",
            "/* 1  2  3  2  1 */\na = A;",
        ),
        (
            "/* b:\n/* of b */\nb x:int = B;\n*/\na = A;",
            "/* b:\n of b \nb x:int = B;\n*/\na = A;",
        ),
        ("a /* x /* y */ */ x:int = A;", "a /* x  y  */ x:int = A;"),
        (
            "a = A; /* x /* y */ z */\nb = B;",
            "a = A; /* x  y  z */\nb = B;",
        ),
        (
            "/*\n * b = B;\n /* b */\n * c = C;\n */\na = A;",
            "/*\n * b = B;\n  b \n * c = C;\n */\na = A;",
        ),
    ] {
        mends(text, right);
    }
    for right in [
        "/* x /* y */ a = A;",
        "/* x /* y */ a = A; /* z */",
        "/* x /* y */\n// z */\na = A;",
        "// /* x /* y */ z */\na = A;",
        "/* a /* b */\nx = X;\n// c\n/* d */\ny = Y;",
        "/* a /* b */\nx = X;\n//\n/**/\n//\n/* d */\ny = Y;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn a_constructor_that_several_declarations_exclude_is_one_mistake() {
    for (text, labels) in [
        ("Empty A; Empty A; a = A;", 3),
        ("a = A; New A; New A;", 3),
        ("Final A; a = A; Empty A; a2 = A;", 2),
        ("Empty A; a = A;", 2),
    ] {
        let found = found(text);
        assert!(
            found.iter().all(|it| it.code == Code::Finality),
            "{found:#?}"
        );
        let first = &found[0];
        assert_eq!(first.labels.len(), labels, "{text}");
        let names: Vec<Span> = found.iter().map(|it| it.labels[0].span).collect();
        let mut different = names.clone();
        different.dedup();
        assert_eq!(names, different);
    }
    assert_eq!(found("Empty A; Empty A; a = B;"), []);
}

#[test]
fn a_declaration_on_the_line_of_one_without_an_end() {
    for (text, right) in [
        ("a = A b = B;", "a = A; b = B;"),
        (
            "c = C; a x:int = A b y:int = B;",
            "c = C; a x:int = A; b y:int = B;",
        ),
        (
            "---functions--- f = Bool g x:int = Bool;",
            "---functions--- f = Bool; g x:int = Bool;",
        ),
        (
            "a = ns.A ns.b x:long = ns.B;",
            "a = ns.A; ns.b x:long = ns.B;",
        ),
    ] {
        mends(text, right);
    }
    // Which of the words is the name is not known.
    only_says("a = A b int = B;");
}

#[test]
fn an_id_on_a_line_of_its_own_is_not_a_comment() {
    for (text, right) in [
        ("a\n#d2aa78f6\nx:int = A;", "a#d2aa78f6\nx:int = A;"),
        (
            "a\n  #d2aa78f6\n  x:int\n  = A;",
            "a#d2aa78f6\n  x:int\n  = A;",
        ),
        (
            "b = B;\na\r\n\t#7aae25b9\r\n = A;",
            "b = B;\na#7aae25b9\r\n = A;",
        ),
    ] {
        mends(text, right);
    }
    mends("a\n#comment\n x:int = A;", "a\n//comment\n x:int = A;");
}

#[test]
fn a_type_with_an_argument_before_a_name_is_one_finding() {
    for (text, right) in [
        ("a Vector int:ids = A;", "a ids:Vector<int> = A;"),
        (
            "a x:int vector A:ids y:int = A;",
            "a x:int ids:vector<A> y:int = A;",
        ),
        ("a %Vector i32:ids = A;", "a ids:%Vector<int> = A;"),
        ("a int[3] ids x:int = A;", "a ids:3*[ int ] x:int = A;"),
        ("a x:int double[2] p = A;", "a x:int p:2*[ double ] = A;"),
        ("a int[] ids = A;", "a ids:Vector<int> = A;"),
        ("a x:16*byte = A;", "a x:int128 = A;"),
        ("a x:int 32*byte = A;", "a x:int int256 = A;"),
        ("a n:# x:n*byte y:int = A;", "a n:# x:bytes y:int = A;"),
    ] {
        mends(text, right);
    }
}
