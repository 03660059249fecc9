//! One line without the rest of its schema.

use super::*;

fn open<T>(text: &str, check: impl FnOnce(&Schema<'_>) -> T) -> T {
    with(&[text], World::Open, |schema, diagnostics, _| {
        assert_eq!(diagnostics, []);
        check(schema)
    })
}

#[test]
fn unknown_names_are_declared_elsewhere() {
    let text = "a n:# u:User v:Vector<user> p:(Pair int n) q:pair<int, 3> b:%User c:%User = A;";
    open(text, |schema| {
        assert_eq!(
            fields(schema, "a"),
            [
                "n:#",
                "u:User",
                "v:Vector<%user>",
                "p:Pair<%int, $0>",
                "q:%pair<%int, 3>",
                "b:%User",
                "c:%User",
            ]
        );
        let external: Vec<_> = schema
            .combinators
            .iter()
            .filter(|it| it.origin == Origin::External)
            .map(|it| it.name)
            .collect();
        assert_eq!(external, ["user", "pair", "User"]);
        let user = schema.types.iter().find(|ty| ty.name == "User").unwrap();
        assert_eq!(user.origin, Origin::External);
    });
}

#[test]
fn a_line_alone_is_neither_endless_nor_ambiguous() {
    open("a peer:InputPeer = InputPeer;", |schema| {
        assert_eq!(fields(schema, "a"), ["peer:InputPeer"]);
    });
}

#[test]
fn what_is_wrong_in_the_line_itself_is_still_wrong() {
    with(
        &["a x:flags.0?int y:Vector<int, int> = A;"],
        World::Open,
        |_, diagnostics, _| {
            let names: Vec<&str> = diagnostics.iter().map(|it| it.code.name()).collect();
            assert_eq!(names, ["invalid-mask", "wrong-arity"]);
        },
    );
}
