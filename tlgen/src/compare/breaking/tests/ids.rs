//! What is said about an id that changed.

use tl_parser::diagnostic::Levels;

use super::{findings, wire};
use crate::cli::diff::Breaking;

#[test]
fn an_id_that_changes_is_enough_said_where_it_is_always_written() {
    let user = "user id:long = User; row a:User = Row;";
    wire(
        user,
        "user id:long b:int = User; row a:User = Row;",
        &["id-changed"],
    );
    // A bare value has no id that tells the versions apart or could change.
    let user = "user id:long = User; row a:%User = Row;";
    wire(
        user,
        "user id:long b:int = User; row a:%User = Row;",
        &["field-added"],
    );
    // Used bare and boxed.
    let user = "user id:long = User; row a:%User b:User = Row;";
    let both = ["id-changed", "field-added"];
    wire(
        user,
        "user id:long b:int = User; row a:%User b:User = Row;",
        &both,
    );
    // An `Object` can be of any type.
    let user = "user id:long = User; row a:%User b:Object = Row;";
    wire(
        user,
        "user id:long b:int = User; row a:%User b:Object = Row;",
        &both,
    );
}

#[test]
fn an_id_that_the_text_gives_changes_with_it_and_can_be_kept() {
    let old = "user id:long = User;";
    for new in ["user user_id:long = User;", "user id:int64 = User;"] {
        let found = findings(old, new, Breaking::Wire, &Levels::default());
        let [found] = found.as_slice() else {
            panic!("{found:#?}");
        };
        let mended = found.suggestion().unwrap().apply(new);
        wire(old, &mended, &[]);
    }
    for (old, new) in [
        ("user#1 id:long = User;", "user#2 id:long = User;"),
        ("user id:long = User;", "user#2 id:long = User;"),
        ("_#1 id:long y:int = User;", "_#2 id:long y:int = User;"),
        (
            "a = A; ---functions--- f#1 = A;",
            "a = A; ---functions--- f#beef = A;",
        ),
    ] {
        let found = findings(old, new, Breaking::Wire, &Levels::default());
        assert_eq!(found[0].code.name(), "id-changed", "{new}");
        let mended = found[0].suggestion().unwrap().apply(new);
        wire(old, &mended, &[]);
    }
    // If the fields changed too, keeping the old id would be worse.
    let found = findings(
        old,
        "user id:long b:int = User;",
        Breaking::Wire,
        &Levels::default(),
    );
    assert_eq!(found[0].suggestion(), None);
}

/// The notes about the only id that changed, and the text with its suggestion.
#[track_caller]
fn advice(old: &str, new: &str) -> (Vec<String>, Option<String>) {
    let found = findings(old, new, Breaking::Wire, &Levels::default());
    let changed: Vec<_> = found
        .iter()
        .filter(|it| it.code.name() == "id-changed")
        .collect();
    let [changed] = changed.as_slice() else {
        panic!("{old} -> {new}: {found:#?}");
    };
    let notes = changed.notes().map(|it| it.to_string()).collect();
    (notes, changed.suggestion().map(|it| it.apply(new)))
}

const CHAT: &str = "room id:long = Room; roomGone = Room; session id:long = Session; \
     message id:long = Message; typing flags:# room:long by:flags.0?long = Event; joined room:long = Event; \
     push event:Event session:Session message:message = Frame; ---functions--- \
     leave room:long = Bool; rooms flags:# title:flags.0?string = Vector<Room>; join room:long = Room;";

#[test]
fn an_id_is_kept_only_if_nothing_else_changes() {
    for (from, to, note) in [
        (
            "leave room:long = Bool",
            "leave room:long = Room",
            "its answer changed too",
        ),
        (
            "= Vector<Room>",
            "= Vector<Message>",
            "its answer changed too",
        ),
        (
            "= Vector<Room>",
            "= Vector<string>",
            "its answer changed too",
        ),
        (
            "= Vector<Room>",
            "= Vector<message>",
            "its answer changed too",
        ),
        ("= Vector<Room>", "= Session", "its answer changed too"),
        (
            "join room:long = Room",
            "join#7 room:long = Session",
            "its answer changed too",
        ),
        (
            "joined room:long = Event",
            "joined room:long = Frame",
            "its type changed too",
        ),
        (
            "joined room:long = Event",
            "joined#7 room:long = Frame",
            "its type changed too",
        ),
        (
            "roomGone = Room",
            "roomGone = Message",
            "its type changed too",
        ),
        // The fields changed too.
        (
            "by:flags.0?long = Event",
            "by:flags.1?long = Frame",
            "its type changed too",
        ),
        ("joined room:long", "joined room:int", ""),
        ("joined room:long", "joined room:long by:long", ""),
        ("join room:long", "join by:long room:string", ""),
        ("title:flags.0?string", "title:string", ""),
    ] {
        let (notes, mended) = advice(CHAT, &CHAT.replace(from, to));
        assert_eq!(mended, None, "{to}");
        assert!(
            notes.iter().any(|it| it.starts_with(note)) || note.is_empty(),
            "{to}: {notes:?}"
        );
        assert_eq!(notes.is_empty(), note.is_empty(), "{to}: {notes:?}");
    }
}

#[test]
fn a_kept_id_breaks_nothing() {
    for (from, to) in [
        ("joined room:long", "joined chat:long"),
        ("joined room:long", "joined#7 room:long"),
        ("leave room:long", "leave chat:long"),
        ("joined room:long", "joined room:int64"),
        ("by:flags.0?long", "by:flags.0?long me:flags.1?true"),
        (
            "title:flags.0?string",
            "title:flags.0?string limit:flags.1?int",
        ),
        (
            "title:flags.0?string",
            "title:flags.0?string limit:flags.1?int me:flags.2?true",
        ),
    ] {
        let (_, mended) = advice(CHAT, &CHAT.replace(from, to));
        wire(CHAT, &mended.unwrap(), &[]);
    }
    // The old id is that of another declaration now.
    let old = "a#1 x:int = A; b#2 x:int = A;";
    let found = findings(
        old,
        "a#3 x:int = A; b#1 x:int = A;",
        Breaking::Wire,
        &Levels::default(),
    );
    assert!(
        found.iter().all(|it| it.suggestion().is_none()),
        "{found:#?}"
    );
}

#[test]
fn a_new_optional_field_under_a_new_id_says_who_misreads_it() {
    let added = |from: &str, to: &str| advice(CHAT, &CHAT.replace(from, to));
    let (notes, mended) = added("by:flags.0?long", "by:flags.0?long at:flags.1?int");
    let [old_id, new_declaration] = notes.as_slice() else {
        panic!("{notes:?}");
    };
    assert!(
        old_id.contains("old peers misread values with the new field"),
        "{old_id}"
    );
    assert!(
        new_declaration.contains("declare a new constructor"),
        "{new_declaration}"
    );
    assert_eq!(mended, None);

    let (notes, mended) = added(
        "title:flags.0?string",
        "title:flags.0?string limit:flags.1?int",
    );
    assert_eq!(
        notes,
        [
            "calls without the new field have the same bytes as before",
            "old servers misread the new field, so update servers before clients",
        ]
    );
    assert!(mended.is_some());

    // A `true` has no bytes.
    for (from, to) in [
        ("by:flags.0?long", "by:flags.0?long me:flags.1?true"),
        (
            "title:flags.0?string",
            "title:flags.0?string me:flags.1?true",
        ),
    ] {
        let (notes, _) = added(from, to);
        assert_eq!(notes, ["the fields have the same bytes as before"], "{to}");
    }

    // The caller sets the bit.
    let old = "a {m:#} x:m.0?int = A m; ---functions--- f m:# = A m;";
    let (notes, mended) = advice(old, &old.replace("x:m.0?int", "x:m.0?int y:m.1?int"));
    assert_eq!(
        notes,
        ["values without the new field have the same bytes as before"]
    );
    assert!(mended.is_some());
}
