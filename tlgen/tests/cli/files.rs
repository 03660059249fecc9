use std::fs;

use crate::{Folder, GOOD, Run};

#[test]
fn code_that_is_the_same_is_not_written_again() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    let modified = || {
        fs::metadata(folder.path("a.rs"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = modified();
    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    assert_eq!(modified(), before);
    folder
        .run(&["a.tl", "-o", "a.rs", "--registry"])
        .assert_quiet();
    assert_ne!(modified(), before);
    assert_eq!(folder.names(), ["a.rs", "a.tl"]);
}

#[test]
fn a_file_that_is_missing_is_named() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    for arguments in [
        &["check", "b.tl"][..],
        &["ids", "a.tl", "b.tl"],
        &["b.tl", "-o", "b.rs"],
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (3, ""));
        assert!(
            run.err.starts_with("error: cannot read b.tl: "),
            "{}",
            run.err
        );
    }
}

#[test]
fn an_output_that_cannot_be_written() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    fs::create_dir(folder.path("folder")).unwrap();
    let run = folder.run(&["a.tl", "-o", "nowhere/a.rs"]);
    assert_eq!(run.code, 3);
    assert_eq!(
        run.err,
        "error: cannot write nowhere/a.rs: there is no folder nowhere\n"
    );
    for check in [&[][..], &["--check"]] {
        let run = folder.run(&[&["a.tl", "-o", "folder"], check].concat());
        let said = "error: folder is a folder: `-o folder/` writes several files into it\n";
        assert_eq!((run.code, run.err.as_str()), (2, said));
    }
    assert_eq!(folder.names(), ["a.tl", "folder"]);
    folder.write("a", "");
    for out in ["a/", "a/b/"] {
        let run = folder.run(&["a.tl", "-o", out]);
        let said = format!("error: cannot write {out}: a is not a folder\n");
        assert_eq!((run.code, run.err), (3, said));
    }
}

#[test]
fn a_schema_is_not_overwritten() {
    let folder = Folder::new(&[("a.tl", GOOD), ("b.tl", "")]);
    for out in ["a.tl", "./a.tl"] {
        let run = folder.run(&["b.tl", "a.tl", "-o", out]);
        assert_eq!(run.code, 2);
        assert!(
            run.err
                .contains("the output would overwrite a.tl, which is read"),
            "{}",
            run.err
        );
    }
    assert_eq!(folder.read("a.tl"), GOOD);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new(&[("a.tl", GOOD), ("real.rs", "old")]);
    fs::set_permissions(folder.path("real.rs"), fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.rs", folder.path("a.rs")).unwrap();
    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    assert!(
        fs::symlink_metadata(folder.path("a.rs"))
            .unwrap()
            .is_symlink()
    );
    assert!(folder.read("real.rs").contains("struct User"));
    let mode = fs::metadata(folder.path("real.rs"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);

    symlink("a.tl", folder.path("link.rs")).unwrap();
    assert_eq!(
        folder.run(&["a.tl", "-o", "link.rs"]).code,
        2,
        "a link to the schema"
    );
}

#[cfg(unix)]
#[test]
fn a_device_is_written_and_stays_a_device() {
    use std::os::unix::fs::FileTypeExt;
    let folder = Folder::new(&[("a.tl", GOOD)]);
    folder.run(&["a.tl", "-o", "/dev/null"]).assert_quiet();
    assert!(
        fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
}

/// A limit of 4 KiB for file sizes simulates a full disk.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_the_file_as_it_was() {
    let schema: String = (0..200)
        .map(|number| format!("c{number} a:int = T{number};\n"))
        .collect();
    for before in [None, Some("old")] {
        let folder = Folder::new(&[("a.tl", &schema)]);
        if let Some(before) = before {
            folder.write("a.rs", before);
        }
        let tlgen = env!("CARGO_BIN_EXE_tlgen");
        let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" a.tl -o a.rs --format none";
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", limited, tlgen]);
        let run: Run = shell.current_dir(folder.path(".")).output().unwrap().into();
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(
            run.err.starts_with("error: cannot write a.rs: "),
            "{}",
            run.err
        );
        match before {
            Some(before) => assert_eq!(folder.read("a.rs"), before),
            None => assert_eq!(folder.names(), ["a.tl"]),
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_full_is_an_error() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    let run = folder.run(&["a.tl", "-o", "/dev/full"]);
    assert_eq!(run.code, 3);
    assert!(
        run.err.starts_with("error: cannot write /dev/full: "),
        "{}",
        run.err
    );
}

/// A concurrent reader finds one of the two files, complete.
#[test]
fn two_runs_at_once_leave_a_whole_file() {
    let folder = Folder::new(&[("a.tl", GOOD)]);
    let options = [
        &["a.tl", "-o", "a.rs"][..],
        &["a.tl", "-o", "a.rs", "--registry"],
    ];
    let whole = options.map(|options| {
        folder.run(options).assert_quiet();
        folder.read("a.rs")
    });
    for _ in 0..5 {
        let mut runs = options.repeat(3).into_iter().map(|options| {
            let mut command = folder.command(options);
            command.spawn().unwrap()
        });
        let mut runs: Vec<_> = runs.by_ref().collect();
        while runs.iter_mut().any(|run| run.try_wait().unwrap().is_none()) {
            assert!(whole.contains(&folder.read("a.rs")));
        }
        for mut run in runs {
            assert!(run.wait().unwrap().success());
        }
        assert!(whole.contains(&folder.read("a.rs")));
        assert_eq!(folder.names(), ["a.rs", "a.tl"]);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_is_read_only_is_replaced_whole_and_stays_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("a.tl", GOOD), ("a.rs", "old")]);
    fs::set_permissions(folder.path("a.rs"), fs::Permissions::from_mode(0o444)).unwrap();
    folder.run(&["a.tl", "-o", "a.rs"]).assert_quiet();
    assert!(folder.read("a.rs").contains("struct User"));
    let mode = fs::metadata(folder.path("a.rs"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o444);
}

/// As `gofmt`, `rustfmt` and `ruff` do. A file that would stay the same need not be written.
#[cfg(unix)]
#[test]
fn a_schema_that_is_read_only_is_left_alone_and_the_others_are_written() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    const UNTIDY: &str = "user  id:int = User;\n";
    const SAID: &str = "error: cannot write a.tl: it is read-only\n";
    for (command, written, lines) in [
        (&["fmt"][..], "user id:int = User;\n", ""),
        (
            &["ids", "--write", "--rule", "a"],
            "user#1ec2365e  id:int = User;\n",
            "note: FILE: 1 id written\n",
        ),
    ] {
        let folder = Folder::new(&[("a.tl", UNTIDY), ("b.tl", UNTIDY), ("c.tl", written)]);
        let permit = |name, mode| {
            fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        let mode = |name| {
            fs::metadata(folder.path(name))
                .unwrap()
                .permissions()
                .mode()
                & 0o777
        };
        permit("a.tl", 0o444);
        permit("b.tl", 0o640);
        permit("c.tl", 0o444);
        symlink("a.tl", folder.path("link-a.tl")).unwrap();
        symlink("b.tl", folder.path("link-b.tl")).unwrap();
        let run = |files: &[&str]| folder.run(&[command, files].concat());

        run(&["c.tl"]).assert_quiet();
        let here = run(&["a.tl", "link-a.tl", "link-b.tl"]);
        assert_eq!((here.code, here.out.as_str()), (3, ""), "{command:?}");
        let said = SAID.replace("a.tl", "link-a.tl");
        let note = lines.replace("FILE", "link-b.tl");
        assert_eq!(here.err, format!("{SAID}{note}{said}"));
        assert_eq!(folder.read("a.tl"), UNTIDY);
        assert_eq!(folder.read("b.tl"), written);
        assert_eq!(
            [mode("a.tl"), mode("b.tl"), mode("c.tl")],
            [0o444, 0o640, 0o444]
        );
        for link in ["link-a.tl", "link-b.tl"] {
            let link = fs::symlink_metadata(folder.path(link)).unwrap();
            assert!(link.is_symlink());
        }
        permit("a.tl", 0o600);
        assert_eq!(run(&["a.tl"]).code, 0);
        assert_eq!(
            (folder.read("a.tl").as_str(), mode("a.tl")),
            (written, 0o600)
        );
        assert_eq!(
            folder.names(),
            ["a.tl", "b.tl", "c.tl", "link-a.tl", "link-b.tl"]
        );
    }
}

/// An empty file, a folder and a pipe instead of a schema.
#[cfg(unix)]
#[test]
fn what_is_no_file_of_a_schema() {
    let folder = Folder::new(&[("a.tl", GOOD), ("empty.tl", "")]);
    fs::create_dir(folder.path("folder.tl")).unwrap();
    let run = folder.run(&["empty.tl", "-o", "empty.rs"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    let run = folder.run(&["check", "empty.tl"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("the schema declares nothing"),
        "{}",
        run.err
    );
    for command in ["check", "ids", "fmt"] {
        let run = folder.run(&[command, "folder.tl"]);
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{command}");
        assert!(
            run.err.starts_with("error: cannot read folder.tl: "),
            "{}",
            run.err
        );
    }
    let pipe = folder.path("pipe.tl");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|made| made.success()) {
        let writer = std::thread::spawn(move || fs::write(pipe, GOOD));
        let run = folder.run(&["check", "pipe.tl"]);
        writer.join().unwrap().unwrap();
        assert_eq!(run.code, 0, "{}", run.err);
        let commands: [&[&str]; 3] = [
            &["fmt", "pipe.tl"],
            &["fmt", "a.tl", "pipe.tl"],
            &["ids", "--write", "--rule", "a", "pipe.tl"],
        ];
        for command in commands {
            let run = folder.run(command);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{command:?}");
            let said = "error: pipe.tl is not a regular file, so it cannot be written in place";
            assert!(run.err.starts_with(said), "{}", run.err);
        }
    }
}
