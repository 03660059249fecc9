//! Text in the style of other languages is one finding, and its suggestion mends it.

use super::mended::{found, mends, only_says};
use crate::diagnostic::Diagnostic;

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
    only_says("a x:int = y:int = A;");
    only_says("a x:int = y:int z:int = A;");
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

#[test]
fn statements_of_other_languages_are_one_finding() {
    for text in [
        "reserved 2, 3;",
        "reserved \"a\", \"b\";",
        "reserved a;",
        "import \"a.proto\";",
        "import a.b;",
        "use a::b;",
        "package a.b;",
        "option java_package = \"a\";",
        "const X = 5;",
        "const x: int = 5;",
        "let x = \"5\";",
        "syntax = \"proto3\";",
        "extensions 100, 200;",
        "class A:\n    id: int;",
        "class B(A):\r\n    id: int;",
        "def f(x: int) -> A: pass;",
    ] {
        let whole = format!("a = A;\n{text}\nb a:A = B;");
        let found = found(&whole);
        let [only] = found.as_slice() else {
            panic!("{whole}: {found:#?}");
        };
        assert!(only.suggestion().is_none(), "{found:#?}");
        let is_told = only
            .notes()
            .any(|it| it.contains("TL") || it.contains("namespace"));
        assert!(is_told, "{found:#?}");
    }
    for right in [
        "import = Import; option x:int = Option; const class:int = Const; reserved a:Import = Reserved;",
        "package\n  x:int\n  = Package;\nuse#0000000a n:# = Use;\nlet {t:Type} x:t = Let t;",
    ] {
        let codes: Vec<&str> = found(right).iter().map(|it| it.code.name()).collect();
        assert!(codes.iter().all(|it| *it == "id-mismatch"), "{codes:?}");
    }
    // They are declarations with a mistake.
    for text in [
        "message id:long text:string = ;",
        "service x:int =;",
        "message id:\n  long = Message",
    ] {
        let found = found(text);
        let is_told = |it: &Diagnostic| it.message.contains("another language");
        assert!(
            !found.is_empty() && !found.iter().any(is_told),
            "{found:#?}"
        );
    }
    mends(
        "message limit:int = 5 offset:int = Message;",
        "message limit:int offset:int = Message;",
    );
    mends(
        "option x:int, y:int = Option;",
        "option x:int y:int = Option;",
    );
    mends(
        "const x:int,\n y:int = Const;",
        "const x:int\n y:int = Const;",
    );
    mends("use f:# x:f.0 int = Use;", "use f:# x:f.0?int = Use;");
}

#[test]
fn the_parts_of_a_union_are_declarations() {
    for text in [
        "shape = Circle | Square;",
        "type Shape = Circle | Square;",
        "a x:int | b y:int = Shape;",
        "a x:int|long = A;",
    ] {
        let found = found(text);
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
        assert!(
            found[0].notes().any(|it| it.contains("of its own")),
            "{found:#?}"
        );
    }
}

#[test]
fn a_keyword_before_a_name_is_removed() {
    let functions = "a = A;\n---functions---\n";
    for word in ["function", "fn", "method", "rpc", "public"] {
        let text = format!("{functions}{word} getA x:int = A;");
        mends(&text, &format!("{functions}getA x:int = A;"));
        let types = format!("b x:int = A;\n{word} a y:int = A;");
        mends(&types, "b x:int = A;\na y:int = A;");
    }
}

#[test]
fn marks_of_sections_are_suggested_around_comments() {
    for (text, right) in [
        (
            "// of f\nf x:int = Vector<A>; // f\na = A;",
            "---functions---\n// of f\nf x:int = Vector<A>; // f\n---types---\na = A;",
        ),
        (
            "f x:int = Vector<A>; /* f */ // f\r\na = A;\r\ng = Bool; // g\r\nb = B;",
            "---functions---\r\nf x:int = Vector<A>; /* f */ // f\r\n---types---\r\na = A;\r\n\
             ---functions---\r\ng = Bool; // g\r\n---types---\r\nb = B;",
        ),
        (
            "a = A;\r\nf = Vector<A>; // f\r\ng = Bool;\r\n",
            "a = A;\r\n---functions---\r\nf = Vector<A>; // f\r\ng = Bool;\r\n",
        ),
        (
            "---functions---\nf = Later;\nlater = Later; // l\ng x:Later = Bool;",
            "---functions---\nf = Later;\n---types---\nlater = Later; // l\n---functions---\ng x:Later = Bool;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn bytes_of_a_fixed_number_have_a_type() {
    for (name, right) in [
        ("bytes16", "int128"),
        ("bytes32", "int256"),
        ("sha256", "int256"),
        ("Bytes64", "int512"),
    ] {
        mends(&format!("a x:{name} = A;"), &format!("a x:{right} = A;"));
    }
    // It may be a hash table or a hash value.
    only_says("a x:hash = A;");
}

#[test]
fn a_type_or_nothing_needs_a_mask() {
    for text in [
        "a x:string|null = A;",
        "a x:int | undefined = A;",
        "a x:Vector<int>|None y:int = A;",
    ] {
        let found = found(text);
        let [only] = found.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(
            only.notes().any(|note| note.contains("has a mask")),
            "{only:#?}"
        );
    }
    for text in [
        "a x:B|C = A;",
        "a x:B|Nonempty = A;",
        "a = A | nilable = A;",
    ] {
        let other = found(text);
        assert!(
            other
                .iter()
                .all(|it| it.notes().all(|note| !note.contains("has a mask")))
        );
    }
}

#[test]
fn fields_in_braces_are_written_without_them() {
    for (text, right) in [
        ("a { int x } = A;", "a x:int = A;"),
        ("a {int x}=A;", "a x:int=A;"),
        ("a{x int} = A;", "a x:int = A;"),
        ("a { int x, string y } = A;", "a x:int y:string = A;"),
        ("a {\n  x i32\n  y str\n} = A;", "a x:int y:string = A;"),
        (
            "a {\n  Vector<int> x\n  ns.B y\n} = A;\nns.b = ns.B;",
            "a x:Vector<int> y:ns.B = A;\nns.b = ns.B;",
        ),
        ("a { x int; y string; } = A;", "a x:int y:string = A;"),
        ("struct a { int x; } = A;", "a x:int = A;"),
        ("struct a{ int x; string y; } = A;", "a x:int y:string = A;"),
        ("class a { x:int; y:string; } = A;", "a x:int y:string = A;"),
        (
            "type a { x: int, y: string } = A;",
            "a x: int y: string = A;",
        ),
        (
            "---functions---\nfunc f { int x } = Bool;",
            "---functions---\nf x:int = Bool;",
        ),
        ("a(int x, string y) = A;", "a x:int y:string = A;"),
        ("a (x i32, y str) = A;", "a x:int y:string = A;"),
        ("a(int x) = A;", "a x:int = A;"),
        // These are parameters.
        ("a {t} x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a {t u} = A t u;", "a {t u:Type} = A t u;"),
        ("a {t Type} = A t;", "a {t:Type} = A t;"),
    ] {
        mends(text, right);
    }
    for text in [
        "a { x } = A;",
        "a {t u} = A;",
        "a { int x string y } = A;",
        "a { unsigned int x } = A;",
    ] {
        only_says(text);
    }
}

#[test]
fn fields_that_each_have_a_semicolon_are_one_mistake() {
    for text in [
        "a int x; string y;",
        "a int x;\nstring y;\nlong z;\nb = B;",
        "b = B;\na Vector<int> x; string y;",
        "ns.a B x; b y:int = B;",
        "string x;",
    ] {
        only_says(text);
    }
    for right in [
        "a {t:Type} x:t = A t;\na int;",
        "Vector int;\nvector string;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn a_name_has_no_quotation_marks() {
    for (text, right) in [
        ("\"a\" x:int = A;", "a x:int = A;"),
        ("a \"x\":int = A;", "a x:int = A;"),
        ("a x:\"int\" = A;", "a x:int = A;"),
        ("a x:Vector<`int`> = A;", "a x:Vector<int> = A;"),
        ("a x:int = 'ns.A';", "a x:int = ns.A;"),
        ("\u{201c}a\u{201d} x:int = A;", "a x:int = A;"),
        ("a \u{2018}x\u{2019}:int = A;", "a x:int = A;"),
    ] {
        mends(text, right);
    }
    only_says("a x:'two words' = A;");
}

#[test]
fn words_of_other_languages_are_left_out() {
    for (text, right) in [
        ("a public x:int = A;", "a x:int = A;"),
        ("a x:readonly int = A;", "a x:int = A;"),
        (
            "---functions---\nf x:int returns Bool;",
            "---functions---\nf x:int = Bool;",
        ),
        (
            "---functions---\nf int returns Bool;",
            "---functions---\nf int = Bool;",
        ),
    ] {
        mends(text, right);
    }
    for text in [
        "#include \"b.tl\"\na = A;",
        "a = A;\n#import b",
        "typedef int A;",
    ] {
        only_says(text);
    }
}

#[test]
fn the_name_of_a_section_alone_is_its_mark() {
    for (text, right) in [
        (
            "a = A;\nfunctions:\nf = A;",
            "a = A;\n---functions---\nf = A;",
        ),
        (
            "a = A;\nfunctions\nf = A;",
            "a = A;\n---functions---\nf = A;",
        ),
        ("Types:\n\na = A;", "---types---\n\na = A;"),
        (
            "a = A;\n-functions-\nf = A;",
            "a = A;\n---functions---\nf = A;",
        ),
        (
            "a = A;\nmethods:\nf = A;",
            "a = A;\n---functions---\nf = A;",
        ),
    ] {
        mends(text, right);
    }
    for right in [
        "functions\n  x:int = Functions;",
        "types\n = Types;",
        "functions x:int = Functions;\ntypes = Types;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}
