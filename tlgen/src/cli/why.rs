//! `tlgen why`.

use std::path::PathBuf;

use clap::Args;

/// The arguments of `tlgen why`.
#[derive(Debug, Args)]
pub(crate) struct Why {
    /// The files of the schema; `-` is standard input
    #[arg(required = true, value_name = "SCHEMA")]
    pub(crate) schemas: Vec<PathBuf>,
    /// The type or constructor to look for
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: String,
    /// The function to begin at, instead of the nearest one
    #[arg(long, value_name = "FUNCTION")]
    pub(crate) from: Option<String>,
    /// Show all uses of the type, not only the first 20
    #[arg(long)]
    pub(crate) all: bool,
}
