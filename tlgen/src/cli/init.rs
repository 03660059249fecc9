//! `tlgen init`.

use std::path::PathBuf;

use clap::Args;

/// The arguments of `tlgen init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder of the package
    #[arg(value_name = "PACKAGE", default_value = ".")]
    pub(crate) package: PathBuf,
}
