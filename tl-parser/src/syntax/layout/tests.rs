use super::format;
use crate::source::FileId;

#[track_caller]
fn formatted(text: &str) -> String {
    let mut found = Vec::new();
    let formatted = format(FileId::default(), text, &mut found);
    formatted.unwrap_or_else(|| panic!("{found:?}"))
}

#[track_caller]
fn is_formatted(text: &str, expected: &str) {
    assert_eq!(formatted(text), expected);
    assert_eq!(formatted(expected), expected);
}

#[test]
fn blanks_of_a_declaration() {
    for (text, line) in [
        ("a = A;", "a = A;"),
        ("a   x : int\ty:long=A ;", "a x:int y:long = A;"),
        ("a#1f\n\n  x:int\n=\nA\n;", "a#1f x:int = A;"),
        ("int?=Int;", "int ? = Int;"),
        ("a f:# x:f . 3 ? int = A;", "a f:# x:f.3?int = A;"),
        ("a f:# x:f.3? % True = A;", "a f:# x:f.3?%True = A;"),
        (
            "a {X : Type}{n:#}query : ! X=X;",
            "a {X:Type} {n:#} query:!X = X;",
        ),
        ("a{m n:#} = A m n;", "a {m n:#} = A m n;"),
        ("a #[t] = A;", "a # [ t ] = A;"),
        (
            "a n:# x:n * [int] y:4*[ ] = A;",
            "a n:# x:n*[ int ] y:4*[ ] = A;",
        ),
        (
            "a n:# ( n + 1 ) * [ x:int ] = A;",
            "a n:# (n+1)*[ x:int ] = A;",
        ),
        (
            "a ( x y : int ) z:( Vector  int ) = A;",
            "a (x y:int) z:(Vector int) = A;",
        ),
        (
            "a x:Pair < int , % (Vector long) > = A;",
            "a x:Pair<int, %(Vector long)> = A;",
        ),
        ("a = Vector< Vector <int> >;", "a = Vector<Vector<int>>;"),
        ("@read  @any\na x:int=>A;", "@read @any a x:int => A;"),
        ("_ x:int _:long=A;", "_ x:int _:long = A;"),
        ("New  A ;", "New A;"),
        ("Vector\tint;", "Vector int;"),
    ] {
        is_formatted(text, &format!("{line}\n"));
    }
}

#[test]
fn what_is_too_long_has_a_line_for_each_field() {
    let fields = "first_name:flags.0?string last_name:flags.1?string users:(vector User)";
    let line = format!("owner#1 {{t:Type}} flags:# {fields} = A;");
    assert_eq!(line.len(), 100);
    is_formatted(&line, &format!("{line}\n"));
    let line = line.replace("= A;", "= AB;");
    is_formatted(
        &line,
        "\
owner#1 {t:Type}
    flags:#
    first_name:flags.0?string
    last_name:flags.1?string
    users:(vector User)
    = AB;
",
    );
    // A comment after a declaration does not make it longer.
    let line = "a x:int = A; // ".to_owned() + &"word ".repeat(30) + "end\n";
    is_formatted(&line, &line);
}

#[test]
fn lines_between_declarations() {
    is_formatted("", "");
    is_formatted(" \r\n\n", "");
    is_formatted("\u{feff}a = A;\r\nb = B;", "a = A;\nb = B;\n");
    is_formatted(
        "\n\na = A; b = B;\n\n\n\nc = C;\n\n",
        "a = A;\nb = B;\n\nc = C;\n",
    );
    is_formatted(
        "a = A;\n--- functions ---\nf = A;---types---b = B;",
        "a = A;\n\n---functions---\n\nf = A;\n\n---types---\n\nb = B;\n",
    );
    is_formatted("===8===\na = A;", "===8===\n\na = A;\n");
    is_formatted(
        "===8===// x\na = A;\n=== 9 ===\t/* y */ b = B;",
        "===8=== // x\n\na = A;\n\n=== 9 === /* y */\n\nb = B;\n",
    );
}

#[test]
fn comments_stay_where_they_are() {
    // Comments of a declaration, and of none.
    is_formatted("  // a \t\na = A;", "// a\na = A;\n");
    is_formatted("// a\n\n\n// b\na = A;", "// a\n\n// b\na = A;\n");
    is_formatted("/* a\r\n   b */ a = A;", "/* a\n   b */\na = A;\n");
    is_formatted("/* a */ // b\na = A;", "/* a */ // b\na = A;\n");
    is_formatted("// only", "// only\n");
    // Comments after a declaration or a mark.
    is_formatted("a = A;// a\nb = B;", "a = A; // a\nb = B;\n");
    is_formatted("a = A;\n// b\nb = B;", "a = A;\n// b\nb = B;\n");
    is_formatted("---types---// a\na = A;", "---types--- // a\n\na = A;\n");
    // It would document the second one, directly above it, or the first, on its line.
    is_formatted("a = A; /* b */ b = B;", "a = A;\n/* b */\nb = B;\n");
}

#[test]
fn comments_in_a_declaration() {
    is_formatted("a x: /* x */ int = A;", "a x: /* x */ int = A;\n");
    is_formatted(
        "a // a\n x:int // x\n // y\n y:int = A;",
        "a // a\n    x:int // x\n    // y\n    y:int\n    = A;\n",
    );
    is_formatted(
        "a x:// x\nint = A;",
        "a\n    x: // x\n        int\n    = A;\n",
    );
    is_formatted("a x:int = A // a\n;", "a\n    x:int\n    = A // a\n    ;\n");
    is_formatted("@read\n// a\na = A;", "@read\n// a\na\n    = A;\n");
    is_formatted(
        "a /* two\nlines */ x:int = A;",
        "a /* two\nlines */\n    x:int\n    = A;\n",
    );
}

#[test]
fn what_is_no_tl_is_left_alone() {
    for text in [
        "a = A",
        "a = A;\nb x: = B;",
        "/ a\na = A;",
        "--- type ---",
        "/* a",
    ] {
        let mut found = Vec::new();
        assert_eq!(format(FileId::default(), text, &mut found), None, "{text}");
        assert!(!found.is_empty());
    }
}
