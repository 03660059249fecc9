//! Writes code that is in several files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{self, FileError, Staged};
use crate::rust::Part;
use crate::rust::emit::folder::HEADER;
use crate::sorted::Set;

/// The file that declares the modules of all others.
const ROOT: &str = "mod.rs";

/// Returns the path of that file.
#[must_use]
pub fn root(folder: &Path) -> PathBuf {
    folder.join(ROOT)
}

/// Returns all files of the code with their texts. The last one is `mod.rs`, which leads to all others.
#[must_use]
pub fn files<'c>(folder: &Path, code: &'c str, parts: &'c [Part]) -> Vec<(PathBuf, &'c str)> {
    let parts = parts
        .iter()
        .map(|part| (folder.join(&part.path), part.code.as_str()));
    parts.chain([(root(folder), code)]).collect()
}

/// Returns the files of an earlier run that the code does not have any more.
#[must_use]
pub fn stale(folder: &Path, parts: &[Part]) -> Vec<PathBuf> {
    let current = parts.iter().map(|part| folder.join(&part.path));
    let current: Set<PathBuf> = current.chain([root(folder)]).collect();
    let before = written_before(folder);
    let stale = before.iter().filter(|file| !current.contains(*file));
    stale.cloned().collect()
}

/// Writes the files that have changed, and removes stale files of an earlier run. Returns whether there
/// were any.
///
/// All new files are on the disk before the first existing file is replaced. So if the disk is full, a
/// folder does not accept new files, or a stale file cannot be removed, everything stays as it was.
/// Files that cannot be replaced are [written in place](files::write). Only generated files are replaced
/// or removed.
///
/// # Errors
/// If a file cannot be written or removed.
pub fn write(folder: &Path, code: &str, parts: &[Part]) -> Result<bool, FileError> {
    let stale = stale(folder, parts);
    let mut folders = Vec::new();
    let mut staged = Vec::new();
    let files = files(folder, code, parts);
    let mut aside = Vec::new();
    let ready = stage_all(&files, folder, &mut folders, &mut staged)
        .and_then(|()| set_aside(&stale, &mut aside));
    if let Err(error) = ready {
        put_back(&aside);
        drop(staged);
        for folder in folders.iter().rev() {
            // The folder is empty, since it was created just now, and what was staged is gone.
            let _ = fs::remove_dir(folder);
        }
        return Err(error);
    }
    let changed = !staged.is_empty() || !stale.is_empty();
    for file in staged {
        file.commit().inspect_err(|_| put_back(&aside))?;
    }
    for (file, other) in aside {
        fs::remove_file(&other)
            .map_err(|error| FileError::new("remove", other.display(), error))?;
        // A folder with other files stays.
        let mut empty = file.parent();
        while let Some(inner) = empty.filter(|inner| *inner != folder) {
            if fs::remove_dir(inner).is_err() {
                break;
            }
            empty = inner.parent();
        }
    }
    Ok(changed)
}

/// Renames files, which proves that they can be removed. Adds each file to `aside`, with its new name.
fn set_aside(files: &[PathBuf], aside: &mut Vec<(PathBuf, PathBuf)>) -> Result<(), FileError> {
    for file in files {
        let other = file.with_extension("stale");
        // Renaming would replace a file that is not ours.
        if fs::symlink_metadata(&other).is_ok() {
            let why = format!("{} is in the way", other.display());
            return Err(FileError::new("remove", file.display(), why));
        }
        fs::rename(file, &other)
            .map_err(|error| FileError::new("remove", file.display(), error))?;
        aside.push((file.clone(), other));
    }
    Ok(())
}

fn put_back(aside: &[(PathBuf, PathBuf)]) {
    for (file, other) in aside {
        let _ = fs::rename(other, file);
    }
}

fn stage_all<'c>(
    files: &[(PathBuf, &'c str)],
    folder: &Path,
    folders: &mut Vec<PathBuf>,
    staged: &mut Vec<Staged<'c>>,
) -> Result<(), FileError> {
    // With the slash at its end, a file would not be found.
    let name = folder.components().as_path();
    let within = if name.exists() {
        name
    } else {
        files::folder(folder)
    };
    files::is_folder(within).map_err(|why| FileError::new("write", folder.display(), why))?;
    for (file, text) in files {
        let inner = files::folder(file);
        let is_missing = |it: &&Path| !it.as_os_str().is_empty() && !it.is_dir();
        let missing: Vec<&Path> = inner.ancestors().take_while(is_missing).collect();
        for inner in missing.into_iter().rev() {
            fs::create_dir(inner)
                .map_err(|error| FileError::new("write", inner.display(), error))?;
            folders.push(inner.to_owned());
        }
        if files::holds(file, text.as_bytes()) {
            continue;
        }
        if file.exists() && !fs::read(file).is_ok_and(|text| is_generated(&text)) {
            let why = "it is there and was not generated: move it, or choose another folder";
            return Err(FileError::new("write", file.display(), why));
        }
        staged.push(files::stage(file, text.as_bytes())?);
    }
    Ok(())
}

/// Whether the text has the header. An editor or a tool may have put a byte order mark or other comments
/// before it, such as a licence.
pub(crate) fn is_generated(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    text.split(|&byte| byte == b'\n')
        .take_while(|line| line.trim_ascii().is_empty() || line.starts_with(b"//"))
        .any(|line| line.trim_ascii_end() == HEADER.as_bytes())
}

/// Returns the files of an earlier run: those that its `mod.rs` leads to.
fn written_before(folder: &Path) -> Set<PathBuf> {
    let mut found = Set::default();
    let mut open = vec![(root(folder), folder.to_owned())];
    while let Some((file, inside)) = open.pop() {
        let text = fs::read(&file).unwrap_or_default();
        if !is_generated(&text) || !found.insert(file.clone()) {
            continue;
        }
        let text = String::from_utf8_lossy(&text);
        let beside = files::folder(&file);
        for line in text.lines() {
            let module = line
                .strip_prefix("pub mod ")
                .and_then(|rest| rest.strip_suffix(';'));
            let named = line
                .strip_prefix("#[path = \"")
                .and_then(|rest| rest.strip_suffix("\"]"));
            let included = line
                .strip_prefix("include!(\"")
                .and_then(|rest| rest.strip_suffix("\");"));
            if let Some(module) = module {
                let inner = inside.join(module.trim_start_matches("r#"));
                open.push((inner.with_extension("rs"), inner));
            }
            if let Some(path) = named.or(included) {
                let file = beside.join(path);
                let inside = match file.ends_with(ROOT) {
                    true => files::folder(&file).to_owned(),
                    false => file.with_extension(""),
                };
                open.push((file, inside));
            }
        }
    }
    found
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn part(path: &str, text: &str) -> Part {
        Part {
            path: path.into(),
            code: format!("{HEADER}\n{text}\n"),
        }
    }

    fn code(text: &str) -> String {
        format!("{HEADER}\n{text}\n")
    }

    /// Returns all files in a folder and below.
    pub(crate) fn names(folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(inner) = open.pop() {
            for entry in fs::read_dir(inner).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(folder).unwrap();
                    names.push(name.display().to_string().replace('\\', "/"));
                }
            }
        }
        names.sort();
        names
    }

    #[test]
    fn what_an_earlier_run_wrote_is_removed_and_nothing_else() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("api");
        let old = [
            part(
                "types.rs",
                "include!(\"types/1.rs\");\npub mod a;\npub mod b;",
            ),
            part("types/1.rs", ""),
            part("types/a.rs", "pub mod r#type;"),
            part(
                "types/a/type.rs",
                "#[path = \"type/mod_/mod.rs\"]\npub mod r#mod;",
            ),
            part(
                "types/a/type/mod_/mod.rs",
                "pub mod c;\ninclude!(\"1.rs\");",
            ),
            part("types/a/type/mod_/1.rs", ""),
            part("types/a/type/mod_/c.rs", ""),
            part("types/b.rs", ""),
        ];
        let root = code("pub mod types;");
        assert!(write(&folder, &root, &old).unwrap());
        assert!(!write(&folder, &root, &old).unwrap());
        // Code of others, and generated code that no `mod.rs` leads to.
        fs::write(folder.join("types/mine.rs"), "").unwrap();
        fs::write(folder.join("types/a/other.rs"), HEADER).unwrap();
        let new = [part("types.rs", "pub mod b;"), part("types/b.rs", "")];
        assert!(write(&folder, &root, &new).unwrap());
        assert_eq!(
            names(&folder),
            [
                "mod.rs",
                "types.rs",
                "types/a/other.rs",
                "types/b.rs",
                "types/mine.rs"
            ]
        );
        assert!(!folder.join("types/a/type").exists());
        // A generated file that a user has taken over is not removed.
        fs::write(folder.join("types/b.rs"), "// mine").unwrap();
        assert!(write(&folder, &root, &[part("types.rs", "")]).unwrap());
        assert!(folder.join("types/b.rs").exists());
    }

    /// `--check` accepts all of these files as fresh.
    #[test]
    fn generated_files_are_known_by_their_header_with_other_comments_before_it() {
        for before in [
            "",
            "\u{feff}",
            "// A licence\n\n",
            "\u{feff}\r\n//! A\r\n// B \r\n",
        ] {
            let outer = tempfile::tempdir().unwrap();
            let folder = outer.path().join("api");
            write(&folder, &code("pub mod a;"), &[part("a.rs", "")]).unwrap();
            for file in ["mod.rs", "a.rs"] {
                let file = folder.join(file);
                let text = fs::read_to_string(&file).unwrap();
                fs::write(file, format!("{before}{text}")).unwrap();
            }
            write(&folder, &code("pub mod b;"), &[part("b.rs", "")]).unwrap();
            assert_eq!(names(&folder), ["b.rs", "mod.rs"], "{before:?}");
        }
        for before in ["mod a;\n", "const A: &str = \"\n", "/*\n", "#![allow(a)]\n"] {
            let outer = tempfile::tempdir().unwrap();
            fs::write(outer.path().join("mod.rs"), before.to_owned() + &code("")).unwrap();
            write(outer.path(), &code("pub mod a;"), &[]).unwrap_err();
        }
    }

    #[test]
    fn nothing_is_written_where_something_cannot_be() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("api");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("types.rs"), "// mine").unwrap();
        let parts = [part("a/b.rs", ""), part("types.rs", "")];
        let error = write(&folder, &code(""), &parts).unwrap_err().to_string();
        assert!(
            error.contains("types.rs") && error.contains("was not generated"),
            "{error}"
        );
        assert_eq!(names(&folder), ["types.rs"]);
        assert!(!folder.join("a").exists());

        let missing = outer.path().join("x/y");
        let error = write(&missing, &code(""), &[]).unwrap_err().to_string();
        assert!(error.contains("there is no folder"), "{error}");
        for file in [
            outer.path().join("api/types.rs"),
            outer.path().join("api/types.rs/in"),
        ] {
            let error = write(&file, &code(""), &[]).unwrap_err().to_string();
            assert!(error.ends_with("types.rs is not a folder"), "{error}");
        }
    }

    #[test]
    fn a_file_of_others_is_not_lost_where_a_stale_one_is_removed() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("api");
        write(&folder, &code("pub mod a;"), &[part("a.rs", "")]).unwrap();
        let theirs = folder.join("a.stale");
        fs::write(&theirs, "mine").unwrap();
        let error = write(&folder, &code(""), &[]).unwrap_err().to_string();
        assert!(error.ends_with("a.stale is in the way"), "{error}");
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "mine");
        assert_eq!(names(&folder), ["a.rs", "a.stale", "mod.rs"]);
    }

    /// The tests may run as root, but not even root can replace a folder with a file.
    #[test]
    fn nothing_is_written_where_a_stale_file_cannot_be_removed() {
        for blocked in ["a.rs", "b.rs", "types/c.rs"] {
            let outer = tempfile::tempdir().unwrap();
            let folder = outer.path().join("api");
            let old = [
                part("a.rs", ""),
                part("b.rs", ""),
                part("types.rs", "pub mod c;"),
                part("types/c.rs", ""),
            ];
            let root = code("pub mod a;\npub mod b;\npub mod types;");
            write(&folder, &root, &old).unwrap();
            let before = names(&folder);
            let obstacle = folder.join(blocked).with_extension("stale");
            fs::create_dir(&obstacle).unwrap();
            let new = [part("types.rs", ""), part("types/new/d.rs", "")];
            let error = write(&folder, &code("pub mod types;"), &new).unwrap_err();
            let error = error.to_string();
            assert!(error.starts_with("cannot remove"), "{error}");
            assert!(
                error.contains(folder.join(blocked).to_str().unwrap()),
                "{error}"
            );
            assert_eq!(names(&folder), before);
            assert_eq!(fs::read_to_string(folder.join("mod.rs")).unwrap(), root);
            fs::remove_dir(&obstacle).unwrap();
            assert!(write(&folder, &code("pub mod types;"), &new).unwrap());
            assert_eq!(names(&folder), ["mod.rs", "types.rs", "types/new/d.rs"]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn files_of_folders_without_write_permission_are_written_in_place() {
        use std::os::unix::fs::PermissionsExt;
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("api");
        let inner = folder.join("types");
        let root = code("pub mod types;");
        let parts = |text: &str| [part("types.rs", "pub mod a;"), part("types/a.rs", text)];
        write(&folder, &root, &parts("")).unwrap();
        let permit = |mode| {
            for folder in [&folder, &inner] {
                fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
            }
        };
        permit(0o555);
        let is_refused = fs::write(folder.join("b.rs"), "").is_err();
        let again = write(&folder, &root, &parts("// new"));
        // If one file cannot be written, the others stay.
        let more = [part("types.rs", "// other"), part("types/b.rs", "")];
        let failed = is_refused.then(|| write(&folder, &root, &more));
        permit(0o755);
        assert!(again.unwrap());
        let held = fs::read_to_string(inner.join("a.rs")).unwrap();
        assert!(held.ends_with("// new\n"), "{held}");
        if let Some(failed) = failed {
            let error = failed.unwrap_err().to_string();
            assert!(error.contains("b.rs"), "{error}");
            let held = fs::read_to_string(folder.join("types.rs")).unwrap();
            assert!(held.ends_with("pub mod a;\n"), "{held}");
            assert_eq!(names(&folder), ["mod.rs", "types.rs", "types/a.rs"]);
        }
    }
}
