//! Removes code that an earlier run of the build script wrote to `OUT_DIR`. Otherwise `include_tl!` would
//! silently include that code after a file has got another name.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{self, FileError};
use crate::folder;
use crate::sorted::Set;

/// The file in `OUT_DIR` with the paths of all generated files, one on each line.
const LIST: &str = ".tlgen-files";

/// Removes the generated files of an earlier run that are not among those that this process has `written`.
///
/// The file of a builder that is yet to run is removed as well, and written again by that builder.
pub(super) fn remove(out_dir: &Path, written: &Set<&PathBuf>) -> Result<(), FileError> {
    // Paths are canonical, so that no link leads out of the folder.
    let Some(out_dir) = files::canonical(out_dir) else {
        return Ok(());
    };
    let list = out_dir.join(LIST);
    let before = files::read_to_compare(&list)?.unwrap_or_default();
    let listed = before.lines().map(|line| out_dir.join(line));
    let stale = listed.filter(|file| {
        let is_inside = files::canonical(file).is_some_and(|it| it == *file);
        is_inside && file.starts_with(&out_dir) && !written.contains(&file)
    });
    for file in stale {
        if fs::read(&file).is_ok_and(|text| folder::is_generated(&text)) {
            // Its folder stays: the script may have created it for a builder that is yet to run.
            fs::remove_file(&file)
                .map_err(|error| FileError::new("remove", file.display(), error))?;
        }
    }
    let inside = written
        .iter()
        .filter_map(|file| file.strip_prefix(&out_dir).ok());
    let now: String = inside.map(|file| format!("{}\n", file.display())).collect();
    if now != before {
        files::write(&list, now.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::process::Command;

    use super::*;
    use crate::Builder;

    /// Returns a folder with schemas, and the folder `out` in it.
    fn package() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            let text = format!("{name} = A; {name}.x = X; {name}.y = X;");
            fs::write(folder.path().join(name).with_extension("tl"), text).unwrap();
        }
        fs::write(folder.path().join("wrong.tl"), "a x:itn = A;").unwrap();
        let out = folder.path().join("out");
        fs::create_dir(&out).unwrap();
        (folder, out)
    }

    /// Runs a build script with these builders, each written as its schema and the name of its output; a name
    /// that ends with `/` is that of a folder.
    fn run(folder: &tempfile::TempDir, builders: &[(&str, &str)]) {
        let builders = builders.iter();
        let lines: Vec<String> = builders
            .map(|(schema, name)| format!("{schema} {name}"))
            .collect();
        let status = Command::new(env::current_exe().unwrap())
            .args(["--exact", "builder::stale::tests::script", "--ignored"])
            .current_dir(folder)
            .env("OUT_DIR", folder.path().join("out"))
            .env("BUILDERS", lines.join("\n"))
            .output()
            .unwrap()
            .status;
        assert!(status.success());
    }

    #[test]
    #[ignore = "it is run by others as a program of its own"]
    fn script() {
        for builder in env::var("BUILDERS").unwrap_or_default().lines() {
            let (schema, name) = builder.split_once(' ').unwrap();
            let mut builder = Builder::new().schema(schema).split(name.ends_with('/'));
            if let Some(folder) = name.strip_prefix("out_dir:") {
                builder = builder.out_dir(folder);
            } else if !name.is_empty() {
                builder = builder.file_name(name.trim_end_matches('/'));
            }
            assert_eq!(builder.compile().is_err(), schema == "wrong.tl");
        }
    }

    /// Returns the names of all files in a folder and below, except the list.
    fn names(folder: &Path) -> Vec<String> {
        let mut names = folder::tests::names(folder);
        names.retain(|name| name != LIST);
        names
    }

    #[test]
    fn a_file_that_has_got_another_name_is_removed() {
        for (before, after, left) in [
            (("a.tl", ""), ("b.tl", ""), "b.rs"),
            (("a.tl", ""), ("a.tl", "api.rs"), "api.rs"),
            (("a.tl", "api.rs"), ("a.tl", ""), "a.rs"),
            (("a.tl", "api.rs"), ("a.tl", "v2/api.rs"), "v2/api.rs"),
            (("a.tl", "v2/api.rs"), ("a.tl", "api.rs"), "api.rs"),
            (("a.tl", "a/"), ("a.tl", ""), "a.rs"),
            (("a.tl", "a/"), ("a.tl", "a/types.rs"), "a/types.rs"),
        ] {
            let (folder, out) = package();
            fs::create_dir(out.join("v2")).unwrap();
            run(&folder, &[before]);
            run(&folder, &[after]);
            assert_eq!(names(&out), [left], "{before:?} {after:?}");
            run(&folder, &[after]);
            assert_eq!(names(&out), [left], "{before:?} {after:?}");
        }
        let (folder, out) = package();
        run(&folder, &[("a.tl", "a.rs")]);
        run(&folder, &[("b.tl", "a/")]);
        assert!(!out.join("a.rs").exists() && out.join("a/mod.rs").exists());
        run(&folder, &[("b.tl", "b/")]);
        assert!(!names(&out).iter().any(|name| name.starts_with("a/")));
        assert!(out.join("b/mod.rs").exists());
    }

    #[test]
    fn the_builders_of_a_script_keep_the_files_of_each_other() {
        let (folder, out) = package();
        for builders in [
            [("a.tl", ""), ("b.tl", "c/b.rs"), ("a.tl", "d/")],
            [("b.tl", "c/b.rs"), ("a.tl", "d/"), ("a.tl", "")],
            [("a.tl", "d/"), ("a.tl", ""), ("b.tl", "c/b.rs")],
        ] {
            let _ = fs::create_dir(out.join("c"));
            run(&folder, &builders);
            for file in ["a.rs", "c/b.rs", "d/mod.rs"] {
                assert!(out.join(file).exists(), "{file} {builders:?}");
            }
        }
        run(&folder, &[("a.tl", "")]);
        assert_eq!(names(&out), ["a.rs"]);
    }

    #[test]
    fn an_error_removes_nothing() {
        let (folder, out) = package();
        run(&folder, &[("a.tl", "")]);
        run(&folder, &[("wrong.tl", "")]);
        assert_eq!(names(&out), ["a.rs"]);
        run(&folder, &[("wrong.tl", ""), ("b.tl", "")]);
        assert_eq!(names(&out), ["b.rs"]);
    }

    #[test]
    fn files_of_the_user_stay() {
        let (folder, out) = package();
        run(&folder, &[("a.tl", ""), ("b.tl", "b/")]);
        fs::write(out.join("mine.rs"), "mod a;").unwrap();
        fs::write(out.join("b/mine.rs"), "").unwrap();
        // Generated by the user, with the command.
        fs::copy(out.join("a.rs"), out.join("copy.rs")).unwrap();
        // Generated once, and then taken over by the user.
        fs::write(out.join("a.rs"), "mod a;").unwrap();
        run(&folder, &[("b.tl", "c.rs")]);
        assert_eq!(
            names(&out),
            ["a.rs", "b/mine.rs", "c.rs", "copy.rs", "mine.rs"]
        );
    }

    #[test]
    fn nothing_outside_is_removed() {
        let (folder, out) = package();
        run(&folder, &[("a.tl", "../beside.rs"), ("b.tl", "out_dir:.")]);
        fs::copy(folder.path().join("b.rs"), folder.path().join("c.rs")).unwrap();
        let absolute = folder.path().join("b.rs").display().to_string();
        fs::write(
            out.join(LIST),
            format!("../c.rs\n{absolute}\nx/../../c.rs\n"),
        )
        .unwrap();
        fs::create_dir(out.join("x")).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), out.join("link")).unwrap();
            let mut list = fs::read_to_string(out.join(LIST)).unwrap();
            list.push_str("link/c.rs\n");
            fs::write(out.join(LIST), list).unwrap();
        }
        run(&folder, &[("a.tl", "")]);
        for file in ["beside.rs", "b.rs", "c.rs", "out/a.rs"] {
            assert!(folder.path().join(file).exists(), "{file}");
        }
    }
}
