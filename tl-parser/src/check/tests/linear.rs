//! Time and memory are proportional to the text, whatever is found in it.
//!
//! In time that is quadratic, each of these texts would take minutes.

use super::mended::found;
use super::*;

/// Returns a text with `count` parts.
fn parts(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

#[test]
fn many_findings_and_many_comments_that_allow_them() {
    let count = 100_000;
    let allowed = "// tlgen:allow-file(id-mismatch)\n".repeat(count);
    let wrong = parts(count, |at| format!("c{at}#{:x} = C{at};", at + 1));
    assert_eq!(found(&(allowed + &wrong)), []);
    let names = "mixed-bit,".repeat(count);
    let fields = parts(count, |at| format!(" x{at}:f.0?int y{at}:f.0?true"));
    let text = format!("// tlgen:allow({names})\na f:#{fields} = A;");
    assert_eq!(found(&text), []);
}

#[test]
fn many_findings_in_text_that_is_no_declaration() {
    let comments = "// \u{202e}\n".repeat(400_000);
    assert_eq!(found(&format!("a = A;\n{comments}")).len(), 400_000);
    let many = "a = A;\n".repeat(400_000);
    let words = "x = x\n".repeat(400_000);
    assert!(!found(&(many + &words)).is_empty());
}

#[test]
fn many_fields_in_braces_without_a_semicolon() {
    let text = "a {int x} = A\n---types---\n".repeat(100_000);
    assert!(!found(&text).is_empty());
}

#[test]
fn many_names_that_are_read_otherwise() {
    let count = 50_000;
    let types = parts(count, |at| format!("a{at} = B{at};"));
    let fields = |name: &str| parts(count, |at| format!(" x{at}:{name}{at}"));
    let text = format!("{types} b{} = C;", fields("b"));
    let sources = Sources::of("a.tl", &text);
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let schema = check(&programs, &Levels::default(), &mut found);
    let last = schema.combinators.iter().last().unwrap();
    assert_eq!(last.tl(), format!("b#{:08x}{} = C", last.id, fields("a")));
}

#[test]
fn many_fields_in_a_result() {
    let count = 10_000;
    let fields = parts(count, |at| format!(" x{at}:#"));
    let names = parts(count, |at| format!(" x{at}"));
    let found = found(&format!("a{fields} = A{names};"));
    assert_eq!(found.len(), count);
    let suggested = found.iter().flat_map(Diagnostic::suggestions);
    let length: usize = suggested.map(|it| it.replacement.len()).sum();
    assert!(0 < length && length < 2_000_000, "{length}");
}

/// Each could be the argument of the one before it, and none has the last argument.
#[test]
fn many_types_without_their_arguments() {
    let count = 60_000;
    for (begin, ty, end) in [
        ("a x:", "Vector ", "= A;"),
        ("a x:(", "Vector ", ") = A;"),
        ("a x:", "%vector ", "= A;"),
        (
            "pair {t:Type} {u:Type} x:t y:u = Pair t u; a x:",
            "Pair int ",
            "= A;",
        ),
    ] {
        let text = format!("{begin}{}{end}", ty.repeat(count));
        assert!(!found(&text).is_empty());
    }
}

#[test]
fn many_spaces_that_are_not_ascii() {
    let count = 200_000;
    for space in ["\u{a0}", "\u{3000}", "\u{2003}\u{200b}"] {
        let words = format!("long{space}").repeat(count);
        assert!(!found(&format!("user id:{words}x:int = User;")).is_empty());
    }
}

#[test]
fn many_duplicates_after_many_marks_of_layers() {
    let count = 200_000;
    let marks = "===8===\n".repeat(count);
    let duplicates = parts(count, |at| {
        format!("a x:{} = A;\n", ["int", "long"][at % 2])
    });
    assert!(!found(&(marks + &duplicates)).is_empty());
}

/// Each mark could end the name of a file that grep writes before a line.
#[test]
fn many_marks_on_one_line() {
    let count = 300_000;
    for (begin, end) in [
        ("---f", "---function---unction---"),
        ("a-1-", ""),
        ("a:", ""),
        ("a/b:1", ""),
        ("---types--- ", ""),
        ("   ", "] {"),
        ("x#: ", ""),
        ("// a\n/* b */ ", ""),
    ] {
        found(&(begin.repeat(count) + &end.repeat(count)));
    }
}

#[test]
fn many_types_before_names_in_one_declaration() {
    let count = 50_000;
    for field in [" int[3] x", " Vector int:x", " 16*byte"] {
        let fields = parts(count, |at| format!("{field}{at}"));
        assert_ne!(found(&format!("a{fields} = A;")), [], "{field}");
    }
}
