//! The files that this program has generated, so that none is overwritten unseen.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Error;
use crate::files::{self, FileError};

/// What was generated, and from which schemas at first.
static WRITTEN: Mutex<Vec<Written>> = Mutex::new(Vec::new());

struct Written {
    file: PathBuf,
    schemas: Vec<PathBuf>,
}

/// What is to be written.
pub(super) struct Output<'o> {
    /// The file; of a folder, `mod.rs`.
    pub file: &'o Path,
    /// Its text.
    pub code: &'o str,
    pub schemas: &'o [PathBuf],
}

impl Output<'_> {
    /// Writes it, unless the file holds what another `Builder` has written. Returns whether anything
    /// has changed.
    ///
    /// A program that `runs_once` is a build script. Others may generate the code of a schema again,
    /// when it has changed.
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
        // It is held while the file is written, since builders can run side by side.
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
        // Now that the file is there, it has such a path.
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
