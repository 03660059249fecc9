//! Outcomes of a run.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use tl_codegen::__private::files::FileError;

/// A run that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It found nothing wrong.
    Fine,
    /// It found something.
    Findings,
}

impl Exit {
    /// Returns [`Findings`](Exit::Findings) if `found` is true.
    pub(crate) fn findings(found: bool) -> Self {
        if found { Exit::Findings } else { Exit::Fine }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Fine => ExitCode::SUCCESS,
            Exit::Findings => ExitCode::from(1),
        }
    }
}

/// The reason that a run could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments make no sense together.
    Usage(String),
    /// A file could not be read or written.
    File(FileError),
    /// A folder could not be made.
    Folder(PathBuf, io::Error),
    /// A file of a revision could not be read.
    Git(String),
    /// The pages could not be written.
    Docs(String),
    /// The standard output could not be written.
    Output(io::Error),
}

impl Failure {
    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Failure::Usage(_) => ExitCode::from(2),
            Failure::File(_)
            | Failure::Folder(..)
            | Failure::Git(_)
            | Failure::Docs(_)
            | Failure::Output(_) => ExitCode::from(3),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) | Failure::Git(message) | Failure::Docs(message) => {
                f.write_str(message)
            }
            Failure::File(error) => error.fmt(f),
            Failure::Folder(path, error) => {
                write!(f, "cannot make the folder {}: {error}", path.display())
            }
            Failure::Output(error) => write!(f, "cannot write to standard output: {error}"),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Failure::File(error)
    }
}
