//! The files that this process has generated, so that none is silently overwritten.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Error;
use crate::files::{self, FileError};

/// The generated files, each with the schemas that it was first generated from.
static WRITTEN: Mutex<Vec<Written>> = Mutex::new(Vec::new());

struct Written {
    file: PathBuf,
    schemas: Vec<PathBuf>,
}

/// Code to write.
pub(super) struct Output<'o> {
    /// The file; `mod.rs` if the code is in a folder.
    pub file: &'o Path,
    /// Its text.
    pub code: &'o str,
    pub schemas: &'o [PathBuf],
}

impl Output<'_> {
    /// Writes the code. Fails if the file holds different code from another `Builder`. Returns whether
    /// anything has changed.
    ///
    /// `runs_once` is true in a build script. Other programs may generate the code of a schema again
    /// after the schema has changed.
    pub(super) fn write(
        &self,
        runs_once: bool,
        write: impl FnOnce() -> Result<bool, FileError>,
    ) -> Result<bool, Error> {
        let Self {
            file,
            code,
            schemas,
        } = *self;
        // The lock is held while the file is written, since builders may run in parallel.
        let mut outputs = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
        let find = |file: &PathBuf| outputs.iter().find(|before| before.file == *file);
        if let Some(before) = files::canonical(file).as_ref().and_then(find) {
            let is_other = runs_once || before.schemas != schemas;
            if is_other && !files::holds(file, code.as_bytes()) {
                return Err(Error::new(format!(
                    "the code of {} would overwrite that of {}: both are written to {}; \
                     `Builder::file_name` gives each a file of its own",
                    names(schemas),
                    names(&before.schemas),
                    file.display()
                )));
            }
        }
        let written = write()?;
        // The file exists now, so it has a canonical path.
        if let Some(file) = files::canonical(file) {
            if !outputs.iter().any(|before| before.file == file) {
                let schemas = schemas.to_vec();
                outputs.push(Written { file, schemas });
            }
        }
        Ok(written)
    }
}

fn names(schemas: &[PathBuf]) -> String {
    let names = schemas.iter().map(|schema| schema.display().to_string());
    names.collect::<Vec<_>>().join(", ")
}
