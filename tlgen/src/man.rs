//! `tlgen man [COMMAND]`.

use clap_mangen::Man;
use tl_parser::diagnostic::nearest;

use crate::cli;
use crate::exit::{Exit, Failure};
use crate::output;

pub(crate) fn run(arguments: &cli::Man) -> Result<Exit, Failure> {
    let mut command = cli::command().disable_help_subcommand(true);
    // Propagates the global options to all commands.
    command.build();
    if let Some(name) = &arguments.command {
        command = match command.find_subcommand(name) {
            Some(found) => found.clone(),
            None => return Err(unknown(name, &command)),
        };
    }
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(Failure::Output)?;
    output::raw(&page)?;
    Ok(Exit::Fine)
}

fn unknown(name: &str, command: &clap::Command) -> Failure {
    let names = command.get_subcommands().map(clap::Command::get_name);
    Failure::Usage(match nearest(name, names) {
        Some(meant) => format!("there is no command `{name}`; did you mean `{meant}`?"),
        None => format!("there is no command `{name}`; `tlgen --help` lists all"),
    })
}
