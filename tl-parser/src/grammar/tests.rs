//! What the grammar takes, and what it says of what it does not take.

use super::parse;
use crate::ast::{
    Body, Combinator, DeclarationKind, Expr, ExprKind, Field, Finality, Kind, Program, Section,
    print,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::span::FileId;

fn parsed(text: &str) -> (Program<'_>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let program = parse(FileId(0), text, &mut diagnostics);
    (program, diagnostics)
}

fn valid(text: &str) -> Program<'_> {
    let (program, diagnostics) = parsed(text);
    assert_eq!(diagnostics, [], "{text}");
    program
}

fn printed(program: &Program<'_>) -> Vec<String> {
    program
        .declarations
        .iter()
        .map(print::declaration)
        .collect()
}

/// The declarations that are kept, and the places and words of the findings.
fn recovered(text: &str) -> (Vec<String>, Vec<(Code, &str, String)>) {
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

fn combinator<'p, 's>(program: &'p Program<'s>) -> &'p Combinator<'s> {
    match program.declarations.first().map(|first| &first.kind) {
        Some(DeclarationKind::Combinator(combinator)) => combinator,
        other => panic!("{other:?}"),
    }
}

fn fields<'p, 's>(program: &'p Program<'s>) -> &'p [Field<'s>] {
    match &combinator(program).body {
        Body::Fields(fields) => fields,
        Body::Builtin(_) => &[],
    }
}

fn apply<'p, 's>(expr: &'p Expr<'s>) -> (&'s str, &'p [Expr<'s>]) {
    match &expr.kind {
        ExprKind::Apply { head, args } => (head.value, args),
        _ => ("", &[]),
    }
}

#[test]
fn every_construct_survives_printing() {
    for line in [
        "ok = Ok;",
        "photos.photo#20212ca8 photo:Photo users:Vector<User> = photos.Photo;",
        "int#a8509bda ? = Int;",
        "vector#1cb5c415 {t:Type} # [ t ] = Vector<t>;",
        "tuple {t:Type} {n:#} [ t ] = Tuple<t, n>;",
        "invokeAfterMsg#cb9f372d {X:Type} msg_id:long query:!X = X;",
        "user flags:# self:flags.10?true name:flags.1?string = User;",
        "a f:# x:f.2?f*[ y:int z:int ] = A;",
        "a n:# x:(n+1)*[ int ] y:%Vector<%T> z:%t = A;",
        "_ x:int = A;",
        "a _:# [ b ] = A;",
        "a A:int M1:int X:# alice_PK:int256 = A;",
        "wallet.highload.v1.initialAccountState k:int = wallet.highload.v1.InitialAccountState;",
        "@read @any get n:# => Tuple<int, n>;",
        "a x:Tuple<int, n+1> = A;",
        "a x:(1+n) = A;",
        "a flags.0?int f:# f.1?!X = A;",
        "Final Bool;",
        "New Foo;",
        "Empty ns.Foo;",
        "Vector<int>;",
        "vector<int>;",
    ] {
        assert_eq!(printed(&valid(line)), [line]);
    }
}

#[test]
fn notations_of_one_meaning() {
    for (text, line) in [
        ("a x:(Vector int) = A;", "a x:Vector<int> = A;"),
        ("a x:((Vector) (int)) = A;", "a x:Vector<int> = A;"),
        (
            "a x:(Pair (Vector int) string) = A;",
            "a x:Pair<Vector<int>, string> = A;",
        ),
        ("a x:((Pair int) string) = A;", "a x:Pair<int, string> = A;"),
        ("a x:%(Vector %(B t)) = A;", "a x:%Vector<%B<t>> = A;"),
        ("a x:%%B = A;", "a x:%B = A;"),
        ("a (b c:int) = A;", "a b:int c:int = A;"),
        (
            "a (b _:f.1?(Vector int)) = A;",
            "a b:f.1?Vector<int> _:f.1?Vector<int> = A;",
        ),
        ("a {t u:Type} = A t u;", "a {t:Type} {u:Type} = A<t, u>;"),
        ("a { n : # } n * [int] = A n;", "a {n:#} n*[ int ] = A<n>;"),
        ("a x : flags . 0 ? int = A ;", "a x:flags.0?int = A;"),
        ("Vector int;", "Vector<int>;"),
        ("vector n+1 int;", "vector<n+1, int>;"),
        ("a (Vector int) = A;", "a Vector<int> = A;"),
        ("a#F0 = A;", "a#000000f0 = A;"),
    ] {
        assert_eq!(printed(&valid(text)), [line], "{text}");
    }
}

#[test]
fn a_hash_is_an_id_only_behind_a_name() {
    let program = valid("replace6 # a:[int] = R;");
    assert_eq!(combinator(&program).id, None);
    assert_eq!(fields(&program).len(), 2);
    assert_eq!(fields(&program)[0].ty.kind, ExprKind::Nat);

    let program = valid("photoEmpty#2331b22 id:long = Photo;");
    let id = combinator(&program)
        .id
        .map(|id| (id.value, id.span.start, id.span.end));
    assert_eq!(id, Some((0x0233_1b22, 11, 18)));
}

#[test]
fn field_types_end_where_the_next_field_begins() {
    let program = valid("a x:Vector int y:t [ u ] = A;");
    let names: Vec<_> = fields(&program)
        .iter()
        .map(|field| field.name.map(|name| name.value))
        .collect();
    assert_eq!(names, [Some("x"), None, Some("y"), None]);
    assert_eq!(apply(&fields(&program)[0].ty), ("Vector", &[][..]));
}

#[test]
fn groups_of_fields_are_told_from_applications() {
    let program = valid("a (b c:int) (d e) = A;");
    assert_eq!(fields(&program).len(), 3);
    let (head, args) = apply(&fields(&program)[2].ty);
    assert_eq!((head, args.len()), ("d", 1));
}

#[test]
fn spans_cover_what_they_say() {
    let text = "  a#1 {t:Type} x:f.3?(Vector t) y:n*[int] = A (B t) ; ";
    let program = valid(text);
    let at = |span: crate::span::Span| &text[span.start as usize..span.end as usize];
    let combinator = combinator(&program);
    assert_eq!(at(program.declarations[0].span), text.trim());
    assert_eq!(at(combinator.params[0].span), "{t:Type}");
    assert_eq!(combinator.params[0].kind, Kind::Type);
    let [x, y] = fields(&program) else {
        panic!("two fields")
    };
    assert_eq!(at(x.span), "x:f.3?(Vector t)");
    assert_eq!(at(x.ty.span), "(Vector t)");
    assert_eq!(
        x.mask.map(|mask| (at(mask.name.span), mask.bit.value)),
        Some(("f", 3))
    );
    assert_eq!(at(y.ty.span), "n*[int]");
    assert_eq!(at(combinator.result.span), "A (B t)");
}

#[test]
fn sections_in_any_order() {
    let program = valid(
        "--- functions ---\nf = A;\n---types---\na = A;---functions---\n---types------functions---g = A;",
    );
    let sections: Vec<_> = program
        .declarations
        .iter()
        .map(|found| found.section)
        .collect();
    assert_eq!(
        sections,
        [Section::Functions, Section::Types, Section::Functions]
    );
    assert_eq!(valid("a = A;").declarations[0].section, Section::Types);
}

#[test]
fn marks_of_editors_and_ends_without_a_line_break() {
    let program = valid("\u{feff}// LAYER 214\r\na\r\n  x:int\r\n  = A; // end");
    assert_eq!(printed(&program), ["a x:int = A;"]);
    assert_eq!(program.layer, Some(214));
    let texts: Vec<_> = program
        .comments
        .iter()
        .map(|c| (c.text, c.own_line))
        .collect();
    assert_eq!(texts, [(" LAYER 214", true), (" end", false)]);
}

#[test]
fn finality_words_are_names_elsewhere() {
    let program = valid("Final A; empty = Empty; New New; Final int x;");
    let kinds: Vec<_> = program
        .declarations
        .iter()
        .map(|declaration| match &declaration.kind {
            DeclarationKind::Finality(finality, name) => Some((*finality, name.value)),
            _ => None,
        })
        .collect();
    let expected = [
        Some((Finality::Final, "A")),
        None,
        Some((Finality::New, "New")),
        None,
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn comments_belong_to_declarations() {
    let text = "// one\na = A; // behind a\n/* two */\nb // in b\n = B; /* c's */ c = C; /* end */";
    let program = valid(text);
    let ranges: Vec<_> = program
        .declarations
        .iter()
        .map(|found| (found.comments.clone(), found.inner_comments.clone()))
        .collect();
    assert_eq!(ranges, [(0..1, 1..2), (2..3, 3..4), (4..5, 5..6)]);
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
fn the_semicolon_is_suggested_where_it_belongs() {
    let (_, diagnostics) = parsed("a = A // last\nb = B;");
    let suggestion = diagnostics
        .first()
        .and_then(|first| first.suggestion.as_ref());
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
            "the character `ï` is no part of TL",
        ),
        (
            "a x:$b = A;",
            Code::UnexpectedCharacter,
            "$",
            "the character `$` is no part of TL",
        ),
        (
            "a\u{a0}= A;",
            Code::UnexpectedCharacter,
            "\u{a0}",
            "the character U+00A0 is no part of TL",
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
            "a number does not fit 32 bits",
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
        let (_, diagnostics) = parsed(text);
        let edit = diagnostics
            .first()
            .and_then(|first| first.suggestion.clone());
        let mut result = text.to_owned();
        if let Some(edit) = edit {
            let range = edit.span.start as usize..edit.span.end as usize;
            result.replace_range(range, &edit.replacement);
        }
        assert_eq!(result, mended);
        valid(&result);
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
    let note = diagnostics.last().and_then(|last| last.notes.last());
    assert_eq!(
        note.map(String::as_str),
        Some("99000 more findings of this file are not shown")
    );
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
