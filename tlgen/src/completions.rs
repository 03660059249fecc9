//! `tlgen completions SHELL`.

use crate::cli::{self, Completions};
use crate::exit::{Exit, Failure};
use crate::output;

pub(crate) fn run(arguments: &Completions) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut cli::command(), "tlgen", &mut script);
    output::raw(&script)?;
    Ok(Exit::Fine)
}
