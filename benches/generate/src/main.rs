//! Generates once and prints the seconds that it took, or counts the instructions.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use tlgen_benches_generate::{CONTENDERS, Result, build, generate, grammers, instructions, text};

const USAGE: &str = "\
usage: cargo run --release -p tlgen-benches-generate -- us|grammers|instructions

us, grammers   generates code of layer 230 in memory, and prints the seconds that took
instructions   counts the instructions of both, in the release and the dev profile, by valgrind
";

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        Some("us") => timed(|text| generate(text, None).map(drop)),
        Some("grammers") => timed(|text| grammers(text, false).map(drop)),
        Some("instructions") => table(),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn timed(generate: impl Fn(&str) -> Result<()>) -> Result<()> {
    let text = text()?;
    let start = Instant::now();
    generate(black_box(&text))?;
    println!("{}", start.elapsed().as_secs_f64());
    Ok(())
}

fn table() -> Result<()> {
    println!("| generate, in instructions | us       | grammers | us/grammers |");
    println!("|---------------------------|----------|----------|-------------|");
    for profile in ["release", "dev"] {
        let program = build(profile)?;
        let mut counts = Vec::new();
        for contender in CONTENDERS {
            counts.push(instructions(&program, &[contender])?);
        }
        if let [us, grammers] = counts[..] {
            let ratio = us as f64 / grammers as f64;
            let (us, grammers) = (us / 1_000_000, grammers / 1_000_000);
            let row = format!("text to code: {profile}");
            println!("| {row:<25} | {us:>6} M | {grammers:>6} M | {ratio:<11.2} |");
        }
    }
    Ok(())
}
