//! The files that this program has generated, so that none is overwritten unseen.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Error;
use crate::files;

/// What was generated, and from which schemas at first.
static OUTPUTS: Mutex<Vec<Output>> = Mutex::new(Vec::new());

struct Output {
    file: PathBuf,
    schemas: Vec<PathBuf>,
}

/// Writes code, unless the file holds what another `Builder` has written. Returns whether the file
/// has changed.
///
/// A program that `runs_once` is a build script. Others may generate the code of a schema again,
/// when it has changed.
pub(super) fn write(
    file: &Path,
    code: &str,
    schemas: &[PathBuf],
    runs_once: bool,
) -> Result<bool, Error> {
    // It is held while the file is written, since builders can run side by side.
    let mut outputs = OUTPUTS.lock().unwrap_or_else(PoisonError::into_inner);
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
    let written = files::write(file, code.as_bytes())?;
    // Now that the file is there, it has such a path.
    if let Some(file) = files::canonical(file) {
        if !outputs.iter().any(|before| before.file == file) {
            let schemas = schemas.to_vec();
            outputs.push(Output { file, schemas });
        }
    }
    Ok(written)
}

fn names(schemas: &[PathBuf]) -> String {
    let names = schemas.iter().map(|schema| schema.display().to_string());
    names.collect::<Vec<_>>().join(", ")
}
