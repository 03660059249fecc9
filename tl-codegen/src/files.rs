//! Reading schemas and writing what becomes of them, for all that has files: the build script
//! interface and the command line.

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

/// Why a file could not be read or written.
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

/// The bytes of a schema file.
///
/// # Errors
/// If the file cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(|error| FileError::new("read", path.display(), error))
}

/// The text of a file to compare with, with replacements for what is not UTF-8; `None` where
/// there is no such file.
///
/// # Errors
/// If there is one that cannot be read.
pub fn read_to_compare(path: &Path) -> Result<Option<String>, FileError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FileError::new("read", path.display(), error)),
    }
}

/// The bytes of a schema that comes from elsewhere and is called `name`.
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

/// Adds a schema that was read, in whatever form it is.
///
/// # Errors
/// If the form is damaged.
pub fn add(sources: &mut Sources, name: &str, bytes: Vec<u8>) -> Result<FileId, FileError> {
    forms::add(sources, name, bytes).map_err(|why| FileError::new("read", name, why))
}

/// The facts of all files, those `of_errors` first, of which errors and callers count; and for people, by
/// file, what was left out.
///
/// # Errors
/// If a file cannot be read or is damaged, its form is not known, or one `of_errors` says nothing of
/// errors and callers.
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

/// Whether both paths lead to one file that exists.
#[must_use]
pub fn same(one: &Path, other: &Path) -> bool {
    canonical(one).is_some_and(|one| Some(one) == canonical(other))
}

/// A file of a schema, and the module that has the code of it.
pub type Extern = (PathBuf, String);

/// All files of a schema, with those of which other crates have the code; each file is there once.
///
/// # Errors
/// What is wrong with the path of a module, for people.
pub fn with_externs(
    schemas: &[PathBuf],
    externs: &[Extern],
) -> Result<(Vec<PathBuf>, Vec<ExternSchema>), String> {
    let mut files = schemas.to_vec();
    let mut modules = Vec::with_capacity(externs.len());
    for (file, module) in externs {
        let known = files
            .iter()
            .find(|known| *known == file || same(known, file));
        let name = known.unwrap_or(file).display().to_string();
        if known.is_none() {
            files.push(file.clone());
        }
        modules.push(ExternSchema::new(name, module)?);
    }
    Ok((files, modules))
}

/// The canonical path of a file; `None` where the file does not exist.
#[must_use]
pub fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// The folder that a file is in.
#[must_use]
pub fn folder(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Writes a file, unless that is what it holds already; returns whether it was written.
///
/// Whoever reads the file meanwhile, or after an interruption, finds all of the old contents or
/// all of the new ones, except where no other file can take its place: a mount, a file in a folder
/// without write permission. A link is followed, and the permissions of a file stay as they are.
///
/// # Errors
/// If the file cannot be written; it is then as it was, with the same exception.
pub fn write(path: &Path, contents: &[u8]) -> Result<bool, FileError> {
    let failed = |error: io::Error| FileError::new("write", path.display(), error);
    let existing = match fs::metadata(path) {
        Ok(existing) => Some(existing),
        // What is wrong with its folder is said below.
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

fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

/// Checks that a path is a folder.
///
/// # Errors
/// What it is instead, in words: a file, or in one, or nothing.
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

/// Whether this is what a file holds.
#[must_use]
pub fn holds(path: &Path, contents: &[u8]) -> bool {
    let length = fs::metadata(path).map(|metadata| metadata.len()).ok();
    length == u64::try_from(contents.len()).ok()
        && fs::read(path).is_ok_and(|held| held == contents)
}

/// The path after a chain of links, of which the last may lead to a file that is yet to be.
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

/// New contents of a file, which are on the disk beside it where they can be.
pub(crate) struct Staged<'c> {
    target: PathBuf,
    /// `None` where the folder does not take another file.
    temporary: Option<PathBuf>,
    contents: &'c [u8],
}

impl Staged<'_> {
    /// Puts them in the place of the file, or writes the file where no other can take its place.
    pub(crate) fn commit(self) -> Result<(), FileError> {
        if let Some(temporary) = &self.temporary {
            if fs::rename(temporary, &self.target).is_ok() {
                return Ok(());
            }
        }
        // The contents found room, so that they will again.
        let written = fs::write(&self.target, self.contents);
        let written = written.map_err(|error| self.failed(error));
        self.discard();
        written
    }

    /// Leaves the file as it is.
    pub(crate) fn discard(self) {
        if let Some(temporary) = self.temporary {
            let _ = fs::remove_file(temporary);
        }
    }

    fn failed(&self, error: io::Error) -> FileError {
        FileError::new("write", self.target.display(), error)
    }
}

/// Writes new contents beside a file, if others than it has can be there.
pub(crate) fn stage<'c>(path: &Path, contents: &'c [u8]) -> Result<Staged<'c>, FileError> {
    let stage = || {
        let target = follow(path)?;
        let (temporary, mut file) = match create(folder(&target)) {
            Ok(created) => created,
            // There would be no room for the contents either.
            Err(error) if is_full(&error) => return Err(error),
            Err(_) => {
                // Whether it can be written is known before another one is.
                OpenOptions::new().write(true).open(&target)?;
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
        match file.write_all(contents).and(permitted) {
            Ok(()) => Ok(staged),
            Err(error) => {
                staged.discard();
                Err(error)
            }
        }
    };
    stage().map_err(|error: io::Error| FileError::new("write", path.display(), error))
}

fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(error.kind(), QuotaExceeded | StorageFull)
}

/// A new file of a name that nothing else has.
fn create(folder: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".tlgen-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            // Left by an interrupted run of the same process number.
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

    /// The names in a folder, to see that nothing is left behind.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
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

    /// Whoever runs the tests may be allowed everything, but nobody can create files in `/proc`.
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
        let is_refused = fs::write(folder.path().join("b.rs"), "").is_err();
        let written = write(&path, b"two");
        permit(0o755).unwrap();
        assert!(written.unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        if is_refused {
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
