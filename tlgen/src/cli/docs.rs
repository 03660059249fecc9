//! The arguments of `tlgen docs`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::levels::Levels;

/// What is documented, and how.
#[derive(Debug, Args)]
pub(crate) struct Docs {
    /// The files of the schema; `-` is standard input
    #[arg(required_unless_present = "normal", value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,
    /// The folder of the pages; with `--normal` the file, by default standard output
    #[arg(short, long, required_unless_present = "normal", value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// A file of descriptions, errors and callers; of several, what an earlier one says holds
    #[arg(long, value_name = "FILE")]
    pub(crate) docs: Vec<PathBuf>,
    /// A file of errors and callers; what it says of these comes before what `--docs` say
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Vec<PathBuf>,
    /// What the pages are
    #[arg(long, value_name = "FORM", default_value = "site")]
    pub(crate) form: DocsForm,
    /// Write no pages, but the facts of all files in our own form, which `--docs` reads too
    #[arg(long, conflicts_with = "form")]
    pub(crate) normal: bool,
    /// List what is documented and not in the schema, and the reverse
    #[arg(short, long)]
    pub(crate) verbose: bool,
    #[command(flatten)]
    pub(crate) levels: Levels,
}

/// What pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocsForm {
    /// A static site, which opens from a file without a server
    Site,
    /// The source of a book: `mdbook build DIR` makes HTML of it
    Book,
}
