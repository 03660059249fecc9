//! `tlgen why`.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Args;

use crate::exit::Failure;

/// The arguments of `tlgen why`.
#[derive(Debug, Args)]
#[command(override_usage = "tlgen why [OPTIONS] <SCHEMA>... <NAME>")]
pub(crate) struct Why {
    // One argument, because clap does not accept an option between the values of two.
    /// The files of the schema (`-` is standard input), then NAME: the type or constructor to look for
    #[arg(value_name = "SCHEMA")]
    arguments: Vec<PathBuf>,
    /// The function to begin at, instead of the nearest one
    #[arg(long, value_name = "FUNCTION")]
    pub(crate) from: Option<String>,
    /// Show all uses of the type, not only the first 20
    #[arg(long)]
    pub(crate) all: bool,
}

impl Why {
    /// Returns the files of the schema, and the name.
    pub(crate) fn split(&self) -> Result<(&[PathBuf], Cow<'_, str>), Failure> {
        match self.arguments.split_last() {
            Some((name, schemas)) if !schemas.is_empty() => Ok((schemas, name.to_string_lossy())),
            _ => Err(Failure::Usage(
                "`tlgen why` needs a schema, then the type or constructor to look for: `tlgen why SCHEMA NAME`"
                    .into(),
            )),
        }
    }
}
