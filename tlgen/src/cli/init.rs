//! `tlgen init`.

use std::path::PathBuf;

use clap::Args;

/// The arguments of `tlgen init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder of the package
    #[arg(value_name = "PACKAGE", default_value = ".")]
    pub(crate) package: PathBuf,
    /// Use this schema instead of an example; may be repeated. A file that is not in the package is copied
    /// into its folder `schemas`
    #[arg(long, value_name = "FILE")]
    pub(crate) schema: Vec<PathBuf>,
    /// Generate a client of the JSON form that TDLib uses, without the binary form
    #[arg(long)]
    pub(crate) json: bool,
}
