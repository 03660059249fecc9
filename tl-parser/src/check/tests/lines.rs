//! Marks at the beginning or the end of each line, which mail programs, `diff` and editors write.

use super::mended::{found, mends};

#[test]
fn a_patch_with_angle_brackets_is_one_finding() {
    for (text, right) in [
        (
            "1,2c1\n< kiosk a:int = Kiosk;\n< stall = Stall;\n---\n> kiosk b:int = Kiosk;\n",
            "kiosk b:int = Kiosk;\n",
        ),
        (
            "< kiosk a:int = Kiosk;\n---\n> kiosk b:int = Kiosk;",
            "kiosk b:int = Kiosk;",
        ),
        (
            "3a4,6\r\n> kiosk\r\n>   a:int\r\n>   = Kiosk;\r\n",
            "kiosk\r\n  a:int\r\n  = Kiosk;\r\n",
        ),
        (
            "diff -r a/x.tl b/x.tl\n2d1\n< stall = Stall;\n5a5\n> // A kiosk\n> kiosk = Kiosk;\n>\n",
            "// A kiosk\nkiosk = Kiosk;\n",
        ),
        (
            "8c8\n< ---types---\n---\n> ---functions---\n9c9,10\n< f = Bool;\n---\n> f x:int = Bool;\n> g = Bool;\n\\ No newline at end of file\n",
            "---functions---\nf x:int = Bool;\ng = Bool;\n",
        ),
    ] {
        mends(text, right);
    }
    for right in [
        "a x:Vector\n< int\n> = A;",
        "a x:Vector\n<int\n>\n= A;\nb = B;",
        "a = A; b Vector<int\n> = B;",
        "a = A; b Vector<\nint\n> = B;",
        "a = A; b (Vector\nint) x:int = B;",
        "a = A; b %(Vector\nint) = B;",
        "a = A; b # [\nint ] = B;",
        "a = A; b Vector<\nint> x:int = B;",
        "a = A; b %Vector<int\n> x:int = B;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn quoted_lines_are_one_finding() {
    for (text, right) in [
        ("> a = A;\n> b a:A = B;\n", "a = A;\nb a:A = B;\n"),
        (">a = A;\n>b a:A = B;", "a = A;\nb a:A = B;"),
        (">> a = A;\n>> b a:A = B;", "a = A;\nb a:A = B;"),
        ("> > a = A;\n> > b a:A = B;", "a = A;\nb a:A = B;"),
        (
            "> a\r\n>   x:int // x\r\n>   = A;\r\n>\r\n> ---functions---\r\n> f = A;\r\n",
            "a\r\n  x:int // x\r\n  = A;\r\n\r\n---functions---\r\nf = A;\r\n",
        ),
        (
            "> a = A;\n\n> b a:A = B;\n\n\nc = C;",
            "a = A;\n\nb a:A = B;\n\n\nc = C;",
        ),
    ] {
        mends(text, right);
    }
    let both = found("On Monday, Bob wrote all of this:\n> a = A;\n> b a:A = B;\n");
    assert_eq!(both.len(), 2, "{both:#?}");
    assert!(both.iter().all(|it| it.suggestion().is_some()), "{both:#?}");
}

#[test]
fn marks_of_lists_are_left_out() {
    for mark in ["• ", "·\t", "(1) ", "[12] ", "| ", "▪ "] {
        mends(
            &format!("b = B;\n{mark}a x:int = A;\n"),
            "b = B;\na x:int = A;\n",
        );
    }
}

#[test]
fn marks_at_the_end_of_a_line_are_removed() {
    for (text, right) in [
        ("a x:int \\\n  = A;", "a x:int \n  = A;"),
        ("a x:int = A; \\\nb = B;", "a x:int = A; \nb = B;"),
        ("a x:int = A;¶\r\nb = B;", "a x:int = A;\r\nb = B;"),
        ("a x:int = A;↵\nb = B;", "a x:int = A;\nb = B;"),
        ("a x:int = A;$\nb = B;", "a x:int = A;\nb = B;"),
        ("a x:int = A;→\nb = B;", "a x:int = A;\nb = B;"),
        ("a first\\_x:int = A;", "a first_x:int = A;"),
        ("a\\#d2aa78f6 x:int = A;", "a#d2aa78f6 x:int = A;"),
        ("a x:int \\= A;", "a x:int = A;"),
        ("a first-\nx:int = A;", "a firstx:int = A;"),
        (
            "a x:int first_-\r\n  y:int = A;",
            "a x:int first_y:int = A;",
        ),
        ("ns.fir-\n  st x:int = A;", "ns.first x:int = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn what_cannot_be_seen_before_an_id_is_one_finding() {
    for text in [
        "a\u{200b}#d2aa78f6 x:int = A;",
        "a\u{feff}#d2aa78f6 x:int = A;",
        "a\u{2060}#d2aa78f6 x:int = A;",
    ] {
        mends(text, "a#d2aa78f6 x:int = A;");
    }
}

#[test]
fn a_block_with_an_id_is_of_another_language() {
    for text in [
        "struct User @0xdbb9ad1f14bf0b36 {\n  id @0 :UInt32;\n  name @1 :Text;\n}\na = A;",
        "enum Color @0xce4 { red @0; green @1; }",
        "interface Node @0x8e5 {\r\n  get @0 (id :Text) -> (x :Int32);\r\n}\r\na = A;",
    ] {
        assert_eq!(found(text).len(), 1, "{:#?}", found(text));
    }
}
