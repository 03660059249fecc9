//! From text to code: the parts `parse` and `generate`.

use std::hint::black_box;
use std::process::Command;

use tl_parser::source::FileId;

use crate::options::Options;
use crate::race::{self, Lap, Race};
use crate::report::{Table, Unit};
use crate::{Result, alloc, schema};

/// Runs and prints the requested parts.
pub(crate) fn run(options: &Options) -> Result<()> {
    let text = schema::text()?;
    if options.part("parse") {
        parse(options, &text)?;
    }
    if options.part("generate") {
        generate(options, &text)?;
    }
    Ok(())
}

/// Measures parsing, and resolving, which no peer does.
fn parse(options: &Options, text: &str) -> Result<()> {
    let us = || drop(black_box(schema::parse(black_box(text))));
    let resolved = || {
        let programs = schema::parse(black_box(text)).unwrap_or_else(|error| panic!("{error}"));
        drop(black_box(schema::resolve(&programs)));
    };
    let formatted = || {
        let formatted = tl_parser::format(FileId::default(), black_box(text), &mut Vec::new());
        drop(black_box(formatted));
    };
    let grammers = || {
        let definitions = grammers_tl_parser::parse_tl_file(black_box(text));
        drop(black_box(definitions.flatten().collect::<Vec<_>>()));
    };
    // It stops at the first declaration that it cannot parse, so each declaration is parsed separately.
    let lines = || {
        text.lines()
            .map(|line| line.trim_end_matches(';'))
            .filter(|line| line.contains('='))
    };
    let tl_scheme = || {
        for line in lines() {
            drop(black_box(tl_scheme::Constructor::parse(black_box(line))));
        }
    };
    let rejected = lines()
        .filter(|line| tl_scheme::Constructor::parse(line).is_err())
        .count();

    let mut table = Table::new("parse", &["us", "grammers", "tl-scheme"]);
    let mut race = |row, us: Lap<'_>| {
        let laps = vec![
            Some(us),
            Some(Box::new(grammers) as Lap<'_>),
            Some(Box::new(tl_scheme)),
        ];
        let race = Race {
            row,
            laps,
            bytes: Some(text.len()),
        };
        race::run(&mut table, options, race);
    };
    race("to a tree", Box::new(us));
    race("to a schema; the peers to a tree", Box::new(resolved));
    race("formatted; the peers to a tree", Box::new(formatted));
    println!("{} bytes; a ratio above 1 is in our favour", text.len());
    println!("tl-scheme rejects {rejected} declarations\n\n{table}");
    Ok(())
}

/// Measures code generation from text.
fn generate(options: &Options, text: &str) -> Result<()> {
    schema::generate(text, None)?;
    let us = || drop(black_box(schema::generate(black_box(text), None)));
    let grammers = || drop(black_box(schema::grammers(black_box(text), false)));
    let mut table = Table::new("generate", &["us", "grammers"]);
    let laps: Vec<Option<Lap<'_>>> = vec![Some(Box::new(us)), Some(Box::new(grammers))];
    let race = Race {
        row: "text to code: release",
        laps,
        bytes: None,
    };
    race::run(&mut table, options, race);
    dev(&mut table, options, "text to code: dev")?;
    println!("{table}");
    Ok(())
}

/// Measures code generation by a program in the dev profile, like a build script; the contenders take turns.
fn dev(table: &mut Table, options: &Options, row: &str) -> Result<()> {
    if !options.row(row) || options.repeat.is_some() || alloc::COUNTER.is_some() {
        return Ok(());
    }
    let program = schema::build("dev")?;
    for _ in 0..if options.quick { 2 } else { 9 } {
        for (column, name) in schema::CONTENDERS.into_iter().enumerate() {
            if options.contender(name) {
                let output = Command::new(&program).arg(name).output()?;
                let seconds = String::from_utf8(output.stdout)?.trim().parse();
                let seconds =
                    seconds.map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())?;
                table.add(row, Unit::Time, column, seconds);
            }
        }
    }
    Ok(())
}
