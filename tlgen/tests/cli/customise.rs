use std::fs;

use crate::Folder;

const PEERS: &str = "peerUser id:long name:string = Peer;\npeerNone = Peer;\nrate value:double = Rate;\n\
    ---functions---\na.get flags:# id:long silent:flags.0?true = Peer;\n";

#[test]
fn mistakes_in_arguments_are_named() {
    let folder = Folder::new(&[("a.tl", PEERS)]);
    for (option, value, said) in [
        (
            "--attribute",
            "peerUser",
            "has no `=`: it is written `user=#[derive(Eq)]`",
        ),
        (
            "--attribute",
            "peerUser=derive(Eq)",
            "is not an attribute, such as `#[derive(Eq)]`",
        ),
        (
            "--rename",
            "peerUser=peer",
            "for a type, such as `SomeUser`",
        ),
        (
            "--rename",
            "peerUser:id=Id",
            "for a field, such as `user_id`",
        ),
        (
            "--map-type",
            "peerUser:name=Text",
            "is not a path to a Rust type",
        ),
        (
            "--extern-type",
            "peer*=a::B",
            "is not the name of one type or constructor",
        ),
        (
            "--extern-type",
            "Peer=super::B",
            "is not a path to a Rust type",
        ),
        (
            "--extern-type",
            "Peer=a::B<i32>",
            "has arguments, which follow from the schema",
        ),
        (
            "--extern-schema",
            "common.tl",
            "has no `=`: it is written `common.tl=common`",
        ),
        (
            "--extern-schema",
            "common.tl=a b",
            "is not a path to a Rust module",
        ),
        ("--derives", "+super::X", "is not a path to a trait"),
    ] {
        let run = folder.run(&["a.tl", "-o", "a.rs", option, value]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{option} {value}");
        assert!(run.err.contains(said), "{option} {value}: {}", run.err);
    }
    assert_eq!(folder.names(), ["a.tl"]);
}

#[test]
fn findings_are_of_the_options() {
    let folder = Folder::new(&[("a.tl", PEERS)]);
    for (option, value, code) in [
        ("--attribute", "peerUsr=#[a]", "TL0303"),
        ("--setters", "peerUser", "TL0303"),
        ("--common-fields", "Peer", "TL0303"),
        ("--rename", "peerNone=User", "TL0304"),
        ("--attribute", "peerUser=#[derive(Debug)]", "TL0305"),
        ("--derives", "rate=+Eq", "TL0307"),
    ] {
        let run = folder.run(&["a.tl", "-o", "a.rs", option, value]);
        assert_eq!(run.code, 1, "{option} {value}: {}", run.err);
        assert!(
            run.err.starts_with(&format!("error[{code}]")),
            "{option} {value}: {}",
            run.err
        );
    }
    let run = folder.run(&["a.tl", "-o", "-", "--extern-schema", "b.tl=common"]);
    assert_eq!(run.code, 3);
    assert!(
        run.err.starts_with("error: cannot read b.tl: "),
        "{}",
        run.err
    );
}

#[test]
fn a_schema_of_another_crate_is_not_overwritten() {
    let folder = Folder::new(&[
        ("a.tl", "user peer:Peer = User;\n"),
        ("common.tl", "peer = Peer;\n"),
    ]);
    let run = folder.run(&[
        "a.tl",
        "-o",
        "common.tl",
        "--extern-schema",
        "common.tl=common",
    ]);
    assert_eq!(run.code, 2);
    let run = folder.run(&["a.tl", "-o", "-", "--extern-schema", "common.tl=common"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.contains("pub peer: ::common::enums::Peer,"),
        "{}",
        run.out
    );
    // A file that is named twice, by different paths, is read once.
    let twice = folder.run(&[
        "a.tl",
        "common.tl",
        "-o",
        "-",
        "--extern-schema",
        "./common.tl=common",
    ]);
    assert_eq!(twice.out, run.out);
}

#[test]
fn documentation_can_be_left_out() {
    let folder = Folder::new(&[("a.tl", PEERS)]);
    let run = folder.run(&["a.tl", "-o", "-", "--no-docs"]);
    assert!(!run.out.contains("///"), "{}", run.out);
    assert_eq!(run.out.matches("missing_docs,").count(), 3, "{}", run.out);
}

#[test]
fn a_folder_has_a_file_for_each_module() {
    let folder = Folder::new(&[("a.tl", PEERS)]);
    folder.run(&["a.tl", "-o", "api/"]).assert_quiet();
    folder
        .run(&["a.tl", "-o", "api/", "--check"])
        .assert_quiet();
    let root = folder.read("api/mod.rs");
    assert!(
        root.contains("pub mod types;") && root.contains("pub mod functions;"),
        "{root}"
    );
    assert!(folder.read("api/functions.rs").ends_with("pub mod a;\n"));
    assert!(
        folder
            .read("api/functions/a.rs")
            .contains("\npub struct Get {")
    );
    // Unchanged code is not written again; stale files are found and removed.
    let modified = || {
        fs::metadata(folder.path("api/mod.rs"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = modified();
    folder.run(&["a.tl", "-o", "api/"]).assert_quiet();
    assert_eq!(modified(), before);
    folder.write("api/functions/mine.rs", "");
    let run = folder.run(&["a.tl", "-o", "api/", "--exclude", "a", "--check"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("api/mod.rs is stale"), "{}", run.err);
    assert!(
        run.err.contains("api/functions/a.rs is not generated any more; the same command without `--check` removes it"),
        "{}",
        run.err
    );
    assert!(folder.path("api/functions/a.rs").exists());
    folder
        .run(&["a.tl", "-o", "api/", "--exclude", "a"])
        .assert_quiet();
    assert!(!folder.path("api/functions/a.rs").exists());
    assert!(folder.path("api/functions/mine.rs").exists());
    folder
        .run(&["a.tl", "-o", "api/", "--exclude", "a", "--check"])
        .assert_quiet();
}

#[test]
fn a_folder_with_code_of_its_owner_stays_as_it_is() {
    let folder = Folder::new(&[("a.tl", PEERS)]);
    fs::create_dir(folder.path("src")).unwrap();
    folder.write("src/types.rs", "// mine");
    let run = folder.run(&["a.tl", "-o", "src/"]);
    assert_eq!(run.code, 3);
    let said = "error: cannot write src/types.rs: it is there and was not generated";
    assert!(run.err.starts_with(said), "{}", run.err);
    let names: Vec<_> = fs::read_dir(folder.path("src")).unwrap().collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let run = folder.run(&["a.tl", "-o", "nowhere/api/"]);
    assert_eq!(run.code, 3);
    assert!(
        run.err.contains("there is no folder nowhere"),
        "{}",
        run.err
    );
}

#[test]
fn a_selector_of_what_is_not_generated_says_why() {
    let schema = "user id:int = User;\nchat flags:# id:flags.0?int = Chat;\na.b = a.B;\na.c = a.B;\n\
                  ---functions---\nget = User;\n";
    let folder = Folder::new(&[("a.tl", schema)]);
    let unused = "nothing that `--only` (in a build script `only`) selects uses it\n";
    let excluded = "`--exclude` (in a build script `exclude`) leaves it out\n";
    for (options, name, why) in [
        (
            &["--only", "get", "--keep-enums", "Chat"][..],
            "Chat",
            unused,
        ),
        (
            &["--only", "get", "--keep-masks", "chat:flags"],
            "chat",
            unused,
        ),
        (&["--only", "get", "--flat", "a.*"], "a.B", unused),
        (&["--only", "get", "--rename", "chat=Room"], "chat", unused),
        (
            &["--exclude", "Chat", "--keep-enums", "Chat"],
            "Chat",
            excluded,
        ),
        (&["--exclude", "a", "--flat", "a.B"], "a.B", excluded),
        (
            &["--exclude", "Chat", "--only", "get", "--keep-enums", "Chat"],
            "Chat",
            excluded,
        ),
    ] {
        let run = folder.run(&[&["a.tl", "-o", "-"], options].concat());
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        let said = format!("= note: nothing is generated for `{name}`: {why}");
        assert!(run.err.contains(&said), "{options:?}: {}", run.err);
        assert!(run.err.contains("aborting due to 1 error"), "{}", run.err);
    }
    for (selector, said) in [("User", true), ("Nothing", false)] {
        let run = folder.run(&["a.tl", "-o", "-", "--flat", selector]);
        assert_eq!(
            run.err.contains("`User` is not one of them"),
            said,
            "{}",
            run.err
        );
    }
}
