//! `tlgen explain TL0101`.

use std::fmt::Write;
use std::io;

use anstyle::{AnsiColor, Style};
use terminal_size::terminal_size_of;
use tl_parser::diagnostic::{Code, Level};
use tl_parser::source::is_bidirectional;

use crate::cli::Explain;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::suggest::did_you_mean;

pub(crate) fn run(arguments: &Explain) -> Result<Exit, Failure> {
    let text = match &arguments.finding {
        Some(name) => explained(Code::find(name).ok_or_else(|| unknown(name))?),
        None => list(),
    };
    output::colored(&text)?;
    Ok(Exit::Fine)
}

fn unknown(name: &str) -> Failure {
    // Codes are not suggested, since each is one digit away from another.
    let names = Code::ALL.iter().map(|code| code.name());
    let hint = did_you_mean(name, names).unwrap_or("; `tlgen explain` lists all".into());
    Failure::Usage(format!("there is no finding `{name}`{hint}"))
}

/// Returns the default level of a finding as a word.
fn usual(code: Code) -> &'static str {
    match code.level() {
        Level::Allowed => "allowed",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

fn style(code: Code) -> Style {
    match code.level() {
        Level::Allowed => Style::new().dimmed(),
        Level::Warning => AnsiColor::Yellow.on_default(),
        Level::Error => AnsiColor::Red.on_default(),
    }
}

fn explained(code: Code) -> String {
    let bold = Style::new().bold();
    let name = code.name();
    let how = match code.level() {
        Level::Error if code.category().is_some() => format!(
            "it is an error of `tlgen diff --breaking`.\n\
             To silence it, use `--allow {name}`\n\
             or a comment at the declaration:\n\
             `// tlgen:allow({name}): why`"
        ),
        Level::Error if code.can_be_allowed() => format!(
            "it is an error. If code can be generated all the same,\n\
             silence it by `--allow {name}` or a comment at the declaration:\n\
             `// tlgen:allow({name}): why`"
        ),
        Level::Error => "it is an error".to_owned(),
        Level::Warning
            if matches!(
                code,
                Code::UnnamedError | Code::LossyString | Code::NoForm | Code::EmptiedType
            ) =>
        {
            format!(
                "it is a warning. `--deny {name}` turns it into an error,\n`--allow {name}` silences it"
            )
        }
        Level::Warning if matches!(code, Code::EmptySchema | Code::MixedLayers) => format!(
            "it is a warning. `--deny {name}` turns it into an error.\n\
             To silence it, use `--allow {name}`\n\
             or a comment in the file:\n\
             `// tlgen:allow-file({name}): why`"
        ),
        Level::Warning => format!(
            "it is a warning. `--deny {name}` turns it into an error.\n\
             To silence it, use `--allow {name}`\n\
             or a comment at the declaration:\n\
             `// tlgen:allow({name}): why`"
        ),
        Level::Allowed => format!(
            "it is not reported. `--warn {name}` makes it a warning,\n`--deny {name}` an error"
        ),
    };
    let mut text = format!("{bold}{} {name}{bold:#}\n\n", code.id());
    let mut example = false;
    for line in code.explanation().lines() {
        // The fences of the examples are noise on a terminal.
        if line.starts_with("```") {
            example = !example;
            continue;
        }
        let indent = if example { "    " } else { "" };
        // One example contains bidirectional characters, which must not reach the terminal.
        let line = line.replace(is_bidirectional, "\u{fffd}");
        text.push_str(format!("{indent}{line}").trim_end());
        text.push('\n');
    }
    // Writing to a string does not fail.
    let _ = write!(text, "\nBy default, {how}.\n");
    text
}

fn list() -> String {
    let widest = Code::ALL.iter().map(|code| code.name().len()).max();
    let width = widest.unwrap_or_default();
    let room = terminal_size_of(io::stdout()).map_or(usize::MAX, |(columns, _)| columns.0.into());
    let mut text = String::new();
    for &code in Code::ALL {
        let style = style(code);
        let (usual, name) = (usual(code), code.name());
        let summary = wrapped(code.summary(), room, "TL0001 warning ".len() + width + 1);
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{} {style}{usual:7}{style:#} {name:width$} {summary}",
            code.id()
        );
    }
    text
}

/// Wraps a text to lines of up to `room` columns, which begin at the column `indent`.
fn wrapped(text: &str, room: usize, indent: usize) -> String {
    let mut wrapped = String::new();
    let mut column = indent;
    for word in text.split(' ') {
        if column > indent && column + 1 + word.len() > room {
            let _ = write!(wrapped, "\n{:indent$}", "");
            column = indent;
        } else if column > indent {
            wrapped.push(' ');
            column += 1;
        }
        wrapped += word;
        column += word.len();
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_wrapped_at_blanks() {
        assert_eq!(wrapped("one two three", 11, 4), "one two\n    three");
        assert_eq!(wrapped("one two three", usize::MAX, 4), "one two three");
        assert_eq!(
            wrapped("longer than that", 4, 4),
            "longer\n    than\n    that"
        );
    }
}
