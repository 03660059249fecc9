//! The rules, and those of the wire one by one.

mod ids;
mod source;

use tl_parser::check::{failed, parse_all};
use tl_parser::diagnostic::{Code, Levels, Shown, examples};
use tl_parser::source::Sources;
use tl_parser::{World, resolve};

use super::breaking;
use crate::cli::diff::Breaking;
use crate::compare::changes::Comparison;

/// Returns what a change from one schema to the other breaks.
#[track_caller]
fn findings(old: &str, new: &str, what: Breaking, levels: &Levels) -> Vec<Shown> {
    let mut sources = Sources::new();
    sources.add("old.tl", old);
    sources.add("new.tl", new);
    let mut errors = Vec::new();
    let programs = parse_all(&sources, &mut errors);
    let (before, new) = programs.split_at(1);
    let before = resolve(before, World::Closed, &mut errors);
    let now = resolve(new, World::Closed, &mut errors);
    assert!(!failed(&errors), "{errors:#?}");
    breaking(
        &Comparison::new(&before, &now),
        &programs,
        new,
        what,
        levels,
    )
}

fn category(code: Code) -> Breaking {
    match code.id().starts_with("TL05") {
        true => Breaking::Wire,
        false => Breaking::Source,
    }
}

#[test]
fn what_is_wrong_by_the_text_of_a_rule_breaks_it_and_what_is_right_breaks_none() {
    let mut others = Vec::new();
    let rules = Code::ALL.iter().filter(|code| code.category().is_some());
    for &code in rules {
        // Rules that are off by default are enabled here.
        let mut levels = Levels::default();
        levels.warn(code.name()).unwrap();
        let text = code.explanation();
        let old = examples(text, "Old");
        let [old] = old.as_slice() else {
            panic!("{} has one old schema", code.name());
        };
        for (which, expected) in [("Wrong", vec![code]), ("Right", vec![])] {
            for new in examples(text, which) {
                let found = findings(old.tl, new.tl, category(code), &levels);
                let codes: Vec<_> = found.iter().map(|it| it.code).collect();
                if codes != expected {
                    let found = found.iter().map(|it| (it.code, it.message.clone()));
                    others.push((code.name(), which, found.collect::<Vec<_>>()));
                }
            }
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}

/// Returns the names of the rules that are broken, without those that are off by default.
#[track_caller]
fn broken(old: &str, new: &str, what: Breaking) -> Vec<&'static str> {
    let found = findings(old, new, what, &Levels::default());
    found.iter().map(|it| it.code.name()).collect()
}

#[track_caller]
fn wire(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(broken(old, new, Breaking::Wire), expected, "{old} -> {new}");
}

#[track_caller]
fn source(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(
        broken(old, new, Breaking::Source),
        expected,
        "{old} -> {new}"
    );
}

#[test]
fn boxed_is_not_bare() {
    let changes = [
        ("a:User", "a:%User"),
        ("a:user", "a:User"),
        ("a:Vector<int>", "a:vector<int>"),
        ("a:Vector<int>", "a:Vector<Int>"),
        ("a:3*[ User ]", "a:3*[ %User ]"),
        ("a:3*[ x:int y:Int ]", "a:3*[ x:int y:%Int ]"),
        ("flags:# a:flags.0?true", "flags:# a:flags.0?True"),
    ];
    for (old, new) in changes {
        let row = |fields| format!("user#1 id:long = User; row#2 {fields} = Row;");
        wire(&row(old), &row(new), &["boxing-changed"]);
        wire(&row(new), &row(old), &["boxing-changed"]);
        wire(&row(old), &row(old), &[]);
    }
    wire(
        "a#1 x:user = A; user#2 = User;",
        "a#1 x:%User = A; user#2 = User;",
        &[],
    );
    let f = |answer| format!("user#1 id:long = User; ---functions--- f#2 = {answer};");
    wire(&f("Vector<User>"), &f("Vector<%User>"), &["boxing-changed"]);
    wire(&f("Vector<user>"), &f("Vector %User"), &[]);
}

#[test]
fn all_that_is_in_brackets_counts() {
    let row = |fields: &str| format!("row#1 n:# m:# {fields} = Row;");
    let old = row("a:n*[ x:int y:string ]");
    for new in [
        "a:m*[ x:int y:string ]",
        "a:(n+1)*[ x:int y:string ]",
        "a:3*[ x:int y:string ]",
        "a:n*[ x:int ]",
        "a:n*[ x:int y:string z:int ]",
        "a:n*[ y:string x:int ]",
        "a:n*[ x:long y:string ]",
        "a:n*[ x:int y:3*[ string ] ]",
        "a:n*[ x:int y:m.0?string ]",
        "a:Vector<int>",
    ] {
        wire(&old, &row(new), &["field-type-changed"]);
    }
    for new in [
        "a:n*[ x:int32 y:bytes ]",
        "a:n*[ z:int y:string ]",
        "b:n*[ x:int y:string ]",
    ] {
        wire(&old, &row(new), &[]);
    }
}

#[test]
fn a_mask_is_known_by_more_than_its_name() {
    let row = |fields: &str| format!("row#1 {fields} = Row;");
    let old = row("flags:# flags2:# a:flags.0?int b:flags2.1?int");
    for (new, expected) in [
        ("mask:# flags2:# a:mask.0?int b:flags2.1?int", &[][..]),
        (
            "mask:# flags2:# a:mask.0?int c:mask.0?int b:flags2.1?int",
            &["bit-reused"],
        ),
        (
            "flags:# flags2:# a:flags2.0?int b:flags2.1?int",
            &["mask-changed"],
        ),
        (
            "flags:# flags2:# a:flags.0?int b:flags2.2?int",
            &["mask-changed"],
        ),
        ("flags:# flags2:# a:int b:flags2.1?int", &["mask-changed"]),
        (
            "flags2:# flags:# a:flags.0?int b:flags2.1?int",
            &["field-moved"],
        ),
        ("flags:# flags2:# b:flags2.1?int", &["field-removed"]),
        (
            "flags:# flags2:# c:flags.0?int a:flags.0?int b:flags2.1?int",
            &["bit-reused"],
        ),
        (
            "flags:# flags2:# c:flags.0?true a:flags.0?int b:flags2.1?int",
            &["bit-reused"],
        ),
        (
            "flags:# flags2:# c:flags.1?int a:flags.0?int b:flags2.1?int",
            &["optional-field-added"],
        ),
        (
            "flags:# flags2:# c:flags.1?true a:flags.0?int b:flags2.1?int",
            &[],
        ),
        (
            "flags:# flags2:# a:flags.0?int b:flags2.1?int f3:# c:f3.0?int",
            &["field-added"],
        ),
    ] {
        wire(&old, &row(new), expected);
    }
}

#[test]
fn what_is_handed_to_a_type_has_bits_too() {
    let schema = |opt: &str, args: &str| {
        format!("opt#1 {{m:#}} {opt} = Opt m; row#2 flags:# a:flags.3?int b:{args} = Row;")
    };
    let old = schema("x:m.0?int", "(opt flags)");
    wire(
        &old,
        &schema("x:m.0?int y:m.1?int", "(opt flags)"),
        &["optional-field-added"],
    );
    wire(
        &old,
        &schema("x:m.0?int y:m.3?int", "(opt flags)"),
        &["bit-reused"],
    );
    wire(
        &old,
        &schema("x:m.0?int y:m.0?int", "(opt flags)"),
        &["bit-reused"],
    );
    let old = schema("x:m.0?int", "(opt 2)");
    wire(&old, &schema("x:m.0?int y:m.3?int", "(opt 2)"), &[]);
    wire(
        &old,
        &schema("x:m.0?int y:m.1?int", "(opt 2)"),
        &["bit-reused"],
    );
    wire(
        &old,
        &schema("x:m.0?int", "(opt 3)"),
        &["field-type-changed"],
    );
    // Through another type, and next to another type.
    let chain = |fields: &str| {
        format!(
            "in#1 {{m:#}} {fields} = In m; out#2 {{m:#}} b:(in m) = Out m; \
             row#3 flags:# a:flags.3?int b:(out flags) = Row;"
        )
    };
    wire(
        &chain("x:m.0?int"),
        &chain("x:m.0?int y:m.3?int"),
        &["bit-reused"],
    );
    wire(
        &chain("x:m.0?int"),
        &chain("x:m.0?int y:m.4?int"),
        &["optional-field-added"],
    );
    let beside = |fields: &str| {
        format!(
            "one#1 {{m:#}} {fields} = One m; two#2 {{m:#}} b:m.3?int = Two m; \
             ---functions--- get#3 mode:# a:(two mode) = One mode;"
        )
    };
    wire(
        &beside("x:m.0?int"),
        &beside("x:m.0?int y:m.3?int"),
        &["bit-reused"],
    );
    wire(&beside("x:m.0?int"), &beside("x:m.0?int y:m.4?int"), &[]);
}

/// A look from each declaration along all others would take minutes.
#[test]
fn a_mask_that_thousands_of_types_hand_on_is_followed_once() {
    const TYPES: usize = 5_000;
    let chain = |first: &str, each: &str, last: &str| {
        let mut text = format!("a0#1 {{m:#}} {first}{each} = A0 m;\n");
        for number in 1..TYPES {
            let (id, before) = (number + 1, number - 1);
            text += &format!("a{number}#{id:x} {{m:#}} x:(A{before} m){each} = A{number} m;\n");
        }
        text + &last.replace('%', &(TYPES - 1).to_string())
    };
    for (first, last, bit, expected) in [
        (
            "x:m.0?int",
            "row#fffffff0 m:# x:(A% m) = Row;",
            1,
            "optional-field-added",
        ),
        (
            "x:m.0?int",
            "row#fffffff0 m:# x:(A% m) = Row;",
            0,
            "bit-reused",
        ),
        (
            "x:int",
            "row#fffffff0 m:# x:(A% m) y:m.2?int = Row;",
            2,
            "bit-reused",
        ),
        ("x:int", "row#fffffff0 x:(A% 8) = Row;", 3, "bit-reused"),
        // Around in a circle.
        (
            "y:m.9?(A% m)",
            "row#fffffff0 m:# x:(A0 m) y:m.5?int = Row;",
            5,
            "bit-reused",
        ),
    ] {
        let first = first.replace('%', &(TYPES - 1).to_string());
        let new = format!(" new:m.{bit}?int");
        let found = broken(
            &chain(&first, "", last),
            &chain(&first, &new, last),
            Breaking::Wire,
        );
        // At most 1,000 findings of a file are shown.
        let others = found.iter().filter(|it| **it != expected).count();
        assert_eq!((found.len(), others), (1_000, 0), "{first} {last} {bit}");
    }
    // A number sets bits for all peers, but is not a mask in a value.
    let last = "row#fffffff0 x:(A% 8) = Row;";
    let (old, new) = (
        chain("x:int", "", last),
        chain("x:int", " new:m.1?int", last),
    );
    wire(&old, &new, &[]);
}

#[test]
fn parameters_are_not_on_the_wire() {
    let old = "pair#1 {X:Type} {Y:Type} a:X b:Y = Pair X Y; row#2 a:(Pair int string) = Row;";
    for (new, expected) in [
        (
            "pair#1 {A:Type} {B:Type} a:A b:B = Pair A B; row#2 a:(Pair int string) = Row;",
            &[][..],
        ),
        (
            "pair#1 {X:Type} {Y:Type} {n:#} a:X b:Y = Pair X Y n; row#2 a:(Pair int string 0) = Row;",
            &[],
        ),
        (
            "pair#1 {n:#} {X:Type} {Y:Type} a:X b:Y = Pair n X Y; row#2 a:(Pair 0 int string) = Row;",
            &[],
        ),
        (
            "pair#1 {X:Type} {Y:Type} a:X b:Y = Pair X Y; row#2 a:(Pair string int) = Row;",
            &["field-type-changed"],
        ),
        (
            "pair#1 {X:Type} {Y:Type} a:Y b:X = Pair X Y; row#2 a:(Pair int string) = Row;",
            &["field-type-changed", "field-type-changed"],
        ),
        (
            "pair#1 {X:Type} {Y:Type} a:X b:Y = Pair Y X; row#2 a:(Pair int string) = Row;",
            &["result-changed"],
        ),
    ] {
        wire(old, new, expected);
    }
}

#[test]
fn names_are_not_on_the_wire() {
    let old = "user#1 id:long name:string = User; row#2 a:User b:%User = Row; ---functions--- get#3 = User;";
    let new = "person#1 no:long text:string = Person; line#2 a:Person b:%Person = Line; ---functions--- fetch#3 = Person;";
    wire(old, new, &[]);
    let names = [
        "item-renamed",
        "member-renamed",
        "item-renamed",
        "item-renamed",
        "item-renamed",
    ];
    let mut found = broken(old, new, Breaking::Source);
    found.retain(|name| *name == "item-renamed");
    // Two structs, a function and two types.
    assert_eq!(found.len(), names.len());
    for (old, new) in [
        ("int string", "x:int y:string"),
        ("int", "x:int"),
        ("x:int string", "x:int y:string"),
        ("x:int string", "int string"),
        ("f:# x:f.0?int int", "f:# x:f.0?int y:int"),
    ] {
        let row = |fields: &str| format!("row#1 {fields} = Row;");
        wire(&row(old), &row(new), &[]);
        wire(&row(new), &row(old), &[]);
    }
    wire(
        "row#1 int string = Row;",
        "row#1 string int = Row;",
        &["field-type-changed", "field-type-changed"],
    );
    // If another declaration took over a name, the old one is found by its id.
    wire("a#1 x:int = T;", "b#1 x:int = T; a#2 x:long = T;", &[]);
    wire(
        "a#1 x:int = T;",
        "b#1 x:long = T; a#2 x:long = T;",
        &["id-reused", "id-changed"],
    );
}

#[test]
fn a_call_has_an_end_and_a_constructor_has_none() {
    let f = |fields: &str| format!("---functions--- f#1 {fields} = Bool;");
    let old = f("a:int");
    for (new, expected) in [
        ("a:int flags:# b:flags.0?int", &[][..]),
        ("a:int flags:# b:flags.0?int more:# c:more.0?int", &[]),
        ("a:int flags:#", &["field-added"]),
        ("a:int flags:# b:int", &["field-added", "field-added"]),
        ("flags:# a:int b:flags.0?int", &["field-added"]),
        ("a:int b:int", &["field-added"]),
    ] {
        wire(&old, &f(new), expected);
    }
    wire(
        "a#1 x:int = A;",
        "a#1 x:int flags:# b:flags.0?int = A;",
        &["field-added"],
    );
    // The caller knows which server it calls.
    wire(
        &f("flags:# a:flags.0?int"),
        &f("flags:# a:flags.0?int b:flags.1?int"),
        &[],
    );
}
