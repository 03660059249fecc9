use std::fs;

use crate::{Folder, GOOD};

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
    let run = folder.run(&["a.tl", "-o", "folder"]);
    assert_eq!(run.code, 3);
    assert_eq!(run.err, "error: cannot write folder: it is a folder\n");
    assert_eq!(folder.run(&["a.tl", "-o", "folder", "--check"]).code, 3);
    assert_eq!(folder.names(), ["a.tl", "folder"]);
}

#[test]
fn a_schema_is_not_overwritten() {
    let folder = Folder::new(&[("a.tl", GOOD), ("b.tl", "")]);
    for out in ["a.tl", "./a.tl"] {
        let run = folder.run(&["b.tl", "a.tl", "-o", out]);
        assert_eq!(run.code, 2);
        assert!(
            run.err.contains("would overwrite the schema a.tl"),
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
