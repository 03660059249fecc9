//! The rules of Rust one by one.

use tl_parser::diagnostic::{Code, Levels};

use super::{broken, findings, source, wire};
use crate::cli::diff::Breaking;

#[test]
fn rust_sees_types_and_not_how_they_are_written() {
    let row = |fields: &str| {
        format!("user id:long = User; x = Sum; y = Sum; ---functions--- f {fields} = Bool;")
    };
    for (old, new) in [
        ("a:User", "a:%User"),
        ("a:int", "a:Int"),
        ("a:long", "a:int53"),
        ("a:Vector<User>", "a:vector<user>"),
        ("flags:# a:flags.0?User", "mode:# a:mode.3?user"),
    ] {
        let found = broken(&row(old), &row(new), Breaking::Source);
        let of_masks: Vec<_> = found.iter().filter(|it| **it != "argument-added").collect();
        assert!(of_masks.is_empty(), "{old} -> {new}: {found:?}");
    }
    for (old, new) in [
        ("a:int", "a:long"),
        ("a:string", "a:bytes"),
        ("a:Sum", "a:x"),
        ("a:User", "a:Vector<User>"),
        (
            "flags:# a:flags.0?User b:flags.0?int",
            "flags:# a:User b:flags.0?int",
        ),
        ("a:3*[ x:int y:int ]", "a:3*[ x:int y:long ]"),
    ] {
        source(&row(old), &row(new), &["member-type-changed"]);
        source(&row(new), &row(old), &["member-type-changed"]);
    }
}

#[test]
fn what_no_code_can_be_generated_for_is_said() {
    let old = "a x:int = A;";
    let new = "---functions--- maybe {X:Type} flags:# query:flags.0?!X = X;";
    source(old, new, &["unsupported"]);
    wire(old, new, &["constructor-removed"]);
}

/// A struct has `new` only if a field is optional; otherwise it is built with a literal.
#[test]
fn what_makes_a_struct_breaks() {
    let row = |fields: &str| format!("row#1 {fields} = Row;");
    let literal = row("a:int b:int");
    source(&literal, &row("b:int a:int"), &[]);
    source(&literal, &row("a:int b:int c:int"), &["argument-added"]);
    source(
        &literal,
        &row("a:int b:int flags:# c:flags.0?int"),
        &["argument-added"],
    );
    let new = row("flags:# d:flags.1?int a:int b:int");
    let swapped = row("flags:# d:flags.1?int b:int a:int");
    source(&new, &swapped, &["arguments-reordered"]);
    let optional = row("flags:# d:flags.1?int c:flags.0?int a:int b:int");
    source(&new, &optional, &[]);
}

#[test]
fn the_name_of_a_parameter_is_not_one_of_the_struct() {
    for (old, new) in [
        ("a {t:Type} y:t = A t;", "a {u:Type} y:u = A u;"),
        (
            "a {t:Type} y:Vector<t> = A t;",
            "a {u:Type} y:Vector<u> = A u;",
        ),
        (
            "a {t:Type} y:t = A t; b {t:Type} = A t;",
            "a {u:Type} y:u = A u; b {v:Type} = A v;",
        ),
        (
            "b = B; ---functions--- f {X:Type} q:!X = X;",
            "b = B; ---functions--- f {Y:Type} q:!Y = Y;",
        ),
        (
            "b = B; ---functions--- f {X:Type} q:!X = Vector X;",
            "b = B; ---functions--- f {Y:Type} q:!Y = Vector Y;",
        ),
    ] {
        source(old, new, &[]);
    }
    source(
        "a {t:Type} {u:Type} y:t z:u = A t u;",
        "a {t:Type} {u:Type} y:t z:u = A u t;",
        &["member-type-changed", "member-type-changed"],
    );
    // Where the parameters are declared makes no difference.
    source(
        "a {t:Type} {u:Type} y:t z:u = A t u; b v:(A int string) = B;",
        "a {u:Type} {t:Type} y:t z:u = A t u; b v:(A int string) = B;",
        &[],
    );
}

#[test]
fn what_counts_is_the_name_in_rust() {
    for (old, new) in [
        ("foo_bar#1 x:int = A;", "fooBar#1 x:int = A;"),
        ("a#1 x:int = fooBar.A;", "a#1 x:int = foo_bar.A;"),
        (
            "a = A; ---functions--- n.foo_bar#1 x:int = A;",
            "a = A; ---functions--- n.fooBar#1 x:int = A;",
        ),
        (
            "foo_bar#1 = A; b = A; c x:Vector<A> = C;",
            "fooBar#1 = A; b = A; c x:Vector<A> = C;",
        ),
    ] {
        source(old, new, &[]);
    }
    for (old, new) in [
        // Two have one name, so neither gets it.
        ("fooBar x:int = A;", "fooBar x:int = A; foo_bar x:long = B;"),
        (
            "a = A; ---functions--- fooBar x:int = A;",
            "a = A; ---functions--- fooBar x:int = A; foo_bar = A;",
        ),
        (
            "x y:int = foo_bar.A; b v:foo_bar.A = B;",
            "x y:int = fooBaz.A; b v:fooBaz.A = B;",
        ),
        // A field of a renamed item has the same type.
        (
            "a#1 n:# x:n*[ p:int q:int ] = A; b v:%A = B;",
            "z#1 n:# x:n*[ p:int q:int ] = A; b v:%A = B;",
        ),
        (
            "a#1 x:int = A; b#2 v:A w:Vector<%A> = B;",
            "a#1 x:int = Z; b#2 v:Z w:Vector<%Z> = B;",
        ),
    ] {
        source(old, new, &["item-renamed"]);
    }
    source(
        "a#1 x:int = A; b#2 x:int = B; c v:A w:B = C;",
        "b#1 x:int = A; a#2 x:int = B; c v:A w:B = C;",
        &["item-renamed", "item-renamed"],
    );
}

#[test]
fn a_constructor_without_a_struct_is_a_variant() {
    let old = "a#1 x:int = A; b#2 = A; c#3 = A;";
    let renamed = "a#1 x:int = A; z#2 = A; c#3 = A;";
    source(old, renamed, &["variant-removed"]);
    source(old, "z#1 x:int = A; b#2 = A; c#3 = A;", &["item-renamed"]);
    let gone = "a#1 x:int = A; b#2 = A;";
    let found = findings(old, gone, Breaking::Source, &Levels::default());
    let [found] = found.as_slice() else {
        panic!("{found:#?}");
    };
    let message = "the variant of the constructor `c` is generated no longer";
    assert_eq!(found.message, message);
}

#[test]
fn a_type_goes_with_the_last_of_its_constructors() {
    let old = "a#1 x:int = A; b#2 = A; d#4 = D;";
    for (new, removed) in [
        ("a#1 x:int = B; b#2 = C; d#4 = D;", 1),
        ("a#1 x:int = D; b#2 = D; d#4 = D;", 1),
        // The constructor and the type.
        ("a#1 x:int = D; d#4 = D;", 2),
        // Two constructors, which is enough said.
        ("d#4 = D;", 2),
        ("a#1 x:int = Z; b#2 = Z; d#4 = D;", 0),
        ("a#1 x:int = A; b#2 = D; d#4 = D;", 0),
    ] {
        let found = broken(old, new, Breaking::Source);
        let found = found.iter().filter(|it| **it == "item-removed");
        assert_eq!(found.count(), removed, "{new}");
    }
}

#[test]
fn a_type_may_be_another_struct_without_a_change_of_its_name() {
    let old = "a#1 x:int = A; b#2 = B; u#3 v:A = U;";
    let formed = "type-form-changed";
    for (new, expected) in [
        (
            "a#1 x:int = B; b#2 = A; u#3 v:A = U;",
            &[formed, formed][..],
        ),
        (
            "a#1 x:int = C; b#2 = A; u#3 v:A = U;",
            &[formed, "item-removed"],
        ),
        // The struct of `a` is gone, which is reported itself.
        (
            "c#4 x:int y:int = A; b#2 = B; u#3 v:A = U;",
            &["item-removed"],
        ),
        // The structs have other names, and the types are the same.
        ("c#1 x:int = A; b#2 = B; u#3 v:A = U;", &["item-renamed"]),
        ("a#1 x:int = C; b#2 = B; u#3 v:C = U;", &["item-renamed"]),
    ] {
        source(old, new, expected);
    }
}

#[test]
fn a_type_that_is_another_one_of_the_same_name_is_called_so() {
    let message = |old: &str, new: &str| {
        let found = findings(old, new, Breaking::Source, &Levels::default());
        let found = found.into_iter().map(|it| it.message.clone());
        found
            .filter(|it| it.contains("another type now"))
            .collect::<Vec<_>>()
    };
    let param = message(
        "a {t:Type} {u:Type} y:t z:u = A t u;",
        "a {t:Type} {u:Type} y:t z:u = A u t;",
    );
    assert_eq!(param.len(), 2, "{param:?}");
    let old = "a#1 x:int = A; b#2 y:long = A; u#3 v:a w:vector<b> = U;";
    let swapped = message(
        old,
        &old.replace("b#2", "c#2")
            .replace("a#1", "b#1")
            .replace("c#2", "a#2"),
    );
    assert_eq!(
        swapped,
        [
            "the field `v` of `u` is still `types::A`, but that is another type now",
            "the field `w` of `u` is still `Vec<types::B>`, but that is another type now",
        ]
    );
    assert_eq!(message(old, &old.replace("y:long", "y:int")), [""; 0]);
}

#[test]
fn elements_are_structs_too() {
    let row = |list: &str| format!("row#1 n:# m:# x:{list} = Row;");
    let old = row("n*[ p:int q:int ]");
    for (new, expected) in [
        ("n*[ r:int q:int ]", &["member-renamed"][..]),
        ("n*[ p:int q:long ]", &["member-type-changed"]),
        ("n*[ p:int q:int r:int ]", &["argument-added"]),
        ("n*[ p:int q:int r:m.0?true ]", &["argument-added"]),
        ("n*[ p:int q:n*[ r:int s:int ] ]", &["member-type-changed"]),
        ("n*[ int ]", &["member-type-changed"]),
        ("3*[ p:int q:int ]", &["member-type-changed"]),
        // Neither the count nor the order is in a literal, and a boxed `int` is an `i32` too.
        ("m*[ p:int q:int ]", &[]),
        ("n*[ q:int p:int ]", &[]),
        ("n*[ p:int q:Int ]", &[]),
    ] {
        source(&old, &row(new), expected);
    }
    source(&row("vector<int>"), &row("n*[ int ]"), &[]);
    source(&row("n*[ int ]"), &row("n*[ p:int ]"), &[]);
    source(
        &row("n*[ p:int q:2*[ r:int s:int ] ]"),
        &row("n*[ p:int q:2*[ r:int t:int ] ]"),
        &["member-renamed"],
    );
}

#[test]
fn a_struct_of_elements_may_get_another_name_because_of_others() {
    let old = "row#1 n:# x:n*[ p:int q:int ] = Row; other#2 a:int = Other;";
    for (new, expected) in [
        ("rowX#3 a:int = RowX;", &["item-renamed"][..]),
        // Both have a new name, and so has a constructor that could have the name.
        (
            "row_x#3 a:int = Q; rowX#4 a:int = Q; rowXa#5 = Q;",
            &["item-renamed"],
        ),
        (
            "row_#3 n:# x:n*[ p:int q:int ] = Row2;",
            &["item-renamed", "item-renamed"],
        ),
        ("rowY#3 a:int = RowY;", &[]),
        ("---functions--- rowX#3 a:int = Row;", &[]),
    ] {
        source(old, &format!("{old} {new}"), expected);
    }
    // That of elements inside of elements.
    let old = "row#1 n:# x:n*[ p:int y:2*[ r:int s:int ] ] = Row;";
    source(old, &format!("{old} row_x_y#3 = RowXY;"), &["item-renamed"]);
    // Its name is that of a field or of a constructor, which is said already.
    let old = "row#1 n:# x:n*[ p:int q:int ] = Row;";
    let of_field = "row#1 n:# y:n*[ p:int q:int ] = Row;";
    source(old, of_field, &["member-renamed"]);
    let of_constructor = "line#1 n:# x:n*[ p:int q:int ] = Row;";
    source(old, of_constructor, &["item-renamed"]);
}

#[test]
fn a_variant_that_gets_or_loses_its_box_says_why() {
    let fields = |count: usize| {
        (0..count)
            .map(|it| format!(" x{it}:string"))
            .collect::<String>()
    };
    let own = |count| format!("aEmpty = A; a{} = A;", fields(count));
    let inner = |count| format!("aEmpty = A; a b:B = A; b{} = B;", fields(count));
    for (old, new, is_said) in [
        (own(1), own(20), true),
        (own(20), own(1), true),
        (inner(1), inner(20), true),
        (own(0), own(1), false),
    ] {
        let found = findings(&old, &new, Breaking::Source, &Levels::default());
        let changed = found.iter().find(|it| it.code == Code::VariantChanged);
        let changed = changed.unwrap_or_else(|| panic!("{old} {new}: {found:#?}"));
        let mut notes = changed.notes();
        let why = notes
            .any(|note| note.starts_with("the struct of a variant is in a `Box` if it is large"));
        assert_eq!(why, is_said, "{old} {new}");
    }
}
