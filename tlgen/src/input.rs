//! Reading schemas.

use std::io;
use std::path::{Path, PathBuf};

use tl_codegen::__private::files;
use tl_parser::source::{FileId, Sources};

use crate::exit::Failure;

/// Whether a path stands for standard input or output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// What is wrong with `- -`.
pub(crate) fn standard_twice() -> Failure {
    Failure::Usage("standard input can be read once only".into())
}

/// Reads all files of a schema.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Sources, Failure> {
    if paths.iter().filter(|path| is_standard(path)).count() > 1 {
        return Err(standard_twice());
    }
    let mut sources = Sources::new();
    for path in paths {
        add(path, &mut sources)?;
    }
    Ok(sources)
}

/// Reads a file, or standard input.
pub(crate) fn add(path: &Path, sources: &mut Sources) -> Result<FileId, Failure> {
    if is_standard(path) {
        const NAME: &str = "<stdin>";
        let bytes = files::read_from(io::stdin().lock(), NAME)?;
        return Ok(sources.add_bytes(NAME, bytes));
    }
    Ok(sources.add_bytes(path.display().to_string(), files::read(path)?))
}
