//! Marks, numbers and characters that are copied along with a schema.

use super::mended::{found, mends, only_says};

#[test]
fn quotation_marks_are_one_mistake() {
    for (text, right) in [
        ("\"a x:int = A;\"", "a x:int = A;"),
        ("“a = A;”\nb = B;", "a = A;\nb = B;"),
        ("'a = A;',\nb = B;", "a = A;\nb = B;"),
        ("`a = A;`", "a = A;"),
        ("``a = A;``\n", "a = A;\n"),
        ("```a = A;```", "a = A;"),
        ("\"\"\"\na = A;\nb = B;\n\"\"\"\n", "\na = A;\nb = B;\n\n"),
        ("«a x:int\n y:int = A; »", "a x:int\n y:int = A; "),
    ] {
        mends(text, right);
    }
    assert_eq!(found("\"a = A;\",\n\"b = B;\",\n").len(), 2);
    only_says("\"a\" x:int = A;");
    only_says("a x:\"one\" = A;");
}

#[test]
fn strings_of_documentation_are_comments() {
    for (text, right) in [
        ("\"\"\"The user\"\"\"\na = A;", "/*The user*/\na = A;"),
        (
            "\"\"\"\nThe user\n\"\"\"\na = A;",
            "/*\nThe user\n*/\na = A;",
        ),
        (
            "a = A;\n'''\nOf b = it\n'''\nb = B;",
            "a = A;\n/*\nOf b = it\n*/\nb = B;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn the_numbers_of_lines_are_one_mistake() {
    for (text, right) in [
        ("1 a = A;\n2 b = B;\n", "a = A;\nb = B;\n"),
        ("1. a = A;\n2. b = B;\n", "a = A;\nb = B;\n"),
        (
            "9: a x:int\n10:   y:int = A;\n11:\n12: b = B;",
            "a x:int\n  y:int = A;\n\nb = B;",
        ),
        ("  1\ta = A;\n  2\tb = B;", "  a = A;\nb = B;"),
        (
            "1 | // one\n2 | a = A;\n\n3 | b = B;",
            "// one\na = A;\n\nb = B;",
        ),
        (
            "1) ---functions---\n2) f = Int;\n3) ---types---\n4) a = A;",
            "---functions---\nf = Int;\n---types---\na = A;",
        ),
    ] {
        mends(text, right);
    }
    let right = "a n:#\n3*[ int ]\n4*[ int ] = A;";
    assert_eq!(found(right), []);
}

#[test]
fn a_blank_of_another_kind_costs_no_declaration() {
    for (text, right) in [
        ("a\u{a0}x:int = A;\nb a:A = B;", "a x:int = A;\nb a:A = B;"),
        (
            "a x:int\u{2003}= A;\nb a:A = B;",
            "a x:int = A;\nb a:A = B;",
        ),
        ("\u{200b}a = A;", "a = A;"),
        ("a\u{200b} = A;", "a = A;"),
        ("a f:# x:f.0\u{a0}?int = A;", "a f:# x:f.0 ?int = A;"),
        ("a#b17c45fb\u{a0}x:int = A;", "a#b17c45fb x:int = A;"),
        ("a\u{200b}b = A;", "ab = A;"),
        ("a x:int = A;\u{feff}\nb = B;", "a x:int = A;\nb = B;"),
    ] {
        let only = found(text);
        assert!(
            only.iter().any(|it| it.message.contains("U+")),
            "{text}: {only:?}"
        );
        if !right.contains('#') {
            mends(text, right);
        }
    }
    assert_eq!(found("a\u{a0}x:int\u{a0}y:int = A;\nb a:A = B;").len(), 2);
    // A comment can contain any characters.
    assert_eq!(found("// a\u{a0}b\na = A;"), []);
}

#[test]
fn fences_stand_beside_declarations_too() {
    for (text, right) in [
        ("```tl\na = A;```\n", "a = A;\n"),
        ("```a = A;\nb = B;\n```\n", "a = A;\nb = B;\n"),
        ("```tl a = A;\nb = B;```", "a = A;\nb = B;"),
        ("```tl title=\"a\"\na = A;\n```", "a = A;"),
        ("```\na = A;\n```b = B;", "a = A;b = B;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn prompts_are_no_part_of_a_declaration() {
    for mark in ["$ ", ">>> ", "> "] {
        mends(&format!("{mark}a = A;\n"), "a = A;\n");
    }
}

#[test]
fn fields_in_braces_end_with_semicolons() {
    for (text, right) in [
        (
            "a { x:int; y:int; } = A;\nb a:A = B;",
            "a x:int y:int  = A;\nb a:A = B;",
        ),
        ("a{x:int; y:int} = A;", "a x:int y:int = A;"),
        ("a {\n  x:int;\n  y:int;\n} = A;", "a x:int y:int  = A;"),
        // A `,` separates arguments, too.
        (
            "a { x:Map<int, string>; y:int, } = A;\nmap {k:Type} {v:Type} a:k b:v = Map k v;",
            "a x:Map<int, string> y:int = A;\nmap {k:Type} {v:Type} a:k b:v = Map k v;",
        ),
        (
            "a { x:(Vector int), y:int; } = A;",
            "a x:(Vector int) y:int = A;",
        ),
        (
            "a {\n  x:int; // one; two\n  y:int; /* a; b */\n  z:int; // end\n} = A;",
            "a x:int // one; two\n  y:int /* a; b */\n  z:int // end\n = A;",
        ),
    ] {
        let only = found(text);
        assert_eq!(only.len(), 1, "{text}: {only:#?}");
        let mended = only[0]
            .suggestion()
            .map(|it| it.apply(text))
            .unwrap_or_default();
        assert_eq!(
            mended.split_whitespace().collect::<Vec<_>>(),
            right.split_whitespace().collect::<Vec<_>>()
        );
        assert_eq!(found(&mended), []);
    }
}

#[test]
fn all_commas_between_fields_are_removed_at_once() {
    for (text, right) in [
        ("a x:int, y:int, z:int = A;", "a x:int y:int z:int = A;"),
        ("a x:int,y:int,z:int, = A;", "a x:int y:int z:int = A;"),
        (
            "a x:int,\n y:Vector<int>,\n z:int = A;",
            "a x:int\n y:Vector<int>\n z:int = A;",
        ),
        (
            "p {t:Type} {u:Type} x:t y:u = P t u;\na x:int, y:P<int, long>, z:int = A;",
            "p {t:Type} {u:Type} x:t y:u = P t u;\na x:int y:P<int, long> z:int = A;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn an_exclamation_mark_after_a_type_is_one_too_many() {
    for (text, right) in [
        ("a x:int! y:int = A;", "a x:int y:int = A;"),
        ("a x:Vector<int>! y:int = A;", "a x:Vector<int> y:int = A;"),
    ] {
        mends(text, right);
    }
}
