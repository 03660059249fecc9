//! Writing the files of a site or book, all or none.
//!
//! They are written aside at first, and then moved to their places; what is the same as before stays.
//! A list of what was written is kept, by which a later run knows what is stale.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use tl_codegen::__private::files;

/// A file to be written.
#[derive(Debug)]
pub(crate) struct Output {
    /// From the folder, with slashes.
    path: String,
    text: String,
}

impl Output {
    pub(crate) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }
}

/// What became of the files.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// How many there are.
    pub(crate) files: usize,
    /// How many were new or changed.
    pub(crate) changed: usize,
    /// How many of an earlier run were removed.
    pub(crate) removed: usize,
}

/// The list of what was written.
const LIST: &str = ".tlgen-docs";
/// Where files are written at first.
const ASIDE: &str = ".tlgen-docs-new";

/// How often `done` is called for each file: when it was compared, and when it was written.
pub(crate) const STEPS: usize = 2;

/// Writes all files.
///
/// # Errors
/// Where one cannot be written, or is somebody else's; nothing has changed then.
pub(crate) fn write(
    folder: &Path,
    files: &[Output],
    done: &mut dyn FnMut(),
) -> Result<Written, String> {
    let said = |path: &Path, error: io::Error| {
        let why = match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                files::is_folder(path).err()
            }
            _ => None,
        };
        let why = why.unwrap_or_else(|| error.to_string());
        format!("cannot write {}: {why}", path.display())
    };
    fs::create_dir_all(folder).map_err(|error| said(folder, error))?;
    let ours = listed(folder)?;
    let mut changed = Vec::new();
    for file in files {
        done();
        let path = folder.join(&file.path);
        no_links(folder, &file.path)?;
        match fs::read(&path) {
            Ok(held) if held == file.text.as_bytes() => {
                done();
                continue;
            }
            Ok(_) if !ours.contains(&file.path) => {
                return Err(format!(
                    "cannot write {}: the file was not written by an earlier run",
                    path.display()
                ));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(said(&path, error)),
        }
        changed.push(file);
    }
    let aside = folder.join(ASIDE);
    let moved = put_aside(&aside, folder, &changed, done).and_then(|is_aside| {
        for (number, file) in changed.iter().enumerate() {
            let path = folder.join(&file.path);
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(|error| said(parent, error))?;
            if !is_aside || fs::rename(aside.join(number.to_string()), &path).is_err() {
                // Nothing can take the place of a mount.
                fs::write(&path, &file.text).map_err(|error| said(&path, error))?;
            }
        }
        Ok(())
    });
    // What is left of it is of no use.
    let _ = fs::remove_dir_all(&aside);
    moved?;
    let now: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let mut removed = 0;
    for stale in ours.difference(&now) {
        if no_links(folder, stale).is_ok() && fs::remove_file(folder.join(stale)).is_ok() {
            removed += 1;
            let parent = folder.join(stale);
            // Only an empty folder can be removed.
            let _ = parent
                .parent()
                .filter(|parent| *parent != folder)
                .map(fs::remove_dir);
        }
    }
    let list = folder.join(LIST);
    let text: String = now.iter().map(|path| format!("{path}\n")).collect();
    if now != ours {
        fs::write(&list, text).map_err(|error| said(&list, error))?;
    }
    Ok(Written {
        files: files.len(),
        changed: changed.len(),
        removed,
    })
}

/// Returns whether they are there: a folder without write permission does not take them, but its files
/// may all be written in place.
fn put_aside(
    aside: &Path,
    folder: &Path,
    files: &[&Output],
    done: &mut dyn FnMut(),
) -> Result<bool, String> {
    let said = |error: io::Error| format!("cannot write {}: {error}", aside.display());
    if files.is_empty() {
        return Ok(true);
    }
    match fs::symlink_metadata(aside) {
        // Of a run that was interrupted.
        Ok(there) if there.is_dir() => fs::remove_dir_all(aside).map_err(said)?,
        Ok(_) => {
            return Err(format!(
                "cannot write {}: it is not a folder",
                aside.display()
            ));
        }
        Err(_) => {}
    }
    if let Err(error) = fs::create_dir(aside) {
        let can_write = |file: &&Output| {
            let file = folder.join(&file.path);
            fs::OpenOptions::new().write(true).open(file).is_ok()
        };
        if error.kind() == io::ErrorKind::PermissionDenied && files.iter().all(can_write) {
            files.iter().for_each(|_| done());
            return Ok(false);
        }
        return Err(said(error));
    }
    for (number, file) in files.iter().enumerate() {
        fs::write(aside.join(number.to_string()), &file.text).map_err(said)?;
        done();
    }
    Ok(true)
}

/// What an earlier run has written.
fn listed(folder: &Path) -> Result<BTreeSet<String>, String> {
    let list = folder.join(LIST);
    no_links(folder, LIST)?;
    let text = match fs::read_to_string(&list) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(format!("cannot read {}: {error}", list.display())),
    };
    // A line that leads elsewhere is not ours.
    let is_inside = |path: &&str| {
        let mut parts = Path::new(path).components();
        !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
    };
    Ok(text.lines().filter(is_inside).map(str::to_owned).collect())
}

/// Refuses a path in which something is a link: the file would be elsewhere.
fn no_links(folder: &Path, path: &str) -> Result<(), String> {
    let mut at = PathBuf::from(folder);
    for part in Path::new(path).components() {
        at.push(part);
        match fs::symlink_metadata(&at) {
            Ok(there) if there.is_symlink() => {
                return Err(format!(
                    "cannot write {}: it is a link that may lead elsewhere",
                    at.display()
                ));
            }
            Ok(_) => {}
            Err(_) => break,
        }
    }
    Ok(())
}
