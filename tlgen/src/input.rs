//! Reading schemas.

use std::io;
use std::path::{Path, PathBuf};

use tl_codegen::__private::files;
use tl_codegen::__private::report::Title;
use tl_parser::source::{Source, Sources};

use crate::exit::Failure;
use crate::messages::Messages;

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
            sources.add_bytes(NAME, files::read_from(io::stdin().lock(), NAME)?);
        } else {
            sources.add_bytes(path.display().to_string(), files::read(path)?);
        }
    }
    Ok(sources)
}

/// Whether a file can be written anew without losing a byte that is not UTF-8; says so if not.
pub(crate) fn is_utf_8(source: &Source, messages: &Messages) -> bool {
    let is_utf_8 = source.replaced.is_empty();
    if !is_utf_8 {
        let message = format!("{} is left as it is: it is not UTF-8", source.name);
        messages.say(Title::Error, &message);
    }
    is_utf_8
}
