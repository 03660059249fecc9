//! What do the findings say of selectors that match nothing?

use super::customise::{contains, finding};

#[test]
fn a_dot_for_the_colon_before_a_member_is_noticed() {
    // `name` is also a definition, and `photos` a namespace.
    let tl = "user name:string id:int flags:# = User; name:string id:int = Name; none = Peer; \
        peer id:int = Peer; photos id:int title:string = Photos; photos.photo id:int = P; \
        ---functions--- a.get name:string flags:# x:flags.0?int = User;"
        .replace("; name:string", "; name name:string");
    for (option, meant) in [
        ("--nullable user.name", "did you mean `user:name`?"),
        ("--nullable usr.name", "did you mean `user:name`?"),
        ("--nullable user.nam", "did you mean `user:name`?"),
        ("--nullable a.get.name", "did you mean `a.get:name`?"),
        ("--nullable use*.name", "did you mean `use*:name`?"),
        ("--nullable photos.title", "did you mean `photos:title`?"),
        ("--nullable photos.phto", "did you mean `photos.photo`?"),
        ("--only name.photo", "did you mean `photos.photo`?"),
        ("--rename user.get=Id", "did you mean `a.get`?"),
        ("--rename user.id=Id", "did you mean `user:id`?"),
        ("--attribute user.id=#[a]", "did you mean `user:id`?"),
        ("--attribute Peer.none=#[a]", "did you mean `Peer:none`?"),
        ("--map-type user.name=Box<str>", "did you mean `user:name`?"),
        (
            "--map-type user.id=Box<str>",
            "`user:id` is declared as `id:int`",
        ),
        ("--strings-as-bytes user.name", "did you mean `user:name`?"),
        (
            "--strings-as-bytes user.id",
            "`user:id` is declared as `id:int`",
        ),
        ("--keep-masks a.get.flags", "did you mean `a.get:flags`?"),
        // These options are not about members.
        ("--derives user.name=+Hash", "did you mean `user`?"),
        ("--setters a.get.x", "did you mean `a.get`?"),
        ("--only user.name", "did you mean `user`?"),
        ("--exclude user.name", "did you mean `user`?"),
        ("--unknown Peer.peer", "did you mean `Peer`?"),
        ("--flat Peer.peer", "did you mean `Peer`?"),
    ] {
        let found = finding(&tl, &[option]);
        assert!(found.contains(meant), "{option}: {found}");
    }
    let found = finding(
        &tl,
        &["--only a.*", "--exclude user", "--nullable user.name"],
    );
    contains(&found, &["nothing is generated for `user`"]);
}

#[test]
fn a_selector_of_a_field_of_another_type_names_that_type() {
    let tl = "user name:string id:int flags:# x:flags.0?Vector<int> = User;";
    for (option, declared) in [
        (
            "--map-type user:id=::core::primitive::u32",
            "`user:id` is declared as `id:int`",
        ),
        (
            "--map-type user:x=Box<str>",
            "`user:x` is declared as `x:flags.0?Vector<int>`",
        ),
        (
            "--strings-as-bytes user:id",
            "`user:id` is declared as `id:int`",
        ),
        (
            "--keep-masks user:name",
            "`user:name` is declared as `name:string`",
        ),
        (
            "--nullable user:flags",
            "`user:flags` is declared as `flags:#`",
        ),
    ] {
        let found = finding(tl, &[option]);
        contains(&found, &["matches nothing", declared]);
        assert!(!found.contains("did you mean"), "{found}");
    }
}

#[test]
fn a_pattern_of_another_language_is_told_what_patterns_have() {
    let tl = "user name:string = User; updateA = Update; updateB = Update;";
    for option in [
        "--exclude update[!B]*",
        "--only update{A,B}",
        "--exclude ^update",
        "--only (user|update)",
        "--unknown !Update",
    ] {
        let found = finding(tl, &[option]);
        contains(
            &found,
            &["`*` stands for any text and `?` for one character"],
        );
    }
}
