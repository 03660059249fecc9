//! Reports about text that the grammar does not accept, and what is kept of it.

use super::{parsed, printed, valid};
use crate::diagnostic::{Code, Levels};
use crate::syntax::ast::Section;

/// Returns the declarations that are kept, and the places and words of the findings.
pub(super) fn recovered(text: &str) -> (Vec<String>, Vec<(Code, &str, String)>) {
    let (program, diagnostics) = parsed(text);
    let findings = diagnostics
        .into_iter()
        .map(|finding| {
            let span = finding
                .labels
                .first()
                .map(|label| label.span)
                .unwrap_or_default();
            let place = text.get(span.start as usize..span.end as usize);
            (finding.code, place.unwrap_or("?"), finding.message)
        })
        .collect();
    (printed(&program), findings)
}

#[test]
fn an_error_costs_one_declaration() {
    let (kept, findings) = recovered("a = A;\nb x:(int = B;\nc = C;\nd x:int y: = D;\ne = E;");
    assert_eq!(kept, ["a = A;", "c = C;", "e = E;"]);
    assert_eq!(
        findings,
        [
            (Code::Syntax, "=", "expected `)`, found `=`".to_owned()),
            (Code::Syntax, "=", "expected a type, found `=`".to_owned()),
        ]
    );
}

#[test]
fn a_missing_semicolon_costs_nothing() {
    for text in [
        "a x:int = A\nb#1 y:int = B;\nc = C;",
        "a x:int = A\n\nb\n  y:int\n  = B;\nc = C;",
        "a x:int = A<int>\nb y:int = B;\nc = C;",
        "  a\n  x:int\n = A\n  @read b y:int = B;\nc = C;",
        "Vector int\nb y:int = B;\nc = C;",
        "Vector int\n_ y:int = B;\nc = C;",
        "vector<int>\nb\n  y:int = B;\nc = C;",
        "Vector int\nNew B;\nc = C;",
        "Vector int\nVector string;\nc = C;",
        "New A\nb = B;\nc = C;",
        "New A\n@read b = B;\nc = C;",
        "New A\nFinal B;\nc = C;",
        "a = A\nEmpty B;\nc = C;",
        "a = A\nVector int;\nc = C;",
        "a = A int\nVector<int>;\nc = C;",
    ] {
        let (kept, findings) = recovered(text);
        assert_eq!(kept.len(), 3, "{text}\n{kept:?}");
        let [(Code::Syntax, "", message)] = &findings[..] else {
            panic!("{text}\n{findings:?}")
        };
        assert_eq!(message, "a declaration has no `;`");
    }
    assert_eq!(recovered("a = A").0, ["a = A;"]);
    assert_eq!(recovered("a = A\n---functions---\nb = B;").0.len(), 2);
}

#[test]
fn what_is_left_of_a_declaration_takes_no_other_with_it() {
    // The rest of `a x:int = A;`, whose `;` went elsewhere.
    assert_eq!(recovered("A\nb y:int = B;\nc = C;").0.len(), 2);
    assert_eq!(recovered("A\nb = B;\nc = C;").0.len(), 2);
    assert_eq!(recovered("a = A<int;>\n@read b = B;").0.len(), 1);
    assert_eq!(recovered("vector int-\nb y:int = B;").0.len(), 1);
    assert_eq!(recovered("vector<int>-\nb y:int = B;").0.len(), 1);
    assert_eq!(recovered("a = A-\nNew B;").0.len(), 1);
}

#[test]
fn arguments_go_over_lines() {
    for text in [
        "Pair\nint\nstring;",
        "Pair\nint string;",
        "Pair int\n  New string;",
        "  Pair int\n  (New string) New;",
        "pair {t:Type} {u:Type}\nfirst:t second:u\n= Pair\nt\nu;",
        "f = Tuple\n  Vector int;",
        "a = A; f = Tuple int\nVector int;",
    ] {
        assert!(!valid(text).declarations.is_empty(), "{text}");
    }
}

#[test]
fn the_semicolon_is_suggested_where_it_belongs() {
    let (_, diagnostics) = parsed("a = A // last\nb = B;");
    let suggestion = diagnostics.first().and_then(|first| first.suggestion());
    let edit = suggestion.map(|edit| (edit.span.start, edit.span.end, edit.replacement.as_str()));
    assert_eq!(edit, Some((5, 5, ";")));
}

#[test]
fn an_error_before_a_missing_semicolon_is_told_itself() {
    let (kept, findings) = recovered("a#1 x:int\nb#2 y:int = B;");
    assert_eq!(kept, ["b#00000002 y:int = B;"]);
    let expected = "a declaration has no `=` and no result type".to_owned();
    assert_eq!(findings, [(Code::Syntax, "", expected)]);
}

#[test]
fn findings_name_the_place() {
    for (text, code, place, message) in [
        (
            "a x:naïve = A;",
            Code::UnexpectedCharacter,
            "ï",
            "the character `ï` (U+00EF) is not allowed in TL",
        ),
        (
            "a x:$b = A;",
            Code::UnexpectedCharacter,
            "$",
            "the character `$` is not allowed in TL",
        ),
        (
            "a\u{a0}= A;",
            Code::UnexpectedCharacter,
            "\u{a0}",
            "the character U+00A0 is not allowed in TL",
        ),
        (
            "a x:2fa = A;",
            Code::Syntax,
            "2fa",
            "`2fa` is neither a name nor a number",
        ),
        (
            "a#123456789 = A;",
            Code::InvalidId,
            "#123456789",
            "an id is 1 to 8 hexadecimal digits",
        ),
        (
            "a# = A;",
            Code::InvalidId,
            "#",
            "an id is 1 to 8 hexadecimal digits",
        ),
        (
            "a x:f.4294967296?b = A;",
            Code::NumberTooLarge,
            "4294967296",
            "a number does not fit into 32 bits",
        ),
        (
            "a = A; /* b",
            Code::UnterminatedComment,
            "/*",
            "a comment is not closed",
        ),
        (
            "a x:f.b?true = A;",
            Code::Syntax,
            "b",
            "the bit of a mask is a number",
        ),
        (
            "a x:f.?true = A;",
            Code::Syntax,
            "?",
            "the bit of a mask is a number",
        ),
        (
            "Foo x:int = Foo;",
            Code::Syntax,
            "Foo",
            "the name `Foo` starts with an upper-case letter",
        ),
        (
            "a x:int = a.foo;",
            Code::Syntax,
            "a.foo",
            "the result of a declaration is a type",
        ),
        ("a = A = B;", Code::Syntax, "=", "a declaration has two `=`"),
        (
            "a x:int;",
            Code::Syntax,
            "",
            "a declaration has no `=` and no result type",
        ),
        (
            "a;",
            Code::Syntax,
            "",
            "a declaration has no `=` and no result type",
        ),
        (
            ";",
            Code::Syntax,
            ";",
            "nothing is declared before this `;`",
        ),
        (
            "a x:(3 int) = A;",
            Code::Syntax,
            "int",
            "expected a type in front of arguments, found `int`",
        ),
        (
            "a {x:int} = A;",
            Code::Syntax,
            "int",
            "expected `Type` or `#`, found `int`",
        ),
        (
            "---function---",
            Code::UnknownSection,
            "function",
            "there is no section `function`",
        ),
        (
            "---types--",
            Code::UnknownSection,
            "---types--",
            "a section mark has three `-` on both sides",
        ),
    ] {
        let (_, findings) = recovered(text);
        assert_eq!(findings, [(code, place, message.to_owned())], "{text}");
    }
}

#[test]
fn what_is_nearly_right_is_mended() {
    for (text, mended) in [
        ("Foo = Foo;", "foo = Foo;"),
        ("ns.Foo = Foo;", "ns.foo = Foo;"),
        ("a = ns.foo;", "a = ns.Foo;"),
        ("a#1 id:long User;", "a#1 id:long = User;"),
        ("---methods---", "---functions---"),
        ("---types", "---types---"),
        ("a = A", "a = A;"),
        ("a = A; /* b\n", "a = A; /* b */\n"),
    ] {
        mends(text, mended);
    }
}

#[test]
fn a_misspelled_section_still_divides() {
    let (program, diagnostics) = parsed("a = A;\n---function---\nf = A;\n");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(program.declarations[1].section, Section::Functions);
}

#[test]
fn findings_come_in_the_order_of_the_text() {
    let (_, diagnostics) = parsed("a = a;\nb x:€ y:f.99999999999?int = B;\nc#123456789 = C;");
    let starts: Vec<_> = diagnostics
        .iter()
        .map(|found| found.labels[0].span.start)
        .collect();
    assert!(starts.is_sorted(), "{starts:?}");
    assert_eq!(starts.len(), 4);
}

#[test]
fn nesting_is_limited_before_the_stack_is() {
    for (open, close) in [("(V ", ")"), ("V<", ">"), ("%(V ", ")")] {
        let nested = |depth: usize| {
            format!(
                "a x:{}int{} = A; b = B;",
                open.repeat(depth),
                close.repeat(depth)
            )
        };
        assert_eq!(printed(&valid(&nested(100))).len(), 2);
        for depth in [101, 100_000] {
            let text = nested(depth);
            let (kept, findings) = recovered(&text);
            assert_eq!(kept, ["b = B;"]);
            assert_eq!(findings.len(), 1);
            assert_eq!(findings[0].0, Code::TooDeep);
        }
    }
    let nested = |depth: usize| format!("a n:# {}int{} = A;", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(printed(&valid(&nested(100))).len(), 1);
    assert_eq!(recovered(&nested(100_000)).1[0].0, Code::TooDeep);
}

#[test]
fn a_tree_is_not_much_larger_than_its_text() {
    let text = format!(
        "a ({}:V<{}x>) = A;",
        "b ".repeat(10_000),
        "x,".repeat(10_000)
    );
    let (kept, findings) = recovered(&text);
    assert!(kept.is_empty());
    assert_eq!(findings.len(), 1);
}

#[test]
fn a_million_errors_are_not_a_million_findings() {
    let text = "a;".repeat(100_000);
    let (_, diagnostics) = parsed(&text);
    assert_eq!(diagnostics.len(), 1000);
    assert_eq!(diagnostics.last().map(|last| last.untold), Some(99_000));
    let shown = Levels::default().show(diagnostics);
    let notes: Vec<_> = shown.iter().flat_map(|it| it.notes()).collect();
    let untold = "99000 more findings in this file are not shown";
    assert!(notes.ends_with(&[untold.into()]), "{:?}", notes.last());
}

/// Each of them is parsed once more, but not all that follow it.
#[test]
fn a_hundred_thousand_lines_that_end_too_early_are_read_once() {
    for line in [
        "a x:int\n",
        "a {t:Type} x:t\n",
        "a n:# x:n*[ int ]\n  y:int\n",
    ] {
        let (_, diagnostics) = parsed(&line.repeat(100_000));
        assert_eq!(diagnostics.len(), 1000, "{line}");
    }
}

/// The text after the line is searched once, and not for each mark on it.
#[test]
fn many_marks_before_many_comments_are_read_in_time() {
    let comments = "//\n".repeat(100_000);
    for mark in ["# ", "; b c ", "-- b c "] {
        let text = format!("a x:int {}\n{comments} = A;", mark.repeat(20_000));
        parsed(&text);
    }
}

#[test]
fn every_prefix_of_a_text_is_read() {
    let text = "// é\n---types---\n@a b.c#1f {t:Type} (x y:f.1?(V <t,%u>)) n+1*[!z] = D t; /* ü */";
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        let (program, diagnostics) = parsed(&text[..end]);
        for label in diagnostics.iter().flat_map(|found| &found.labels) {
            assert!(
                text.get(label.span.start as usize..label.span.end as usize)
                    .is_some()
            );
        }
        assert!(program.declarations.len() <= 1);
    }
}

/// Returns the messages, and the text with the suggestion of the first finding applied.
fn mended(text: &str) -> (Vec<String>, String) {
    let (_, diagnostics) = parsed(text);
    let edit = diagnostics.first().and_then(|first| first.suggestion());
    let result = edit.map_or_else(|| text.to_owned(), |edit| edit.apply(text));
    let messages = diagnostics.into_iter().map(|it| it.message);
    (messages.collect(), result)
}

/// Asserts that the text has one finding and is `right` with its suggestion; returns the message.
#[track_caller]
fn mends(text: &str, right: &str) -> String {
    let (mut messages, mended) = mended(text);
    assert_eq!(messages.len(), 1, "{text}\n{messages:?}");
    assert_eq!(mended, right);
    valid(&mended);
    messages.remove(0)
}

#[test]
fn a_comment_of_another_language_is_one_finding() {
    for (text, mended_text) in [
        ("# a comment\na = A;", "// a comment\na = A;"),
        ("## a comment\na = A;", "// a comment\na = A;"),
        ("#!/bin/tl\na = A;", "//!/bin/tl\na = A;"),
        ("#comment\na = A;", "//comment\na = A;"),
        ("# b x:int = B;\na = A;", "// b x:int = B;\na = A;"),
        (
            "a = A; # it's the first\nb = B;",
            "a = A; // it's the first\nb = B;",
        ),
        ("; a comment\na = A;", "// a comment\na = A;"),
        (";; a comment, (yes)\na = A;", "// a comment, (yes)\na = A;"),
        (
            "a = A;\n; the second\nb = B;",
            "a = A;\n// the second\nb = B;",
        ),
        ("-- a comment\na = A;", "// a comment\na = A;"),
        ("a = A; -- b = B;\n", "a = A; // b = B;\n"),
        ("% a comment\na = A;", "// a comment\na = A;"),
        ("' a comment\na = A;", "// a comment\na = A;"),
        (
            "a = A;\n * a comment\nb = B;",
            "a = A;\n // a comment\nb = B;",
        ),
        (
            "<!-- of\ntwo lines -->\na = A;",
            "/* of\ntwo lines */\na = A;",
        ),
    ] {
        let message = mends(text, mended_text);
        assert!(message.starts_with("a comment begins with `"), "{message}");
    }
}

#[test]
fn what_is_no_comment_is_none() {
    for text in [
        ";\na = A;",
        ";;\na = A;",
        "; a = A;",
        "; // a comment\na = A;",
        "#20212ca8 id:long = A;",
        "#a = A;",
        "a = A; *\nb = B;",
        "a flags: # spoiler: flags .\n0?true = A;",
        "a flags :\n# // the mask\nx:int = A;",
        "a {t:Type} # // the count\n[ t ] = A t;",
        "a {n:\n# // the number\n} = A n;",
        "a f:# x:f.0?\n% True y: f .1?int = A;",
        "a x:( % B y z ) = A;",
        "a x:(Pair # b.C)\n  y:int = A;",
        "a x:Vector< % B >\n  y:int = A;",
        "a # ys\n : int = A;",
        "a = A; b\n  # [ int ] = B;",
        "a = A; b\n  %C = B;",
        "a = A; @read b\n  c = B;",
        "a = Vector\n    % // of what\n    B;",
    ] {
        let (_, findings) = recovered(text);
        for (_, _, message) in findings {
            assert!(!message.starts_with("a comment"), "{text}: {message}");
        }
    }
}

#[test]
fn a_heading_is_one_finding() {
    for text in [
        "--- made by hand ---\na = A;",
        "--- made by hand\na = A;",
        "----- made by hand -----\na = A;",
        "--- users ---\na = A;",
        "--- \"users\" ---\na = A;",
        "--- see https://example.org/tl ---\na = A;",
        "---=== users ===---\na = A;",
        "------------\na = A;",
    ] {
        let (messages, mended) = mended(text);
        assert_eq!(messages.len(), 1, "{text}\n{messages:?}");
        assert_eq!(mended, format!("// {text}"));
    }
    for (text, section) in [
        ("--- all functions of it ---\na = A;", Section::Types),
        ("--- Functions and more ---\na = A;", Section::Functions),
        (
            "---------- functions ----------\na = A;",
            Section::Functions,
        ),
    ] {
        let (program, diagnostics) = parsed(text);
        assert_eq!(diagnostics.len(), 1, "{text}\n{diagnostics:?}");
        assert_eq!(program.declarations[0].section, section, "{text}");
    }
    // Text after a mark on its line is read.
    assert_eq!(
        printed(&valid("---functions--- f = A; ---types--- a = A;")).len(),
        2
    );
    assert_eq!(recovered("---functions f = A;").0.len(), 1);
}

#[test]
fn a_merge_conflict_is_one_finding() {
    for (text, kept) in [
        (
            "<<<<<<< HEAD\na = A;\n=======\nb = B;\n>>>>>>> other\nc = C;",
            2,
        ),
        (
            "a = A;\n<<<<<<< HEAD\n=======\nb = B;\n>>>>>>> other\nc = C;",
            2,
        ),
        (
            "a\n<<<<<<< HEAD\n x:int\n=======\n x:long\n>>>>>>> other\n = A;",
            1,
        ),
        (
            "<<<<<<< a\r\na = A;\r\n||||||| b\r\nb = B;\r\n=======\r\nc = C;\r\n>>>>>>> d\r\ne = E;",
            2,
        ),
    ] {
        let (declarations, findings) = recovered(text);
        assert_eq!(findings.len(), 1, "{text}\n{findings:?}");
        assert_eq!(findings[0].2, "a merge conflict is not resolved");
        assert_eq!(declarations.len(), kept, "{text}\n{declarations:?}");
    }
    let twice = "<<<<<<< a\na = A;\n=======\nb = B;\n>>>>>>> c\n";
    assert_eq!(recovered(&twice.repeat(2)).1.len(), 2);
    // Marks that are left are reported one by one.
    assert_eq!(recovered("a = A;\n>>>>>>> other\nb = B;").1.len(), 1);
    assert_eq!(recovered("a = A;\n=======\nb = B;\n>>>>>>> c\n").1.len(), 2);
    // Brackets are not marks.
    valid("a x:V<V<V<V<V<V<V<V<int>>>>>>>> = A;");
}

#[test]
fn html_is_one_finding() {
    for text in [
        "a x:Vector&lt;int&gt; = A;",
        "a x:Vector&lt;int&gt; = A;\nb x:Vector&lt;Vector&lt;int&gt;&gt; = B;",
        "a x:Vector&#60;int&#62; = A;",
        "a&nbsp;x:Pair&lt;int,&nbsp;int&gt; = A;",
    ] {
        let (kept, findings) = recovered(text);
        assert_eq!(findings.len(), 1, "{text}\n{findings:?}");
        assert_eq!(findings[0].2, "the text is HTML, not TL");
        assert_eq!(kept.len(), text.lines().count());
    }
    let (_, mended) = mended("a x:Vector&lt;Vector&lt;int&gt;&gt; = A;");
    assert_eq!(mended, "a x:Vector<Vector<int>> = A;");
    assert_eq!(recovered("a x:b&c = A;").1.len(), 1);
}

#[test]
fn a_second_id_is_one_finding() {
    for text in [
        "a#1#2 x:int = A;",
        "a#20212ca8#1 = A;",
        "a#1#2fa x:int = A;",
        "a#1#2#3 x:int = A;",
        "a#1# x:int = A;",
        "a#1 #2fa x:int = A;",
    ] {
        let (messages, mended) = mended(text);
        assert_eq!(messages, ["a declaration has two ids"], "{text}");
        assert_eq!(valid(&mended).declarations.len(), 1);
    }
}

#[test]
fn an_element_that_may_be_absent_has_no_mask() {
    let (messages, mended) = mended("a x:Vector<int?> = A;");
    assert_eq!(messages, ["an element of a list is never absent"]);
    assert_eq!(mended, "a x:Vector<int?> = A;");
    assert_eq!(recovered("a##1 x:int = A;").1.len(), 1);
}

#[test]
fn a_mask_that_lacks_a_part_is_completed() {
    for (text, mended_text) in [
        ("a f:# x:f.1 int = A;", "a f:# x:f.1?int = A;"),
        (
            "a f:# x:f.1 Vector<int> = A;",
            "a f:# x:f.1?Vector<int> = A;",
        ),
        ("a f:# x:f.1 (V int) = A;", "a f:# x:f.1?(V int) = A;"),
        ("a f:# x:f.1:int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# x:f.1.int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# f.0?x:int = A;", "a f:# x:f.0?int = A;"),
        ("a f:# f.0? x:int = A;", "a f:# x:f.0?int = A;"),
        ("a f:# x:[int, int] = A;", "a f:# x:[int int] = A;"),
        ("a f:# f.0 x:int = A;", "a f:# x:f.0?int = A;"),
        (
            "a f:# y:int f.31 x:Vector<int> = A;",
            "a f:# y:int x:f.31?Vector<int> = A;",
        ),
        ("a f:# x:f:1?int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# f:1?int = A;", "a f:# f.1?int = A;"),
        ("a f:# x:f[1]?int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# x:f(1)?int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# x:f.1 = A;", "a f:# x:f.1?true = A;"),
        ("a f:# x:f.1 y:int = A;", "a f:# x:f.1?true y:int = A;"),
        ("a f:# x:f.1? = A;", "a f:# x:f.1?true = A;"),
        ("a f:# x:f.1? y:int = A;", "a f:# x:f.1?true y:int = A;"),
        ("a x:string? = A;", "a flags:# x:flags.0?string = A;"),
        (
            "a y:int x:Vector<int>? = A;",
            "a y:int flags:# x:flags.0?Vector<int> = A;",
        ),
        ("a x?:string = A;", "a flags:# x:flags.0?string = A;"),
        ("a x:?string = A;", "a flags:# x:flags.0?string = A;"),
        (
            "a y:int ?x:string = A;",
            "a y:int flags:# x:flags.0?string = A;",
        ),
        ("a f:# (x y:string?) = A;", "a f:# (x y:f.0?string) = A;"),
        (
            "a n:# x:n*[ y:(V int)? ] = A;",
            "a n:# x:n*[ y:n.0?(V int) ] = A;",
        ),
        (
            "a x:2*[ y:string? ] = A;",
            "a x:2*[ flags:# y:flags.0?string ] = A;",
        ),
        ("a f:# x:f,1?int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# x:f:1:int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# x:f->1?int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# x:1?int = A;", "a f:# x:f.1?int = A;"),
        ("a f:# x:f.1??int = A;", "a f:# x:f.1?int = A;"),
        (
            "a f:# x:f.0?int y:string? z:int = A;",
            "a f:# x:f.0?int y:f.1?string z:int = A;",
        ),
        ("a f:# x:Vector<int>? = A;", "a f:# x:f.0?Vector<int> = A;"),
        (
            "a f:# x:(V int)? y:int = A;",
            "a f:# x:f.0?(V int) y:int = A;",
        ),
        ("a f:# x?:int = A;", "a f:# x:f.0?int = A;"),
        ("a f:# x:?int = A;", "a f:# x:f.0?int = A;"),
        ("a f:# x:f.0?int? = A;", "a f:# x:f.0?int = A;"),
    ] {
        mends(text, mended_text);
    }
}

#[test]
fn arguments_in_a_group_get_brackets() {
    for (text, mended_text) in [
        ("a (_ : %T int 3) = A;", "a (_ : %(T int 3)) = A;"),
        ("a (x:T int) y:int = A;", "a (x:(T int)) y:int = A;"),
        ("a (x y:V (V int)) = A;", "a (x y:(V (V int))) = A;"),
    ] {
        mends(text, mended_text);
    }
}

#[test]
fn an_array_of_rust_is_one_finding() {
    for (text, mended_text) in [
        ("a x:[int; 3] = A;\nb = B;", "a x:3*[ int ] = A;\nb = B;"),
        (
            "a x:[int;3] y:int = A;\nb = B;",
            "a x:3*[ int ] y:int = A;\nb = B;",
        ),
        ("a x:[i64; 4] = A;\nb = B;", "a x:4*[ long ] = A;\nb = B;"),
        ("a x:[u8; 32] = A;\nb = B;", "a x:int256 = A;\nb = B;"),
    ] {
        mends(text, mended_text);
    }
}
