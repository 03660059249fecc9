//! Changes to files: either all are made, or none.

use std::fs;
use std::path::{Path, PathBuf};

use tl_codegen::__private::files;

use crate::exit::Failure;

/// The changes to make, and the messages about them.
#[derive(Default)]
pub(super) struct Changes {
    new: Vec<(PathBuf, Vec<u8>)>,
    replaced: Vec<(PathBuf, Vec<u8>)>,
    said: String,
}

impl Changes {
    /// Adds a new file.
    pub(super) fn write(&mut self, path: &Path, text: Vec<u8>) {
        self.said += &format!("wrote    {}\n", path.display());
        self.new.push((path.to_owned(), text));
    }

    /// Replaces the text of a file.
    pub(super) fn replace(&mut self, path: &Path, text: Vec<u8>, how: &str) {
        self.said += &format!("changed  {}: {how}\n", path.display());
        self.replaced.push((path.to_owned(), text));
    }

    /// Notes that a file is left as it is.
    pub(super) fn keep(&mut self, path: &Path, why: &str) {
        self.said += &format!("kept     {}{why}\n", path.display());
    }

    /// Adds a message.
    pub(super) fn say(&mut self, line: &str) {
        self.said += &format!("{line}\n");
    }

    /// Makes all changes, or none if one of them fails; returns the messages.
    pub(super) fn make(self) -> Result<String, Failure> {
        let mut made = Made::default();
        let outcome = made.all(&self);
        if outcome.is_err() {
            made.undo();
        }
        outcome.map(|()| self.said)
    }
}

/// The files and folders created so far, so that they can be removed again.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    fn all(&mut self, changes: &Changes) -> Result<(), Failure> {
        for (path, text) in &changes.new {
            self.folder(files::folder(path))?;
            files::write(path, text)?;
            self.files.push(path.clone());
        }
        // Replacing one file is atomic, and there is only one.
        for (path, text) in &changes.replaced {
            files::write(path, text)?;
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let missing = folder
            .ancestors()
            .take_while(|it| !it.as_os_str().is_empty() && !it.exists());
        let missing: Vec<PathBuf> = missing.map(Into::into).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(&folder).map_err(|error| Failure::Folder(folder.clone(), error))?;
            self.folders.push(folder);
        }
        Ok(())
    }

    /// Removes what was made. Errors are ignored, because the first error is the one to report.
    fn undo(self) {
        for file in self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_change_fails_none_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("old"), "old").unwrap();
        let mut changes = Changes::default();
        changes.write(&at("new/inner/one"), b"one".into());
        changes.write(&at("two"), b"two".into());
        // Fails, because `old` is not a folder.
        changes.write(&at("old/three"), b"three".into());
        changes.replace(&at("old"), b"new".into(), "");
        let failure = changes.make().unwrap_err().to_string();
        assert!(failure.contains("three"), "{failure}");
        let left = fs::read_dir(folder.path()).unwrap();
        let left: Vec<_> = left.map(|it| it.unwrap().file_name()).collect();
        assert_eq!(left, ["old"]);
        assert_eq!(fs::read_to_string(at("old")).unwrap(), "old");
    }
}
