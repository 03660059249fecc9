//! `tlgen SCHEMA... -o OUT`.

use std::path::Path;

use tl_codegen::__private::report::Title;
use tl_codegen::__private::{files, folder, rustfmt};
use tl_codegen::{Config, Part, compile, compile_layers};
use tl_parser::source::Sources;

use crate::cli::{Format, Generate};
use crate::exit::{Exit, Failure};
use crate::messages::Messages;
use crate::{diff, docs, input, output, tokens};

/// Where the code goes.
#[derive(Clone, Copy)]
enum Target<'a> {
    Standard,
    File(&'a Path),
    Folder(&'a Path),
}

impl<'a> Target<'a> {
    fn of(arguments: &'a Generate) -> Result<Self, Failure> {
        let is_folder = |out: &Path| out.as_os_str().as_encoded_bytes().ends_with(b"/");
        let mistake = match arguments.output.as_deref() {
            None => "the output file is missing: `-o OUT.rs`".into(),
            Some(out) if input::is_standard(out) => match arguments.check {
                true => "`--check` needs a file to compare with".into(),
                false => return Ok(Target::Standard),
            },
            Some(out) if is_folder(out) => return Ok(Target::Folder(out)),
            Some(out) if out.is_dir() => {
                let out = out.display();
                format!("{out} is a folder: `-o {out}/` writes several files into it")
            }
            Some(out) => return Ok(Target::File(out)),
        };
        Err(Failure::Usage(mistake))
    }

    fn path(self) -> &'a Path {
        match self {
            Target::Standard => Path::new("-"),
            Target::File(path) | Target::Folder(path) => path,
        }
    }
}

pub(crate) fn run(arguments: &Generate, messages: &Messages) -> Result<Exit, Failure> {
    let target = Target::of(arguments)?;
    let layers = match arguments.layers {
        true => Some(input::layer_files(&arguments.schemas)?),
        false => None,
    };
    let (schemas, externs) = files::with_externs(&arguments.schemas, arguments.extern_schemas())
        .map_err(Failure::Usage)?;
    let of_layers = layers.iter().flatten().map(|(_, path)| path);
    let (errors, docs) = arguments.facts();
    let read = schemas.iter().chain(of_layers).chain(errors).chain(docs);
    output::keep(target.path(), read)?;
    let config = Config {
        extern_schemas: externs,
        split: matches!(target, Target::Folder(_)),
        facts: docs::facts(errors, docs, messages)?,
        ..arguments.config()
    };
    let conflict = match arguments.layers {
        true => config.conflict_with_layers(),
        false => config.conflict(),
    };
    if let Some(conflict) = conflict {
        return Err(Failure::Usage(conflict.into()));
    }
    let levels = arguments.levels.get();
    let (sources, compiled) = match layers {
        Some(layers) => {
            let mut sources = Sources::new();
            let numbers = files::layers::add(&mut sources, &layers)?;
            let compiled = compile_layers(&sources, &numbers, &config, levels);
            let mistake = |mistake| Failure::Usage(files::layers::mistake(mistake, &sources));
            let compiled = compiled.map_err(mistake)?;
            (sources, compiled)
        }
        None => {
            let mistake = input::is_of_layers(&schemas);
            if let Some(message) = mistake.or_else(|| input::is_of_option(&schemas)) {
                return Err(Failure::Usage(message));
            }
            let sources = input::read(&schemas)?;
            let compiled = compile(&sources, &config, levels);
            (sources, compiled)
        }
    };
    messages.show(&sources, &compiled.diagnostics);
    messages.conclude(&compiled.diagnostics);
    let Some(code) = compiled.code else {
        return Ok(Exit::Findings);
    };
    match (arguments.check, target) {
        (true, Target::Folder(out)) => {
            compare_folder(out, &code, &compiled.parts, arguments.format, messages)
        }
        (true, _) => compare(target.path(), &code, arguments.format, &mut 1, messages),
        (false, _) => {
            let formatter = Formatter::new(arguments.format, messages);
            write(target, code, compiled.parts, formatter)?;
            Ok(Exit::Fine)
        }
    }
}

fn write(
    target: Target<'_>,
    code: String,
    parts: Vec<Part>,
    mut formatter: Formatter<'_>,
) -> Result<(), Failure> {
    let code = formatter.format(code, target.path());
    match target {
        Target::Standard => output::raw(code.as_bytes())?,
        Target::File(out) => {
            files::write(out, code.as_bytes())?;
        }
        Target::Folder(out) => {
            let parts = parts.into_iter().map(|part| Part {
                code: formatter.format(part.code, out),
                ..part
            });
            folder::write(out, &code, &parts.collect::<Vec<_>>())?;
        }
    }
    Ok(())
}

/// Formats code, and reports once if that fails.
struct Formatter<'m> {
    format: Format,
    messages: &'m Messages,
    has_failed: bool,
}

impl<'m> Formatter<'m> {
    fn new(format: Format, messages: &'m Messages) -> Self {
        Self {
            format,
            messages,
            has_failed: false,
        }
    }

    fn format(&mut self, code: String, out: &Path) -> String {
        match formatted(&code, out, self.format) {
            Ok(formatted) => formatted,
            Err(why) => {
                if !std::mem::replace(&mut self.has_failed, true) {
                    let note = format!(
                        "the code is not formatted: {why}; `--format none` turns formatting off"
                    );
                    self.messages.say(Title::Note, &note);
                }
                code
            }
        }
    }
}

/// The number of files whose differences are shown. The others are only named.
const SHOWN: usize = 3;

/// Shows how the files of a folder differ from the generated ones.
fn compare_folder(
    out: &Path,
    code: &str,
    parts: &[Part],
    format: Format,
    messages: &Messages,
) -> Result<Exit, Failure> {
    let mut exit = Exit::Fine;
    let mut left = SHOWN;
    for (file, code) in folder::files(out, code, parts) {
        if let Exit::Findings = compare(&file, code, format, &mut left, messages)? {
            exit = Exit::Findings;
        }
    }
    for file in folder::stale(out, parts) {
        let message = format!(
            "{} is not generated any more; the same command without `--check` removes it",
            file.display()
        );
        messages.say(Title::Error, &message);
        exit = Exit::Findings;
    }
    Ok(exit)
}

/// Returns the code as formatted for a file, or the reason that it cannot be formatted.
fn formatted(code: &str, file: &Path, format: Format) -> Result<String, String> {
    match format {
        Format::Rustfmt => rustfmt::format(code, file),
        Format::None => Ok(code.to_owned()),
    }
}

/// Compares the file with the generated one, and shows how it differs; `left` is the number of files that may still be
/// shown.
fn compare(
    out: &Path,
    code: &str,
    format: Format,
    left: &mut usize,
    messages: &Messages,
) -> Result<Exit, Failure> {
    let name = out.display();
    let state = match files::read_to_compare(out)? {
        Some(old) if tokens::same(&old, code) => return Ok(Exit::Fine),
        Some(old) => {
            // Differences in layout alone are not shown.
            let shown = |code: &str| {
                let shown = formatted(code, out, format).unwrap_or_else(|_| code.to_owned());
                shown.replace("\r\n", "\n")
            };
            let (old, new) = (shown(&old), shown(code));
            if old == new {
                return Ok(Exit::Fine);
            }
            if let Some(fewer) = left.checked_sub(1) {
                *left = fewer;
                output::colored(&diff::unified(&old, &new, &name.to_string()))?;
            }
            "is stale: the same command without `--check` updates it"
        }
        None => "does not exist: the same command without `--check` writes it",
    };
    let message = format!("{name} {state}");
    messages.say(Title::Error, &message);
    Ok(Exit::Findings)
}
