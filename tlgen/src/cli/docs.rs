//! The arguments of `tlgen docs`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::levels::Levels;

/// What is documented, and how.
#[derive(Debug, Args)]
#[command(
    override_usage = "tlgen docs [OPTIONS] --output <DIR> <SCHEMA>...\n       \
                      tlgen docs [OPTIONS] --normal [SCHEMA]..."
)]
pub(crate) struct Docs {
    /// The files of the schema; `-` is standard input
    #[arg(required_unless_present = "normal", value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,
    /// The folder to write the pages to; with `--normal`, the file, by default standard output
    #[arg(short, long, required_unless_present = "normal", value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// A file with descriptions, errors and callers; an earlier file takes precedence
    #[arg(long, value_name = "FILE")]
    pub(crate) docs: Vec<PathBuf>,
    /// A file with errors and callers; it takes precedence over `--docs`
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Vec<PathBuf>,
    /// The form of the pages
    #[arg(long, value_name = "FORM", default_value = "site")]
    pub(crate) form: DocsForm,
    /// Write the facts of all files in one JSON file, which `--docs` also reads, instead of pages
    #[arg(long, conflicts_with = "form")]
    pub(crate) normal: bool,
    /// List what is documented but not in the schema, and the reverse
    #[arg(short, long)]
    pub(crate) verbose: bool,
    #[command(flatten)]
    pub(crate) levels: Levels,
}

/// What pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocsForm {
    /// A static site, which works without a server
    Site,
    /// The source of a book, for `mdbook build DIR`
    Book,
}
