//! The files that this process has generated, so that none is silently overwritten.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Error, stale};
use crate::files;
use crate::folder;
use crate::rust::Part;

/// The generated files, each with the schemas that it was first generated from.
static WRITTEN: Mutex<Vec<Written>> = Mutex::new(Vec::new());

struct Written {
    file: PathBuf,
    /// All files; the same file if the code is not in a folder.
    files: Vec<PathBuf>,
    schemas: Vec<PathBuf>,
}

/// Code to write.
pub(super) struct Output<'o> {
    /// The file; `mod.rs` if the code is in a folder.
    pub file: &'o Path,
    /// Its text.
    pub code: &'o str,
    /// The other files of the folder; `None` if the code is not in a folder.
    pub parts: Option<&'o [Part]>,
    pub schemas: &'o [PathBuf],
}

impl Output<'_> {
    /// Writes the code. Fails if the file holds different code from another `Builder`. Returns whether
    /// anything has changed.
    ///
    /// In a build script, Cargo sets `out_dir`, and stale code in it is removed. Other programs may generate
    /// the code of a schema again after the schema has changed.
    pub(super) fn write(&self, out_dir: Option<&Path>) -> Result<bool, Error> {
        let Self {
            file,
            code,
            parts,
            schemas,
        } = *self;
        // The lock is held while the file is written, since builders may run in parallel.
        let mut outputs = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
        let inside = files::folder(file);
        let all = match parts {
            Some(parts) => folder::files(inside, code, parts),
            None => vec![(file.to_owned(), code)],
        };
        // The `mod.rs` of two folders may be the same, where the other files are not.
        for (file, text) in &all {
            let path = files::canonical(file);
            let is_same = |before: &&Written| {
                let mut files = before.files.iter();
                files.any(|it| Some(it) == path.as_ref())
            };
            let Some(before) = outputs.iter().find(is_same) else {
                continue;
            };
            let is_other = out_dir.is_some() || before.schemas != schemas;
            if is_other && !files::holds(file, text.as_bytes()) {
                return Err(Error::new(format!(
                    "the code of {} would overwrite that of {}: both are written to {}; \
                     `Builder::file_name` gives each a name of its own",
                    names(schemas),
                    names(&before.schemas),
                    file.display()
                )));
            }
        }
        let written = match parts {
            Some(parts) => folder::write(inside, code, parts)?,
            None => files::write(file, code.as_bytes())?,
        };
        // The files exist now, so they have canonical paths.
        let all = all.iter().filter_map(|(file, _)| files::canonical(file));
        if let Some(file) = files::canonical(file) {
            let files = all.collect();
            match outputs.iter_mut().find(|before| before.file == file) {
                Some(before) => before.files = files,
                None => outputs.push(Written {
                    file,
                    files,
                    schemas: schemas.to_vec(),
                }),
            }
        }
        if let Some(out_dir) = out_dir {
            let all = outputs.iter().flat_map(|before| &before.files);
            stale::remove(out_dir, &all.collect())?;
        }
        Ok(written)
    }
}

fn names(schemas: &[PathBuf]) -> String {
    let names = schemas.iter().map(|schema| schema.display().to_string());
    names.collect::<Vec<_>>().join(", ")
}
