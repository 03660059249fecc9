//! Allowances in comments.

use super::*;
use crate::source::Sources;
use crate::syntax::ast::Declaration;

/// Returns the allowed names, as the spans have them, and whether they are allowed in the whole file.
fn allowed(text: &str) -> Vec<(bool, String)> {
    let mut sources = Sources::new();
    let file = sources.add("a.tl", text);
    let program = crate::syntax::parse(file, text, &mut Vec::new());
    let mut found = Vec::new();
    for directive in program.comments.iter().flat_map(directives) {
        assert!(sources.text(directive.span).ends_with(')'));
        for name in directive.names {
            assert_eq!(sources.text(name.span), name.value);
            found.push((directive.file, name.value.to_owned()));
        }
    }
    found
}

#[test]
fn names_have_their_places() {
    let is = |text: &str, names: &[&str]| {
        let names: Vec<_> = names
            .iter()
            .map(|name| (false, (*name).to_owned()))
            .collect();
        assert_eq!(allowed(text), names, "{text}");
    };
    is("// tlgen:allow(a): reason (b)", &["a"]);
    is("a = A; //tlgen:allow( a , b,)\r\n", &["a", "b"]);
    is("/* ä\n * tlgen:allow(a)\n   tlgen:allow(b) */", &["a", "b"]);
    is("/// tlgen:allow(a)", &["a"]);
    is("// tlgen:allow()", &[]);
    assert_eq!(allowed("// tlgen:allow-file(a)"), [(true, "a".to_owned())]);
}

#[test]
fn what_only_speaks_of_directives_is_none() {
    for text in [
        "// see tlgen:allow(a)",
        "// tlgen:allow a",
        "// tlgen:allowed(a)",
        "// tlgen:allow(a",
    ] {
        assert_eq!(allowed(text), [], "{text}");
    }
}

#[test]
fn what_was_meant_as_one_is_found() {
    for (text, found) in [
        ("// tlgen:allow a", &["tlgen:allow"][..]),
        ("// tlgen:alow(a)", &["tlgen:alow"]),
        ("// tlgen:allow(a", &["tlgen:allow"]),
        (
            "/* tlgen:allow\n * tlgen:also a */",
            &["tlgen:allow", "tlgen:also"],
        ),
        ("// tlgen:allow()", &["tlgen:allow"]),
        ("// tlgen:allow-file( , ): why", &["tlgen:allow-file"]),
        ("a = A; // tlgen:allow():\n", &["tlgen:allow"]),
        ("// tlgen:allow(a,)", &[]),
        ("// tlgen:allow(a)", &[]),
        ("// see tlgen:allow a", &[]),
        ("// tlgen:nolint", &[]),
    ] {
        let mut sources = Sources::new();
        let file = sources.add("a.tl", text);
        let program = crate::syntax::parse(file, text, &mut Vec::new());
        let spans = program.comments.iter().flat_map(misspelled);
        let words: Vec<_> = spans.map(|span| sources.text(span)).collect();
        assert_eq!(words, found, "{text}");
    }
}

#[test]
fn comments_at_a_declaration_are_about_it() {
    let text = "// tlgen:allow(mixed-bit, syntax)\n// Text\na = A; // tlgen:allow(unused-mask)\n\
                // tlgen:allow(namespace-case)\n\nb = B;";
    let mut diagnostics = Vec::new();
    let programs = [crate::syntax::parse(FileId(0), text, &mut diagnostics)];
    assert_eq!(diagnostics, []);
    let allowances = Allowances::new(&programs);
    let [a, b] = programs[0].declarations.as_slice() else {
        panic!("two declarations");
    };
    let of = |it: &Declaration<'_>| -> Vec<Code> {
        let all = Code::ALL.iter().copied();
        all.filter(|code| allowances.allows(*code, it.span))
            .collect()
    };
    assert_eq!(of(a), [Code::UnusedMask, Code::MixedBit]);
    assert_eq!(of(b), []);
}
