//! Writes the files of a site or book: all of them or none.
//!
//! New and changed files are first written to a temporary folder, one by one as they are made, and then moved
//! to their places. Unchanged files are left alone. A list of the files is kept, from which a later run knows
//! which ones are stale.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use tl_codegen::__private::files;

/// A file to write.
#[derive(Debug)]
pub(crate) struct Output {
    /// Relative to the folder, with slashes.
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

/// What was done with the files.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// The number of files.
    pub(crate) files: usize,
    /// The number of new or changed files.
    pub(crate) changed: usize,
    /// The number of removed files of an earlier run.
    pub(crate) removed: usize,
}

/// The list of files that were written.
const LIST: &str = ".tlgen-docs";
/// The temporary folder.
const ASIDE: &str = ".tlgen-docs-new";

/// A folder whose files are being written one by one.
pub(crate) struct Writing<'f> {
    folder: &'f Path,
    /// The files of an earlier run.
    ours: BTreeSet<String>,
    now: BTreeSet<String>,
    aside: Aside,
    /// The files that differ from the existing ones, in the order in which they were put aside.
    changed: Vec<String>,
}

/// The temporary place for changed files until all files are known.
enum Aside {
    /// Nothing has changed yet.
    Nowhere,
    Folder(PathBuf),
    /// If the folder is not writable, no subfolder can be created in it, but its files may still be
    /// overwritten.
    Memory(Vec<String>, String),
}

impl<'f> Writing<'f> {
    /// Creates the folder and reads the list of an earlier run.
    ///
    /// # Errors
    /// The folder cannot be created, or the list cannot be read.
    pub(crate) fn new(folder: &'f Path) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        Ok(Self {
            folder,
            ours: listed(folder)?,
            now: BTreeSet::new(),
            aside: Aside::Nowhere,
            changed: Vec::new(),
        })
    }

    /// Adds a file.
    ///
    /// # Errors
    /// The file cannot be written, or was not written by an earlier run.
    pub(crate) fn add(&mut self, file: Output) -> Result<(), String> {
        let path = self.folder.join(&file.path);
        no_links(self.folder, &file.path)?;
        self.now.insert(file.path.clone());
        match holds(&path, file.text.as_bytes()) {
            Ok(true) => return Ok(()),
            Ok(false) if !self.is_ours(&file.path) => {
                return Err(format!(
                    "cannot write {}: the file was not written by an earlier run",
                    path.display()
                ));
            }
            Ok(false) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(cannot_write(&path, &error)),
        }
        self.put_aside(file)
    }

    /// Whether an earlier run wrote the file, under this name or one that is the same for this file system.
    fn is_ours(&self, path: &str) -> bool {
        let is_it = |ours: &&String| {
            ours.to_lowercase() == path.to_lowercase()
                && files::same(&self.folder.join(ours), &self.folder.join(path))
        };
        self.ours.contains(path) || self.ours.iter().any(|ours| is_it(&ours))
    }

    fn put_aside(&mut self, file: Output) -> Result<(), String> {
        if let Aside::Nowhere = self.aside {
            self.aside = aside(self.folder)?;
        }
        match &mut self.aside {
            Aside::Nowhere => {}
            Aside::Folder(aside) => {
                let path = aside.join(self.changed.len().to_string());
                fs::write(path, &file.text).map_err(|error| cannot_write(aside, &error))?;
            }
            Aside::Memory(texts, why_not) => {
                let path = self.folder.join(&file.path);
                if fs::OpenOptions::new().write(true).open(path).is_err() {
                    return Err(why_not.clone());
                }
                texts.push(file.text);
            }
        }
        self.changed.push(file.path);
        Ok(())
    }

    /// Moves all changed files to their places, and removes stale ones.
    ///
    /// # Errors
    /// A file cannot be moved.
    pub(crate) fn finish(self) -> Result<Written, String> {
        // If this run is interrupted, a later one has to know the files that this one has moved.
        let all: BTreeSet<String> = self.ours.union(&self.now).cloned().collect();
        self.list(&self.ours, &all)?;
        for (number, file) in self.changed.iter().enumerate() {
            self.place(number, &self.folder.join(file))?;
        }
        let removed = self.remove_stale();
        self.list(&all, &self.now)?;
        Ok(Written {
            files: self.now.len(),
            changed: self.changed.len(),
            removed,
        })
    }

    /// Replaces the list of files if it has changed.
    fn list(&self, before: &BTreeSet<String>, now: &BTreeSet<String>) -> Result<(), String> {
        if before == now {
            return Ok(());
        }
        let text: String = now.iter().map(|path| format!("{path}\n")).collect();
        let written = files::write(&self.folder.join(LIST), text.as_bytes());
        written.map(drop).map_err(|error| error.to_string())
    }

    fn place(&self, number: usize, path: &Path) -> Result<(), String> {
        let parent = path.parent().unwrap_or(self.folder);
        fs::create_dir_all(parent).map_err(|error| cannot_write(parent, &error))?;
        let moved = match &self.aside {
            Aside::Nowhere => Ok(()),
            Aside::Folder(aside) => {
                let aside = aside.join(number.to_string());
                // A mount point cannot be replaced by renaming.
                fs::rename(&aside, path).or_else(|_| fs::copy(&aside, path).map(drop))
            }
            Aside::Memory(texts, _) => {
                let text = texts.get(number).map_or("", String::as_str);
                fs::write(path, text)
            }
        };
        moved.map_err(|error| cannot_write(path, &error))
    }

    fn remove_stale(&self) -> usize {
        let now = self.now.iter().map(|path| (path.to_lowercase(), path));
        let now: BTreeMap<String, &String> = now.collect();
        let mut removed = 0;
        for stale in self.ours.difference(&self.now) {
            let path = self.folder.join(stale);
            let renamed = now.get(&stale.to_lowercase());
            // Not every file system distinguishes the case of names.
            let is_kept = renamed.is_some_and(|now| files::same(&path, &self.folder.join(now)));
            if !is_kept && no_links(self.folder, stale).is_ok() && fs::remove_file(&path).is_ok() {
                removed += 1;
                // Only an empty folder can be removed.
                let parents = path.ancestors().skip(1);
                let mut parents = parents.take_while(|parent| *parent != self.folder);
                parents.all(|parent| fs::remove_dir(parent).is_ok());
            }
        }
        removed
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if let Aside::Folder(aside) = &self.aside {
            // The rest of the temporary files is of no use.
            let _ = fs::remove_dir_all(aside);
        }
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> String {
    let why = match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => files::is_folder(path).err(),
        _ => None,
    };
    let why = why.unwrap_or_else(|| error.to_string());
    format!("cannot write {}: {why}", path.display())
}

/// Whether a file has this content.
fn holds(path: &Path, mut text: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() != text.len() as u64 {
        return Ok(false);
    }
    let mut buffer = [0; 1 << 14];
    loop {
        let count = file.read(&mut buffer)?;
        let held = buffer.get(..count).unwrap_or_default();
        match text.strip_prefix(held) {
            Some([]) if held.is_empty() => return Ok(true),
            Some(rest) if !held.is_empty() => text = rest,
            _ => return Ok(false),
        }
    }
}

/// Creates the temporary place for files.
fn aside(folder: &Path) -> Result<Aside, String> {
    let aside = folder.join(ASIDE);
    match fs::symlink_metadata(&aside) {
        // Left by a run that was interrupted.
        Ok(there) if there.is_dir() => {
            fs::remove_dir_all(&aside).map_err(|error| cannot_write(&aside, &error))?;
        }
        Ok(_) => {
            return Err(format!(
                "cannot write {}: it is not a folder",
                aside.display()
            ));
        }
        Err(_) => {}
    }
    match fs::create_dir(&aside) {
        Ok(()) => Ok(Aside::Folder(aside)),
        Err(error) => {
            let why_not = cannot_write(&aside, &error);
            match error.kind() {
                io::ErrorKind::PermissionDenied => Ok(Aside::Memory(Vec::new(), why_not)),
                _ => Err(why_not),
            }
        }
    }
}

/// Returns the files that an earlier run wrote.
fn listed(folder: &Path) -> Result<BTreeSet<String>, String> {
    let list = folder.join(LIST);
    no_links(folder, LIST)?;
    let text = match fs::read_to_string(&list) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(format!("cannot read {}: {error}", list.display())),
    };
    // Paths that lead out of the folder are ignored.
    let is_inside = |path: &&str| {
        let mut parts = Path::new(path).components();
        !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
    };
    Ok(text.lines().filter(is_inside).map(str::to_owned).collect())
}

/// Returns an error if part of a path is a link, because the file would be elsewhere.
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
