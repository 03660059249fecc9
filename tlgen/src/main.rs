//! `tlgen`, the compiler for Telegram's Type Language.

mod check;
mod cli;
mod compare;
mod completions;
mod diff;
mod docs;
mod exit;
mod explain;
mod export;
mod fmt;
mod generate;
mod ids;
mod init;
mod input;
mod man;
mod markdown;
mod messages;
mod output;
mod suggest;
mod tokens;
mod values;
mod why;

use std::process::ExitCode;

use cli::Command;
use messages::Messages;
use tl_codegen::__private::report::Title;

fn main() -> ExitCode {
    let (command, options) = cli::parse();
    options.color.write_global();
    let messages = Messages::new(options.message_format);
    let outcome = match &command {
        Command::Generate(arguments) => generate::run(arguments, &messages),
        Command::Check(arguments) => check::run(arguments, &messages),
        Command::Init(arguments) => init::run(arguments, &messages),
        Command::Ids(arguments) => ids::run(arguments, &messages),
        Command::Docs(arguments) => docs::run(arguments, &messages),
        Command::Diff(arguments) => compare::run(arguments, &messages),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Export(arguments) => export::run(arguments, &messages),
        Command::Fmt(arguments) => fmt::run(arguments, &messages),
        Command::Why(arguments) => why::run(arguments, &messages),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
        Command::Decode(arguments) => values::decode::run(arguments, &messages),
        Command::Encode(arguments) => values::encode::run(arguments, &messages),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => {
            messages.say(Title::Error, &failure.to_string());
            failure.code()
        }
    }
}
