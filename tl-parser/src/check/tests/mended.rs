//! One mistake is one finding, and its suggestion mends it.

use super::*;

fn found(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    sources.add("a.tl", text);
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let _ = check(&programs, &Levels::default(), &mut found);
    found
}

/// The text has one finding, and is `right` with its suggestion.
#[track_caller]
fn mends(text: &str, right: &str) {
    let before = found(text);
    let [only] = before.as_slice() else {
        panic!("{text}: {before:#?}");
    };
    let suggestion = only.suggestion().map(|it| (it.span, &it.replacement));
    let (span, replacement) = suggestion.unwrap_or_else(|| panic!("{text}: {only:#?}"));
    let mut mended = text.to_owned();
    mended.replace_range(span.start as usize..span.end as usize, replacement);
    assert_eq!(mended, right);
    assert_eq!(found(&mended), [], "{mended}");
}

/// The text has one finding, which suggests nothing.
#[track_caller]
fn only_says(text: &str) {
    let found = found(text);
    assert!(
        matches!(&found[..], [only] if only.suggestion().is_none()),
        "{text}: {found:#?}"
    );
}

#[test]
fn words_behind_a_declaration_are_a_comment() {
    for (text, right) in [
        ("a = A; a comment\nb = B;", "a = A; // a comment\nb = B;"),
        ("a = A; the first of them", "a = A; // the first of them"),
        (
            "a = A; deprecated\n\nb = B;",
            "a = A; // deprecated\n\nb = B;",
        ),
        (
            "a = A; don't use it, see b\n---functions---\nf = A;",
            "a = A; // don't use it, see b\n---functions---\nf = A;",
        ),
        (
            "a = A; (old)\n// B\nb = B;",
            "a = A; // (old)\n// B\nb = B;",
        ),
        (
            "a = A; TODO: remove // it\nb = B;",
            "a = A; // TODO: remove // it\nb = B;",
        ),
        (
            "a = A; really?\n@read b = B;",
            "a = A; // really?\n@read b = B;",
        ),
    ] {
        mends(text, right);
    }
    let long = format!("a = A; {}\nb = B;", "very ".repeat(99));
    mends(&long, &long.replace("; ", "; // "));
    for right in [
        "a = A; b\n  x:int = B;",
        "a = A; b = B;",
        "a = A; b\n = B;",
        "a = A; b x:int\n y:int = B;",
        "a = A; b\n// of a\n  x:int = B;",
        "a = A; Vector\n  int;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn comments_of_other_languages_stand_inside_of_declarations_too() {
    for (text, right) in [
        (
            "a x:int # a comment\n y:int = A;",
            "a x:int // a comment\n y:int = A;",
        ),
        (
            "a x:int\n # the id: 5\n y:int = A;",
            "a x:int\n // the id: 5\n y:int = A;",
        ),
        (
            "a x:int #comment\n y:int = A;",
            "a x:int //comment\n y:int = A;",
        ),
        ("a # it's an a\n y:int = A;", "a // it's an a\n y:int = A;"),
        (
            "a x:int -- the first\n y:int = A;",
            "a x:int // the first\n y:int = A;",
        ),
        (
            "a x:int - the first\n y:int = A;",
            "a x:int // the first\n y:int = A;",
        ),
        (
            "a x:int <!-- the first -->\n y:int = A;",
            "a x:int /* the first */\n y:int = A;",
        ),
        ("a x:int = # this\n A;", "a x:int = // this\n A;"),
    ] {
        mends(text, right);
    }
    for right in [
        "a # int\n string = A;",
        "b = B;\na # b\n y:int = A;",
        "b = B;\na # %B\n [ int ] = A;",
        "a x:#\n n:# y:x*[ int ] = A;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn parameters_stand_in_braces() {
    for (text, right) in [
        ("a [t:Type] x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a <t:Type> x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a (t:Type) x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a <Type t> x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a [t] x:t = A t;", "a {t:Type} x:t = A t;"),
        (
            "a<t, u> x:t y:u = A t u;",
            "a {t:Type} {u:Type} x:t y:u = A t u;",
        ),
        (
            "a [t:Type] [n:#] x:n*[t] = A t n;",
            "a {t:Type} {n:#} x:n*[t] = A t n;",
        ),
        ("a [n:#] x:n*[int] = A n;", "a {n:#} x:n*[int] = A n;"),
        ("a n:# x:n*[int] = A n;", "a {n:#} x:n*[int] = A n;"),
        ("a {Type t} x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a {Type:t} x:t = A t;", "a {t:Type} x:t = A t;"),
        (
            "---functions---\nf <X:Type> q:!X = X;",
            "---functions---\nf {X:Type} q:!X = X;",
        ),
    ] {
        mends(text, right);
    }
    assert_eq!(found("a {n:#} [m:#] = A n;"), []);
}

#[test]
fn masks_whose_parts_are_swapped() {
    let of = |field: &str| format!("a flags:# {field} = A;");
    for (field, right) in [
        ("x:?flags.1", "x:flags.1?true"),
        ("x:?flags.1int", "x:flags.1?int"),
        ("x:int?flags.1", "x:flags.1?int"),
        ("x:Vector<int>?flags.1", "x:flags.1?Vector<int>"),
        ("x?flags.1:int", "x:flags.1?int"),
        ("?x:int", "x:flags.0?int"),
    ] {
        mends(&of(field), &of(right));
    }
    only_says(&of("x:flags.1.2?int"));
    only_says(&of("x:(flags.1)?int"));
}

#[test]
fn what_a_list_is_of() {
    for text in [
        "a x:List = A;",
        "a x:list y:int = A;",
        "a x:Vector<Array> = A;",
    ] {
        only_says(text);
    }
    for (text, right) in [
        ("a x:List<int> = A;", "a x:Vector<int> = A;"),
        ("a x:Vector of int = A;", "a x:Vector<int> = A;"),
        ("a x:Vector.int = A;", "a x:Vector<int> = A;"),
        ("a x:u8[32] = A;", "a x:int256 = A;"),
        ("a x:bytes[16] = A;", "a x:int128 = A;"),
        ("a x:i32[3] = A;", "a x:3*[ int ] = A;"),
    ] {
        mends(text, right);
    }
    only_says("a x:(int, string) = A;");
}

#[test]
fn declarations_in_the_order_of_other_languages() {
    for (text, right) in [
        ("A = a x:int;", "a x:int = A;"),
        ("ns.A = ns.a x:int;", "ns.a x:int = ns.A;"),
        ("a(x:int, y:string) = A;", "a x:int y:string = A;"),
        ("a { x:int y:string } = A;", "a x:int y:string = A;"),
        ("a int x = A;", "a x:int = A;"),
        ("a x.int = A;", "a x:int = A;"),
    ] {
        mends(text, right);
    }
    only_says("A = x:int;");
    only_says("type A = a x:int;");
    only_says("a x-int = A;");
}

#[test]
fn arguments_that_have_arguments() {
    let of = |result: &str| {
        format!(
            "tuple {{t:Type}} {{n:#}} n*[t] = Tuple t n;\njust {{t:Type}} x:t = Maybe t;\n\
             pair {{a:Type}} {{b:Type}} x:a y:b = Pair a b;\n---functions---\nf = {result};"
        )
    };
    for (result, right) in [
        ("Maybe tuple string 2", "Maybe tuple<string, 2>"),
        ("Maybe %Tuple string 2", "Maybe %Tuple<string, 2>"),
        (
            "Vector Maybe tuple string 2",
            "Vector Maybe<tuple<string, 2>>",
        ),
        (
            "Pair Maybe int Maybe string",
            "Pair Maybe<int> Maybe<string>",
        ),
        ("Tuple Maybe string 2", "Tuple Maybe<string> 2"),
    ] {
        mends(&of(result), &of(right));
    }
}

#[test]
fn a_semicolon_for_a_colon() {
    for (text, right) in [
        ("a x;int = A;", "a x:int = A;"),
        ("a x;int y:long = A;\nb = B;", "a x:int y:long = A;\nb = B;"),
        (
            "a x:int y;long = A;\nb a:A = B;",
            "a x:int y:long = A;\nb a:A = B;",
        ),
        (
            "a flags:# x;flags.1?int = A;",
            "a flags:# x:flags.1?int = A;",
        ),
    ] {
        mends(text, right);
    }
    assert_eq!(found("a = A;b = B;Vector int;c = C;"), []);
}

#[test]
fn lines_that_are_no_tl() {
    for (text, right) in [
        (
            "--- types of users, made by hand; see b ---\na = A;",
            "---types---\na = A;",
        ),
        (
            "--- made by hand; see b ---\na = A;",
            "// --- made by hand; see b ---\na = A;",
        ),
        ("#\na = A;", "//\na = A;"),
        ("a x:Vector&#x3c;int&#x3e; = A;", "a x:Vector<int> = A;"),
    ] {
        mends(text, right);
    }
}
