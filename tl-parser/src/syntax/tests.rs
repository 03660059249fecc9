//! What the grammar accepts.

mod foreign;
mod recovery;

use super::{parse, print};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use crate::syntax::ast::{
    Combinator, DeclarationKind, Expr, ExprKind, Field, Finality, ParamKind, Program, Section,
};

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

fn combinator<'p, 's>(program: &'p Program<'s>) -> &'p Combinator<'s> {
    program.declarations[0].combinator().unwrap()
}

fn fields<'p, 's>(program: &'p Program<'s>) -> &'p [Field<'s>] {
    combinator(program).fields()
}

fn apply<'p, 's>(expr: &'p Expr<'s>) -> (&'s str, &'p [Expr<'s>]) {
    let (head, args) = expr.application().unwrap();
    (head.value, args)
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
        "_#5de33467 x:int = A;",
        "a _:# [ b ] = A;",
        "a A:int M1:int X:# alice_PK:int256 = A;",
        "wallet.highload.v1.initialAccountState k:int = wallet.highload.v1.InitialAccountState;",
        "@read @any get n:# => Tuple<int, n>;",
        "a x:Tuple<int, n+1> = A;",
        "a x:(1+n) = A;",
        "a {X:Type} flags.0?int f:# f.1?!X = A;",
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
    let at = |span: crate::source::Span| &text[span.start as usize..span.end as usize];
    let combinator = combinator(&program);
    assert_eq!(at(program.declarations[0].span), text.trim());
    assert_eq!(at(combinator.params[0].span), "{t:Type}");
    assert_eq!(combinator.params[0].kind, ParamKind::Type);
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
fn a_comment_may_follow_the_layer_of_a_schema() {
    for text in [
        "// LAYER 214 // of 2025",
        "// LAYER 214// of 2025",
        "/* LAYER 214 */",
    ] {
        assert_eq!(valid(text).layer, Some(214), "{text}");
    }
    assert_eq!(valid("// LAYER 214 of 2025").layer, None);
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
