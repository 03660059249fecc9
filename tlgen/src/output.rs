//! Results, on standard output or in files.

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anstream::StripStream;
use tl_codegen::__private::files;
use tl_codegen::__private::report::Title;

use crate::exit::{Exit, Failure};
use crate::input;
use crate::messages::Messages;

/// Writes a result as it is.
pub(crate) fn raw(result: &[u8]) -> Result<(), Failure> {
    finish(io::stdout().lock(), result)
}

/// Writes a result that may have colors.
pub(crate) fn colored(result: &str) -> Result<(), Failure> {
    finish(anstream::stdout().lock(), result.as_bytes())
}

/// Schemas that are written in place. If one cannot be written, the others still are.
pub(crate) struct InPlace<'m> {
    messages: &'m Messages,
    failure: Option<Failure>,
}

impl<'m> InPlace<'m> {
    pub(crate) fn new(messages: &'m Messages) -> Self {
        Self {
            messages,
            failure: None,
        }
    }

    /// Replaces a schema, and returns whether it could; a schema from standard input goes to standard output.
    pub(crate) fn replace(&mut self, schema: &Path, text: &str) -> bool {
        let replaced = match input::is_standard(schema) {
            true => raw(text.as_bytes()),
            false => files::edit(schema, text.as_bytes())
                .map(drop)
                .map_err(Failure::from),
        };
        match replaced {
            Ok(()) => true,
            Err(failure) => {
                // The last failure is shown at the end of the run.
                if let Some(earlier) = self.failure.replace(failure) {
                    self.messages.say(Title::Error, &earlier.to_string());
                }
                false
            }
        }
    }

    /// Returns the outcome of the run.
    pub(crate) fn finish(self, exit: Exit) -> Result<Exit, Failure> {
        self.failure.map_or(Ok(exit), Err)
    }
}

/// Returns an error if one of the schemas cannot be replaced: what is written to a pipe is lost, or waits for a
/// reader.
pub(crate) fn replaceable(schemas: &[PathBuf]) -> Result<(), Failure> {
    let is_other = |it: &&PathBuf| {
        let found = fs::metadata(it);
        found.is_ok_and(|found| !found.is_file() && !found.is_dir())
    };
    match schemas.iter().find(is_other) {
        Some(other) => Err(Failure::Usage(format!(
            "{} is not a regular file, so it cannot be written in place; `-` is standard input",
            other.display()
        ))),
        None => Ok(()),
    }
}

/// Returns an error if the output would overwrite one of the inputs.
pub(crate) fn keep<'p>(
    out: &Path,
    read: impl IntoIterator<Item = &'p PathBuf>,
) -> Result<(), Failure> {
    match read.into_iter().find(|file| files::same(file, out)) {
        Some(file) => {
            let file = file.display();
            let message = format!("the output would overwrite {file}, which is read");
            Err(Failure::Usage(message))
        }
        None => Ok(()),
    }
}

/// Writes a result as it is to a file, or to standard output.
pub(crate) fn raw_to(file: Option<&Path>, result: &[u8]) -> Result<(), Failure> {
    match file {
        Some(file) => files::write(file, result).map(drop).map_err(Failure::from),
        None => raw(result),
    }
}

/// A result that may be large: standard output gets it piece by piece, a file as a whole.
pub(crate) struct Large<'f> {
    file: Option<&'f Path>,
    kept: Vec<u8>,
}

impl<'f> Large<'f> {
    pub(crate) fn new(file: Option<&'f Path>) -> Self {
        let kept = Vec::new();
        Self { file, kept }
    }

    /// Adds text as it is.
    pub(crate) fn add(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match self.file {
            Some(_) => write(&mut self.kept).map_err(Failure::Output),
            None => stream(io::stdout().lock(), write),
        }
    }

    /// Adds text that may have colors, which a file does not get.
    pub(crate) fn add_with_colors(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match self.file {
            Some(_) => write(&mut StripStream::new(&mut self.kept)).map_err(Failure::Output),
            None => stream(anstream::stdout().lock(), write),
        }
    }

    /// Writes the file.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self.file {
            Some(file) => raw_to(Some(file), &self.kept),
            None => Ok(()),
        }
    }
}

fn stream(
    out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(out);
    finished(write(&mut out).and_then(|()| out.flush()))
}

fn finish(mut out: impl Write, result: &[u8]) -> Result<(), Failure> {
    finished(out.write_all(result).and_then(|()| out.flush()))
}

fn finished(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        // The reader closed the pipe, as `| head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Failure::Output),
    }
}
