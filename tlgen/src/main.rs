//! `tlgen`, the compiler for Telegram's Type Language.

mod check;
mod cli;
mod diff;
mod explain;
mod generate;
mod github;
mod ids;
mod input;
mod json;
mod outcome;
mod output;
mod render;

use std::process::ExitCode;

use cli::Command;
use output::Messages;

fn main() -> ExitCode {
    let (command, options) = cli::parse();
    options.color.write_global();
    let messages = Messages::new(options.message_format);
    let outcome = match &command {
        Command::Generate(arguments) => generate::run(arguments, &messages),
        Command::Check(arguments) => check::run(arguments, &messages),
        Command::Ids(arguments) => ids::run(arguments, &messages),
        Command::Explain(arguments) => explain::run(arguments),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => {
            messages.failure(&failure.to_string());
            failure.code()
        }
    }
}
