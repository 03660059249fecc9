//! tlgen and its peers side by side, in one run.

#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark that cannot go on may panic"
)]

mod alloc;
mod codec;
mod compile;
mod dynamic;
mod front;
mod hostile;
mod options;
mod process;
mod race;
mod report;
mod tools;
mod views;
mod workload;

use std::process::ExitCode;

use tlgen_benches_generate::{self as schema, Result};

use crate::options::{Options, USAGE};

fn main() -> ExitCode {
    // Runs a hostile case in this process.
    let args: Vec<String> = std::env::args().collect();
    let run = || match args.as_slice() {
        [_, part, case, contender] if part == "hostile-case" => hostile::one(case, contender),
        _ => asked(),
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs what the command line requests.
fn asked() -> Result<()> {
    match Options::parse(std::env::args().skip(1))? {
        Some(options) => run(&options),
        None => {
            println!("{USAGE}");
            Ok(())
        }
    }
}

fn run(options: &Options) -> Result<()> {
    if options.part("compile") {
        compile::run(options)?;
    }
    front::run(options)?;
    codec::run(options)?;
    views::run(options)?;
    dynamic::run(options)?;
    tools::run(options)?;
    hostile::run(options)?;
    if options.counts_allocations() {
        alloc::run()?;
    }
    Ok(())
}
