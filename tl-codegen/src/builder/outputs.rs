//! The files that this program has generated, so that none is overwritten unseen.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Error;
use crate::files;

/// What was generated, and from which schemas at first.
static OUTPUTS: Mutex<BTreeMap<PathBuf, Vec<PathBuf>>> = Mutex::new(BTreeMap::new());

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
    if let Some(before) = files::canonical(file).and_then(|file| outputs.get(&file)) {
        let is_other = runs_once || before != schemas;
        if is_other && !files::holds(file, code.as_bytes()) {
            return Err(Error::new(format!(
                "the code of {} would overwrite that of {}: both are written to {}; \
                 `Builder::file_name` gives each a file of its own",
                names(schemas),
                names(before),
                file.display()
            )));
        }
    }
    let written = files::write(file, code.as_bytes())?;
    if let Some(file) = files::canonical(file) {
        outputs.entry(file).or_insert_with(|| schemas.to_vec());
    }
    Ok(written)
}

fn names(schemas: &[PathBuf]) -> String {
    let names = schemas.iter().map(|schema| schema.display().to_string());
    names.collect::<Vec<_>>().join(", ")
}
