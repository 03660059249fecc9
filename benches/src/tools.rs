//! The commands of `tlgen` that work on schemas, as processes: the part `tools`. No peer has such commands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::options::Options;
use crate::report::{Table, Unit};
use crate::{Result, process, schema};

const COMMANDS: [(&str, &[&str]); 6] = [
    ("check", &["check", "new.tl"]),
    ("fmt", &["fmt", "--check", "formatted.tl"]),
    ("diff", &["diff", "old.tl", "new.tl"]),
    (
        "diff --breaking",
        &["diff", "old.tl", "new.tl", "--breaking"],
    ),
    (
        "export --to json",
        &["export", "new.tl", "--to", "json", "-o", "out.json"],
    ),
    (
        "export --to tlo",
        &["export", "new.tl", "--to", "tlo", "-o", "out.tlo"],
    ),
];

/// Runs and prints the part, if requested.
pub(crate) fn run(options: &Options) -> Result<()> {
    if !options.part("tools") || options.repeat.is_some() {
        return Ok(());
    }
    let program = tlgen()?;
    let folder = program.with_file_name("tlgen-benches-tools");
    fs::create_dir_all(&folder)?;
    let text = schema::text()?;
    fs::write(folder.join("new.tl"), &text)?;
    fs::write(folder.join("old.tl"), earlier(&text))?;
    fs::write(folder.join("formatted.tl"), &text)?;
    let formatted = Command::new(&program)
        .args(["fmt", "formatted.tl"])
        .current_dir(&folder)
        .status()?;
    if !formatted.success() {
        return Err("the schema cannot be formatted".into());
    }
    let mut table = Table::new("tools", &["CPU"]);
    let mut peaks = Table::new("tools", &["peak memory"]);
    for _ in 0..if options.quick { 3 } else { 15 } {
        for (row, arguments) in COMMANDS {
            if options.row(row) {
                let usage = usage(&program, arguments, &folder)?;
                table.add(row, Unit::Time, 0, usage.cpu);
                peaks.add(row, Unit::Bytes, 0, usage.peak as f64);
            }
        }
    }
    println!("{} bytes of schema\n\n{table}\n{peaks}", text.len());
    Ok(())
}

/// Builds `tlgen` in the release profile, and returns its path.
fn tlgen() -> Result<PathBuf> {
    let target = std::env::current_exe()?;
    let target = target.ancestors().nth(2).ok_or("no target directory")?;
    let status = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--release", "--package", "tlgen"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("--target-dir")
        .arg(target)
        .status()?;
    if !status.success() {
        return Err("tlgen cannot be built".into());
    }
    Ok(target.join("release").join("tlgen"))
}

/// Runs a command and returns its resources. The exit code 1 means findings and is not a failure.
fn usage(program: &Path, arguments: &[&str], folder: &Path) -> Result<process::Usage> {
    let mut command = Command::new("sh");
    command
        .args(["-c", "\"$0\" \"$@\" || test $? = 1"])
        .arg(program)
        .args(arguments)
        .current_dir(folder);
    process::run(&mut command, &folder.join("log"))
}

/// Returns a plausible earlier schema: without some declarations, and with an additional field in others.
fn earlier(text: &str) -> String {
    let lines = text.lines().enumerate().filter(|(at, _)| at % 40 != 0);
    let lines = lines.map(|(at, line)| match line.rsplit_once(" = ") {
        Some((fields, result)) if at % 40 == 1 && !line.contains("//") => {
            let fields = fields
                .split_once(' ')
                .map_or(fields.to_owned(), |(name, rest)| {
                    let name = name.split('#').next().unwrap_or(name);
                    format!("{name} {rest}")
                });
            format!("{fields} earlier_field:int = {result}\n")
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}
