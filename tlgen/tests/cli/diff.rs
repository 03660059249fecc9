use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::schema::wrong_diff;
use crate::{BAD, Folder, GOOD};

const OLD: &str = "\
// LAYER 1
photoEmpty#00000001 = Photo;
photo#00000002 flags:# id:long name:flags.0?string date:int = Photo;
photoOld#00000003 id:long size:int = Photo;
chat#00000004 id:int = Chat;
---functions---
getPhoto#00000005 id:long = Photo;
getChat#00000006 id:int = Chat;
getChats#00000007 = Vector<Chat>;
";

const NEW: &str = "\
// LAYER 2
photoEmpty#00000001 = Photo;
photo#00000012 flags:# id:long caption:flags.1?string name:flags.0?string time:int = Photo;
photoLegacy#00000003 id:long size:int = Photo;
// A moving one. <b>New</b>!
photoLive#00000013 id:long video:long = Photo;
user#00000014 id:long = User;
---functions---
getPhoto#00000005 id:long = Photo;
getUser#00000015 id:long = User;
getChats#00000007 = Vector<Photo>;
";

const UNCHANGED: &str = "no declaration has changed\n";

fn folder() -> Folder {
    Folder::new(&[("old.tl", OLD), ("new.tl", NEW)])
}

#[test]
fn what_has_changed_as_text() {
    let run = folder().run(&["diff", "old.tl", "new.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
}

#[test]
fn a_schema_of_several_files() {
    let folder = Folder::new(&[
        ("a.tl", "user#00000001 id:int = User;\n"),
        ("b1.tl", "---functions---\ngetUser#00000002 = User;\n"),
        (
            "b2.tl",
            "---functions---\ngetUser#00000002 = User;\ngetUsers#00000003 = Vector<User>;\n",
        ),
    ]);
    let run = folder.run(&["diff", "a.tl", "b1.tl", "--", "a.tl", "b2.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @r"
    a.tl and b1.tl -> a.tl and b2.tl
    functions: 1 added

    functions
      + getUsers#00000003 = Vector<User>
    ");
    // A side may have a single file, and options may come in between.
    let run = folder.run(&["diff", "--breaking", "a.tl", "b2.tl", "--", "a.tl"]);
    assert_eq!(run.code, 1);
    let gone = "b2.tl:2:1: error[TL0504]";
    let short = ["--message-format", "short", "--breaking=wire"];
    let run = folder.run(&[&["diff"], &short[..], &["a.tl", "b2.tl", "--", "a.tl"]].concat());
    assert!(run.err.starts_with(gone), "{}", run.err);
    assert_eq!(run.out, "compared a.tl and b2.tl with a.tl: 2 errors\n");
    // A comment at the top of any new file allows it.
    let allowed = "// tlgen:allow-file(function-removed): they moved\n";
    folder.write("c.tl", allowed);
    let files = ["a.tl", "b2.tl", "--", "a.tl", "c.tl"];
    let run = folder.run(&[&["diff"], &short[..], &files].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // A file that is compared alone lacks the other files of its schema.
    let run = folder.run(&["diff", "b1.tl", "b2.tl"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("pass that file too"), "{}", run.err);
}

#[test]
fn annotations_and_arrows_are_shown_where_they_change() {
    let old = "a#1 = A;\n---functions---\n@read f#2 x:int = A;\ng#3 = A;\n@any h#4 = A;\n";
    let new = "a#1 = A;\n---functions---\n@read @any f#2 x:int = A;\n@write g#3 = A;\nh#4 => A;\n";
    let folder = Folder::new(&[("old.tl", old), ("new.tl", new)]);
    let run = folder.run(&["diff", "old.tl", "new.tl"]);
    insta::assert_snapshot!(run.out, @r"
    old.tl -> new.tl
    functions: 3 changed

    functions
      ~ f #00000002
          annotations: @read -> @read @any
      ~ g #00000003
          annotations: none -> @write
      ~ h #00000004
          result: A -> => A
          annotations: @any -> none
    ");
    let run = folder.run(&["diff", "old.tl", "new.tl", "--format", "markdown"]);
    let (_, changed) = run.out.split_once("## Changed functions\n").unwrap();
    insta::assert_snapshot!(changed.trim(), @r"
    - changed `f`
      - the annotations `@read` are now `@read @any`
    - changed `g`
      - new annotations `@write`
    - changed `h`
      - no annotations `@any` any more
      - the result `A` is now `=> A`
    ");
    let run = folder.run(&["diff", "old.tl", "new.tl", "--format", "json"]);
    let value: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(wrong_diff(&value), [""; 0]);
    let annotations = &value["functions"][0]["annotations"];
    assert_eq!(annotations["old"], "@read");
    assert_eq!(annotations["new"], "@read @any");
}

#[test]
fn what_has_changed_in_colors() {
    let run = folder().run(&["diff", "old.tl", "new.tl", "--color", "always"]);
    let added = "\x1b[32m+ photoLive#00000013 id:long video:long = Photo\x1b[0m";
    assert!(run.out.contains(added), "{}", run.out);
    assert!(run.out.contains("\x1b[31m- chat#00000004"), "{}", run.out);
}

#[test]
fn a_changelog() {
    let run = folder().run(&["diff", "old.tl", "new.tl", "--format", "markdown"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
}

#[test]
fn a_changelog_says_what_is_broken() {
    let folder = folder();
    let run = folder.run(&[
        "diff",
        "old.tl",
        "new.tl",
        "--format",
        "markdown",
        "--breaking",
    ]);
    assert_eq!(run.code, 1);
    let changes = folder
        .run(&["diff", "old.tl", "new.tl", "--format", "markdown"])
        .out;
    let (before, behind) = changes.split_once("\n## New functions").unwrap();
    let broken = run.out.strip_prefix(before).unwrap();
    let broken = broken.strip_suffix(behind).unwrap();
    insta::assert_snapshot!(broken);
}

#[test]
fn json_is_as_its_schema_says() {
    let folder = folder();
    for (arguments, broken) in [(&[][..], None), (&["--breaking"], Some(true))] {
        let run =
            folder.run(&[&["diff", "old.tl", "new.tl", "--format", "json"], arguments].concat());
        let value: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(wrong_diff(&value), [""; 0]);
        assert_eq!(value["old"]["layer"], 1);
        assert_eq!(value["summary"]["constructors"]["renamed"], 1);
        assert_eq!(
            value["breaking"].as_array().map(|all| !all.is_empty()),
            broken
        );
        let mut bad = value.clone();
        bad["types"][0]["change"] = "moved".into();
        assert_ne!(wrong_diff(&bad), [""; 0]);
    }
    let run = folder.run(&["diff", "old.tl", "new.tl", "--format", "json"]);
    let mut value: Value = serde_json::from_str(&run.out).unwrap();
    // A change shows less than its whole declarations.
    let photo = value["types"][0]["constructors"][1].take();
    insta::assert_snapshot!(serde_json::to_string_pretty(&photo).unwrap());
}

#[test]
fn the_same_file_twice_has_not_changed() {
    let folder = folder();
    let run = folder.run(&["diff", "old.tl", "old.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let heading = "old.tl (layer 1) -> old.tl (layer 1)";
    assert_eq!(run.out, format!("{heading}\n{UNCHANGED}"));
    let run = folder.run(&["diff", "old.tl", "old.tl", "--breaking"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "compared old.tl with old.tl: no findings\n");
    let run = folder.run(&["diff", "old.tl", "old.tl", "--format", "markdown"]);
    assert!(
        run.out.ends_with("\n\nNo declaration has changed.\n"),
        "{}",
        run.out
    );
}

#[test]
fn layout_comments_and_brackets_are_no_change() {
    let folder = Folder::new(&[
        ("a.tl", "a x:(Vector int) y:int = A; // one\nb = B;"),
        (
            "b.tl",
            "\u{feff}// another\r\na\r\n  x:Vector<int> y:int = A;\r\n\r\nb=B;\r\n",
        ),
    ]);
    let run = folder.run(&["diff", "a.tl", "b.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.ends_with(UNCHANGED), "{}", run.out);
}

#[test]
fn all_that_is_broken_is_found_in_each_format_of_messages() {
    let folder = folder();
    let all = ["diff", "old.tl", "new.tl", "--breaking"];
    let run = folder.run(&[&all[..], &["--message-format", "short"]].concat());
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err);
    let count = run.err.lines().count();
    assert!(
        run.out.starts_with("compared old.tl with new.tl: "),
        "{}",
        run.out
    );
    let run = folder.run(&[&all[..], &["--message-format", "json"]].concat());
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(run.err.lines().count(), count);
    for line in run.err.lines() {
        let message = serde_json::from_str(line).unwrap();
        assert_eq!(crate::schema::wrong_message(&message), [""; 0]);
    }
    let run = folder.run(&[&all[..], &["--message-format", "github"]].concat());
    assert_eq!(run.err.lines().count(), count);
    assert!(
        run.err.contains("::error file=old.tl,line=5,col=1"),
        "{}",
        run.err
    );
    insta::assert_snapshot!(
        folder
            .run(&["diff", "old.tl", "new.tl", "--breaking=wire"])
            .err
    );
}

#[test]
fn each_category_can_be_asked_for_alone() {
    let folder = folder();
    let codes = |what: &str| {
        let run = folder.run(&[
            "diff",
            "old.tl",
            "new.tl",
            what,
            "--message-format",
            "short",
        ]);
        let of = |block: &str| run.err.matches(block).count();
        (of("[TL05"), of("[TL06"))
    };
    let (wire, source) = codes("--breaking");
    assert!(wire > 0 && source > 0);
    assert_eq!(codes("--breaking=wire"), (wire, 0));
    assert_eq!(codes("--breaking=source"), (0, source));
    assert_eq!(codes("--breaking=all"), (wire, source));
}

#[test]
fn what_is_meant_is_allowed() {
    const OLD: &str = "user#1 id:int = User;\nchat#2 id:int = Chat;\n";
    let folder = Folder::new(&[
        ("old.tl", OLD),
        ("new.tl", "user#1 id:long = User;\n"),
        (
            "comment.tl",
            "// tlgen:allow(field-type-changed): nobody sends it\nuser#1 id:long = User;\n",
        ),
        (
            "file.tl",
            "// tlgen:allow-file(constructor-removed, field-type-changed): all are up to date\n\n\
             user#1 id:long = User;\n",
        ),
        (
            "marked.tl",
            "user#1 id:int = User;\n// tlgen:allow(constructor-removed): not in use\nchat#2 id:int = Chat;\n",
        ),
    ]);
    let codes = |old: &str, new: &str, more: &[&str]| {
        let arguments = [
            "diff",
            old,
            new,
            "--breaking=wire",
            "--message-format",
            "short",
        ];
        let run = folder.run(&[&arguments[..], more].concat());
        let found = run
            .err
            .lines()
            .map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned());
        let found: Vec<_> = found.collect();
        assert_eq!(run.code, i32::from(!found.is_empty()), "{}", run.err);
        found
    };
    assert_eq!(codes("old.tl", "new.tl", &[]), ["TL0503", "TL0509"]);
    assert_eq!(codes("old.tl", "comment.tl", &[]), ["TL0503"]);
    assert_eq!(codes("old.tl", "file.tl", &[]), [""; 0]);
    assert_eq!(codes("marked.tl", "comment.tl", &[]), [""; 0]);
    let allowed = ["--allow", "constructor-removed"];
    assert_eq!(codes("old.tl", "new.tl", &allowed), ["TL0509"]);
    assert_eq!(codes("old.tl", "comment.tl", &allowed), [""; 0]);
    assert_eq!(
        codes("old.tl", "new.tl", &["--allow", "TL0503,TL0509"]),
        [""; 0]
    );
    // Rules that are off by default.
    assert_eq!(codes("new.tl", "old.tl", &["--allow", "TL0509"]), [""; 0]);
    folder.write(
        "more.tl",
        "user#1 id:int = User;\nuserEmpty#3 = User;\nchat#2 id:int = Chat;\n",
    );
    assert_eq!(codes("old.tl", "more.tl", &[]), [""; 0]);
    assert_eq!(
        codes("old.tl", "more.tl", &["--warn", "constructor-added"]),
        ["TL0505"]
    );
    // `check` does not know the old schema, so it cannot report the allowance as unused.
    for file in ["comment.tl", "file.tl", "marked.tl"] {
        let run = folder.run(&["check", file, "--allow", "id-mismatch"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
    }
}

#[test]
fn one_of_both_can_be_standard_input() {
    let folder = folder();
    let run = folder.run_with_input(&["diff", "-", "new.tl"], OLD.as_bytes());
    assert_eq!(run.code, 0);
    assert!(
        run.out.starts_with("<stdin> (layer 1) -> new.tl"),
        "{}",
        run.out
    );
    let run = folder.run_with_input(&["diff", "old.tl", "-", "--breaking"], OLD.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let run = folder.run_with_input(&["diff", "-", "-"], OLD.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "error: standard input can be read once only\n");
}

#[test]
fn what_is_wrong_with_either_is_said() {
    let folder = Folder::new(&[
        ("good.tl", GOOD),
        ("bad.tl", BAD),
        ("syntax.tl", "a x: = A;\nb = B;\n"),
    ]);
    for (arguments, places) in [
        (["bad.tl", "good.tl"], &["bad.tl:1:9"][..]),
        (["good.tl", "bad.tl"], &["bad.tl:1:9"]),
        (["syntax.tl", "bad.tl"], &["syntax.tl:1:6", "bad.tl:1:9"]),
        (
            ["syntax.tl", "syntax.tl"],
            &["syntax.tl:1:6", "syntax.tl:1:6"],
        ),
    ] {
        for format in ["text", "markdown", "json"] {
            let more = [
                "--message-format",
                "short",
                "--format",
                format,
                "--breaking",
            ];
            let run = folder.run(&[&["diff"], &arguments[..], &more].concat());
            assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
            let lines: Vec<_> = run.err.lines().collect();
            let (last, found) = lines.split_last().unwrap();
            assert!(last.starts_with("error: aborting due to "), "{last}");
            for (line, place) in found.iter().zip(places) {
                assert!(line.starts_with(place), "{line}");
            }
            assert_eq!(found.len(), places.len());
        }
    }
    // Warnings are left to `check`.
    let warning = "user#00000001 id:int = User;\n";
    let run = folder.run_with_input(&["diff", "-", "good.tl"], warning.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn a_missing_file_and_a_wrong_option() {
    let folder = folder();
    for arguments in [
        &["diff", "absent.tl", "new.tl"],
        &["diff", "new.tl", "absent.tl"],
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (3, ""));
        assert!(
            run.err.starts_with("error: cannot read absent.tl: "),
            "{}",
            run.err
        );
    }
    for (arguments, said) in [
        (&["diff"][..], "<OLD>"),
        (&["diff", "old.tl"], "`OLD NEW`"),
        (
            &["diff", "old.tl", "new.tl", "old.tl"],
            "`OLD... -- NEW...`",
        ),
        (&["diff", "--", "new.tl"], "<OLD>"),
        (&["diff", "-", "new.tl", "--", "-"], "read once only"),
        (
            &["diff", "old.tl", "--", "new.tl", "--format", "markdown"],
            "`--format` stands after `--`, where all are files; options go before it",
        ),
        (
            &["diff", "old.tl", "--", "--breaking", "new.tl"],
            "`--breaking` stands after `--`",
        ),
        (
            &["diff", "old.tl", "--", "new.tl", "-h"],
            "`-h` stands after `--`",
        ),
        (
            &["diff", "old.tl", "new.tl", "--format", "html"],
            "markdown",
        ),
        (
            &["diff", "old.tl", "new.tl", "--breaking=bytes"],
            "wire, source, all",
        ),
        (
            &["diff", "old.tl", "new.tl", "--allow", "constructor-remved"],
            "did you mean `constructor-removed`?",
        ),
        (&["diff", "git:old.tl", "new.tl"], "git:REV:PATH"),
        (&["diff", "git::old.tl", "new.tl"], "git:REV:PATH"),
        (&["diff", "git:HEAD:", "new.tl"], "git:REV:PATH"),
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
}

/// Returns a repository with the old schema at the tag `v1`, if git is installed.
fn repository() -> Option<Folder> {
    let folder = Folder::new(&[("new.tl", NEW)]);
    std::fs::create_dir(folder.path("schemas")).unwrap();
    folder.write("schemas/api.tl", OLD);
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@b"]);
        command.args(arguments).current_dir(folder.path(""));
        command.output().is_ok_and(|output| output.status.success())
    };
    let is_there = git(&["init", "-q"])
        && git(&["add", "schemas"])
        && git(&["commit", "-q", "-m", "a"])
        && git(&["tag", "v1"]);
    if !is_there {
        eprintln!("not tried: there is no git");
    }
    is_there.then_some(folder)
}

#[test]
fn a_file_of_a_revision() {
    let Some(folder) = repository() else { return };
    folder.write("schemas/api.tl", NEW);
    let run = folder.run(&["diff", "git:v1:schemas/api.tl", "schemas/api.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let of_files = self::folder().run(&["diff", "old.tl", "new.tl"]);
    let same = |text: &str| text.split_once('\n').unwrap().1.to_owned();
    assert_eq!(same(&run.out), same(&of_files.out));
    assert!(
        run.out.starts_with("git:v1:schemas/api.tl (layer 1) -> "),
        "{}",
        run.out
    );
    let run = folder.run(&["diff", "git:v1:schemas/api.tl", "git:HEAD:schemas/api.tl"]);
    assert!(run.out.ends_with(UNCHANGED), "{}", run.out);
}

#[test]
fn a_revision_that_cannot_be_read() {
    let Some(folder) = repository() else { return };
    for (object, said) in [
        ("git:v9:schemas/api.tl", "invalid object name 'v9'"),
        (
            "git:v1:schemas/absent.tl",
            "'schemas/absent.tl' does not exist in 'v1'",
        ),
        ("git:v1:schemas", "it is a folder"),
        ("git:--help:a", "--help"),
    ] {
        let run = folder.run(&["diff", object, "new.tl"]);
        assert_eq!(
            (run.code, run.out.as_str()),
            (3, ""),
            "{object}: {}",
            run.err
        );
        let start = format!("error: cannot read {object}: ");
        assert!(
            run.err.starts_with(&start) && run.err.contains(said),
            "{}",
            run.err
        );
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
    let outside = self::folder();
    let mut command = outside.command(&["diff", "git:v1:a.tl", "new.tl"]);
    let run: crate::Run = command
        .env("GIT_CEILING_DIRECTORIES", "/")
        .output()
        .unwrap()
        .into();
    assert_eq!(run.code, 3);
    assert!(run.err.contains("not a git repository"), "{}", run.err);
    // Revisions cannot be read without git.
    let mut command = folder.command(&["diff", "git:v1:schemas/api.tl", "new.tl"]);
    let run: crate::Run = command.env("PATH", "").output().unwrap().into();
    assert_eq!(run.code, 3);
    assert!(run.err.contains("cannot run git: "), "{}", run.err);
}

#[test]
fn the_changes_of_vk_are_judged_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/schemas/vk/compat");
    if !folder.is_dir() {
        eprintln!("not tried: shared/schemas/vk/compat is absent");
        return;
    }
    let here = Folder::new(&[]);
    let old = folder.join("prototype.tl");
    let mut judged = Vec::new();
    for (kind, code) in [("correct-changes", 0), ("incorrect-changes", 1)] {
        let mut files: Vec<_> = std::fs::read_dir(folder.join(kind)).unwrap().collect();
        files.sort_by_key(|file| file.as_ref().unwrap().path());
        for file in files {
            let path = file.unwrap().path();
            let paths = [old.to_str().unwrap(), path.to_str().unwrap()];
            let more = ["--breaking=wire", "--message-format", "short"];
            let run = here.run(&[&["diff"], &paths[..], &more].concat());
            let codes = run
                .err
                .lines()
                .filter_map(|line| line.split(['[', ']']).nth(1));
            let codes: Vec<_> = codes.collect();
            let name = path.file_stem().unwrap().to_str().unwrap();
            assert_eq!(run.code, code, "{name}: {}", run.err);
            judged.push(format!("{name}: {}", codes.join(" ")));
        }
    }
    assert_eq!(judged.len(), 20);
    insta::assert_snapshot!(judged.join("\n"));
}

/// Returns the lines after the summary.
fn changes(old: &str, new: &str) -> Vec<String> {
    let folder = Folder::new(&[("old.tl", old), ("new.tl", new)]);
    let run = folder.run(&["diff", "old.tl", "new.tl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{old} -> {new}");
    let (_, changes) = run.out.split_once("\n\n").unwrap();
    changes.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn fields_are_known_by_name_and_by_place() {
    let lines = |old: &str, new: &str| {
        let declared = |fields| format!("a#1 {fields} = A;");
        let all = changes(&declared(old), &declared(new));
        assert_eq!(all[..2], ["type A", "~ a #00000001"]);
        all[2..].to_vec()
    };
    let old = "x:int y:long z:string";
    assert_eq!(lines(old, "x:int w:long z:string"), ["> y:long -> w:long"]);
    assert_eq!(lines(old, "x:int w:int z:string"), ["- y:long", "+ w:int"]);
    assert_eq!(lines(old, "x:int y:int z:string"), ["~ y:long -> y:int"]);
    assert_eq!(lines(old, "x:int y:long"), ["- z:string"]);
    assert_eq!(lines(old, "x:int y:long z:string a:int"), ["+ a:int"]);
    assert_eq!(lines(old, "y:long z:string x:int"), ["^ x:int (moved)"]);
    assert_eq!(lines(old, "a:int b:long c:string").len(), 3);
    // Either of the two may have been renamed.
    assert_eq!(
        lines("x:long y:long", "z:long"),
        ["- x:long", "- y:long", "+ z:long"]
    );
    // An optional field is not a renamed required one.
    let old = "flags:# x:int a:flags.0?int";
    assert_eq!(
        lines(old, "flags:# y:int b:flags.1?int a:flags.0?int"),
        ["> x:int -> y:int", "+ b:flags.1?int"]
    );
    assert_eq!(lines("int string", "int long"), ["~ string -> long"]);
    assert_eq!(lines("int string", "int string long"), ["+ long"]);
}

/// A constructor is bare without `%` too.
#[test]
fn percent_before_a_constructor_is_not_a_change() {
    let schema = |field: &str| {
        format!("point x:int = Point; pair {{t:Type}} x:t y:t = Pair t; a#1 n:# {field} = A;")
    };
    for (old, new) in [
        ("x:%point", "x:point"),
        ("x:n.0?%point y:int", "x:n.0?point y:int"),
        ("x:Vector<%point>", "x:(Vector point)"),
        ("x:%(pair %point)", "x:pair<point>"),
    ] {
        let (old, new) = (schema(old), schema(new));
        let folder = Folder::new(&[("old.tl", &old), ("new.tl", &new)]);
        for schemas in [["old.tl", "new.tl"], ["new.tl", "old.tl"]] {
            let run = folder.run(&[&["diff"], &schemas[..]].concat());
            assert!(run.out.ends_with(UNCHANGED), "{}", run.out);
        }
    }
    // Before a type it says that the value has no id.
    assert_eq!(
        changes(&schema("x:%Point y:%point"), &schema("x:Point y:point")),
        ["type A", "~ a #00000001", "~ x:%Point -> x:Point"]
    );
}

#[test]
fn declarations_are_known_by_name_by_id_and_by_their_fields() {
    let is = |old: &str, new: &str, expected: &[&str]| {
        assert_eq!(changes(old, new), expected, "{old} -> {new}");
    };
    is(
        "a#1 x:int = T;",
        "b#1 x:long = T;",
        &["type T", "> a -> b #00000001", "~ x:int -> x:long"],
    );
    is(
        "a x:int y:int = T;",
        "b x:int y:int = T;",
        &["type T", "> a -> b"],
    );
    // Two declarations have these fields now, or too few fields match.
    is(
        "a x:int y:int = T;",
        "b x:int y:int = T; c x:int y:int = T;",
        &[
            "type T",
            "- a x:int y:int = T",
            "+ b x:int y:int = T",
            "+ c x:int y:int = T",
        ],
    );
    is(
        "a x:int = T;",
        "b x:int = T;",
        &["type T", "- a x:int = T", "+ b x:int = T"],
    );
    // Another declaration has the name now.
    is(
        "a#1 x:int = T;",
        "a#2 x:long = T; b#1 x:int = T;",
        &["type T", "+ a#00000002 x:long = T", "> a -> b #00000001"],
    );
    is(
        "a x:int = T; b = T;",
        "a x:int = U; b = U;",
        &[
            "type U, before T",
            "~ a",
            "result: T -> U",
            "~ b",
            "result: T -> U",
        ],
    );
    is(
        "a x:int = T; b = T; c = S;",
        "a x:int = T; b = S; c = S;",
        &["type S", "~ b", "result: T -> S"],
    );
    is(
        "p {X:Type} a:X = P X;",
        "p {X:Type} {n:#} a:X = P X n;",
        &[
            "type P",
            "~ p",
            "parameters: {X:Type} -> {X:Type} {n:#}",
            "result: P<X> -> P<X, n>",
        ],
    );
}
