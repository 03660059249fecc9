#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::resolve::{World, resolve};
use crate::source::FileId;

fn with<T>(text: &str, check: impl FnOnce(&Schema<'_>, &Graph) -> T) -> T {
    let mut diagnostics = Vec::new();
    let programs = [crate::syntax::parse(FileId(0), text, &mut diagnostics)];
    let schema = resolve(&programs, World::Closed, &mut diagnostics);
    assert_eq!(diagnostics, []);
    check(&schema, &Graph::new(&schema))
}

/// Returns the fields that need a `Box`, as `constructor.field`.
fn boxes(text: &str) -> Vec<String> {
    with(text, |schema, graph| {
        let mut found = Vec::new();
        for (id, constructor) in (0..).map(CombinatorId).zip(&schema.combinators) {
            for field in &constructor.fields {
                if graph.needs_box(schema, id, &field.ty) {
                    found.push(format!(
                        "{}.{}",
                        constructor.name,
                        field.name.unwrap_or("_")
                    ));
                }
            }
        }
        found
    })
}

fn filler(text: &str, ty: &str) -> Option<String> {
    with(text, |schema, graph| {
        let id = schema.types.iter().position(|it| it.name == ty).unwrap();
        let filler = graph.filler(TypeId(u32::try_from(id).unwrap()))?;
        Some(schema[filler].name.to_owned())
    })
}

#[test]
fn a_type_that_contains_itself_needs_a_box() {
    let peers = "peerSelf = Peer; peerFrom peer:Peer id:int = Peer; message peer:Peer = Message;";
    assert_eq!(boxes(peers), ["peerFrom.peer"]);
    let around = "a f:# x:f.0?b y:int = A; b x:C = B; c f:# x:f.1?A z:c2 = C; c2 = C2;";
    assert_eq!(boxes(around), ["a.x", "b.x", "c.x"]);
}

#[test]
fn lists_need_none() {
    assert_eq!(
        boxes("a x:Vector<a> y:(vector A) n:# z:n*[ a ] = A;"),
        Vec::<String>::new()
    );
    assert_eq!(boxes("a f:# x:f.0?2*[ a ] = A;"), ["a.x"]);
}

#[test]
fn type_arguments_count_where_they_are_held() {
    let maybe = "nothing {t:Type} = Maybe t; just {t:Type} x:t = Maybe t; ";
    let text = "hren next:(Maybe hren) list:Vector<Maybe<hren>> = Hren;";
    assert_eq!(boxes(&format!("{maybe}{text}")), ["hren.next"]);
    let many = "many {t:Type} all:Vector<t> = Many t; wrap {t:Type} x:(many t) = Wrap t; ";
    assert_eq!(
        boxes(&format!("{many} a x:(Wrap a) = A;")),
        Vec::<String>::new()
    );
    let generic = "list {X:Type} flag:# head:flag.0?X tail:flag.0?(list X) = List X;";
    assert_eq!(boxes(generic), ["list.tail"]);
}

#[test]
fn a_tuple_of_a_literal_may_be_an_array() {
    let tuple =
        "tuple {t:Type} {n:#} [ t ] = Tuple t n; pass {t:Type} {n:#} x:(tuple t n) = Pass t n; ";
    let text = "a n:# x:n.0?(Pass a 2) y:(Pass a n) = A;";
    assert_eq!(boxes(&format!("{tuple}{text}")), ["a.x"]);
}

#[test]
fn the_smallest_filler_is_chosen() {
    assert_eq!(
        filler("a x:int = T; b = T; c = T;", "T").as_deref(),
        Some("b")
    );
    let deep = "leaf x:int = Leaf; two x:Leaf y:Leaf = T; one x:Leaf y:int = T; again x:T = T;";
    assert_eq!(filler(deep, "T").as_deref(), Some("one"));
    let masked = "big f:# x:f.0?T = T; rec x:Vector<T> y:T = T;";
    assert_eq!(filler(masked, "T").as_deref(), Some("big"));
    assert_eq!(filler("a = A;", "Bool").as_deref(), Some("boolFalse"));
}

#[test]
fn a_filler_does_not_need_itself_through_an_argument() {
    let pair = "pair {X:Type} {Y:Type} x:X y:Y = Pair X Y; ";
    let text = format!("{pair} a x:(Pair A int) = A; b x:(Pair int int) y:(Pair int int) = A;");
    assert_eq!(filler(&text, "A").as_deref(), Some("b"));
    // `left` is the filler of any `Either`, and here it needs another `G`.
    let either = "left {X:Type} {Y:Type} x:X = Either X Y; right {X:Type} {Y:Type} y:Y = Either X Y; \
                  g x:(Either g int) = G;";
    assert_eq!(filler(either, "G"), None);
    assert_eq!(filler(either, "Either").as_deref(), Some("left"));
}

/// Returns how many values every value of a constructor contains.
fn inside(text: &str, constructor: &str) -> u64 {
    with(text, |schema, graph| {
        let id = schema
            .combinators
            .iter()
            .position(|it| it.name == constructor)
            .unwrap();
        graph.values_inside(CombinatorId(u32::try_from(id).unwrap()))
    })
}

#[test]
fn each_value_of_a_type_argument_counts() {
    let text = "e = E; none = M; some x:E y:E = M; pair {t:Type} {u:Type} a:t b:t c:u = Pair t u; \
        twice {t:Type} x:(pair t int) y:(pair int t) = Twice t; ";
    for (fields, expected) in [
        ("", 0),
        ("a:int", 1),
        ("a:E b:E", 3),
        (
            "a:M b:%E c:2*[ d:E ] f:0*[ E ] m:# x:m.1?E y:m*[ E ] z:Vector<E>",
            4,
        ),
        ("a:(pair E int)", 5),
        ("a:(pair int E)", 4),
        ("a:(pair E E)", 6),
        ("a:(pair (pair E int) int)", 11),
        ("a:(Twice E)", 10),
    ] {
        assert_eq!(
            inside(&format!("{text}x {fields} = X;"), "x"),
            expected,
            "{fields}"
        );
    }
}

#[test]
fn growing_arguments_are_found() {
    let pair = "pair {X:Type} {Y:Type} x:X y:Y = Pair X Y; ";
    let expanding = |text: &str| {
        with(&format!("{pair}{text}"), |schema, _| {
            let names = schema
                .expanding
                .iter()
                .map(|(id, _)| schema[*id].name.to_owned());
            names.collect::<Vec<_>>()
        })
    };
    assert_eq!(
        expanding("f {t:Type} m:# x:m.0?(F (Pair t t)) = F t;"),
        ["f"]
    );
    assert_eq!(
        expanding("f {t:Type} x:Vector<G<t>> = F t; g {t:Type} x:Vector<F<Vector<t>>> = G t;"),
        ["g"]
    );
    let fine = "f {t:Type} m:# x:m.0?(F t) y:(Pair t (Pair t t)) z:Vector<F<int>> = F t;";
    assert_eq!(expanding(fine), Vec::<String>::new());
}
