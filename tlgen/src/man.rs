//! `tlgen man [COMMAND]`.

use std::io;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::cli;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::suggest::no_command;

pub(crate) fn run(arguments: &cli::Man) -> Result<Exit, Failure> {
    let mut command = cli::command().disable_help_subcommand(true);
    // Propagates the global options to all commands.
    command.build();
    if let Some(name) = &arguments.command {
        command = match command.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                let names = command.get_subcommands().map(Command::get_name);
                return Err(Failure::Usage(no_command(name, names)));
            }
        };
    }
    let page = page(command).map_err(Failure::Output)?;
    output::raw(&page)?;
    Ok(Exit::Fine)
}

/// Returns the page of a command.
fn page(mut command: Command) -> io::Result<Vec<u8>> {
    let usage = command.render_usage().to_string();
    let man = Man::new(command.clone()).source(concat!("tlgen ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    synopsis(&usage).to_writer(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    man.render_extra_section(&mut page)?;
    Ok(page)
}

/// Returns the synopsis: the usage of the help. The synopsis of `clap_mangen` ignores the usage that a command
/// gives itself, and so leaves out the input after the schemas.
fn synopsis(usage: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]);
    for line in usage.trim_start_matches("Usage:").lines() {
        roff.text([roman(line.trim())]).control("br", []);
    }
    roff
}
