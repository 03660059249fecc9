//! Reading schemas.

use std::io;
use std::path::{Path, PathBuf};

use tl_codegen::__private::files;
use tl_parser::source::Sources;

use crate::exit::Failure;

/// Whether a path stands for standard input or output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// Reads all files of a schema.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Sources, Failure> {
    if paths.iter().filter(|path| is_standard(path)).count() > 1 {
        return Err(Failure::Usage(
            "standard input can be read once only".into(),
        ));
    }
    let mut sources = Sources::new();
    for path in paths {
        if is_standard(path) {
            const NAME: &str = "<stdin>";
            let bytes = files::read_from(io::stdin().lock(), NAME)?;
            files::add(&mut sources, NAME, bytes)?;
        } else {
            files::add(
                &mut sources,
                &path.display().to_string(),
                files::read(path)?,
            )?;
        }
    }
    Ok(sources)
}
