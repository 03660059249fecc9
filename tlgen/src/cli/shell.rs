//! `tlgen completions` and `tlgen man`.

use clap::Args;
use clap_complete::Shell;

/// The arguments of `tlgen completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// The arguments of `tlgen man`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command that the page is about, instead of `tlgen` itself
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
