//! Reads schemas and writes the output, for the build script interface and the command line.

pub mod layers;

use std::error::Error;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

#[cfg(feature = "facts")]
use crate::facts::{self, Facts};
use tl_parser::forms;
use tl_parser::source::{FileId, Sources};

use crate::rust::config::ExternSchema;

/// An error in reading or writing a file.
#[derive(Debug)]
pub struct FileError(String);

impl FileError {
    pub(crate) fn new(what: &str, name: impl fmt::Display, why: impl fmt::Display) -> Self {
        Self(format!("cannot {what} {name}: {why}"))
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for FileError {}

/// Reads a schema file.
///
/// # Errors
/// If the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(|error| FileError::new("read", path.display(), error))
}

/// Reads the text of a file to compare with. Invalid UTF-8 is replaced. Returns `None` if the file does
/// not exist.
///
/// # Errors
/// If the file exists but cannot be read.
pub fn read_to_compare(path: &Path) -> Result<Option<String>, FileError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FileError::new("read", path.display(), error)),
    }
}

/// Reads a schema that is not in a file; `name` is its name in errors.
///
/// # Errors
/// If it cannot be read.
pub fn read_from(mut reader: impl Read, name: &str) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| FileError::new("read", name, error))?;
    Ok(bytes)
}

/// Adds the content of a schema file, in any form.
///
/// # Errors
/// If the form is damaged.
pub fn add(sources: &mut Sources, name: &str, bytes: Vec<u8>) -> Result<FileId, FileError> {
    forms::add(sources, name, bytes).map_err(|why| FileError::new("read", name, why))
}

/// Reads the facts of all files: first of the files `of_errors`, of which only errors and callers are used,
/// and then of the others. Also returns messages that tell what was left out of each file.
///
/// # Errors
/// If a file cannot be read or is damaged, its form is not known, or a file `of_errors` has neither errors
/// nor callers.
#[cfg(feature = "facts")]
pub fn read_all_facts(
    of_errors: &[PathBuf],
    others: &[PathBuf],
) -> Result<(Facts, Vec<String>), FileError> {
    let mut facts = Facts::default();
    let mut left_out = Vec::new();
    let paths = of_errors.iter().map(|path| (path, true));
    for (path, only_errors) in paths.chain(others.iter().map(|path| (path, false))) {
        let failed = |why: &dyn fmt::Display| FileError::new("read", path.display(), why);
        let mut read = facts::read::read(&read(path)?).map_err(|why| failed(&why))?;
        if only_errors {
            read.facts = read.facts.of_errors();
            if read.facts.functions.is_empty() && read.facts.errors.is_empty() {
                return Err(failed(&"it says nothing of errors and callers"));
            }
        }
        facts.add(read.facts);
        left_out.extend(
            read.left_out
                .iter()
                .map(|said| format!("{}: {said}", path.display())),
        );
    }
    facts.join_errors();
    Ok((facts, left_out))
}

/// Whether both paths lead to the same existing file.
#[must_use]
pub fn same(one: &Path, other: &Path) -> bool {
    canonical(one).is_some_and(|one| Some(one) == canonical(other))
}

/// A schema file, and the module with its code.
pub type Extern = (PathBuf, String);

/// Returns all files of a schema without duplicates, including those whose code is in other crates, and
/// separately the latter with their modules.
///
/// # Errors
/// If the path of a module is not valid, or a file has two modules. The error is a message for people.
pub fn with_externs(
    schemas: &[PathBuf],
    externs: &[Extern],
) -> Result<(Vec<PathBuf>, Vec<ExternSchema>), String> {
    let mut files = schemas.to_vec();
    let mut modules: Vec<ExternSchema> = Vec::with_capacity(externs.len());
    for (file, module) in externs {
        let known = files
            .iter()
            .find(|known| *known == file || same(known, file));
        let name = known.unwrap_or(file).display().to_string();
        if known.is_none() {
            files.push(file.clone());
        }
        let module = ExternSchema::new(name, module)?;
        match modules.iter().find(|it| it.schema == module.schema) {
            Some(other) if *other != module => {
                return Err(format!(
                    "the code of {} cannot be in both `{}` and `{}`",
                    module.schema, other.module, module.module
                ));
            }
            Some(_) => {}
            None => modules.push(module),
        }
    }
    Ok((files, modules))
}

/// Returns the canonical path of a file; `None` if the file does not exist.
#[must_use]
pub fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Returns the folder that contains a file.
#[must_use]
pub fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Writes a file, unless it has these contents already. Returns whether it was written.
///
/// The file is replaced atomically: a program that reads it meanwhile or after an interruption finds
/// either all of the old contents or all of the new ones. This does not hold for a file that cannot be
/// replaced, such as a mount or a file in a folder without write permission. A link is followed, and the
/// permissions of the file stay as they are.
///
/// # Errors
/// If the file cannot be written. It is then unchanged, with the same exception.
pub fn write(path: &Path, contents: &[u8]) -> Result<bool, FileError> {
    let failed = |error: io::Error| FileError::new("write", path.display(), error);
    let existing = match fs::metadata(path) {
        Ok(existing) => Some(existing),
        // A problem with its folder is reported below.
        Err(error) if is_absent(&error) => None,
        Err(error) => return Err(failed(error)),
    };
    match &existing {
        Some(existing) if existing.is_dir() => {
            Err(FileError::new("write", path.display(), "it is a folder"))
        }
        Some(existing) if !existing.is_file() => {
            // A device or pipe: there is nothing to compare with, and replacing it would destroy it.
            let mut device = OpenOptions::new().write(true).open(path).map_err(failed)?;
            device.write_all(contents).map_err(failed)?;
            Ok(true)
        }
        Some(_) if holds(path, contents) => Ok(false),
        _ => {
            let target = follow(path).map_err(failed)?;
            let folder = folder(&target);
            is_folder(folder).map_err(|why| FileError::new("write", path.display(), why))?;
            stage(&target, contents)?.commit()?;
            Ok(true)
        }
    }
}

/// Writes a file that was read, as [`write`] does, unless it is read-only.
///
/// # Errors
/// The same as for [`write`], and if the file may not be written: replacing it needs only the permission to write
/// to its folder.
pub fn edit(path: &Path, contents: &[u8]) -> Result<bool, FileError> {
    if holds(path, contents) {
        return Ok(false);
    }
    let failed = |error: io::Error| FileError::new("write", path.display(), error);
    if fs::metadata(path).map_err(failed)?.permissions().readonly() {
        return Err(FileError::new("write", path.display(), "it is read-only"));
    }
    OpenOptions::new().write(true).open(path).map_err(failed)?;
    write(path, contents)
}

fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// Checks that a path is a folder.
///
/// # Errors
/// If the path is a file, is inside of a file, or does not exist. The message says which.
pub fn is_folder(path: &Path) -> Result<(), String> {
    if path.is_dir() {
        return Ok(());
    }
    let path = path.ancestors().find(|it| it.is_file()).unwrap_or(path);
    Err(match path.is_file() {
        true => format!("{} is not a folder", path.display()),
        false => format!("there is no folder {}", path.display()),
    })
}

/// Whether a file has these contents.
#[must_use]
pub fn holds(path: &Path, contents: &[u8]) -> bool {
    let length = fs::metadata(path).map(|metadata| metadata.len()).ok();
    length == u64::try_from(contents.len()).ok()
        && fs::read(path).is_ok_and(|held| held == contents)
}

/// Follows a chain of links, the last of which may lead to a file that does not exist yet.
fn follow(path: &Path) -> io::Result<PathBuf> {
    const LINKS: usize = 40;
    let mut path = path.to_path_buf();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            Ok(target) => {
                path.pop();
                path.push(target);
            }
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many links"))
}

/// New contents of a file, which are in a temporary file beside it if possible. If it is dropped, the temporary
/// file is removed, and the file stays as it is.
pub(crate) struct Staged<'c> {
    target: PathBuf,
    /// `None` if the folder does not accept new files.
    temporary: Option<PathBuf>,
    contents: &'c [u8],
}

impl Staged<'_> {
    /// Replaces the file with the temporary one, or writes to the file itself if it cannot be replaced.
    pub(crate) fn commit(mut self) -> Result<(), FileError> {
        if let Some(temporary) = &self.temporary {
            if fs::rename(temporary, &self.target).is_ok() {
                self.temporary = None;
                return Ok(());
            }
        }
        // The contents fit on the disk once, so they will again.
        fs::write(&self.target, self.contents)
            .map_err(|error| FileError::new("write", self.target.display(), error))
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            let _ = fs::remove_file(temporary);
        }
    }
}

/// Writes new contents to a temporary file beside a file, if the folder accepts new files.
pub(crate) fn stage<'c>(path: &Path, contents: &'c [u8]) -> Result<Staged<'c>, FileError> {
    let stage = || {
        let target = follow(path)?;
        let (temporary, mut file) = match create(folder(&target)) {
            Ok(created) => created,
            // There would be no room for the contents either.
            Err(error) if is_full(&error) => return Err(error),
            Err(refused) => {
                // Find out whether this file can be written before any other is. For a new file, the reason
                // is that of its folder.
                let opened = OpenOptions::new().write(true).open(&target);
                opened.map_err(|error| if is_absent(&error) { refused } else { error })?;
                return Ok(Staged {
                    target,
                    temporary: None,
                    contents,
                });
            }
        };
        let staged = Staged {
            target,
            temporary: Some(temporary),
            contents,
        };
        let existing = fs::metadata(path).ok();
        let permitted = existing.map_or(Ok(()), |it| file.set_permissions(it.permissions()));
        file.write_all(contents).and(permitted)?;
        Ok(staged)
    };
    stage().map_err(|error: io::Error| FileError::new("write", path.display(), error))
}

fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(error.kind(), QuotaExceeded | StorageFull)
}

/// Creates a file with an unused name.
fn create(folder: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".tlgen-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            // It was left by an interrupted run with the same process id.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    /// Returns the names in a folder, to check that nothing is left over.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn nothing_is_left_of_what_was_not_written() {
        let folder = folder();
        let target = folder.path().join("out.rs");
        drop(stage(&target, b"1").unwrap());
        assert!(names(folder.path()).is_empty());

        let staged = stage(&target, b"1").unwrap();
        fs::create_dir(&target).unwrap();
        staged.commit().unwrap_err();
        assert_eq!(names(folder.path()), ["out.rs"]);
    }

    #[test]
    fn a_file_is_written_once() {
        let folder = folder();
        let path = folder.path().join("a.rs");
        assert!(write(&path, b"one").unwrap());
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        assert!(!write(&path, b"one").unwrap());
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified);
        assert!(write(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["a.rs"]);
    }

    #[test]
    fn a_folder_is_no_file_and_a_missing_one_is_named() {
        let folder = folder();
        let error = write(folder.path(), b"").unwrap_err().to_string();
        assert!(error.ends_with("it is a folder"), "{error}");
        let error = write(&folder.path().join("b/a.rs"), b"")
            .unwrap_err()
            .to_string();
        assert!(error.contains("there is no folder"), "{error}");
        fs::write(folder.path().join("b"), "").unwrap();
        for file in ["b/a.rs", "b/c/a.rs"] {
            let error = write(&folder.path().join(file), b"").unwrap_err();
            assert!(error.to_string().ends_with("b is not a folder"), "{error}");
        }
        fs::remove_file(folder.path().join("b")).unwrap();
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_new_files_have_the_usual_ones() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let path = folder.path().join("a.rs");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        write(&path, b"one").unwrap();
        fs::write(folder.path().join("usual"), "").unwrap();
        assert_eq!(mode(&path), mode(&folder.path().join("usual")));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(mode(&path), 0o640);
    }

    /// The tests may run as root, but not even root can create files in `/proc`.
    #[cfg(target_os = "linux")]
    #[test]
    fn what_cannot_be_replaced_is_written_in_place() {
        let path = Path::new("/proc/self/comm");
        let before = fs::read(path).unwrap();
        assert!(write(path, b"in place").unwrap());
        assert_eq!(fs::read(path).unwrap(), b"in place\n");
        assert!(write(path, before.trim_ascii_end()).unwrap());
        let error = write(Path::new("/proc/self/a.rs"), b"").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("cannot write /proc/self/a.rs: ")
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_in_a_folder_without_write_permission_is_written_in_place() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let folder = folder();
        let path = folder.path().join("a.rs");
        fs::write(&path, "one and more").unwrap();
        let before = fs::metadata(&path).unwrap().ino();
        let permit = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode));
        permit(0o555).unwrap();
        let new = folder.path().join("b.rs");
        let refused = fs::write(&new, "").err();
        let written = write(&path, b"two");
        if let Some(refused) = &refused {
            let error = write(&new, b"two").unwrap_err().to_string();
            assert!(error.ends_with(&format!("b.rs: {refused}")), "{error}");
        }
        permit(0o755).unwrap();
        assert!(written.unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        if refused.is_some() {
            assert_eq!(fs::metadata(&path).unwrap().ino(), before);
            assert_eq!(names(folder.path()), ["a.rs"]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links() {
        use std::os::unix::fs::symlink;
        let folder = folder();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        let (link, second) = (folder.path().join("link"), folder.path().join("second"));
        symlink("inner/a.rs", &link).unwrap();
        symlink("link", &second).unwrap();
        for contents in ["one", "two"] {
            assert!(write(&second, contents.as_bytes()).unwrap());
            assert_eq!(fs::read_to_string(inner.join("a.rs")).unwrap(), contents);
        }
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::symlink_metadata(&second).unwrap().is_symlink());
        assert_eq!(names(&inner), ["a.rs"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_itself_and_a_device_are_no_files() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        let folder = folder();
        let link = folder.path().join("link");
        symlink("link", &link).unwrap();
        assert!(write(&link, b"").is_err());
        assert!(write(Path::new("/dev/null"), b"gone").unwrap());
        assert!(
            fs::metadata("/dev/null")
                .unwrap()
                .file_type()
                .is_char_device()
        );
    }

    #[test]
    fn one_file_by_two_paths() {
        let folder = folder();
        let path = folder.path().join("a");
        assert!(!same(&path, &path), "there is none");
        fs::write(&path, "").unwrap();
        assert!(same(&path, &folder.path().join("./a")));
        assert!(!same(&path, folder.path()));
    }
}
