//! Us and the peers, side by side, in one run.

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
    let run = || match Options::parse(std::env::args().skip(1))? {
        Some(options) => run(&options),
        None => {
            println!("{USAGE}");
            Ok(())
        }
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
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
    alloc::run(options)
}
