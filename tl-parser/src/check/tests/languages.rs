//! What those write who come from other languages: one finding, whose suggestion mends it.

use super::mended::{found, mends, only_says};

#[test]
fn other_marks_before_a_result() {
    for (text, right) in [
        ("a x:int := A;", "a x:int = A;"),
        ("a x:int ::= A;", "a x:int = A;"),
        ("a x:int --> A;", "a x:int = A;"),
        ("a x:int ==> A;", "a x:int = A;"),
        ("a x:int ~> A;", "a x:int = A;"),
        ("a x:int \u{2212}> A;", "a x:int = A;"),
        ("a(x:int): A;", "a(x:int) = A;"),
        (
            "---functions---\r\nf(x:int):Vector<int>;\r\ng = Bool;",
            "---functions---\r\nf(x:int) = Vector<int>;\r\ng = Bool;",
        ),
        (
            "ns.a\n  x:int // x\n  := ns.A;",
            "ns.a\n  x:int // x\n  = ns.A;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn default_values_are_removed() {
    for (text, right) in [
        ("a x:int = 5 = A;", "a x:int = A;"),
        ("a x:int = 5 y:int = A;", "a x:int y:int = A;"),
        ("a x:int=5 y:int = A;", "a x:int y:int = A;"),
        ("a x:string=\"\" y:int = A;", "a x:string y:int = A;"),
        ("a x:string = \"two words\" = A;", "a x:string = A;"),
        ("a x:string = 'b = c' y:int = A;", "a x:string y:int = A;"),
        ("a x:Bool = false y:int = A;", "a x:Bool y:int = A;"),
        ("a x:double = 0.5 = A;", "a x:double = A;"),
        ("a x:int = -1 = A;", "a x:int = A;"),
        (
            "a x:Vector<int> = [] y:int = A;",
            "a x:Vector<int> y:int = A;",
        ),
        (
            "a\r\n  x:int = 5 // x\r\n  y:int\r\n  = A;",
            "a\r\n  x:int // x\r\n  y:int\r\n  = A;",
        ),
        (
            "ns.a f:# x:f.0?int = 5 = ns.A;",
            "ns.a f:# x:f.0?int = ns.A;",
        ),
    ] {
        mends(text, right);
    }
    assert_eq!(found("a x:int = 5, y:int = 6 = A;").len(), 1);
    only_says("a x:int = 5;");
}

#[test]
fn masks_with_another_mark() {
    let of = |field: &str| format!("a flags:# {field} = A;");
    for (field, right) in [
        ("x:flags.1!int", "x:flags.1?int"),
        ("x:flags.1;int", "x:flags.1?int"),
        ("x:flags.1?:int", "x:flags.1?int"),
        ("x:flags.1?: int y:int", "x:flags.1? int y:int"),
        ("x:flags.0x1F?int", "x:flags.31?int"),
        ("x:flags.0xa?int", "x:flags.10?int"),
    ] {
        mends(&of(field), &of(right));
    }
    for field in [
        "x:flags.1?flags.2?int",
        "x:flags.1?flags.1?Vector<int> y:int",
        "x:flags.0xff?int",
        "x:...",
        "x:int...",
        "x:int ... y:int",
        "...x:int",
    ] {
        only_says(&of(field));
    }
    only_says("a ... = A;");
}

#[test]
fn a_comment_that_is_not_closed_is_one_mistake() {
    for (text, right) in [
        (
            "a x:int /* x\n = A;\nb = B;",
            "a x:int /* x */\n = A;\nb = B;",
        ),
        ("a /* x\n  x:int = A;", "a /* x */\n  x:int = A;"),
        ("a x:int = /* x\r\n  A;", "a x:int = /* x */\r\n  A;"),
        (
            "---functions---\nf\n/* x\n = Bool;",
            "---functions---\nf\n/* x */\n = Bool;",
        ),
        ("a x:int */ = A;", "a x:int  = A;"),
        (
            "a x:Vector<int> */ y:int = A;",
            "a x:Vector<int>  y:int = A;",
        ),
        ("a n:# */ y:int = A;", "a n:#  y:int = A;"),
    ] {
        mends(text, right);
    }
}
